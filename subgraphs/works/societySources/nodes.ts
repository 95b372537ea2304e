import type { Clock } from "../../kit/clock.ts";
import type { Logger } from "../../kit/log.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { Seal } from "../../kit/seal.ts";
import type { WorkRecord } from "../records.ts";
import type { WebhookReach } from "../webhooks/addresses.ts";
import { Breaker } from "./breaker.ts";
import type { SourceModels, SourceRecord, SourceStateRecord } from "./model.ts";
import { callNode } from "./nodeCall.ts";
import { NodeFault } from "./nodeFault.ts";
import { takeStatements } from "./take.ts";
import type { TakingParts } from "./take.ts";
import { tokenOf } from "./tokens.ts";
import { readPage, STATEMENTS_QUERY, WIRE_PAGE } from "./wire.ts";
import type { ReadPage, ReadStatement } from "./wire.ts";

/** What asking nodes stands on. */
export interface NodeParts {
  readonly models: SourceModels;
  readonly clock: Clock;
  readonly log: Logger;
  readonly reach: WebhookReach;
  /** Null: no token can be kept, and no node be registered. */
  readonly seal: Seal | null;
  readonly taking: TakingParts;
}

/** What came of asking a node. */
export interface Asked {
  /** ISO instant of its answer; null when it gave none to use. */
  readonly answeredAt: string | null;
  /** Whether anything was recorded that was not here before. */
  readonly changed: boolean;
}

const CODES_MAX = 500;
/** By which a work is asked for, at most: its own codes at the node first. */
const CODES_OF_WORK_MAX = 6;
/** Pages of one answer by codes. */
const PAGES_MAX = 20;
/** A page of a pull has more time than an answer that somebody waits for. */
const PULL_PAGE_MS = 10_000;
/** Pages of one round; the next round goes on. */
const PULL_PAGES_MAX = 50;
/** Successes are written down so seldom. */
const NOTE_EVERY_MS = 5_000;

/** The nodes that this process asks: a breaker for each, kept as long as its registration. */
export class Nodes {
  readonly #parts: NodeParts;
  readonly #breakers = new Map<string, { readonly version: number; readonly breaker: Breaker }>();
  readonly #asking = new Map<string, Promise<Asked>>();
  readonly #notedMs = new Map<string, number>();

  constructor(parts: NodeParts) {
    this.#parts = parts;
  }

  /** Asks a node for its statements on works within its deadline, and records them. Those who ask the same at the same time are answered together. */
  async ask(source: SourceRecord, works: readonly WorkRecord[]): Promise<Asked> {
    const codes = codesOf(source._id, works);
    const key = JSON.stringify([source._id, source.version, codes]);
    const known = this.#asking.get(key);
    if (known !== undefined) return await known;
    const asked = this.#askNow(source, codes).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asked);
    return await asked;
  }

  /** Fetches what a node stated since the last time, page by page; each page is recorded whole, or not at all. */
  async pull(source: SourceRecord): Promise<void> {
    const { models, clock } = this.#parts;
    const { _id: society } = source;
    let since = (await models.states.findById(society).lean<SourceStateRecord | null>())?.since ?? null;
    await this.#guarded(source, async () => {
      for (let page = 0; page < PULL_PAGES_MAX; page += 1) {
        const askedAt = clock.now().toISOString();
        const signal = AbortSignal.timeout(PULL_PAGE_MS);
        const breaker = await this.#breakerOf(source);
        const read = await breaker.run(signal, async () => await this.#page(source, { since }, signal));
        await takeStatements(this.#parts.taking, society, read.statements);
        since = read.endCursor;
        const set = { since, ...(read.hasMore ? {} : { pulledAt: askedAt }) };
        await models.states.updateOne({ _id: society }, { $set: set }, { upsert: true });
        if (!read.hasMore) return;
      }
    });
  }

  async #askNow(source: SourceRecord, codes: readonly string[]): Promise<Asked> {
    let asked: Asked = { answeredAt: null, changed: false };
    await this.#guarded(source, async () => {
      const signal = AbortSignal.timeout(source.node?.deadlineMs ?? 0);
      const breaker = await this.#breakerOf(source);
      const told = await breaker.run(signal, async () => await this.#byCodes(source, codes, signal));
      const answeredAt = this.#parts.clock.now().toISOString();
      asked = { answeredAt, changed: await takeStatements(this.#parts.taking, source._id, told) };
    });
    return asked;
  }

