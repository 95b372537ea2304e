import { createClient } from "graphql-ws";
import type { Client, ClientOptions } from "graphql-ws";
import { WebSocket } from "ws";

/** One answer of a subscription, read by the test that knows what it asked for. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type FeedAnswer = any;

/** A client of the change feed, as people write it with the package graphql-ws. */
export function feedClient(url: string, token: string | null, more: Partial<ClientOptions> = {}): Client {
  return createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: token === null ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    ...more,
  });
}

/** What one subscription has brought so far. */
export interface Collected {
  readonly answers: FeedAnswer[];
  /** Why it ended: GraphQL errors or a close event; null while it goes on, "complete" when it was ended here. */
  readonly ended: Promise<unknown>;
  /** Resolves when so many answers are there. */
  count(wanted: number): Promise<FeedAnswer[]>;
  end(): void;
}

/** Subscribes and collects. */
export function collect(client: Client, query: string, variables: Record<string, unknown> = {}): Collected {
  const answers: FeedAnswer[] = [];
  const waiting = new Set<() => void>();
  const told = (): void => {
    for (const look of [...waiting]) look();
  };
  let end: () => void = () => undefined;
  const ended = new Promise<unknown>((resolve) => {
    end = client.subscribe(
      { query, variables },
      {
        next: (answer) => {
          answers.push(answer);
          told();
        },
        error: resolve,
        complete: () => resolve("complete"),
      },
    );
  });
  return {
    answers,
    ended,
    end: () => end(),
    count: async (wanted) => {
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`${answers.length} answers of ${wanted} came: ${JSON.stringify(answers.slice(-3))}`)),
          15_000,
        );
        const look = (): void => {
          if (answers.length < wanted) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then((why) => {
          clearTimeout(late);
          reject(new Error(`the subscription ended with ${answers.length} of ${wanted}: ${JSON.stringify(why)}`));
        });
      });
      return answers;
    },
  };
}
