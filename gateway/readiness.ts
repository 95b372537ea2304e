import { setTimeout as wait } from "node:timers/promises";

/** Something that the house cannot answer without: its store, or a subgraph behind HTTP. */
export interface Reliance {
  readonly name: string;
  /** Whether it answers now; a rejection counts as no. */
  answers(): Promise<boolean>;
}

/** Nobody waits longer for a sign of life. */
const PROBE_MS = 2_000;
/** So long one answer serves all who ask: a crowd of health checks is one probe. */
const CACHE_MS = 500;
const PAUSE_MS = 200;

/** Whether the house answers: not while it starts or when its start failed, and later only as long as what it relies on does. */
export class Readiness {
  readonly #reliances: readonly Reliance[];
  #closed: string | null = "it is starting";
  #probe: { readonly at: number; readonly answer: Promise<string | null> } | null = null;

  constructor(reliances: readonly Reliance[]) {
    this.#reliances = reliances;
  }

  /** Why no request is taken at all, or null: known without asking anybody. */
  get closed(): string | null {
    return this.#closed;
  }

  /** Opens the house, or says why it stays closed. */
  open(because: string | null = null): void {
    this.#closed = because;
  }

  /** Why the house is not ready, or null; asks everything it relies on, and waits two seconds for them at most. */
  async because(): Promise<string | null> {
    return this.#closed ?? (await this.#asked());
  }

  /** Resolves when everything it relies on has answered once; with false when `signal` ends the wait. */
  async wholeOnce(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const missing = await this.#asked();
      if (missing === null) return true;
      this.#closed = missing;
      await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
    return false;
  }

  #asked(): Promise<string | null> {
    const now = performance.now();
    if (this.#probe === null || now - this.#probe.at > CACHE_MS) this.#probe = { at: now, answer: this.#ask() };
    return this.#probe.answer;
  }

  async #ask(): Promise<string | null> {
    const silent = await Promise.all(
      this.#reliances.map(async ({ name, answers }) => ((await withinProbe(answers().catch(() => false))) ? [] : [name])),
    );
    const names = silent.flat();
    if (names.length === 0) return null;
    return names.length === 1 ? `${names.join("")} does not answer` : `${names.join(", ")} do not answer`;
  }
}

async function withinProbe(answer: Promise<boolean>): Promise<boolean> {
  const late = new AbortController();
  const silence = wait(PROBE_MS, false, { signal: late.signal, ref: false }).catch(() => false);
  try {
    return await Promise.race([answer, silence]);
  } finally {
    late.abort();
  }
}

/** A subgraph's own server, asked at its health address. */
export function subgraphReliance(name: string, url: string): Reliance {
  return {
    name,
    answers: async () => (await fetch(new URL("/health/ready", url), { signal: AbortSignal.timeout(PROBE_MS) })).status === 200,
  };
}
