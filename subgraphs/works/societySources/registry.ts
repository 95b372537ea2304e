import { createHash } from "node:crypto";
import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { requireScope, requireSociety } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import type { CommandAnswer } from "../../kit/commands.ts";
import type { Foundation } from "../../kit/foundation.ts";
import type { ClientSession } from "../../kit/model.ts";
import { Refusal } from "../../kit/refusal.ts";
import type { Seal } from "../../kit/seal.ts";
import { commandInput, findAnySociety, requireVersion } from "../commandTools.ts";
import { parseCalledUrl } from "../webhooks/addresses.ts";
import type { WebhookReach } from "../webhooks/addresses.ts";
import { SOURCE_SHAPE } from "./model.ts";
import type { SourceModels, SourceRecord } from "./model.ts";

/** What the registry of sources stands on. */
export interface RegistryParts {
  readonly foundation: Foundation;
  readonly models: SourceModels;
  /** Where nodes may be. */
  readonly reach: WebhookReach;
  /** Null: no token can be kept, and no node be registered. */
  readonly seal: Seal | null;
  /** Forgets what is remembered of the registered sources. */
  readonly changed: () => void;
}

interface SourceInput {
  readonly society?: string | null;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey?: string | null;
}

/** SDL: RegisterFileSourceInput. */
export interface RegisterFileSourceInput extends SourceInput {
  readonly rhythmDays: number;
}

/** SDL: RegisterNodeSourceInput. */
export interface RegisterNodeSourceInput extends SourceInput {
  readonly url: string;
  readonly token: string;
  readonly deadlineMs?: number | null;
  readonly pauseSeconds?: number | null;
}

/** SDL: RemoveSocietySourceInput. */
export type RemoveSocietySourceInput = SourceInput;

export type SourceAnswer = Promise<CommandAnswer<{ readonly society: string }>>;

/** Ten years: a longer rhythm is no promise. */
const RHYTHM_DAYS_MAX = 3_653;
const SOURCES_MAX = 1_000;

/** Says in which rhythm a society sends files: from then on its word is live no longer than that. */
export async function registerFileSource(parts: RegistryParts, caller: Caller, input: RegisterFileSourceInput): SourceAnswer {
  const { rhythmDays } = input;
  const problems: Problem[] = [];
  const society = requireOwner(caller, input, problems);
  if (!Number.isInteger(rhythmDays) || rhythmDays < 1 || rhythmDays > RHYTHM_DAYS_MAX)
    problems.push(problem("RHYTHM_DAYS", `rhythmDays is ${rhythmDays}; it must be from 1 to ${RHYTHM_DAYS_MAX} days.`, ["rhythmDays"]));
  if (problems.length > 0) throw new Refusal(problems);
  return await changeSource(parts, { caller, input, society, operation: "registerFileSource" }, async ({ before, head, session }) => {
    await putSource(parts, { before, session, source: { ...head, form: "FILE", rhythmDays } });
  });
}

const DEADLINE_MS = { least: 100, most: 30_000, otherwise: 2_000 };
const PAUSE_SECONDS = { least: 1, most: 3_600, otherwise: 30 };
const TOKEN_LENGTH_MAX = 4_000;

/** Says where a society's node is: it is asked when ownership is, and once a minute for what is new. The token is kept sealed. */
export async function registerNodeSource(parts: RegistryParts, caller: Caller, input: RegisterNodeSourceInput): SourceAnswer {
  const problems: Problem[] = [];
  const society = requireOwner(caller, input, problems);
  const url = parseCalledUrl(input.url, { reach: parts.reach, prefix: "NODE", whither: "nodes are asked at" });
  if (!url.ok) problems.push(...url.problems);
  const deadlineMs = within(input.deadlineMs, { name: "deadlineMs", code: "DEADLINE_MS", ...DEADLINE_MS }, problems);
  const pauseSeconds = within(input.pauseSeconds, { name: "pauseSeconds", code: "PAUSE_SECONDS", ...PAUSE_SECONDS }, problems);
  if (!/^[\x21-\x7e]+$/.test(input.token) || input.token.length > TOKEN_LENGTH_MAX)
    problems.push(problem("NODE_TOKEN", `A token has 1 to ${TOKEN_LENGTH_MAX} visible characters, and no space.`, ["token"]));
  const { seal } = parts;
  if (seal === null)
    problems.push(problem("SEALING_KEY", "This process has no key to seal the token with; it is derived from the house's key file."));
  if (problems.length > 0 || !url.ok || seal === null) throw new Refusal(problems);
  // What is kept of the command for its replay must not hold the token.
  const { token, ...rest } = input;
  const noted = { ...rest, token: createHash("sha256").update(token).digest("hex") };
  return await changeSource(
    parts,
    { caller, input: noted, society, operation: "registerNodeSource" },
    async ({ before, head, session }) => {
      const source = { ...head, form: "NODE" as const, rhythmDays: null, node: { url: url.value, deadlineMs, pauseSeconds } };
      await putSource(parts, { before, session, source });
      await parts.models.secrets.insertMany([{ _id: society, token: seal.seal(token, society) }], { session, lean: true });
    },
  );
}

