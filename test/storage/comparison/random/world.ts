/** One history on three sides: a collection with indexes, one without, and the model. */
import { expect } from "@jest/globals";
import { EJSON, Int32 } from "bson";
import type { Plain } from "../case.ts";
import { textOf, unordered } from "../normal.ts";
import type { Server } from "../servers.ts";
import { entersArrays, Model, Refused } from "./model.ts";
import type { Query } from "./model.ts";

export type Operation =
  | { readonly kind: "insert"; readonly document: Plain }
  | { readonly kind: "update"; readonly filter: Plain; readonly update: Plain; readonly one: number | null }
  | { readonly kind: "delete"; readonly filter: Plain }
  | ({ readonly kind: "find" } & Required<Query>)
  | { readonly kind: "group"; readonly filter: Plain; readonly path: string }
  | { readonly kind: "index"; readonly spec: Plain }
  | { readonly kind: "drop index" };

export interface History {
  readonly documents: readonly Plain[];
  readonly indexes: readonly Plain[];
  readonly unique: boolean;
  readonly operations: readonly Operation[];
}

const INDEXED = "indexed";
const BARE = "bare";

/** Runs a history and asserts, after every step, that all sides agree. */
export class World {
  readonly #server: Server;
  readonly #model: Model;
  readonly #unique: boolean;
  #names: string[] = [];
  #nextId = 0;

