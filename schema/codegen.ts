import { readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import * as typescriptResolvers from "@graphql-codegen/typescript-resolvers";
import { parse } from "graphql";
import { readSubgraphs } from "./compose.ts";

const SUBGRAPHS_FOLDER = new URL("../subgraphs/", import.meta.url);

/** What resolvers may return and get: services hold bigints and dates, kit/scalars.ts writes them canonically; input arrives as canonical text. */
const text = { input: "string", output: "string" };
const SCALARS = {
  ID: text,
  Iswc: text,
  Isrc: text,
  IpiNameNumber: text,
  IpiBaseNumber: text,
  Isni: text,
  SocietyCode: text,
  TisCode: text,
  Date: text,
  DateTime: { input: "string", output: "string | Date" },
  CurrencyCode: text,
  Decimal: text,
  BigInt: { input: "string", output: "string | bigint | number" },
  _FieldSet: text,
};

const HEADER = "// Made from the schema by `npm run codegen`. Not edited by hand.\n";

/**
 * The resolver types of one subgraph. Its mappers.ts may name what stands behind a GraphQL type (`export type WorkParent = …` for `Work`)
 * and the resolvers' context (`export type Context = …`); without, the GraphQL type itself and SubgraphContext.
 */
export async function resolverTypes(name: string, sdl: string, mappersSource: string): Promise<string> {
  const output = await codegen({
    filename: `subgraphs/${name}/types.generated.ts`,
    schema: parse(sdl),
    documents: [],
    plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
    pluginMap: { typescript, typescriptResolvers },
    config: {
      federation: true,
      enumsAsTypes: true,
      immutableTypes: true,
      strictScalars: true,
      scalars: SCALARS,
      useTypeImports: true,
      useIndexSignature: false,
      contextType: /^export (?:interface|type) Context\b/m.test(mappersSource)
        ? "./mappers.ts#Context"
        : "../kit/server.ts#SubgraphContext",
      mappers: mappersIn(mappersSource),
    },
  });
  return HEADER + output.trimEnd() + "\n";
}

function mappersIn(source: string): Record<string, string> {
  const names = [...source.matchAll(/^export (?:interface|type) (\w+)Parent\b/gm)].flatMap(([, type]) => type ?? []);
  return Object.fromEntries(names.map((type) => [type, `./mappers.ts#${type}Parent`]));
}

/** Writes the subgraphs' types.generated.ts, or with `check` answers whether they are what the schemas give. */
async function generate(check: boolean, names?: readonly string[]): Promise<boolean> {
  let isFresh = true;
  for (const { name, sdl } of await readSubgraphs(undefined, names)) {
    const mappers = new URL(`${name}/mappers.ts`, SUBGRAPHS_FOLDER);
    const file = new URL(`${name}/types.generated.ts`, SUBGRAPHS_FOLDER);
    const generated = await resolverTypes(name, sdl, existsSync(mappers) ? await readFile(mappers, "utf8") : "");
    if (!check) await writeFile(file, generated);
    else if ((await readFile(file, "utf8").catch(() => "")) !== generated) {
      isFresh = false;
      process.stderr.write(`subgraphs/${name}/types.generated.ts is stale: run \`npm run codegen\` and commit it.\n`);
    }
  }
  return isFresh;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  process.exitCode = (await generate(process.argv.includes("--check"), names.length > 0 ? names : undefined)) ? 0 : 1;
}
