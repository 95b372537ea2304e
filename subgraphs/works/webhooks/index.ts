import { problem } from "../../domain/outcome.ts";
import { requireScope } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import { changeCursor } from "../../kit/changes.ts";
import type { Foundation } from "../../kit/foundation.ts";
import { checkPage, connectionOf } from "../../kit/page.ts";
import type { Page, PageArguments } from "../../kit/page.ts";
import type { ChangeReader } from "../../kit/ports/changeReader.ts";
import { Refusal, requireOk } from "../../kit/refusal.ts";
import type { Seal } from "../../kit/seal.ts";
import { ensureIndexes } from "../../kit/store.ts";
import type { WebhookReach } from "./addresses.ts";
import { createDispatcher, forgetDeliveries, PATIENCE } from "./dispatcher.ts";
import type { Patience } from "./dispatcher.ts";
import { webhookModels, WEBHOOK_FEEDS } from "./model.ts";
import type { DeliveryRecord, WebhookFeed, WebhookRecord } from "./model.ts";
import { deleteWebhook, disableWebhook, enableWebhook, registerWebhook, replayDelivery } from "./registry.ts";
import type { RegisterWebhookInput, ReplayDeliveryInput, WebhookInput, WebhookParts } from "./registry.ts";
import { createSecrets } from "./secrets.ts";

export type { WebhookReach } from "./addresses.ts";
export type { DeliveryRecord, WebhookRecord } from "./model.ts";
export { WEBHOOK_SEAL } from "./secrets.ts";
export type { RegisterWebhookInput, ReplayDeliveryInput, WebhookInput } from "./registry.ts";

/** Addresses of societies that are told of changes, and what was delivered to them. */
export interface Webhooks {
  register(caller: Caller, input: RegisterWebhookInput): ReturnType<typeof registerWebhook>;
  disable(caller: Caller, input: WebhookInput): ReturnType<typeof disableWebhook>;
  enable(caller: Caller, input: WebhookInput): ReturnType<typeof enableWebhook>;
  delete(caller: Caller, input: WebhookInput): ReturnType<typeof deleteWebhook>;
  replay(caller: Caller, input: ReplayDeliveryInput): ReturnType<typeof replayDelivery>;
  /** Those of the caller's society, at most ten. */
  list(caller: Caller): Promise<readonly WebhookRecord[]>;
  /** One of the caller's society; null when there is none. */
  find(caller: Caller, id: string): Promise<WebhookRecord | null>;
  /** Deliveries of one webhook of the caller's society, newest first. */
  deliveries(
    caller: Caller,
    asked: PageArguments & { readonly webhook: string; readonly state?: string | null },
  ): Promise<Page<DeliveryRecord>>;
  delivery(caller: Caller, id: string): Promise<DeliveryRecord | null>;
  /** Seals anew what a former key sealed, and begins to deliver. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface WebhookOptions {
  readonly foundation: Foundation;
  readonly reach: WebhookReach;
  readonly readers: Readonly<Record<WebhookFeed, ChangeReader>>;
  /** Null: no secret can be kept, and no webhook be registered. */
  readonly seal: Seal | null;
  /** How calls are repeated; PATIENCE when not said. */
  readonly patience?: Patience;
  readonly lookEveryMs?: number;
  /** How long a call may take; 10 s when not said. */
  readonly answerMs?: number;
}

/** Makes the collections and the dispatcher over works' database. */
export async function createWebhooks(options: WebhookOptions): Promise<Webhooks> {
  const { foundation, reach, readers, seal, patience = PATIENCE, ...pace } = options;
  const models = webhookModels(foundation.connection);
  await ensureIndexes(Object.values(models));
  const secrets = createSecrets(models, seal);
  const parts: WebhookParts = { foundation, models, reach, readers, secrets };
  const dispatcher = createDispatcher({ parts, patience, ...pace });
  foundation.schedules.register("forget-webhook-deliveries", 24 * 60 * 60 * 1000, async () => await forgetDeliveries(parts));
  const find = async (caller: Caller, id: string): Promise<WebhookRecord | null> =>
    await models.webhooks.findOne({ _id: id, society: societyOf(caller) }).lean<WebhookRecord>();
  return {
    register: async (caller, input) => await registerWebhook(parts, caller, input),
    disable: async (caller, input) => await disableWebhook(parts, caller, input),
    enable: async (caller, input) => await enableWebhook(parts, caller, input),
    delete: async (caller, input) => await deleteWebhook(parts, caller, input),
    replay: async (caller, input) => await replayDelivery(parts, caller, input),
    list: async (caller) =>
      await models.webhooks
        .find({ society: societyOf(caller) })
        .sort({ _id: 1 })
        .lean<WebhookRecord[]>(),
    find,
    deliveries: async (caller, { webhook, state, ...page }) => {
      const kind = "works.webhookDeliveries";
      const request = requireOk(checkPage(page, { kind, valueCount: 1 }));
      if ((await find(caller, webhook)) === null)
        throw new Refusal([
          problem("WEBHOOK_UNKNOWN", `No webhook ${JSON.stringify(webhook.slice(0, 60))} of yours is known.`, ["webhook"]),
        ]);
      const before = request.after === null ? {} : { _id: { $lt: String(request.after[0]) } };
      const rows = await models.deliveries
        .find({ webhookId: webhook, ...(state ? { state: state as DeliveryRecord["state"] } : {}), ...before })
        .sort({ _id: -1 })
        .limit(request.first + 1)
        .lean<DeliveryRecord[]>();
      return connectionOf(rows, { request, kind, sortKey: ({ _id }) => [_id] });
    },
    delivery: async (caller, id) => await models.deliveries.findOne({ _id: id, society: societyOf(caller) }).lean<DeliveryRecord>(),
    start: async () => {
      const { renewed, closed } = await secrets.renew();
      if (renewed > 0) foundation.log.info({ count: renewed }, "Secrets of webhooks were sealed under the present key.");
      if (closed.length > 0)
        foundation.log.error(
          { webhooks: closed.slice(0, 100) },
          "Secrets of webhooks do not open: a former key is missing in the key file.",
        );
      dispatcher.start();
    },
    stop: dispatcher.stop,
  };
}

/** A webhook as the graph shows it (SDL: Webhook). */
export function webhookView({ _id: id, places, ...rest }: WebhookRecord) {
  const { url, kinds, state, because, registeredBy, registeredAt } = rest;
  const positions = WEBHOOK_FEEDS.flatMap((feed) => {
    const place = places[feed];
    if (!place) return [];
    const nextTryAt = place.nextAtMs === 0 ? null : new Date(place.nextAtMs);
    return [{ feed: feed.toUpperCase(), cursor: changeCursor(feed, place.after), failures: place.tries, nextTryAt }];
  });
  return { id, url, kinds, state, because, registeredBy, registeredAt, positions };
}

/** A delivery as the graph shows it (SDL: WebhookDelivery). */
export function deliveryView({ _id: id, feed, from, to, ...rest }: DeliveryRecord) {
  const { eventCount, state, attempts, status, because, at } = rest;
  return {
    id,
    feed: feed.toUpperCase(),
    since: changeCursor(feed, from - 1),
    until: changeCursor(feed, to),
    ...{ eventCount, state, attempts, status, because, at },
  };
}

/** Nobody without a society has webhooks. */
function societyOf(caller: Caller): string {
  requireScope(caller, "changes:read");
  return caller.society ?? "";
}
