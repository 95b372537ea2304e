import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { findBreakingChanges, getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLSchema } from "graphql";
import { apiSchema } from "./compose.ts";

/** The public changes between two supergraphs that break a client, parted by whether their announced day has come. */
export interface BreakingChanges {
  /** Removals whose deprecation named a day that is past. */
  readonly due: readonly string[];
  /** All others. */
  readonly refused: readonly string[];
}

const SUPERGRAPH = "schema/supergraph.graphql";

/** Compares two supergraphs as clients see them. A member may go only after the day in its deprecation: "… Removal on 2027-06-01." `today` is YYYY-MM-DD. */
export function breakingChanges(beforeSdl: string, afterSdl: string, today: string): BreakingChanges {
  const before = apiSchema(beforeSdl);
  const changes = findBreakingChanges(before, apiSchema(afterSdl));
  const removable = removableMembers(before, today);
  const due: string[] = [];
  const refused: string[] = [];
  for (const { description } of changes) {
    if (description.startsWith("Standard scalar ")) continue; // no client can tell
    (removable.has(removedMember(description) ?? "") ? due : refused).push(description);
  }
  return { due, refused };
}

/** The coordinate in graphql's sentence about a removal; null for every other change. */
function removedMember(description: string): string | null {
  const argument = /^(\S+) arg (\S+) was removed\.$/.exec(description);
  if (argument) return `${argument[1] ?? ""}(${argument[2] ?? ""})`;
  const value = /^(\S+) was removed from enum type (\S+)\.$/.exec(description);
  if (value) return `${value[2] ?? ""}.${value[1] ?? ""}`;
  return /^(\S+) was removed\.$/.exec(description)?.[1] ?? null;
}

/** Coordinates that may go today: members whose day has come, and types that only such members (or such types) lead to. */
function removableMembers(schema: GraphQLSchema, today: string): ReadonlySet<string> {
  const removable = new Set<string>();
  const ways = new Map<string, string[]>(); // type name -> the members that lead to it
  const note = (coordinate: string, member: GraphQLField<unknown, unknown> | GraphQLArgument | GraphQLInputField): void => {
    if (isDue(member.deprecationReason, today)) removable.add(coordinate);
    const type = getNamedType(member.type).name;
    ways.set(type, [...(ways.get(type) ?? []), coordinate]);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type))
      for (const { name, deprecationReason } of type.getValues())
        if (isDue(deprecationReason, today)) removable.add(`${type.name}.${name}`);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field);
      for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  for (let size = -1; size !== removable.size;) {
    size = removable.size;
    for (const [type, members] of ways) if (members.every((member) => goes(member, removable))) removable.add(type);
  }
  return removable;
}

/** A member goes by itself, with its field, or with its type. */
function goes(member: string, removable: ReadonlySet<string>): boolean {
  const [type = "", rest = ""] = member.split(".");
  return removable.has(member) || removable.has(type) || removable.has(`${type}.${rest.replace(/\(.*$/, "")}`);
}

function isDue(reason: string | null | undefined, today: string): boolean {
  const day = /Removal on (\d{4}-\d{2}-\d{2})\./.exec(reason ?? "")?.[1];
  return day !== undefined && day <= today;
}

/** The supergraph of the last release (the latest version tag), or null where nothing was released yet. */
async function releasedSupergraph(): Promise<{ tag: string; sdl: string } | null> {
  const git = promisify(execFile);
  const cwd = fileURLToPath(new URL("../", import.meta.url));
  try {
    const tag = (await git("git", ["describe", "--tags", "--abbrev=0", "--match", "v*"], { cwd })).stdout.trim();
    return { tag, sdl: (await git("git", ["show", `${tag}:${SUPERGRAPH}`], { cwd, maxBuffer: 64 << 20 })).stdout };
  } catch {
    return null; // no tag, no git, or a tag from before the supergraph
  }
}

async function main(): Promise<0 | 1> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const released = await releasedSupergraph();
  if (released === null) {
    say("Nothing was released yet, so nothing can break.");
    return 0;
  }
  const after = await readFile(new URL("supergraph.graphql", import.meta.url), "utf8");
  const { due, refused } = breakingChanges(released.sdl, after, new Date().toISOString().slice(0, 10));
  for (const change of due) say(`due: ${change}`);
  for (const change of refused) say(`breaking: ${change}`);
  say(
    refused.length === 0
      ? `No client of ${released.tag} breaks.`
      : 'Deprecate first, with a replacement and a day: @deprecated(reason: "Use `x`. Removal on YYYY-MM-DD.")',
  );
  return refused.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