  /** Everything that a node has on codes, before any of it is recorded. */
  async #byCodes(source: SourceRecord, codes: readonly string[], signal: AbortSignal): Promise<ReadStatement[]> {
    const told: ReadStatement[] = [];
    for (let at = 0; at < codes.length; at += CODES_MAX) {
      const asked = codes.slice(at, at + CODES_MAX);
      let since: string | null = null;
      for (let page = 0; ; page += 1) {
        if (page === PAGES_MAX) throw new NodeFault("NODE_TOO_LARGE", `The answer goes on after ${PAGES_MAX * WIRE_PAGE} statements.`);
        const read: ReadPage = await this.#page(source, { codes: asked, since }, signal);
        told.push(...read.statements);
        if (!read.hasMore) break;
        since = read.endCursor;
      }
    }
    return told;
  }

  async #page(
    source: SourceRecord,
    question: { readonly codes?: readonly string[]; readonly since: string | null },
    signal: AbortSignal,
  ): Promise<ReadPage> {
    const { _id: society, node } = source;
    const variables = { society, codes: question.codes ?? null, since: question.since, first: WIRE_PAGE };
    const token = await tokenOf(this.#parts.models, this.#parts.seal, society);
    const data = await callNode({ url: node?.url ?? "", token, query: STATEMENTS_QUERY, variables, reach: this.#parts.reach, signal });
    return readPage(data, society);
  }

  /** What is wrong with a node is written down with it, and nobody else's business. */
  async #guarded(source: SourceRecord, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      await this.#noteSuccess(source);
    } catch (error) {
      if (error instanceof NodeFault) await this.#noteFailure(source, error);
      // Another command changed the same work meanwhile; the next answer brings it again.
      else if (error instanceof Refusal)
        this.#parts.log.warn({ society: source._id, why: error.message }, "What a node told was not recorded.");
      else throw error;
    }
  }

  async #noteSuccess({ _id }: SourceRecord): Promise<void> {
    const now = this.#parts.clock.now();
    if (Math.abs(now.getTime() - (this.#notedMs.get(_id) ?? 0)) < NOTE_EVERY_MS) return;
    this.#notedMs.set(_id, now.getTime());
    const set = { failures: 0, pausedUntilMs: 0, lastSuccessAt: now.toISOString() };
    await this.#parts.models.states.updateOne({ _id }, { $set: set }, { upsert: true });
  }

  async #noteFailure(source: SourceRecord, fault: NodeFault): Promise<void> {
    const { _id } = source;
    // What it failed with before it was left alone says more.
    if (fault.code === "NODE_PAUSED") return;
    this.#notedMs.delete(_id);
    this.#parts.log.warn({ society: _id, code: fault.code }, "A node gave no answer to use.");
    const { failures, pausedUntilMs } = await this.#breakerOf(source);
    const last = { lastFailureAt: this.#parts.clock.now().toISOString(), lastErrorCode: fault.code, lastError: fault.message };
    await this.#parts.models.states.updateOne({ _id }, { $set: { failures, pausedUntilMs, ...last } }, { upsert: true });
  }

  /** Begins where the last process left off. */
  async #breakerOf({ _id, version, node }: SourceRecord): Promise<Breaker> {
    const known = this.#breakers.get(_id);
    if (known?.version === version) return known.breaker;
    const state = await this.#parts.models.states.findById(_id).lean<SourceStateRecord | null>();
    const again = this.#breakers.get(_id);
    if (again?.version === version) return again.breaker;
    const { failures = 0, pausedUntilMs = 0 } = state ?? {};
    const breaker = new Breaker({ clock: this.#parts.clock, pauseMs: (node?.pauseSeconds ?? 0) * 1_000, failures, pausedUntilMs });
    this.#breakers.set(_id, { version, breaker });
    return breaker;
  }
}

/** The codes by which a node is asked for works: the society's own first, then ISWCs, then others'. */
function codesOf(society: string, works: readonly WorkRecord[]): string[] {
  const codes = works.flatMap((work) => {
    const keys = work.codes.filter((code) => /^[A-Z]{2}:[^|]{1,40}\|.{1,60}$/u.test(code));
    const own = keys.filter((code) => code.startsWith(`SO:${society}|`));
    const others = keys.filter((code) => !code.startsWith(`SO:${society}|`));
    return [...own.slice(0, 2), ...work.iswcs.slice(0, 2), ...others].slice(0, CODES_OF_WORK_MAX);
  });
  return [...new Set(codes)].sort();
}
