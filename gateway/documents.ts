import { readFile, stat } from "node:fs/promises";
import { GraphQLError, parse } from "graphql";
import { z } from "zod";
import { may } from "../subgraphs/kit/access.ts";
import { forgetOldest } from "../subgraphs/kit/bounded.ts";
import type { Caller } from "../subgraphs/kit/caller.ts";
import { sha256 } from "../subgraphs/kit/json.ts";
import { DEMAND_LIMITS } from "./demand/shape.ts";

const FILE_BYTES_MAX = 16 * 1024 * 1024;
/** Documents that clients register themselves, the oldest forgotten first. */
const REGISTERED_MAX = 2_000;
const FAULTS_SHOWN = 10;
/** Apollo Server asks its cache of documents under this prefix. */
const CACHE_PREFIX = "apq:";

/** A list of documents that cannot be used, with what is wrong in it. */
export class DocumentsFault extends Error {
  readonly code = "DOCUMENTS_FAULT";
}

/**
 * Documents by the SHA-256 of their text, as Apollo's persisted queries name them: those of a list that the operator trusts, which are known
 * from the start in every process, and those that clients have sent since. With a list, whoever has not the scope `explore` may run its documents alone.
 */
export class Documents {
  readonly #trusted: ReadonlyMap<string, string> | null;
  readonly #registered = new Map<string, string>();

  constructor(trusted: ReadonlyMap<string, string> | null = null) {
    this.#trusted = trusted;
  }

  /** Whether the caller may run a text; its hash is as Apollo Server has it. */
  isOpen(hash: string | undefined, caller: Caller): boolean {
    return this.#trusted === null || may(caller, "explore") || (hash !== undefined && this.#trusted.has(hash));
  }

  /** The form in which Apollo Server keeps persisted queries. */
  async get(key: string): Promise<string | undefined> {
    const hash = key.slice(CACHE_PREFIX.length);
    return await Promise.resolve(this.#trusted?.get(hash) ?? this.#registered.get(hash));
  }

  async set(key: string, text: string): Promise<void> {
    this.#registered.set(key.slice(CACHE_PREFIX.length), text);
    forgetOldest(this.#registered, REGISTERED_MAX);
    await Promise.resolve();
  }

  async delete(key: string): Promise<boolean> {
    return await Promise.resolve(this.#registered.delete(key.slice(CACHE_PREFIX.length)));
  }
}

/** The refusal of a document that is not on the list. */
export function documentUnknown(): GraphQLError {
  return new GraphQLError("Without the scope explore only documents of the house's list are answered.", {
    extensions: { code: "FORBIDDEN" },
  });
}

/** Reads a list, JSON of texts by their hashes as GraphQL Code Generator writes it. Throws DocumentsFault with what is wrong. */
export async function readTrustedDocuments(file: string): Promise<ReadonlyMap<string, string>> {
  const { size } = await stat(file).catch((cause: unknown) => {
    throw new DocumentsFault(`The list of documents ${file} cannot be read.`, { cause });
  });
  if (size > FILE_BYTES_MAX)
    throw new DocumentsFault(`The list of documents ${file} has ${size} bytes; at most ${FILE_BYTES_MAX} are read.`);
  const parsed = z.record(z.string(), z.string()).safeParse(parsedJson(await readFile(file, "utf8")));
  if (!parsed.success) throw new DocumentsFault(`The list of documents ${file} is no JSON object of texts by their SHA-256.`);
  const documents = new Map(Object.entries(parsed.data));
  const faults = [...documents].flatMap(([hash, text]) => faultsOf(hash, text));
  if (faults.length > 0) throw new DocumentsFault(`The list of documents ${file}: ${faults.slice(0, FAULTS_SHOWN).join("; ")}`);
  return documents;
}

function faultsOf(hash: string, text: string): string[] {
  if (sha256(text) !== hash) return [`${hash} is not the SHA-256 of its text, which is ${sha256(text)}`];
  try {
    parse(text, { noLocation: true, maxTokens: DEMAND_LIMITS.tokens });
    return [];
  } catch (error) {
    return [`${hash} cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
