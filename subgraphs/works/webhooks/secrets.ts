import { problem } from "../../domain/outcome.ts";
import type { ClientSession, Connection } from "../../kit/model.ts";
import { Refusal } from "../../kit/refusal.ts";
import { SealFault } from "../../kit/seal.ts";
import type { Seal } from "../../kit/seal.ts";
import { webhookModels } from "./model.ts";
import type { SecretRecord, WebhookModels } from "./model.ts";
import { WebhookSecret } from "./signature.ts";

/** What the seal of webhooks' secrets is derived for (kit/seal.ts). */
export const WEBHOOK_SEAL = "webhook-secrets";

/** The secrets of webhooks, sealed in the store; without a seal none can be kept. */
export interface Secrets {
  /** Stores a new secret; a Refusal with SEALING_KEY where the house has no key to seal it. */
  store(id: string, secret: WebhookSecret, session: ClientSession): Promise<void>;
  /** The secret, or in words why it cannot be had. */
  find(id: string): Promise<WebhookSecret | { readonly because: string }>;
  /** Seals under the present key what is sealed under a former one; answers how many, and which cannot be opened. */
  renew(): Promise<{ readonly renewed: number; readonly closed: readonly string[] }>;
}

export function createSecrets({ secrets }: Pick<WebhookModels, "secrets">, seal: Seal | null): Secrets {
  return {
    store: async (_id, secret, session) => {
      if (seal === null) throw new Refusal([problem("SEALING_KEY", NO_SEAL, [])]);
      await secrets.insertMany([{ _id, secret: seal.seal(secret.reveal(), _id) }], { session, lean: true });
    },
    find: async (id) => {
      const found = await secrets.findById(id).lean<SecretRecord>();
      if (found === null) return { because: "The webhook's secret is gone." };
      if (seal === null) return { because: NO_SEAL };
      const text = openedOr(seal, found);
      return typeof text === "string" ? new WebhookSecret(text) : { because: `The secret cannot be used: ${text.message}` };
    },
    renew: async () => {
      const closed: string[] = [];
      if (seal === null) return { renewed: 0, closed };
      let renewed = 0;
      for await (const found of secrets.find({}).sort({ _id: 1 }).lean<SecretRecord>().cursor()) {
        if (seal.isCurrent(found.secret)) continue;
        const text = openedOr(seal, found);
        if (typeof text !== "string") closed.push(found._id);
        else {
          // Only over what was read: another process may have been here.
          await secrets.updateOne({ _id: found._id, secret: found.secret }, { $set: { secret: seal.seal(text, found._id) } });
          renewed += 1;
        }
      }
      return { renewed, closed };
    },
  };
}

const NO_SEAL = "This process has no key to seal webhooks' secrets with; it is derived from the house's key file.";

function openedOr(seal: Seal, { _id, secret }: SecretRecord): string | SealFault {
  try {
    return seal.open(secret, _id);
  } catch (error) {
    if (error instanceof SealFault) return error;
    throw error;
  }
}

/** Seals the secrets that earlier releases stored as they are; one that is sealed already is left. */
export async function sealPlainSecrets(connection: Connection, seal: Seal | null): Promise<void> {
  const { secrets } = webhookModels(connection);
  for await (const { _id, secret } of secrets
    .find({ secret: { $regex: /^whsec_/ } })
    .lean<SecretRecord>()
    .cursor()) {
    if (seal === null) throw new Error(NO_SEAL);
    await secrets.updateOne({ _id, secret }, { $set: { secret: seal.seal(secret, _id) } });
  }
}
