import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { composeServices } from "@apollo/composition";
import { Supergraph } from "@apollo/federation-internals";
import { parse } from "graphql";
import type { GraphQLSchema } from "graphql";

/** One subgraph as composition reads it: its name, its HTTP address and its schema text. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** A supergraph with the composer's hints, or every reason why there is none. Both in words. */
export type Composition =
  | { readonly ok: true; readonly supergraphSdl: string; readonly hints: readonly string[] }
  | { readonly ok: false; readonly errors: readonly string[] };

/** The four subgraphs and where they answer in the container form; elsewhere the gateway is told other addresses. */
export const SUBGRAPHS = [
  { name: "works", url: "http://works:4001/graphql" },
  { name: "parties", url: "http://parties:4002/graphql" },
  { name: "licenses", url: "http://licenses:4003/graphql" },
  { name: "distributions", url: "http://distributions:4004/graphql" },
] as const;

const FOLDER = new URL("./", import.meta.url);
const HEADER = "# Composed from the four files beside this one by `npm run -s tutti -- compose`. Not edited by hand.\n\n";

/** Composes subgraph schemas into one supergraph, as the gateway will read it. */
export function composeSupergraph(subgraphs: readonly SubgraphSource[]): Composition {
  const syntax = subgraphs.flatMap(({ name, sdl }) => syntaxErrors(name, sdl));
  if (syntax.length > 0) return { ok: false, errors: syntax };
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors !== undefined) return { ok: false, errors: result.errors.map((error) => error.message) };
  return {
    ok: true,
    supergraphSdl: result.supergraphSdl,
    hints: result.hints.map((hint) => `${hint.definition.code}: ${hint.message.split("\n")[0] ?? ""}`),
  };
}

function syntaxErrors(name: string, sdl: string): string[] {
  try {
    parse(sdl);
    return [];
  } catch (error) {
    return [`[${name}] ${String(error)}`];
  }
}

/** What clients of a supergraph see, access rules aside: without the join machinery and without what is inaccessible. */
export function apiSchema(supergraphSdl: string): GraphQLSchema {
  return Supergraph.build(supergraphSdl, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
}

/** Reads the subgraph files of a folder; the project's own by default, all four unless named. */
export async function readSubgraphs(
  folder: URL = FOLDER,
  names: readonly string[] = SUBGRAPHS.map(({ name }) => name),
): Promise<SubgraphSource[]> {
  const wanted = SUBGRAPHS.filter(({ name }) => names.includes(name));
  return Promise.all(wanted.map(async ({ name, url }) => ({ name, url, sdl: await readFile(new URL(`${name}.graphql`, folder), "utf8") })));
}

export interface ComposeOptions {
  /** Write nothing; refuse when the committed file is not what the four files give. */
  readonly check?: boolean;
  readonly folder?: URL;
  /** Where a line for people goes; standard error by default. */
  readonly say?: (line: string) => void;
}

/** `tutti compose`: writes supergraph.graphql from the four files, or checks it. Tells errors and hints; answers whether all is well. */
export async function compose({ check = false, folder = FOLDER, say = toStandardError }: ComposeOptions = {}): Promise<boolean> {
  const composition = composeSupergraph(await readSubgraphs(folder));
  if (!composition.ok) {
    for (const error of composition.errors) say(`error: ${error}`);
    return false;
  }
  for (const hint of composition.hints) say(`hint: ${hint}`);
  const file = new URL("supergraph.graphql", folder);
  const text = HEADER + composition.supergraphSdl.trimEnd() + "\n";
  if (!check) {
    await writeFile(file, text);
    say("schema/supergraph.graphql is written.");
    return true;
  }
  const committed = await readFile(file, "utf8").catch(() => "");
  const isFresh = committed === text;
  say(
    isFresh
      ? "schema/supergraph.graphql is up to date."
      : "schema/supergraph.graphql is stale: run `npm run -s tutti -- compose` and commit it.",
  );
  return isFresh;
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await compose({ check: process.argv.includes("--check") })) ? 0 : 1;
}
