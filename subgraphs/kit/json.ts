import { createHash } from "node:crypto";
import { invariant } from "../domain/invariant.ts";

/** What can be written as JSON and read again unchanged. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object; a member that is undefined is as good as absent. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** One text for one value: keys in code-unit order, no spaces, undefined members left out. */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`];
    });
  return `{${members.join(",")}}`;
}

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Whether something parsed from outside is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A plain copy: members that are undefined are gone, so that what is stored reads back equal. */
export function plainJson(value: object): JsonObject {
  return storedJson(JSON.parse(JSON.stringify(value)));
}

/** What plainJson wrote, read back from the store. */
export function storedJson(value: unknown): JsonObject {
  invariant(isRecord(value), "a stored JSON object is an object");
  // The store gives back what was written as JSON; to check each value again would cost more than the read.
  return value as JsonObject;
}

function isArray(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
