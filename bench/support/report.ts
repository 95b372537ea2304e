import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { VERSION } from "../../gateway/version.ts";

/** One figure. What else helps to read it (sizes, counts) stands beside the five names that every row has. */
export interface Figure {
  readonly case: string;
  readonly contender: string;
  readonly value: number;
  readonly unit: string;
  readonly [more: string]: string | number | boolean;
}

/** What a benchmark says before its figures. */
export interface ReportHead {
  readonly bench: string;
  /** In a sentence or two: what is done, how often, which of the rounds counts. */
  readonly method: string;
  readonly sizes: Readonly<Record<string, number | string>>;
  readonly json: boolean;
}

export interface Report {
  /** Prints a figure at once, rounded to four digits. */
  row(figure: Figure): void;
}

/** The switches of every benchmark: `--json` for programs, `--full` for the large sizes. */
export function benchOptions(): { readonly json: boolean; readonly full: boolean } {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, full: { type: "boolean", default: false } } });
  return values;
}

/** Prints what the figures depend on (machine, versions, method, sizes) and gives what prints them. With `--json` each is one object a line. */
export function openReport({ bench, method, sizes, json }: ReportHead): Report {
  const about = { machine: machine(), versions: versions(), method, sizes };
  if (json) console.log(JSON.stringify({ bench, case: "about", ...about }));
  else console.log(headerText(bench, about));
  return {
    row: (figure) => {
      const { case: name, contender, value, unit, ...more } = figure;
      const rounded = Number(value.toPrecision(4));
      if (json) console.log(JSON.stringify({ bench, case: name, contender, value: rounded, unit, ...more }));
      else console.log(rowText({ case: name, contender, value: rounded, unit }, more));
    },
  };
}

interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
}

function machine(): Machine {
  const limit = process.constrainedMemory() || Infinity;
  const bytes = Math.min(totalmem(), limit);
  return { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, memoryGb: Number((bytes / 2 ** 30).toPrecision(3)) };
}

/** Of the packages as they are installed, which is what was measured. */
function versions(): Readonly<Record<string, string>> {
  const packages = ["@apollo/gateway", "@apollo/server", "mongoose", "lmdb"];
  return { node: process.version, tutti: VERSION, ...Object.fromEntries(packages.map((name) => [name, installedVersion(name)])) };
}

function installedVersion(name: string): string {
  const file = resolve(import.meta.dirname, "../../node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function headerText(bench: string, about: Omit<ReportHead, "bench" | "json"> & { machine: Machine; versions: object }): string {
  const { cpu, cores, memoryGb } = about.machine;
  return [
    `${bench}: ${about.method}`,
    `machine   ${cpu}, ${cores} cores, ${memoryGb} GB`,
    `versions  ${pairs(about.versions, " ")}`,
    `sizes     ${pairs(about.sizes, " ")}`,
  ].join("\n");
}

function rowText({ case: name, contender, value, unit }: Figure, more: object): string {
  return `${name.padEnd(12)} ${contender.padEnd(12)} ${grouped(value).padStart(14)} ${unit.padEnd(14)} ${pairs(more, "=")}`.trimEnd();
}

function pairs(values: object, between: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}${between}${typeof value === "number" ? grouped(value) : String(value)}`)
    .join(", ");
}

function grouped(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 15 });
}
