import { randomInt } from "node:crypto";
import type { RecordedEvent } from "../../kit/events.ts";
import { createLeasedLoop } from "../../kit/leasedLoop.ts";
import type { LeasedLoop, LeasedTurn } from "../../kit/leasedLoop.ts";
import { messageOf } from "./message.ts";
import { WEBHOOK_FEEDS } from "./model.ts";
import type { DeliveryRecord, Place, WebhookFeed, WebhookRecord } from "./model.ts";
import type { WebhookParts } from "./registry.ts";
import { ANSWER_MS, post } from "./send.ts";
import type { Sent } from "./send.ts";
import type { WebhookSecret } from "./signature.ts";

/** How calls are repeated. */
export interface Patience {
  /** The first pause; each is four times the one before, give or take a half. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** Calls of one message, the first included. */
  readonly tries: number;
}

/** 1 s, 4 s, 16 s, 64 s, 256 s, 10 min, 10 min: half an hour in all. */
export const PATIENCE: Patience = { firstMs: 1_000, mostMs: 600_000, tries: 8 };
/** So many dead letters without a delivery between them, and the webhook is disabled where it stands. */
const DEAD_IN_A_ROW_MAX = 3;
const LOOK_EVERY_MS = 1_000;
const CALLS_MAX = 16;
const ACTIVE_MAX = 2_000;
const WAITING_MAX = 100;
const READ_COUNT = 100;
/** Messages of one turn: then the others are looked at again. */
const TURN_COUNT_MAX = 100;
const SHAPE = 1;
const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_DAYS = { DELIVERED: 7, DEAD: 90 } as const;

interface DispatcherOptions {
  readonly parts: WebhookParts;
  readonly patience: Patience;
  readonly lookEveryMs?: number;
  /** How long a call may take; ANSWER_MS when not said. */
  readonly answerMs?: number;
}

/**
 * Delivers what is new to each webhook in order, at least once. Where a webhook stands is stored after each message, so that a process that takes
 * over goes on there; the holder of the lease delivers, and a stored place moves only from where it was read, so that two believing to hold
 * it cost a repetition and never a loss.
 */
export function createDispatcher(options: DispatcherOptions): LeasedLoop {
  const { parts } = options;
  const running = new Map<string, Promise<void>>();
  const launch = (turn: LeasedTurn, key: string, work: () => Promise<void>): void => {
    if (turn.isStopped() || running.has(key) || running.size >= CALLS_MAX) return;
    const delivering = work()
      .catch((error: unknown) => parts.foundation.log.error({ err: error, webhook: key }, "A webhook's turn failed and will come again."))
      .finally(() => running.delete(key));
    running.set(key, delivering);
  };
  const step = async (turn: LeasedTurn): Promise<void> => {
    const { webhooks, deliveries } = parts.models;
    const active = await webhooks.find({ state: "ACTIVE" }).limit(ACTIVE_MAX).lean<WebhookRecord[]>();
    const nowMs = parts.foundation.clock.now().getTime();
    const waiting = await deliveries
      .find({ state: "WAITING", nextAtMs: { $lte: nowMs } })
      .limit(WAITING_MAX)
      .lean<DeliveryRecord[]>();
    if ((active.length === 0 && waiting.length === 0) || !(await turn.goesOn())) return;
    const lasts = new Map<WebhookFeed, number>();
    for (const feed of WEBHOOK_FEEDS) lasts.set(feed, (await parts.readers[feed].last({})).number);
    for (const { _id, places } of active) {
      for (const feed of WEBHOOK_FEEDS) {
        const place = places[feed];
        if (place && place.nextAtMs <= nowMs && place.after < (lasts.get(feed) ?? 0))
          launch(turn, `${_id} ${feed}`, async () => await takeTurn(options, { id: _id, feed }, turn.goesOn));
      }
    }
    for (const delivery of waiting) launch(turn, delivery._id, async () => await replay(options, delivery._id));
  };
  return createLeasedLoop(parts.foundation, {
    lease: "webhooks",
    everyMs: options.lookEveryMs ?? LOOK_EVERY_MS,
    step,
    onError: (error) => parts.foundation.log.error({ err: error }, "Webhooks could not be looked at."),
    settled: async () => await Promise.all(running.values()),
  });
}

