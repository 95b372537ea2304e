import { findOrganisation, findSociety } from "../subgraphs/domain/societies.ts";
import type { SubgraphName } from "../subgraphs/kit/subgraphName.ts";
import { numberOption, UsageFault } from "./command.ts";
import type { Call, Command, ExitCode } from "./command.ts";

const NAMES: readonly SubgraphName[] = ["works", "parties", "licenses", "distributions"];

/** `tutti serve works`: one part alone over HTTP, as the containers run it; `tutti serve node --society 119`: a society's own house. */
export const serve: Command = {
  name: "serve",
  summary: "one subgraph alone over HTTP, as the containers run it, or the node of a society",
  usage: "works|parties|licenses|distributions|node [--society 119] [--port N]",
  help: `--port     where it listens (default: PORT)
--society  of a node: whose statements it tells to other houses (docs/society-sources.md). A node is a whole house over its own
           data (TUTTI_DATA, or MONGODB_URI and TUTTI_KEYS), without the demonstration; files are loaded into it as into any.
TUTTI_SUBGRAPH_WORKS_URL, _PARTIES_URL, _LICENSES_URL and _DISTRIBUTIONS_URL say where the others are, MONGODB_URI where the
data are, TUTTI_KEYS which key signs calls between them. It answers only calls that carry the gateway's signed identity.`,
  options: { port: { type: "string" }, society: { type: "string" } },
  positionals: 1,
  async run(call) {
    if (call.positionals[0] === "node") return await serveNode(call);
    const name = NAMES.find((known) => known === call.positionals[0]);
    if (name === undefined) throw new UsageFault(`serve ${call.positionals[0] ?? ""}: one of ${NAMES.join(", ")}, node`);
    if (call.values["society"] !== undefined) throw new UsageFault(`--society is for a node; ${name} serves all societies`);
    const { startPart } = await import("../gateway/part.ts");
    const server = await startPart(name, { ...call.environment, port: portOf(call) });
    call.output.print(`${name} answers at ${server.url}`);
    await untilSignal();
    await server.stop();
    return 0;
  },
};

async function serveNode(call: Call): Promise<ExitCode> {
  const code = String(call.values["society"] ?? "")
    .trim()
    .toUpperCase();
  if (code === "") throw new UsageFault("serve node: --society is missing; say whose node it is, such as --society 119");
  const society = findSociety(code) ?? findOrganisation(code);
  if (society === null) throw new UsageFault(`--society ${code}: no such society or organisation is known`);
  const { startHouse } = await import("../gateway/house.ts");
  const house = await startHouse({ environment: { ...call.environment, port: portOf(call) }, nodeSociety: society.code });
  await house.ready;
  call.output.print(`The node of ${society.code} ${society.name} answers at ${house.url}/graphql`);
  await untilSignal();
  await house.stop();
  return 0;
}

/** `tutti gateway`: the gateway alone over any composed supergraph. */
export const gateway: Command = {
  name: "gateway",
  summary: "the gateway alone over any composed supergraph, without Tutti's access rules",
  usage: "--supergraph FILE [--port N]",
  help: `--supergraph  a composed supergraph whose subgraphs speak HTTP at the addresses it names
--port        where it listens on this machine (default: PORT)
For trying the gateway against public federation suites.`,
  options: { supergraph: { type: "string" }, port: { type: "string" } },
  positionals: 0,
  async run(call) {
    const file = call.values["supergraph"];
    if (typeof file !== "string" || file === "") throw new UsageFault("--supergraph FILE is missing");
    const { startGatewayAlone } = await import("../gateway/alone.ts");
    const server = await startGatewayAlone(file, { ...call.environment, port: portOf(call) });
    call.output.print(`The gateway answers at ${server.url}/graphql`);
    await untilSignal();
    await server.stop();
    return 0;
  },
};

/** `tutti store`: the embedded store alone. */
export const store: Command = {
  name: "store",
  summary: "the embedded store alone, for any MongoDB client on this machine",
  usage: "[--data DIR] [--port N]",
  help: `--data  the folder of the data (default: the store of TUTTI_DATA)
--port  a port of 127.0.0.1 (0: any that is free) instead of a Unix socket, for programs that cannot use one; on Windows always.
        The address then holds a user and a password made for this start: whoever has it may read and change everything
Prints one mongodb:// address and runs until a signal.`,
  options: { data: { type: "string" }, port: { type: "string" } },
  positionals: 0,
  async run(call) {
    const { startEmbeddedStore } = await import("../subgraphs/storage/embedded/index.ts");
    const { join, resolve } = await import("node:path");
    const data =
      typeof call.values["data"] === "string" ? resolve(call.values["data"]) : join(resolve(call.environment.dataFolder), "store");
    const running = await startEmbeddedStore({
      dataFolder: data,
      log: (message: string) => call.output.say(message),
      ...(call.values["port"] === undefined ? {} : { port: portOf(call) }),
    });
    call.output.print(running.uri("test"));
    await untilSignal();
    await running.stop();
    return 0;
  },
};

function portOf(call: Call): number {
  return numberOption(call, "port", { least: 0, most: 65_535, otherwise: call.environment.port });
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
}