  /** The paths of each index. */
  get #keys(): string[][] {
    return this.#names.map((name) => Object.keys(JSON.parse(name).key));
  }

  constructor(server: Server, unique: boolean) {
    this.#server = server;
    this.#unique = unique;
    this.#model = new Model(unique ? ["d"] : []);
  }

  async run({ documents, indexes, operations }: History): Promise<void> {
    for (const name of [INDEXED, BARE]) {
      await this.#server.run({ drop: name });
      if (this.#unique) await this.#asked({ createIndexes: name, indexes: [{ key: { d: 1 }, name: "unique", unique: true }] });
    }
    for (const document of documents) await this.#step({ kind: "insert", document });
    for (const spec of indexes) await this.#step({ kind: "index", spec });
    for (const operation of operations) {
      await this.#step(operation);
      await this.#checkIndexes();
    }
    await this.#checkDocuments();
  }

  async #step(operation: Operation): Promise<void> {
    switch (operation.kind) {
      case "insert": {
        const document = { _id: new Int32(this.#nextId), ...operation.document };
        this.#nextId += 1;
        return await this.#write(
          (name) => ({ insert: name, documents: [document] }),
          () => {
            this.#model.insert(document);
            return { n: 1 };
          },
        );
      }
      case "update":
        return await this.#update(operation);
      case "delete":
        return await this.#write(
          (name) => ({ delete: name, deletes: [{ q: operation.filter, limit: 0 }] }),
          () => ({ n: this.#model.remove(operation.filter) }),
        );
      case "find":
        return await this.#find(operation);
      case "group":
        return await this.#group(operation);
      case "index":
        return await this.#createIndex(operation.spec);
      case "drop index":
        return await this.#dropIndex();
    }
  }

  /** Updates of many may stop at an error after others were done, in an order that nobody promises: what the model refuses is tried on one document. */
  async #update({ filter, update, one }: Extract<Operation, { kind: "update" }>): Promise<void> {
    const q = one === null || this.#refuses(filter, update) ? { $and: [filter, { _id: new Int32(one ?? 0) }] } : filter;
    await this.#write(
      (name) => ({ update: name, updates: [{ q, u: update, multi: true }] }),
      () => this.#model.update(q, update),
    );
  }

  #refuses(filter: Plain, update: Plain): boolean {
    const before = this.#model.documents;
    const unsure = this.#unique && JSON.stringify(update).includes('"d');
    try {
      this.#model.update(filter, update);
      return unsure;
    } catch (error) {
      if (error instanceof Refused) return true;
      throw error;
    } finally {
      this.#model.documents = before;
    }
  }

  /** A write that would put two arrays under one index is left out: only the collection with that index refuses it. */
  async #write(command: (name: string) => Plain, onModel: () => Plain): Promise<void> {
    const before = this.#model.documents;
    const expected = outcomeOf(onModel);
    if (this.#model.documents.some((document) => this.#keys.some((paths) => entersArrays(document, paths)))) {
      this.#model.documents = before;
      return;
    }
    for (const name of [INDEXED, BARE])
      expect({ [name]: brief(await this.#server.run(command(name))) }).toMatchObject({ [name]: expected });
  }

  async #find({ filter, sort: wanted, skip, limit }: Required<Query>): Promise<void> {
    const sort = this.#canSort(filter, wanted) ? wanted : { _id: wanted["_id"] ?? 1 };
    const expected = this.#model.find({ filter, sort, skip, limit }).map(textOf);
    const find = { filter, sort, skip, limit };
    expect(await this.#documents({ find: INDEXED, ...find })).toEqual(expected);
    expect(await this.#documents({ find: INDEXED, ...find, hint: { $natural: 1 } })).toEqual(expected);
    expect(await this.#documents({ find: BARE, ...find })).toEqual(expected);
    const all = this.#model.find({ filter });
    expect(unordered(await this.#read({ find: INDEXED, filter }))).toEqual(unordered(all));
    expect(brief(await this.#server.run({ count: INDEXED, query: filter }))).toMatchObject({ n: all.length });
    const pipeline = [
      { $match: filter },
      { $sort: sort },
      ...(skip > 0 ? [{ $skip: skip }] : []),
      ...(limit > 0 ? [{ $limit: limit }] : []),
    ];
    expect(await this.#documents({ aggregate: INDEXED, pipeline, cursor: {} })).toEqual(expected);
  }

  #canSort(filter: Plain, sort: Query["sort"]): boolean {
    return !("code" in outcomeOf(() => ({ found: this.#model.find({ filter, ...(sort ? { sort } : {}) }) })));
  }

  /** A pipeline on both sides; the model counts what is found. */
  async #group({ filter, path }: Extract<Operation, { kind: "group" }>): Promise<void> {
    const pipeline = [
      { $match: filter },
      { $sort: { _id: 1 } },
      { $group: { _id: { $type: `$${path}` }, n: { $sum: 1 }, ids: { $push: "$_id" } } },
    ];
    const [one, other] = [
      await this.#read({ aggregate: INDEXED, pipeline, cursor: {} }),
      await this.#read({ aggregate: BARE, pipeline, cursor: {} }),
    ];
    expect(unordered(one)).toEqual(unordered(other));
    const counted = [{ $match: filter }, { $count: "n" }];
    const n = this.#model.find({ filter }).length;
    expect(await this.#documents({ aggregate: INDEXED, pipeline: counted, cursor: {} })).toEqual(n === 0 ? [] : [textOf({ n })]);
  }

  async #createIndex(spec: Plain): Promise<void> {
    const name = EJSON.stringify(spec);
    const { code } = brief(await this.#server.run({ createIndexes: INDEXED, indexes: [{ ...spec, name }] }));
    if (code === undefined && !this.#names.includes(name)) this.#names.push(name);
    else expect([undefined, 85, 171]).toContain(code); // the same keys with other options; two arrays under it
  }

  async #dropIndex(): Promise<void> {
    const name = this.#names.pop();
    if (name !== undefined) await this.#asked({ dropIndexes: INDEXED, index: name });
  }

  /** Every index has the entries of every document and no others; a scan of a whole index finds what the collection holds. */
  async #checkIndexes(): Promise<void> {
    expect(plainOf(await this.#asked({ tuttiVerify: 1 }))).toMatchObject({ faults: [] });
    const ids = unordered(this.#model.documents.map(({ _id }) => _id));
    for (const name of this.#names) {
      if (/sparse|partial/.test(name)) continue;
      const found = await this.#read({ find: INDEXED, hint: name, projection: { _id: 1 } });
      expect({ [name]: unordered(found.map((document) => document["_id"])) }).toEqual({ [name]: ids });
    }
  }

  async #checkDocuments(): Promise<void> {
    const expected = this.#model.find({ filter: {}, sort: { _id: 1 } }).map(textOf);
    for (const name of [INDEXED, BARE]) expect(await this.#documents({ find: name, sort: { _id: 1 } })).toEqual(expected);
  }

  async #documents(command: Plain): Promise<string[]> {
    return (await this.#read(command)).map(textOf);
  }

  async #read(command: Plain): Promise<Plain[]> {
    const { cursor } = await this.#asked("find" in command ? { ...command, batchSize: 1_000 } : command);
    if (typeof cursor !== "object" || cursor === null || !("firstBatch" in cursor) || !Array.isArray(cursor.firstBatch))
      throw new Error("no cursor");
    return cursor.firstBatch;
  }

  async #asked(command: Plain): Promise<Plain> {
    const answer = await this.#server.run(command);
    if (brief(answer)["code"] === undefined) return answer;
    throw new Error(`${EJSON.stringify(command)} is answered by ${EJSON.stringify(answer)}`);
  }
}

function outcomeOf(onModel: () => Plain): Plain {
  try {
    return onModel();
  } catch (error) {
    if (error instanceof Refused) return { code: error.code };
    throw error;
  }
}

/** The numbers of an answer, and the code of its error. */
function brief(answer: Plain): Plain {
  const { n, nModified, ok, code, writeErrors }: Plain = plainOf(answer);
  const first: unknown = Array.isArray(writeErrors) ? writeErrors[0] : undefined;
  const inner = typeof first === "object" && first !== null && "code" in first ? first.code : undefined;
  return { n, nModified, code: ok === 1 ? inner : code };
}

function plainOf(answer: Plain): Plain {
  const read: unknown = EJSON.parse(EJSON.stringify({ ...answer, cursor: null }), { relaxed: true });
  return typeof read === "object" && read !== null ? { ...read } : {};
}