/** Deletes what nobody looks at any more; a schedule calls it daily. */
export async function forgetDeliveries({ foundation, models }: WebhookParts): Promise<void> {
  const nowMs = foundation.clock.now().getTime();
  for (const state of ["DELIVERED", "DEAD"] as const)
    await models.deliveries.deleteMany({ state, at: { $lt: new Date(nowMs - KEPT_DAYS[state] * DAY_MS).toISOString() } });
}

interface Turn {
  readonly id: string;
  readonly feed: WebhookFeed;
}

async function takeTurn(options: DispatcherOptions, { id, feed }: Turn, goesOn: () => Promise<boolean>): Promise<void> {
  const { parts } = options;
  for (let count = 0; count < TURN_COUNT_MAX && (await goesOn()); count += 1) {
    const webhook = await parts.models.webhooks.findOne({ _id: id, state: "ACTIVE" }).lean<WebhookRecord>();
    const place = webhook?.places[feed];
    if (!webhook || !place || place.nextAtMs > parts.foundation.clock.now().getTime()) return;
    const { events } = await parts.readers[feed].page({ after: place.after, first: READ_COUNT });
    if (events.length === 0) return;
    if (!(await deliverNext(options, { webhook, feed, place }, events))) return;
  }
}

interface Stand {
  readonly webhook: WebhookRecord;
  readonly feed: WebhookFeed;
  readonly place: Place;
}

/** One message; whether the next one may follow at once. */
async function deliverNext(options: DispatcherOptions, stand: Stand, events: readonly RecordedEvent[]): Promise<boolean> {
  const { parts, patience } = options;
  const { webhook, feed, place } = stand;
  const message = messageOf(webhook, feed, events);
  const done: Place = { after: message.to, tries: 0, nextAtMs: 0 };
  if (message.body === null) return await move(parts, stand, { place: done });
  const secret = await parts.secrets.find(webhook._id);
  if ("because" in secret) return await disable(parts, webhook, secret.because);
  const sent = await send(options, { webhook, secret }, message.body);
  const tries = place.tries + 1;
  const letter = { webhook, feed, from: place.after + 1, to: message.to, eventCount: message.eventCount, tries, sent };
  if (sent.isAccepted) return await move(parts, stand, { place: done, letter, deadInARow: 0 });
  if (tries < patience.tries) {
    await move(parts, stand, { place: { after: place.after, tries, nextAtMs: nextAt(parts, patience, tries) } });
    return false;
  }
  return await move(parts, stand, { place: done, letter, deadInARow: webhook.deadInARow + 1 });
}

/** Nothing can be signed: the webhook keeps its place, and no letter dies of it. */
async function disable({ foundation, models }: WebhookParts, { _id, society }: WebhookRecord, because: string): Promise<false> {
  await models.webhooks.updateOne({ _id, state: "ACTIVE" }, { $set: { state: "DISABLED", because } });
  foundation.log.error({ webhook: _id, society, because }, "A webhook was disabled: nothing can be signed for it.");
  return false;
}

interface Letter {
  readonly webhook: WebhookRecord;
  readonly feed: WebhookFeed;
  readonly from: number;
  readonly to: number;
  readonly eventCount: number;
  readonly tries: number;
  readonly sent: Sent;
}

