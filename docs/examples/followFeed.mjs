/**
 * Follows every change to works, from the first one, over restarts of both sides; each is one line of FILE, once:
 *   TUTTI_TOKEN=$(npm run -s tutti -- token --society 052 --role steward) node docs/examples/followFeed.mjs http://127.0.0.1:4000 changes.jsonl
 * With `alarms` after FILE: every alarm on one's own licences (role licensing or society).
 */
import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

const [address = "http://127.0.0.1:4000", file = "changes.jsonl", feed = "works"] = process.argv.slice(2);
const query =
  feed === "alarms"
    ? `subscription ($since: String) { told: licenseAlarm(since: $since) { cursor node { id number kind license { id } alarm { message } } } }`
    : `subscription ($since: String) { told: workChanged(since: $since) { cursor node { id number kind work { id title } } } }`;

// A change and its cursor are written together, so they are never apart; a line cut short by a crash was not taken and comes again.
const kept = existsSync(file) ? readFileSync(file, "utf8").replace(/[^\n]*$/, "") : "";
if (existsSync(file)) truncateSync(file, Buffer.byteLength(kept));
const last = kept.split("\n").at(-2);
const variables = { since: last === undefined ? "" : JSON.parse(last).cursor };

const client = createClient({
  url: `${address.replace(/^http/, "ws")}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: () => ({ authorization: `Bearer ${process.env.TUTTI_TOKEN}`, "x-tutti-purpose": "following the feed" }),
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: async () => void (await wait(200 + 800 * Math.random())),
});
client.subscribe(
  // sent again on each new connection, with the cursor as it then stands
  { query, variables },
  {
    next: ({ data, errors }) => {
      if (!data) throw new Error(JSON.stringify(errors));
      appendFileSync(file, `${JSON.stringify(data.told)}\n`);
      variables.since = data.told.cursor;
    },
    error: (why) => {
      process.stderr.write(`${JSON.stringify(why)}\n`);
      process.exitCode = 1;
    },
    complete: () => undefined,
  },
);
