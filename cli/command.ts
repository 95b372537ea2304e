import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";
import type { Environment } from "../subgraphs/kit/environment.ts";

/** One command of `tutti`: what it takes, what it says with --help, what it does. */
export interface Command {
  /** As typed: `import cwr`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What comes after the name, as a usage line: `FILE [--society 052]`. */
  readonly usage: string;
  /** Longer help: each option with its meaning, and what is printed. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** How many positional arguments it takes. */
  readonly positionals: number;
  /** How many more it may take. */
  readonly optionalPositionals?: number;
  run(call: Call): Promise<ExitCode>;
}

/** 0 done, 1 refused with the problems printed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface Call {
  readonly environment: Environment;
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly json: boolean;
  readonly output: Output;
}

/** People read standard error, programs the last line of standard output. */
export interface Output {
  /** A sentence for a person. */
  say(text: string): void;
  /** What a command without --json prints as its result. */
  print(text: string): void;
  /** The one JSON object that --json asks for. */
  json(value: object): void;
}

/** A call that cannot be understood: printed with the command's usage, exit 2. */
export class UsageFault extends Error {}

/** An expected refusal with nothing more to say than its sentence: exit 1. */
export class CommandRefused extends Error {
  readonly problems: readonly { readonly code: string; readonly message: string }[];

  constructor(message: string, problems: readonly { readonly code: string; readonly message: string }[] = []) {
    super(message);
    this.problems = problems;
  }
}

export interface ParsedCall {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** Reads the arguments of one command; UsageFault says what is wrong with them. */
export function parseCall(command: Command, args: readonly string[]): ParsedCall {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
    });
    const least = command.positionals;
    const most = least + (command.optionalPositionals ?? 0);
    if (values["help"] !== true && (positionals.length < least || positionals.length > most)) {
      throw new UsageFault(
        `tutti ${command.name} takes ${least === most ? least : `${least} or ${most}`} argument(s), not ${positionals.length}`,
      );
    }
    return { values: values, positionals };
  } catch (error) {
    if (error instanceof UsageFault) throw error;
    throw new UsageFault(error instanceof Error ? error.message : String(error));
  }
}

/** The text of an option, or undefined; a flag without text is a usage fault. */
export function textOption(call: Pick<Call, "values">, name: string): string | undefined {
  const value = call.values[name];
  if (value === true || value === "") throw new UsageFault(`--${name} needs a value`);
  return typeof value === "string" ? value : undefined;
}

export function requiredOption(call: Pick<Call, "values">, name: string): string {
  const value = textOption(call, name);
  if (value === undefined) throw new UsageFault(`--${name} is missing`);
  return value;
}

/** A whole number between two bounds, both included. */
export function numberOption(
  call: Pick<Call, "values">,
  name: string,
  bounds: { readonly least: number; readonly most: number; readonly otherwise: number },
): number {
  const text = textOption(call, name);
  if (text === undefined) return bounds.otherwise;
  const value = Number(text);
  if (!/^\d{1,12}$/.test(text) || value < bounds.least || value > bounds.most)
    throw new UsageFault(`--${name} ${text}: a whole number from ${bounds.least} to ${bounds.most}`);
  return value;
}
