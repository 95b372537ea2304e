import { expect } from "@jest/globals";
import { EJSON, Long } from "bson";
import type { Case, Expected, Plain, Step } from "./case.ts";
import { isFailure, LAST_CURSOR } from "./case.ts";
import { textOf, unordered } from "./normal.ts";
import type { Server } from "./servers.ts";

let casesRun = 0;

/** Runs a case on a server and asserts its answers; gives them for the comparison with another server's. */
export async function runCase(server: Server, one: Case): Promise<readonly Plain[]> {
  casesRun += 1;
  await prepare(server, one);
  const answers: Plain[] = [];
  for (const [i, step] of one.steps.entries()) {
    const answer = await server.run(filledIn(step.run, answers.at(-1)), step.session);
    answers.push(answer);
    const last = i === one.steps.length - 1;
    if (last && one.refused !== undefined && server.name === "embedded") return refuses(answer, one.refused);
    try {
      check(answer, step);
    } catch (error) {
      throw new Error(`step ${i + 1} of ${one.steps.length}: ${message(error)}\nanswer: ${EJSON.stringify(answer)}`); // the cause is in it
    }
  }
  if (one.after) expect(await documentsOf(server)).toEqual(one.after.map(textOf));
  return answers;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refuses(answer: Plain, code: number): readonly Plain[] {
  expect(errorOf(answer)).toMatchObject({ code });
  return [];
}

async function prepare(server: Server, { given, beside, indexes }: Case): Promise<void> {
  await server.endSessions();
  for (const [name, documents] of Object.entries({ c: given, d: beside })) {
    await server.run({ drop: name });
    if (documents && documents.length > 0) succeeds(await server.run({ insert: name, documents }));
  }
  if (!indexes) return;
  const specs = indexes.map((spec) => ({
    name: Object.entries(spec["key"] ?? {})
      .flat()
      .join("_"),
    ...spec,
  }));
  succeeds(await server.run({ createIndexes: "c", indexes: specs }));
}

function succeeds(answer: Plain): void {
  if (errorOf(answer) !== null) throw new Error(`could not be prepared: ${EJSON.stringify(answer)}`);
}

async function documentsOf(server: Server): Promise<string[]> {
  return batchOf(await server.run({ find: "c", sort: { _id: 1 } })).map(textOf);
}

/** The command with the last cursor's id, and with a transaction number of this case alone: a server remembers those of a session that a driver uses again. */
function filledIn(command: Plain, before: Plain | undefined): Plain {
  return Object.fromEntries(
    Object.entries(command).map(([name, value]) => {
      if (value === LAST_CURSOR) return [name, fieldOf(before, "cursor.id")];
      if (Array.isArray(value) && value[0] === LAST_CURSOR) return [name, [fieldOf(before, "cursor.id")]];
      return [name, name === "txnNumber" ? Long.fromNumber(casesRun * 100 + Number(value)) : value];
    }),
  );
}

function check(answer: Plain, { gives }: Step): void {
  const error = errorOf(answer);
  if (gives && isFailure(gives)) {
    expect(error ?? {}).toMatchObject({ code: gives.code });
    if (gives.codeName !== undefined && "codeName" in answer) expect(error).toMatchObject({ codeName: gives.codeName });
    for (const [name, value] of Object.entries(gives.more ?? {})) expect([name, shown(error, name)]).toEqual([name, textOf(value)]);
    if (gives.labels) expect(unordered(labelsOf(answer))).toEqual(unordered(gives.labels));
    return;
  }
  const writes = gives && "reply" in gives && "writeErrors" in gives.reply;
  if (!writes) expect(error).toBeNull();
  if (gives) checkContent(answer, gives);
}

function checkContent(answer: Plain, gives: Exclude<Expected, { code: number }>): void {
  if ("documents" in gives) expect(batchOf(answer).map(textOf)).toEqual(gives.documents.map(textOf));
  else if ("set" in gives) expect(unordered(batchOf(answer))).toEqual(unordered(gives.set));
  else if ("ids" in gives) expect(idsOf(answer).map(textOf)).toEqual(gives.ids.map(textOf));
  else if ("idSet" in gives) expect(unordered(idsOf(answer))).toEqual(unordered(gives.idSet));
  else if ("values" in gives) expect(unordered(list(answer["values"]))).toEqual(unordered(gives.values));
  else {
    for (const [name, value] of Object.entries(gives.reply)) {
      if (name === "writeErrors") expect(writeErrorsOf(answer)).toMatchObject(plain(value));
      else expect([name, shown(answer, name)]).toEqual([name, textOf(value)]);
    }
  }
}

/** The text of a field; of a missing one, the text of `undefined`. */
function shown(answer: unknown, name: string): string {
  return textOf(fieldOf(answer, name));
}

function fieldOf(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, name) => (isPlain(inner) ? inner[name] : undefined), value);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function batchOf(answer: Plain): readonly unknown[] {
  return list(fieldOf(answer, "cursor.firstBatch") ?? fieldOf(answer, "cursor.nextBatch"));
}

function idsOf(answer: Plain): unknown[] {
  return batchOf(answer).map((document) => fieldOf(document, "_id"));
}

/** Numbers as JavaScript has them, for fields whose type means nothing. */
function plain(value: unknown): Plain {
  const read: unknown = EJSON.parse(EJSON.stringify(value), { relaxed: true });
  return isPlain(read) ? read : {};
}

function writeErrorsOf(answer: Plain): readonly unknown[] {
  return list(plain({ list: answer["writeErrors"] })["list"]);
}

/** The error of the command, or of its only write; `null` when there is none. */
function errorOf(answer: Plain): Plain | null {
  const { ok, code, codeName } = plain(answer);
  if (ok !== 1) return { ...answer, code, codeName };
  const [first] = list(answer["writeErrors"]);
  return isPlain(first) ? { ...first, code: plain(first)["code"] } : null;
}

function labelsOf(answer: Plain): readonly unknown[] {
  return list(answer["errorLabels"]);
}

/** Fields that are of the moment, of the machine or of the wording, and not of the answer. */
const PASSING = new Set(["ok", "$clusterTime", "operationTime", "electionId", "opTime", "errmsg", "id", "ns", "localTime", "errInfo"]);

/** What two servers' answers to a step have in common when they mean the same: everything but the passing fields, batches in order where the order means something. */
export function comparable(answer: Plain, { gives }: Step): readonly string[] {
  const batch = [...batchOf(answer), ...list(answer["values"])];
  const ordered = gives && ("documents" in gives || "ids" in gives);
  return [textOf(strip(answer)), ...(ordered ? batch.map(textOf) : unordered(batch))];
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (!isPlain(value) || value instanceof Date || "_bsontype" in value) return value;
  const kept = Object.entries(value).filter(([name]) => !PASSING.has(name) && name !== "values" && !name.endsWith("Batch"));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, strip(inner)]));
}
