import { StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument, toSafeInteger } from "../values/value.ts";
import type { Variables } from "./expression.ts";

/** What stages need from the store: other collections of the same database, as the command sees them. */
export interface Surroundings {
  find(collection: string, filter: Document, variables: Variables): Iterable<Document>;
}

/** One stage of a pipeline: documents in, documents out. The documents that come in must not be changed. */
export type Stage = (documents: Iterable<Document>, variables: Variables) => Iterable<Document>;

/** What stages are compiled with. */
export interface StageScope {
  readonly surroundings: Surroundings;
  readonly order: Order;
  /** The variables there will be. */
  readonly names: ReadonlySet<string>;
  /** The stage whose own pipeline this is, when it is none of the command's. */
  readonly within?: string;
  /** Compiles a pipeline inside of a stage. */
  readonly compile: (pipeline: readonly Value[], scope: StageScope) => Stage;
}

export type MakeStage = (operand: Value, scope: StageScope) => Stage;

/** Documents that a stage may hold in memory. */
const HELD_MAX = 5_000_000;

/** Every document, for stages that must see all before they give one. */
export function collect(documents: Iterable<Document>): Document[] {
  const result: Document[] = [];
  for (const one of documents) {
    if (result.length >= HELD_MAX) throw new StoreError(292, `a stage holds more than ${HELD_MAX} documents`);
    result.push(one);
  }
  return result;
}

export function* mapped(documents: Iterable<Document>, shape: (document: Document) => Document): Iterable<Document> {
  for (const one of documents) yield shape(one);
}

/** Makes the documents when the first is asked for. */
export function* lazily(make: () => Iterable<Document>): Iterable<Document> {
  yield* make();
}

/** The operand as a document of arguments; those that the stage does not know are an error. */
export function argumentsOf(stage: string, operand: Value, known?: readonly string[]): Document {
  if (!isDocument(operand)) throw new StoreError(9, `the ${stage} specification must be an object`);
  const odd = known && Object.keys(operand).find((name) => !known.includes(name));
  if (odd !== undefined) throw new StoreError(40415, `BSON field '${stage}.${odd}' is an unknown field.`);
  return operand;
}

export function pipelineOf(operand: Value, stage: string): readonly Value[] {
  if (!isArray(operand)) throw new StoreError(14, `${stage} needs a pipeline, an array`);
  return operand;
}

/** A pipeline's first stages as a query: what to look for, in which order, and which part of it; the rest runs over what was read. */
export interface Beginning {
  readonly filter: Document;
  readonly sort: Value;
  readonly skip: number;
  /** 0: no limit. */
  readonly limit: number;
  readonly rest: readonly Value[];
}

/** Takes `$match`, `$sort`, `$skip` and `$limit` from the front: a `$match` behind a `$sort` is a filter as well, and the least `$limit` counts. */
export function beginningOf(pipeline: readonly Value[]): Beginning {
  const filters: Document[] = [];
  let [sort, skip, limit]: [Value, number, number] = [undefined, 0, 0];
  let used = 0;
  for (const stage of pipeline) {
    const [name = "", ...others] = isDocument(stage) ? Object.keys(stage) : [];
    const operand = isDocument(stage) ? stage[name] : undefined;
    const number = toSafeInteger(operand) ?? -1;
    const whole = skip === 0 && limit === 0;
    if (others.length > 0) break;
    if (name === "$match" && whole && isDocument(operand)) filters.push(operand);
    else if (name === "$sort" && whole && sort === undefined && isDocument(operand) && Object.keys(operand).length > 0) sort = operand;
    else if (name === "$limit" && number > 0) limit = limit === 0 ? number : Math.min(limit, number);
    else if (name === "$skip" && number >= 0 && (limit === 0 || number < limit)) {
      skip += number;
      limit -= limit === 0 ? 0 : number;
    } else break;
    used += 1;
  }
  const [only = {}] = filters;
  return { filter: filters.length > 1 ? { $and: filters } : only, sort, skip, limit, rest: pipeline.slice(used) };
}
