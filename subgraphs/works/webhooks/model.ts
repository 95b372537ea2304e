import { Schema } from "mongoose";
import type { Connection, Model } from "mongoose";

/** The feeds that a webhook can be told of. */
export const WEBHOOK_FEEDS = ["works", "parties", "licenses"] as const;
export type WebhookFeed = (typeof WEBHOOK_FEEDS)[number];

/** Where a webhook stands in one feed. */
export interface Place {
  /** The number of the last event that was delivered, is not wanted, or lies with the dead. */
  readonly after: number;
  /** Failed calls for what comes next. */
  readonly tries: number;
  /** Not called again before; milliseconds since 1970. */
  readonly nextAtMs: number;
}

/** A registered address. */
export interface WebhookRecord {
  readonly _id: string;
  readonly shape: number;
  readonly society: string;
  readonly url: string;
  /** Kinds of events; all when none is named. */
  readonly kinds: readonly string[];
  readonly state: "ACTIVE" | "DISABLED";
  /** Why it is disabled. */
  readonly because: string | null;
  /** One place for each feed that it is told of. */
  readonly places: Readonly<Partial<Record<WebhookFeed, Place>>>;
  /** Dead letters since the last delivery. */
  readonly deadInARow: number;
  readonly registeredBy: string;
  readonly registeredAt: string;
}

/** Sealed (secrets.ts), and apart from the webhook, so that no reading of webhooks brings it along. */
export interface SecretRecord {
  readonly _id: string;
  readonly secret: string;
}

/** Events that were sent together, or could not be. The bodies are not kept: the event log has them. */
export interface DeliveryRecord {
  readonly _id: string;
  readonly shape: number;
  readonly webhookId: string;
  readonly society: string;
  readonly feed: WebhookFeed;
  /** The first and the last number that was looked at, and how many of them were sent. */
  readonly from: number;
  readonly to: number;
  readonly eventCount: number;
  /** WAITING: a dead letter that is to be replayed. */
  readonly state: "DELIVERED" | "DEAD" | "WAITING";
  readonly attempts: number;
  readonly status: number | null;
  readonly because: string | null;
  readonly nextAtMs: number;
  readonly at: string;
}

const text = { type: String, required: true } as const;
const whole = { type: Number, required: true } as const;
const reason = { type: String, default: null } as const;

function options(collection: string) {
  return { collection, versionKey: false, strict: "throw", autoIndex: false, autoCreate: false, minimize: false } as const;
}

const webhookSchema = new Schema<WebhookRecord>(
  {
    ...{ _id: text, shape: whole, society: text, url: text, kinds: { type: [String], required: true }, state: text, because: reason },
    ...{ places: { type: Schema.Types.Mixed, required: true }, deadInARow: whole, registeredBy: text, registeredAt: text },
  },
  options("webhooks"),
);
webhookSchema.index({ society: 1, _id: 1 });
webhookSchema.index({ state: 1 });

const secretSchema = new Schema<SecretRecord>({ _id: text, secret: text }, options("webhookSecrets"));

const deliverySchema = new Schema<DeliveryRecord>(
  {
    ...{ _id: text, shape: whole, webhookId: text, society: text, feed: text, from: whole, to: whole, eventCount: whole, state: text },
    ...{ attempts: whole, status: { type: Number, default: null }, because: reason, nextAtMs: whole, at: text },
  },
  options("webhookDeliveries"),
);
deliverySchema.index({ webhookId: 1, _id: 1 });
deliverySchema.index({ state: 1, nextAtMs: 1 });
deliverySchema.index({ state: 1, at: 1 });

/** Raised by whoever adds a webhook to a society, so that two who count at the same time collide. */
export interface SocietyGuardRecord {
  readonly _id: string;
  readonly version: number;
}
const guardSchema = new Schema<SocietyGuardRecord>({ _id: text, version: whole }, options("webhookGuards"));

/** The collections of webhooks. */
export interface WebhookModels {
  readonly guards: Model<SocietyGuardRecord>;
  readonly webhooks: Model<WebhookRecord>;
  readonly secrets: Model<SecretRecord>;
  readonly deliveries: Model<DeliveryRecord>;
}

export function webhookModels(connection: Connection): WebhookModels {
  const model = <T>(name: string, schema: Schema<T>): Model<T> =>
    (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);
  return {
    guards: model("WebhookGuard", guardSchema),
    webhooks: model("Webhook", webhookSchema),
    secrets: model("WebhookSecret", secretSchema),
    deliveries: model("WebhookDelivery", deliverySchema),
  };
}
