import { ok, problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { AccessDenied, may, requireScope } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import { changeNumber } from "../../kit/changes.ts";
import type { CommandAnswer } from "../../kit/commands.ts";
import type { Foundation } from "../../kit/foundation.ts";
import type { ClientSession } from "../../kit/model.ts";
import type { ChangeReader } from "../../kit/ports/changeReader.ts";
import { Refusal } from "../../kit/refusal.ts";
import { parseWebhookUrl } from "./addresses.ts";
import type { WebhookReach } from "./addresses.ts";
import { WEBHOOK_FEEDS } from "./model.ts";
import type { Place, WebhookFeed, WebhookModels, WebhookRecord } from "./model.ts";
import type { Secrets } from "./secrets.ts";
import { WebhookSecret } from "./signature.ts";

/** What the services of webhooks stand on. */
export interface WebhookParts {
  readonly foundation: Foundation;
  readonly models: WebhookModels;
  readonly reach: WebhookReach;
  readonly readers: Readonly<Record<WebhookFeed, ChangeReader>>;
  readonly secrets: Secrets;
}

/** SDL: RegisterWebhookInput. */
export interface RegisterWebhookInput {
  readonly url: string;
  readonly feeds?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly sinceWorks?: string | null;
  readonly sinceParties?: string | null;
  readonly sinceLicenses?: string | null;
  readonly idempotencyKey?: string | null;
}

/** SDL: WebhookInput. */
export interface WebhookInput {
  readonly webhook: string;
  readonly idempotencyKey?: string | null;
}

const WEBHOOKS_MAX = 10;
const KINDS_MAX = 50;
const SHAPE = 1;

/** Registers an address of the caller's society. The secret is answered once, and not again for a repeated key. */
export async function registerWebhook(
  parts: WebhookParts,
  caller: Caller,
  input: RegisterWebhookInput,
): Promise<CommandAnswer<{ readonly id: string }> & { readonly secret: WebhookSecret | null }> {
  const society = requireOwner(caller);
  const { url, kinds, places } = await parseInput(parts, caller, input);
  const secret = WebhookSecret.make();
  const { foundation, models } = parts;
  const { idempotencyKey, ...rest } = input;
  const { answer, replayed } = await foundation.commands.run(
    { operation: "registerWebhook", caller, key: idempotencyKey ?? null, input: plain(rest) },
    async (session) => {
      await requireRoom(models, society, session);
      const record: WebhookRecord = {
        ...{ _id: foundation.ids.make("whk"), shape: SHAPE, society, url, kinds, state: "ACTIVE", because: null, places, deadInARow: 0 },
        ...{ registeredBy: caller.subject, registeredAt: foundation.clock.now().toISOString() },
      };
      await models.webhooks.insertMany([record], { session, lean: true });
      await parts.secrets.store(record._id, secret, session);
      return { id: record._id };
    },
  );
  return { answer, replayed, secret: replayed ? null : secret };
}

/** Stops deliveries; the webhook keeps its place. */
export async function disableWebhook(
  parts: WebhookParts,
  caller: Caller,
  input: WebhookInput,
): Promise<CommandAnswer<{ readonly id: string }>> {
  const because = `Disabled by ${caller.subject}.`;
  return await change(parts, { caller, input, operation: "disableWebhook" }, async ({ _id }, session) => {
    await parts.models.webhooks.updateOne({ _id }, { $set: { state: "DISABLED", because } }, { session });
  });
}

/** Goes on where the webhook stands; what could not be called is called at once. Refused (WEBHOOK_SECRET) while its secret does not open. */
export async function enableWebhook(
  parts: WebhookParts,
  caller: Caller,
  input: WebhookInput,
): Promise<CommandAnswer<{ readonly id: string }>> {
  return await change(parts, { caller, input, operation: "enableWebhook" }, async ({ _id, places }, session) => {
    const secret = await parts.secrets.find(_id);
    if ("because" in secret) throw new Refusal([problem("WEBHOOK_SECRET", secret.because, ["webhook"])]);
    const fresh = Object.fromEntries(Object.entries(places).map(([feed, { after }]) => [feed, { after, tries: 0, nextAtMs: 0 }]));
    const set = { state: "ACTIVE" as const, because: null, deadInARow: 0, places: fresh };
    await parts.models.webhooks.updateOne({ _id }, { $set: set }, { session });
  });
}

/** Forgets the webhook, its secret and its deliveries. */
export async function deleteWebhook(
  parts: WebhookParts,
  caller: Caller,
  input: WebhookInput,
): Promise<CommandAnswer<{ readonly id: string }>> {
  const { webhooks, secrets, deliveries } = parts.models;
  return await change(parts, { caller, input, operation: "deleteWebhook" }, async ({ _id }, session) => {
    await webhooks.deleteOne({ _id }, { session });
    await secrets.deleteOne({ _id }, { session });
    await deliveries.deleteMany({ webhookId: _id }, { session });
  });
}

/** SDL: ReplayDeliveryInput. */
export interface ReplayDeliveryInput {
  readonly delivery: string;
  readonly idempotencyKey?: string | null;
}

/** Sends a dead letter again, beside what is being delivered. */
export async function replayDelivery(
  parts: WebhookParts,
  caller: Caller,
  input: ReplayDeliveryInput,
): Promise<CommandAnswer<{ readonly id: string }>> {
  const society = requireOwner(caller);
  const { deliveries } = parts.models;
  const { idempotencyKey, ...rest } = input;
  return await parts.foundation.commands.run(
    { operation: "replayDelivery", caller, key: idempotencyKey ?? null, input: plain(rest) },
    async (session) => {
      const found = await deliveries.findOne({ _id: input.delivery, society }, null, { session }).lean();
      if (found === null)
        throw new Refusal([problem("DELIVERY_UNKNOWN", `No delivery ${shown(input.delivery)} of yours is known.`, ["delivery"])]);
      if (found.state !== "DEAD")
        throw new Refusal([problem("DELIVERY_NOT_DEAD", `The delivery is ${found.state}; only a dead letter is replayed.`, ["delivery"])]);
      await deliveries.updateOne({ _id: found._id }, { $set: { state: "WAITING", attempts: 0, nextAtMs: 0 } }, { session });
      return { id: found._id };
    },
  );
}

/** The society whose webhooks the caller may change. */
function requireOwner(caller: Caller): string {
  requireScope(caller, "webhooks:write");
  if (caller.society !== null) return caller.society;
  throw new AccessDenied("FORBIDDEN", "A webhook belongs to a society; the token speaks for none.");
}

async function change(
  parts: WebhookParts,
  { caller, input, operation }: { readonly caller: Caller; readonly input: WebhookInput; readonly operation: string },
  work: (webhook: WebhookRecord, session: ClientSession) => Promise<void>,
): Promise<CommandAnswer<{ readonly id: string }>> {
  const society = requireOwner(caller);
  const { idempotencyKey, ...rest } = input;
  return await parts.foundation.commands.run({ operation, caller, key: idempotencyKey ?? null, input: plain(rest) }, async (session) => {
    const found = await parts.models.webhooks.findOne({ _id: input.webhook, society }, null, { session }).lean<WebhookRecord>();
    if (found === null)
      throw new Refusal([problem("WEBHOOK_UNKNOWN", `No webhook ${shown(input.webhook)} of yours is known.`, ["webhook"])]);
    await work(found, session);
    return { id: found._id };
  });
}

/** Two that register at the same time both count the same; so both write the society's guard, and one begins again. */
async function requireRoom({ webhooks, guards }: WebhookModels, society: string, session: ClientSession): Promise<void> {
  await guards.updateOne({ _id: society }, { $inc: { version: 1 } }, { session, upsert: true });
  const count = await webhooks.countDocuments({ society }, { session });
  if (count < WEBHOOKS_MAX) return;
  throw new Refusal([
    problem("WEBHOOKS_COUNT", `Society ${society} has ${count} webhooks; at most ${WEBHOOKS_MAX} are possible.`, ["url"]),
  ]);
}

async function parseInput(
  { reach, readers }: WebhookParts,
  caller: Caller,
  input: RegisterWebhookInput,
): Promise<{ readonly url: string; readonly kinds: readonly string[]; readonly places: Partial<Record<WebhookFeed, Place>> }> {
  const problems: Problem[] = [];
  const url = parseWebhookUrl(input.url, reach);
  if (!url.ok) problems.push(...url.problems);
  const kinds = [...new Set(input.kinds ?? [])];
  const wrong = kinds.findIndex((kind) => !/^[A-Z][A-Z_]{1,49}$/.test(kind));
  if (kinds.length > KINDS_MAX)
    problems.push(problem("KINDS_COUNT", `${kinds.length} kinds; at most ${KINDS_MAX} are possible.`, ["kinds"]));
  if (wrong >= 0)
    problems.push(
      problem("KIND", `${shown(kinds[wrong] ?? "")} is no kind of change; they look like WORK_REGISTERED.`, ["kinds", String(wrong)]),
    );
  const feeds = feedsFor(caller, input.feeds ?? null);
  if (feeds.length === 0) problems.push(problem("FEEDS", "Name at least one feed, or leave feeds out for all.", ["feeds"]));
  const since = {
    works: { path: "sinceWorks", cursor: input.sinceWorks },
    parties: { path: "sinceParties", cursor: input.sinceParties },
    licenses: { path: "sinceLicenses", cursor: input.sinceLicenses },
  };
  const places: Partial<Record<WebhookFeed, Place>> = {};
  for (const feed of WEBHOOK_FEEDS) {
    const { path, cursor } = since[feed];
    const isFollowed = feeds.includes(feed);
    if (!isFollowed && typeof cursor === "string")
      problems.push(problem("FEEDS", `${path} is given, and the feed ${feed.toUpperCase()} is not.`, [path]));
    if (!isFollowed) continue;
    const { number: last } = await readers[feed].last({});
    const start = typeof cursor === "string" ? changeNumber(feed, cursor) : ok(last);
    if (!start.ok) problems.push(...start.problems.map((one) => ({ ...one, path: [path] })));
    else if (start.value > last)
      problems.push(problem("BAD_CURSOR", `The cursor stands after change ${start.value}; the last is ${last}.`, [path]));
    else places[feed] = { after: start.value, tries: 0, nextAtMs: 0 };
  }
  if (!url.ok || problems.length > 0) throw new Refusal(problems);
  return { url: url.value, kinds, places };
}

/** The feeds that are named, or all that the caller may read; who may not read licences is not told of them by a webhook either. */
function feedsFor(caller: Caller, named: readonly string[] | null): readonly WebhookFeed[] {
  if (named === null) return WEBHOOK_FEEDS.filter((feed) => feed !== "licenses" || may(caller, "licenses:read"));
  if (named.includes("LICENSES")) requireScope(caller, "licenses:read");
  return WEBHOOK_FEEDS.filter((feed) => named.includes(feed.toUpperCase()));
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

/** Lists may be absent or null; both mean the same. */
function plain(input: object): Record<string, string | string[] | null> {
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, (value ?? null) as string | string[] | null]));
}
