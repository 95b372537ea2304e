import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { SUBGRAPHS } from "../../schema/compose.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { ENVIRONMENT_VARIABLES, readEnvironment } from "../../subgraphs/kit/environment.ts";

/** No container engine runs here: what docker-compose.yml and Dockerfile name is looked up in the code instead. */
const root = new URL("../../", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), "utf8");

const service = z.object({
  image: z.string(),
  command: z.array(z.string()),
  entrypoint: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  read_only: z.boolean(),
});
const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.unknown()),
  volumes: z.record(z.string(), z.unknown()),
});

const { services, networks, volumes } = composeFile.parse(parse(read("docker-compose.yml"), { merge: true }));
const house = Object.entries(services).filter(([name, { image }]) => image.startsWith("tutti:") && name !== "keys");
const dockerfile = read("Dockerfile");
const instructions = (word: string): string[] =>
  [...dockerfile.matchAll(new RegExp(`^${word} (.+)$`, "gm"))].flatMap(([, rest]) => rest ?? []);

describe("docker-compose.yml", () => {
  test("has MongoDB, the four subgraphs and the gateway, and makes the keys", () => {
    expect(Object.keys(services).sort()).toEqual(["distributions", "gateway", "keys", "licenses", "mongo", "parties", "works"]);
  });

  test("uses the image of this version", () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(read("package.json")));
    expect(new Set(house.map(([, { image }]) => image))).toEqual(new Set([`tutti:${version}`]));
  });

  test.each(house)("%s gets only variables that the house reads, with values that it takes", (_name, { environment }) => {
    expect(Object.keys(environment).filter((name) => !ENVIRONMENT_VARIABLES.includes(name))).toEqual([]);
    const values = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replace(/^\$\{\w+:-(.*)\}$/, "$1")]));
    expect(readEnvironment(values)).toMatchObject({ ok: true });
  });

  test.each(SUBGRAPHS.map(({ name, url }) => ({ name, url: new URL(url) })))(
    "serves $name at the address of the composed supergraph",
    ({ name, url }) => {
      const { command, environment } = services[name] ?? {};
      expect(command).toEqual(["serve", name]);
      expect(url.hostname).toBe(name);
      expect(environment?.["PORT"]).toBe(url.port);
      for (const [, other] of house) expect(other.environment[`TUTTI_SUBGRAPH_${name.toUpperCase()}_URL`]).toBe(url.origin);
      expect(instructions("EXPOSE").join(" ").split(" ")).toContain(url.port);
    },
  );

  test("runs the house itself as the gateway, open to this machine only", () => {
    const { command, environment, ports } = services["gateway"] ?? {};
    expect(command).toEqual(["start"]);
    expect(ports).toEqual([`127.0.0.1:4000:${environment?.["PORT"] ?? ""}`]);
    expect(house.flatMap(([name, other]) => (name === "gateway" ? [] : other.ports))).toEqual([]);
  });

  test("gives only commands that the command line has", () => {
    const commands = read("tutti.ts");
    for (const [, { command }] of house) expect(commands).toMatch(new RegExp(`^  "?${command[0] ?? "?"}"?: async`, "m"));
  });

  test("makes the keys with the function that reads them, where the others look", () => {
    const { command, entrypoint, volumes: mounts } = services["keys"] ?? {};
    const script = command?.[0] ?? "";
    expect(entrypoint?.[0]).toBe("node");
    expect(script).toContain(`import { ${loadKeys.name} } from "/app/dist/subgraphs/kit/keys.js"`);
    expect(existsSync(new URL("subgraphs/kit/keys.ts", root))).toBe(true);
    expect(script).toContain('dataFolder: "/keys"');
    expect(mounts).toEqual(["keys:/keys"]);
    for (const [, { environment, volumes: theirs }] of house) {
      expect(environment["TUTTI_KEYS"]).toBe("/keys/keys.json");
      expect(theirs).toContain("keys:/keys:ro");
    }
  });

  test("asks every part of the house for its health at its own port, and MongoDB whether it is the primary", () => {
    for (const [, { healthcheck }] of house) {
      expect(healthcheck?.test.slice(0, 3)).toEqual(["CMD", "node", "-e"]);
      expect(healthcheck?.test[3]).toContain("/health/ready");
    }
    expect(services["mongo"]?.healthcheck?.test.at(-1)).toContain("isWritablePrimary");
    const replicaSet = new URL(services["works"]?.environment["MONGODB_URI"] ?? "").searchParams.get("replicaSet");
    expect(services["mongo"]?.command).toEqual(expect.arrayContaining(["--replSet", replicaSet]));
  });

  test("names no service, volume or network that it does not define", () => {
    for (const one of Object.values(services)) {
      for (const name of Object.keys(one.depends_on)) expect(Object.keys(services)).toContain(name);
      for (const mount of one.volumes) expect(Object.keys(volumes)).toContain(mount.split(":")[0]);
      for (const name of one.networks) expect(Object.keys(networks)).toContain(name);
    }
  });

  test("keeps every root file system read-only and states no secret", () => {
    expect(Object.values(services).every(({ read_only }) => read_only)).toBe(true);
    expect(read("docker-compose.yml")).not.toMatch(/password|secret|token:/i);
  });
});

describe("Dockerfile", () => {
  test("copies only what exists and what the build makes", () => {
    const sources = instructions("COPY")
      .filter((line) => !line.startsWith("--from"))
      .flatMap((line) => line.split(" ").slice(0, -1));
    for (const source of sources) expect({ source, exists: existsSync(new URL(source, root)) }).toEqual({ source, exists: true });
    const { outDir } = z
      .object({ compilerOptions: z.object({ outDir: z.string() }) })
      .parse(JSON.parse(read("tsconfig.build.json"))).compilerOptions;
    expect(instructions("COPY")).toContain(`--from=build /build/${outDir} dist`);
  });

  test("sends everything to the build that it compiles, and nothing else", () => {
    const sent = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    const { include } = z.object({ include: z.array(z.string()) }).parse(JSON.parse(read("tsconfig.build.json")));
    expect(sent).toEqual(expect.arrayContaining(include.map((path) => path.split("/")[0])));
    expect(sent.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  test("runs the compiled command line as a user without rights, on a supported Node", () => {
    expect(instructions("ENTRYPOINT")).toEqual(['["node", "--enable-source-maps", "dist/tutti.js"]']);
    expect(existsSync(new URL("tutti.ts", root))).toBe(true);
    expect(instructions("USER")).toEqual(["node"]);
    expect(instructions("FROM").every((line) => line.startsWith("node:24-slim"))).toBe(true);
  });

  test("sets only variables that the house reads", () => {
    const names = instructions("ENV").flatMap((line) => line.split(" ").map((pair) => pair.split("=")[0] ?? ""));
    expect(names.filter((name) => !ENVIRONMENT_VARIABLES.includes(name))).toEqual([]);
  });
});
