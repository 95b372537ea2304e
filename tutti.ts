#!/usr/bin/env node
import { CommandRefused, parseCall, UsageFault } from "./cli/command.ts";
import type { Command, ExitCode, Output } from "./cli/command.ts";
import { readEnvironment } from "./subgraphs/kit/environment.ts";

/** Where each command lives: only the one that is called is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./cli/start.ts")).start,
  token: async () => (await import("./cli/token.ts")).token,
  "import cwr": async () => (await import("./cli/import.ts")).importCwr,
  "import works": async () => (await import("./cli/import.ts")).importWorks,
  "import usage": async () => (await import("./cli/import.ts")).importUsage,
  "import parties": async () => (await import("./cli/import.ts")).importParties,
  distribute: async () => (await import("./cli/distribute.ts")).distribute,
  "export crd": async () => (await import("./cli/export.ts")).exportCrd,
  "export works": async () => (await import("./cli/export.ts")).exportWorks,
  "export cwr": async () => (await import("./cli/exportCwr.ts")).exportCwr,
  compose: async () => (await import("./cli/compose.ts")).compose,
  generate: async () => (await import("./cli/generate.ts")).generate,
  serve: async () => (await import("./cli/serve.ts")).serve,
  gateway: async () => (await import("./cli/serve.ts")).gateway,
  store: async () => (await import("./cli/serve.ts")).store,
  backup: async () => (await import("./cli/backup.ts")).backup,
  verify: async () => (await import("./cli/verify.ts")).verify,
};

const output: Output = {
  say: (text) => void process.stderr.write(`${text}\n`),
  print: (text) => void process.stdout.write(`${text}\n`),
  json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
};

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  process.exitCode = await run(args).catch((error: unknown) => failed(error, args.includes("--json")));
  // a command is over when it says so, whatever a library keeps open
  const drained = new Promise<void>((resolve) => void process.stdout.write("", () => resolve()));
  await drained;
  process.exit();
}

async function run(args: readonly string[]): Promise<ExitCode> {
  const [first = "", second = ""] = args;
  const name = [`${first} ${second}`, first].find((known) => Object.hasOwn(COMMANDS, known));
  if (name === undefined) {
    if (args.length === 0 || first === "--help" || first === "-h" || first === "help") return await list();
    throw new UsageFault(`"${first}" is no command of tutti`);
  }
  const load = COMMANDS[name];
  if (!load) throw new UsageFault(`"${name}" is no command of tutti`);
  const command = await load();
  const { values, positionals } = parseCall(command, args.slice(name.split(" ").length));
  if (values["help"] === true) return help(command);
  const environment = readEnvironment();
  if (!environment.ok) throw new CommandRefused(environment.problems.map(({ message }) => message).join("\n"), environment.problems);
  return await command.run({ environment: environment.value, values, positionals, json: values["json"] === true, output });
}

async function list(): Promise<ExitCode> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map(({ name }) => name.length));
  output.print(
    `tutti <command> [--json] [--help]\n\n${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}`,
  );
  return 0;
}

function help({ name, usage, summary, help: text }: Command): ExitCode {
  output.print(`tutti ${name} ${usage} [--json]\n\n${summary}\n\n${text}`);
  return 0;
}

/** 2 for wrong usage, 1 for a refusal; anything else is a fault of ours, told in one sentence. */
function failed(error: unknown, json: boolean): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  const problems =
    error instanceof CommandRefused && error.problems.length > 0
      ? error.problems
      : [{ code: error instanceof UsageFault ? "USAGE" : "REFUSED", message }];
  output.say(error instanceof UsageFault ? `${message}. See tutti --help.` : message);
  if (json) output.json({ accepted: 0, rejected: 0, problems });
  return error instanceof UsageFault ? 2 : 1;
}
