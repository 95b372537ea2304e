import { Buffer } from "node:buffer";
import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";

/** A value of a sort key: what stands in the index. */
export type CursorValue = string | number | null;

/** The arguments of a connection field. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** What a page reads: rows after a sort key, and how many. */
export interface PageRequest {
  readonly first: number;
  readonly after: readonly CursorValue[] | null;
}

interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

interface PageInfo {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
}

const PAGE_SIZE = 25;
const PAGE_SIZE_MAX = 100;

const CURSOR_VERSION = 1;
const CURSOR_LENGTH_MAX = 2_000;

/** An opaque cursor: the sort key of a row, with the kind of list it belongs to (`works.byTitle`) and a version. */
export function encodeCursor(kind: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([CURSOR_VERSION, kind, ...values]), "utf8").toString("base64url");
}

/** The sort key of a cursor; BAD_CURSOR when it is none of ours, of another list, or was changed. */
export function decodeCursor(kind: string, cursor: string, valueCount: number): Outcome<readonly CursorValue[]> {
  const fault = refused(
    problem("BAD_CURSOR", "The cursor was not given by this list; use pageInfo.endCursor of an earlier page, or none.", ["after"]),
  );
  if (cursor.length > CURSOR_LENGTH_MAX || !/^[A-Za-z0-9_-]+$/.test(cursor)) return fault;
  const parsed = parseArray(Buffer.from(cursor, "base64url").toString("utf8"));
  if (parsed === null) return fault;
  const [version, foundKind, ...values] = parsed;
  if (version !== CURSOR_VERSION || foundKind !== kind || values.length !== valueCount || !values.every(isCursorValue)) return fault;
  if (encodeCursor(kind, values) !== cursor) return fault;
  return ok(values);
}

/** The page size: 25 when none is asked, else 1 to `max`. */
export function checkFirst(first: number | null | undefined, max: number = PAGE_SIZE_MAX): Outcome<number> {
  if (first === null || first === undefined) return ok(Math.min(PAGE_SIZE, max));
  if (Number.isInteger(first) && first >= 1 && first <= max) return ok(first);
  return refused(problem("BAD_PAGE_SIZE", `first is ${first}; it must be from 1 to ${max}.`, ["first"]));
}

/** Size and start of a page together, all faults at once. `valueCount` is the number of values in the list's sort key. */
export function checkPage(
  given: PageArguments,
  list: { readonly kind: string; readonly valueCount: number; readonly max?: number },
): Outcome<PageRequest> {
  const first = checkFirst(given.first, list.max);
  const after = given.after === null || given.after === undefined ? ok(null) : decodeCursor(list.kind, given.after, list.valueCount);
  if (first.ok && after.ok) return ok({ first: first.value, after: after.value });
  return { ok: false, problems: [...(first.ok ? [] : first.problems), ...(after.ok ? [] : after.problems)] };
}

/** A connection from `first + 1` rows read: the surplus row says that there is more and is not shown. */
export function connectionOf<T>(
  rows: readonly T[],
  options: { readonly request: PageRequest; readonly kind: string; readonly sortKey: (row: T) => readonly CursorValue[] },
): Page<T> {
  const { request, kind, sortKey } = options;
  const edges = rows.slice(0, request.first).map((node) => ({ cursor: encodeCursor(kind, sortKey(node)), node }));
  return {
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: rows.length > request.first,
      hasPreviousPage: request.after !== null,
    },
  };
}

function parseArray(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function isCursorValue(value: unknown): value is CursorValue {
  return value === null || typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
}