function within(
  given: number | null | undefined,
  bounds: { readonly name: string; readonly code: string; readonly least: number; readonly most: number; readonly otherwise: number },
  problems: Problem[],
): number {
  const { name, code, least, most, otherwise } = bounds;
  const value = given ?? otherwise;
  if (!Number.isInteger(value) || value < least || value > most)
    problems.push(problem(code, `${name} is ${value}; it must be from ${least} to ${most}.`, [name]));
  return value;
}

/** Forgets how a society's word comes; what it stated stays. */
export async function removeSocietySource(parts: RegistryParts, caller: Caller, input: RemoveSocietySourceInput): SourceAnswer {
  const problems: Problem[] = [];
  const society = requireOwner(caller, input, problems);
  if (problems.length > 0) throw new Refusal(problems);
  return await changeSource(parts, { caller, input, society, operation: "removeSocietySource" }, async ({ before, session }) => {
    if (before === null) throw new Refusal([problem("SOURCE_UNKNOWN", `No source is registered for society ${society}.`, ["society"])]);
    await parts.models.sources.deleteOne({ _id: society, version: before.version }, { session });
  });
}

/** A society says where its word comes from; an admin says it for any. */
function requireOwner(caller: Caller, { society }: SourceInput, problems: Problem[]): string {
  requireScope(caller, "sources:write");
  const found = findAnySociety(society ?? caller.society, problems);
  if (found !== null) requireSociety(caller, found.code);
  return found?.code ?? "";
}

interface Change {
  readonly caller: Caller;
  readonly input: SourceInput;
  readonly society: string;
  readonly operation: string;
}

/** Where a command stands: the source before it, and what the one after it begins with. */
interface Place {
  readonly before: SourceRecord | null;
  readonly head: Omit<SourceRecord, "form" | "rhythmDays" | "node">;
  readonly session: ClientSession;
}

async function changeSource(
  parts: RegistryParts,
  { caller, input, society, operation }: Change,
  work: (at: Place) => Promise<void>,
): SourceAnswer {
  const command = { operation, caller, key: input.idempotencyKey ?? null, input: commandInput(input) };
  const answer = await parts.foundation.commands.run(command, async (session) => {
    const before = await parts.models.sources.findOne({ _id: society }, null, { session }).lean<SourceRecord>();
    requireVersion(before?.version ?? 0, input.expectedVersion);
    const head = {
      ...{ _id: society, shape: SOURCE_SHAPE, version: (before?.version ?? 0) + 1 },
      ...{ registeredBy: caller.subject, registeredAt: parts.foundation.clock.now().toISOString() },
    };
    // A new registration begins anew: with its own token, nothing fetched, nothing failed.
    await parts.models.secrets.deleteOne({ _id: society }, { session });
    await parts.models.states.deleteOne({ _id: society }, { session });
    await work({ before, head, session });
    return { society };
  });
  parts.changed();
  return answer;
}

async function putSource(
  { models }: RegistryParts,
  { before, source, session }: { readonly before: SourceRecord | null; readonly source: SourceRecord; readonly session: ClientSession },
): Promise<void> {
  if (before !== null) {
    await models.sources.replaceOne({ _id: source._id, version: before.version }, source, { session });
    return;
  }
  const count = await models.sources.countDocuments({}, { session });
  if (count >= SOURCES_MAX)
    throw new Refusal([problem("SOURCES_COUNT", `${count} sources are registered; at most ${SOURCES_MAX} are possible.`, ["society"])]);
  await models.sources.insertMany([source], { session, lean: true });
}