/** Stores where the webhook stands now, with what was sent, in one transaction; false when it has been moved meanwhile, or is disabled by it. */
async function move(
  { foundation, models }: WebhookParts,
  { webhook, feed, place: before }: Stand,
  next: { readonly place: Place; readonly letter?: Letter; readonly deadInARow?: number },
): Promise<boolean> {
  const isGivenUp = (next.deadInARow ?? 0) >= DEAD_IN_A_ROW_MAX;
  const because = `${DEAD_IN_A_ROW_MAX} messages in a row could not be delivered; the last: ${next.letter?.sent.because ?? ""} Enable it when it answers again.`;
  const isMoved = await foundation.inTransaction(async (session) => {
    const { matchedCount } = await models.webhooks.updateOne(
      { _id: webhook._id, [`places.${feed}.after`]: before.after, [`places.${feed}.tries`]: before.tries },
      {
        $set: {
          [`places.${feed}`]: next.place,
          ...(next.deadInARow === undefined ? {} : { deadInARow: next.deadInARow }),
          ...(isGivenUp ? { state: "DISABLED", because } : {}),
        },
      },
      { session },
    );
    if (matchedCount === 0) return false;
    if (next.letter) await models.deliveries.insertMany([record(foundation, next.letter)], { session, lean: true });
    return true;
  });
  if (isGivenUp && isMoved)
    foundation.log.warn({ webhook: webhook._id, society: webhook.society }, "A webhook was disabled: it does not answer.");
  return isMoved && !isGivenUp;
}

function record({ ids, clock }: WebhookParts["foundation"], { webhook, feed, from, to, eventCount, tries, sent }: Letter): DeliveryRecord {
  return {
    ...{ _id: ids.make("dlv"), shape: SHAPE, webhookId: webhook._id, society: webhook.society, feed, from, to, eventCount },
    ...{ state: sent.isAccepted ? "DELIVERED" : "DEAD", attempts: tries, status: sent.status, because: sent.because, nextAtMs: 0 },
    at: clock.now().toISOString(),
  };
}

/** A dead letter again, by itself: the same events, read from the log. It is read anew, because the look that found it may be old. */
async function replay(options: DispatcherOptions, id: string): Promise<void> {
  const { parts, patience } = options;
  const delivery = await parts.models.deliveries.findOne({ _id: id, state: "WAITING" }).lean<DeliveryRecord>();
  if (delivery === null || delivery.nextAtMs > parts.foundation.clock.now().getTime()) return;
  const { _id, webhookId, feed, from, to, attempts } = delivery;
  const webhook = await parts.models.webhooks.findById(webhookId).lean<WebhookRecord>();
  if (webhook === null) return;
  const { events } = await parts.readers[feed].page({ after: from - 1, first: to - from + 1 });
  const { body } = messageOf(webhook, feed, events);
  const sent = body === null ? UNWANTED : await signedAndSent(options, webhook, body);
  const tries = attempts + 1;
  const state = sent.isAccepted ? "DELIVERED" : tries < patience.tries ? "WAITING" : "DEAD";
  const set = { state, attempts: tries, status: sent.status, because: sent.because, nextAtMs: nextAt(parts, patience, tries) } as const;
  await parts.models.deliveries.updateOne(
    { _id, state: "WAITING", attempts },
    { $set: { ...set, at: parts.foundation.clock.now().toISOString() } },
  );
}

const UNWANTED: Sent = { isAccepted: true, status: null, because: "The webhook wants none of it any more." };

async function signedAndSent(options: DispatcherOptions, webhook: WebhookRecord, body: string): Promise<Sent> {
  const secret = await options.parts.secrets.find(webhook._id);
  return "because" in secret ? { isAccepted: false, status: null, ...secret } : await send(options, { webhook, secret }, body);
}

async function send(
  { parts, answerMs }: DispatcherOptions,
  { webhook, secret }: { readonly webhook: WebhookRecord; readonly secret: WebhookSecret },
  body: string,
): Promise<Sent> {
  const headers = {
    ...{ "content-type": "application/json", "user-agent": "tutti-webhook" },
    "x-tutti-webhook": webhook._id,
    "x-tutti-signature": secret.sign(body, parts.foundation.clock.now()),
  };
  return await post(webhook.url, { headers, body }, { reach: parts.reach, answerMs: answerMs ?? ANSWER_MS });
}

/** Grows fourfold; between a half and one and a half of it, so that many do not come back together. */
function nextAt({ foundation }: WebhookParts, { firstMs, mostMs }: Patience, tries: number): number {
  const pauseMs = Math.min(mostMs, firstMs * 4 ** (tries - 1));
  return foundation.clock.now().getTime() + Math.floor(pauseMs / 2) + randomInt(Math.max(1, Math.floor(pauseMs)));
}
