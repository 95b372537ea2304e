import { payload } from "../../kit/resolve.ts";
import { scoped } from "../context.ts";
import type { Resolver, WorksContext } from "../context.ts";
import { deliveryView, webhookView } from "./index.ts";
import type { RegisterWebhookInput, ReplayDeliveryInput, WebhookInput, Webhooks } from "./index.ts";
import type { PageArguments } from "../../kit/page.ts";

type Mutation<I> = Resolver<unknown, { readonly input: I }, unknown>;
type Command = Webhooks["disable"];

/** Answers with the webhook as it is after the command. */
async function changed({ parts, caller }: WorksContext, input: WebhookInput, command: Command): Promise<unknown> {
  return await payload("webhook", async () => {
    const { answer, replayed } = await command(caller, input);
    const found = await parts.webhooks.find(caller, answer.id);
    return { answer: found === null ? null : webhookView(found), replayed };
  });
}

/** SDL: the queries of webhooks. */
export const webhookQueries = {
  webhooks: scoped<unknown, unknown, unknown>("changes:read", async (_, __, { parts, caller }) =>
    (await parts.webhooks.list(caller)).map(webhookView),
  ),
  webhookDeliveries: scoped<unknown, PageArguments & { readonly webhook: string; readonly state?: string | null }, unknown>(
    "changes:read",
    async (_, asked, { parts, caller }) => {
      const { edges, pageInfo } = await parts.webhooks.deliveries(caller, asked);
      return { edges: edges.map(({ cursor, node }) => ({ cursor, node: deliveryView(node) })), pageInfo };
    },
  ),
};

/** SDL: the mutations of webhooks. */
export const webhookMutations = {
  registerWebhook: (async (_, { input }, { parts, caller }) => {
    let secret: string | null = null;
    const answer = await payload("webhook", async () => {
      const made = await parts.webhooks.register(caller, input);
      secret = made.secret?.reveal() ?? null;
      const found = await parts.webhooks.find(caller, made.answer.id);
      return { answer: found === null ? null : webhookView(found), replayed: made.replayed };
    });
    return { ...answer, secret };
  }) satisfies Mutation<RegisterWebhookInput>,
  disableWebhook: (async (_, { input }, context) =>
    await changed(context, input, context.parts.webhooks.disable)) satisfies Mutation<WebhookInput>,
  enableWebhook: (async (_, { input }, context) =>
    await changed(context, input, context.parts.webhooks.enable)) satisfies Mutation<WebhookInput>,
  deleteWebhook: (async (_, { input }, { parts, caller }) =>
    await payload("webhookId", async () => {
      const { answer, replayed } = await parts.webhooks.delete(caller, input);
      return { answer: answer.id, replayed };
    })) satisfies Mutation<WebhookInput>,
  replayDelivery: (async (_, { input }, { parts, caller }) =>
    await payload("delivery", async () => {
      const { answer, replayed } = await parts.webhooks.replay(caller, input);
      const found = await parts.webhooks.delivery(caller, answer.id);
      return { answer: found === null ? null : deliveryView(found), replayed };
    })) satisfies Mutation<ReplayDeliveryInput>,
};
