/**
 * Takes webhooks: checks the signature and its age, writes each change as one line of FILE, and answers 204 when it is written:
 *   WEBHOOK_SECRET=whsec_… node docs/examples/receiveWebhooks.mjs 8080 changes.jsonl
 * A message may come again (its answer was lost): `id` says which changes are known already.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";

const [port = "8080", file = "changes.jsonl"] = process.argv.slice(2);
const AGE_SECONDS_MAX = 300;

function isGenuine(header, body) {
  const [, seconds = "", given = ""] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? "") ?? [];
  const made = createHmac("sha256", process.env.WEBHOOK_SECRET).update(`${seconds}.`).update(body).digest();
  const isFresh = Math.abs(Date.now() / 1000 - Number(seconds)) <= AGE_SECONDS_MAX;
  return given !== "" && timingSafeEqual(Buffer.from(given, "hex"), made) && isFresh;
}

createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks); // the bytes as they came: what was signed
    if (!isGenuine(request.headers["x-tutti-signature"], body)) return response.writeHead(401).end();
    for (const event of JSON.parse(body).events) appendFileSync(file, `${JSON.stringify(event)}\n`);
    return response.writeHead(204).end();
  });
}).listen(Number(port), "127.0.0.1", () => process.stdout.write(`listening at ${port}\n`));
