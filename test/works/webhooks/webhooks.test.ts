// Shows webhooks against real HTTP receivers: what they are sent and how it is signed, what happens when they fail, and who may have them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as wait } from "node:timers/promises";
import { inspect } from "node:util";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../../subgraphs/kit/clock.ts";
import type { Caller } from "../../../subgraphs/kit/caller.ts";
import type { Foundation } from "../../../subgraphs/kit/foundation.ts";
import { createChangeReader } from "../../../subgraphs/kit/ports/changeReader.ts";
import type { Keys } from "../../../subgraphs/kit/keys.ts";
import { createSeal } from "../../../subgraphs/kit/seal.ts";
import type { Seal } from "../../../subgraphs/kit/seal.ts";
import { workMigrations } from "../../../subgraphs/works/migrations.ts";
import { createWebhooks, WEBHOOK_SEAL } from "../../../subgraphs/works/webhooks/index.ts";
import type { WebhookReach, Webhooks } from "../../../subgraphs/works/webhooks/index.ts";
import { post } from "../../../subgraphs/works/webhooks/send.ts";
import { WebhookSecret } from "../../../subgraphs/works/webhooks/signature.ts";
import { openTestStore } from "../../support/store.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf } from "../house.ts";
import { isSigned, openReceiver } from "./receiver.ts";
import type { Receiver } from "./receiver.ts";

const PATIENCE = { firstMs: 1_000, mostMs: 60_000, tries: 3 };
const HERE = { loopback: true, allowed: [] };
const KEYS: Pick<Keys, "internal" | "former"> = { internal: new Uint8Array(32).fill(1), former: [] };
const steward = callerOf("052", "steward");

let store: TestStore;
let clock: FixedClock;
let foundation: Foundation;
let licenses: Foundation;
let webhooks: Webhooks;
let receiver: Receiver;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await store.stop();
});
beforeEach(async () => {
  await store.clear("works");
  await store.clear("parties");
  await store.clear("licenses");
  clock = fixedClock(new Date("2026-03-01T12:00:00.000Z"));
  receiver = await openReceiver();
  foundation = await store.foundation({ clock });
  webhooks = await house(foundation);
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await receiver.stop();
});

interface HouseGiven {
  readonly reach?: WebhookReach;
  readonly seal?: Seal | null;
  readonly answerMs?: number;
}

/** Webhooks of one process, looking often. */
async function house(on: Foundation, { reach = HERE, seal = createSeal(KEYS, WEBHOOK_SEAL), ...pace }: HouseGiven = {}): Promise<Webhooks> {
  const parties = await store.foundation({ subgraph: "parties", clock });
  licenses = await store.foundation({ subgraph: "licenses", clock });
  const readers = {
    works: createChangeReader(on.events),
    parties: createChangeReader(parties.events),
    licenses: createChangeReader(licenses.events),
  };
  const made = await createWebhooks({ foundation: on, reach, readers, seal, patience: PATIENCE, lookEveryMs: 10, ...pace });
  await made.start();
  closers.push(async () => await made.stop());
  return made;
}

let changed = 0;
async function change(count: number, kind = "WORK_REGISTERED"): Promise<void> {
  const events = Array.from({ length: count }, () => ({ kind, subject: `wrk_${(changed += 1)}`, data: { source: "052", changes: [] } }));
  await foundation.inTransaction(async (session) => await foundation.events.append(events, session));
  await foundation.events.drain();
}

async function register(more: object = {}, caller: Caller = steward): Promise<{ id: string; secret: string }> {
  const { answer, secret } = await webhooks.register(caller, { url: receiver.url, ...more });
  return { id: answer.id, secret: secret?.reveal() ?? "" };
}

/** Waits for the world to be so; the clock moves on meanwhile, as far as a pause between two calls may be. */
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await what()) return;
    clock.set(new Date(clock.now().getTime() + 500));
    await wait(20);
  }
  throw new Error(`it did not come about: ${what.toString()}`);
}
const numbers = (): number[] => receiver.calls.flatMap(({ events }) => events.map(({ number }) => number));
const letters = async (webhook: string, state?: string) =>
  (await webhooks.deliveries(steward, { webhook, ...(state === undefined ? {} : { state }) })).edges.map(({ node }) => node);

describe("a webhook", () => {
  it("is sent what happens from its registration on, in order and signed", async () => {
    await change(3);
    const { id, secret } = await register();
    await change(250);
    await until(() => numbers().length >= 250);
    expect(numbers()).toEqual(Array.from({ length: 250 }, (_, at) => at + 4));
    expect(receiver.calls.map(({ events }) => events.length)).toEqual([100, 100, 50]);
    expect(receiver.calls.every((call) => isSigned(call, secret) && !isSigned(call, `${secret}x`))).toBe(true);
    expect(receiver.calls[0]?.headers).toMatchObject({ "content-type": "application/json", "x-tutti-webhook": id });
    await until(async () => (await letters(id)).length === 3);
    expect((await letters(id)).map(({ state, eventCount }) => [state, eventCount])).toEqual([
      ["DELIVERED", 50],
      ["DELIVERED", 100],
      ["DELIVERED", 100],
    ]);
  });

  it("is sent only the kinds that it wants, from the cursor that it names", async () => {
    await change(2);
    await change(1, "WORK_MERGED");
    await change(2);
    const { id } = await register({ kinds: ["WORK_MERGED"], sinceWorks: Buffer.from('[1,"works.changes",0]').toString("base64url") });
    await until(() => receiver.calls.length > 0);
    await until(async () => (await webhooks.find(steward, id))?.places.works?.after === 5);
    expect(receiver.calls.map(({ events }) => events.map(({ number, kind }) => [number, kind]))).toEqual([[[3, "WORK_MERGED"]]]);
  });

  it("is called again with growing pauses when it fails, and nothing is left out or overtaken", async () => {
    const { id } = await register();
    receiver.status = 503;
    await change(2);
    await until(() => receiver.calls.length === 2);
    receiver.status = 200;
    await change(1);
    await until(() => numbers().includes(3));
    expect(receiver.calls.map(({ events }) => events.map(({ number }) => number))).toEqual([
      [1, 2],
      [1, 2],
      [1, 2, 3],
    ]);
    await until(async () => (await letters(id)).length === 1);
    expect((await letters(id))[0]).toMatchObject({ state: "DELIVERED", attempts: 3, from: 1, to: 3 });
  });

  it("is given up on a message after so many calls; the dead letter is seen, and replayed", async () => {
    const { id } = await register();
    receiver.status = 500;
    await change(1);
    await until(async () => (await letters(id, "DEAD")).length === 1);
    receiver.status = 200;
    await change(1);
    await until(() => numbers().includes(2));
    const [dead] = await letters(id, "DEAD");
    expect(dead).toMatchObject({ attempts: 3, status: 500, because: "Answered with HTTP 500.", from: 1, to: 1 });
    receiver.calls.splice(0);
    await webhooks.replay(steward, { delivery: dead?._id ?? "" });
    await until(() => receiver.calls.length === 1);
    expect(numbers()).toEqual([1]);
    await until(async () => (await letters(id, "DELIVERED")).length === 2);
    await expect(webhooks.replay(steward, { delivery: dead?._id ?? "" })).rejects.toThrow(/DELIVERY_NOT_DEAD/);
  });

  it("that never answers is disabled where it stands, and goes on from there when it is enabled", async () => {
    const { id } = await register();
    receiver.status = -1;
    for (let count = 1; count <= 3; count += 1) {
      await change(1);
      await until(async () => (await letters(id, "DEAD")).length === count);
    }
    expect(await webhooks.find(steward, id)).toMatchObject({ state: "DISABLED", because: expect.stringContaining("3 messages in a row") });
    receiver.calls.splice(0);
    receiver.status = 200;
    await change(2);
    await wait(100);
    expect(receiver.calls).toEqual([]);
    await webhooks.enable(steward, { webhook: id });
    await until(() => numbers().length === 2);
    expect(numbers()).toEqual([4, 5]);
  });

  it("is not led elsewhere by a redirect", async () => {
    const { id } = await register();
    receiver.status = 302;
    await change(1);
    await until(async () => (await letters(id, "DEAD")).length === 1);
    expect((await letters(id, "DEAD"))[0]?.because).toMatch(/redirects are not followed/);
  });

  it("is called by one process of two, and by the other one when that is gone", async () => {
    await register();
    const other = await store.foundation({ clock });
    const second = await house(other);
    await change(20);
    await until(() => numbers().length >= 20);
    await wait(100);
    expect(numbers()).toHaveLength(20);
    await webhooks.stop();
    await change(5);
    await until(() => numbers().length >= 25);
    expect(numbers()).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    await second.stop();
  });

  it("deleted, is called no more, and its secret and deliveries are gone", async () => {
    const { id } = await register();
    await change(1);
    await until(async () => (await letters(id)).length === 1);
    await webhooks.delete(steward, { webhook: id });
    await change(1);
    await wait(100);
    expect(receiver.calls).toHaveLength(1);
    const { webhooks: left, webhookSecrets, webhookDeliveries } = await store.dump("works");
    expect([left, webhookSecrets, webhookDeliveries]).toEqual([[], [], []]);
  });
});

describe("the secret", () => {
  it("is shown once: not for a repeated key, not in a list, not in the store, not in the record of the command, not in a log", async () => {
    const input = { url: receiver.url, idempotencyKey: "once" };
    const first = await webhooks.register(steward, input);
    const again = await webhooks.register(steward, input);
    const secret = first.secret?.reveal() ?? "";
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    expect([again.replayed, again.secret, again.answer]).toEqual([true, null, first.answer]);
    const { webhookSecrets, ...others } = await store.dump("works");
    expect(JSON.stringify([webhookSecrets, others, await webhooks.list(steward)])).not.toContain(secret);
    expect(`${inspect(first)} ${JSON.stringify(first)}`).not.toContain(secret);
    // as `openssl dgst -sha256 -hmac known` computes it
    expect(new WebhookSecret("known").sign('{"a":1}', new Date(1_767_225_600_999))).toBe(
      "t=1767225600,v1=d85109f974ade4cac9cafc5409765b9ba29d93cb54c66a45333e16b1c857448a",
    );
  });
});

describe("the secret in the store", () => {
  const FORMER = { internal: new Uint8Array(32).fill(2), former: [] };
  const changedKey = { internal: KEYS.internal, former: [FORMER.internal] };
  const stored = async (): Promise<string[]> => {
    const { webhookSecrets = [] } = await store.dump("works");
    return webhookSecrets.map((record) => ("secret" in record ? String(record.secret) : ""));
  };
  const again = async (keys: typeof KEYS | null): Promise<Webhooks> => {
    await webhooks.stop();
    foundation = await store.foundation({ clock });
    webhooks = await house(foundation, { seal: keys === null ? null : createSeal(keys, WEBHOOK_SEAL) });
    return webhooks;
  };

  it("of an earlier release is sealed when this one starts, and signs as before", async () => {
    const { id, secret } = await register();
    const plain = foundation.connection.collection<{ _id: string; secret: string }>("webhookSecrets");
    await plain.updateOne({ _id: id }, { $set: { secret } });
    const sealing = async (seal: Seal | null) =>
      await workMigrations(seal)
        .find(({ to }) => to === 4)
        ?.run(foundation.connection);
    await sealing(createSeal(KEYS, WEBHOOK_SEAL));
    const sealed = await stored();
    expect(sealed).toEqual([expect.stringMatching(/^sealed1\.[0-9a-f]{16}\.[\w-]+$/)]);
    await sealing(createSeal(KEYS, WEBHOOK_SEAL));
    expect(await stored()).toEqual(sealed);
    await change(1);
    await until(() => receiver.calls.length === 1);
    expect(receiver.calls.every((call) => isSigned(call, secret))).toBe(true);
    await plain.updateOne({ _id: id }, { $set: { secret } });
    await expect(sealing(null)).rejects.toThrow(/no key to seal/);
  });

  it("goes with a change of the house's key: the former one opens it, and it is sealed anew", async () => {
    await again(FORMER);
    const { secret } = await register();
    const before = await stored();
    await again(changedKey);
    expect(await stored()).not.toEqual(before);
    await again(KEYS);
    await change(1);
    await until(() => receiver.calls.length === 1);
    expect(receiver.calls.every((call) => isSigned(call, secret))).toBe(true);
  });

  it("under a key that the house does not have disables the webhook where it stands, until the key is there again", async () => {
    await again(FORMER);
    const { id, secret } = await register();
    await again(KEYS);
    await change(2);
    await until(async () => (await webhooks.find(steward, id))?.state === "DISABLED");
    expect((await webhooks.find(steward, id))?.because).toMatch(/sealed under the key [0-9a-f]{16}; .*"former" in the key file/);
    expect([receiver.calls, await letters(id)]).toEqual([[], []]);
    await expect(webhooks.enable(steward, { webhook: id })).rejects.toThrow(/WEBHOOK_SECRET/);
    await again(changedKey);
    await webhooks.enable(steward, { webhook: id });
    await until(() => numbers().length === 2);
    expect(receiver.calls.every((call) => isSigned(call, secret))).toBe(true);
  });

  it("cannot be kept without a key, so that nothing is registered", async () => {
    await again(null);
    await expect(register()).rejects.toThrow(/SEALING_KEY/);
    expect(await webhooks.list(steward)).toEqual([]);
  });
});

describe("alarms on licences", () => {
  const alarm = { title: "RIVER", message: "Touched.", versionThen: 1, versionNow: 2, conflicts: [] };
  const alarmed = async (licensor: string, kind = "LICENSE_ALARM_RAISED"): Promise<void> => {
    const data = { licensor, number: `${licensor}-1`, work: "wrk_1", alarm };
    await licenses.inTransaction(async (session) => await licenses.events.append([{ kind, subject: `lic_${licensor}`, data }], session));
    await licenses.events.drain();
  };

  it("are told to the licensor's webhook, and to nobody else's; other events of licences to nobody", async () => {
    await webhooks.register(callerOf("052", "society"), { url: receiver.url, feeds: ["LICENSES"] });
    await webhooks.register(callerOf("119", "society"), {
      url: receiver.url.replace("hook", "other"),
      feeds: ["LICENSES"],
      sinceLicenses: "",
    });
    await alarmed("052", "LICENSE_ISSUED");
    await alarmed("058");
    await alarmed("052");
    await alarmed("052", "LICENSE_ALARM_CLEARED");
    await until(() => numbers().length >= 2);
    const bodies = receiver.calls.map(({ body }) => JSON.parse(body) as { feed: string; events: readonly object[] });
    expect(bodies.map(({ feed }) => feed)).toEqual(bodies.map(() => "LICENSES"));
    expect(bodies.flatMap(({ events }) => events)).toMatchObject([
      { number: 3, kind: "LICENSE_ALARM_RAISED", license: "lic_052", licenseNumber: "052-1", work: "wrk_1", alarm },
      { number: 4, kind: "LICENSE_ALARM_CLEARED", license: "lic_052", alarm },
    ]);
    const places = (await Promise.all(["052", "119"].map(async (code) => await webhooks.list(callerOf(code, "society"))))).flat();
    await until(async () =>
      (await Promise.all(places.map(async ({ _id, society }) => await webhooks.find(callerOf(society, "society"), _id)))).every(
        (found) => found?.places.licenses?.after === 4,
      ),
    );
    expect(receiver.calls.every(({ url }) => url.startsWith("/hook"))).toBe(true);
  });

  it("need the scope to read licences: a steward's webhook is told of the other feeds", async () => {
    await expect(register({ feeds: ["LICENSES"] })).rejects.toThrow(/licenses:read/);
    const { id } = await register();
    expect(Object.keys((await webhooks.find(steward, id))?.places ?? {})).toEqual(["works", "parties"]);
    await expect(register({ feeds: ["WORKS"], sinceLicenses: "" })).rejects.toThrow(/FEEDS: sinceLicenses/);
  });
});

describe("a receiver that takes too long", () => {
  it.each([
    ["never answers", 0],
    ["begins an answer and never ends it", -2],
  ])("because it %s is given up on, with the time it had", async (_what, status) => {
    await webhooks.stop();
    foundation = await store.foundation({ clock });
    webhooks = await house(foundation, { answerMs: 40 });
    const { id } = await register();
    receiver.status = status;
    await change(1);
    await until(async () => (await letters(id, "DEAD")).length === 1);
    expect((await letters(id, "DEAD"))[0]).toMatchObject({ attempts: 3, status: null, because: "No answer came within 40 ms." });
  });
});

describe("who may have webhooks", () => {
  it("societies and stewards, each their own, ten at most", async () => {
    const { id } = await register();
    for (const role of ["licensing", "licensee", "regulator", "anonymous"] as const)
      await expect(register({}, callerOf("052", role))).rejects.toThrow(/webhooks:write/);
    await expect(register({}, callerOf(null, "admin"))).rejects.toThrow(/belongs to a society/);
    const other = callerOf("058", "steward");
    expect([await webhooks.list(other), await webhooks.find(other, id)]).toEqual([[], null]);
    await expect(webhooks.delete(other, { webhook: id })).rejects.toThrow(/WEBHOOK_UNKNOWN/);
    await expect(webhooks.deliveries(other, { webhook: id })).rejects.toThrow(/WEBHOOK_UNKNOWN/);
    const rest = await Promise.allSettled(Array.from({ length: 12 }, async () => await register()));
    expect(rest.filter(({ status }) => status === "fulfilled")).toHaveLength(9);
    expect(await webhooks.list(steward)).toHaveLength(10);
  });
});

describe("what is refused", () => {
  it.each<[string, object, RegExp]>([
    ["no address", { url: "nowhere" }, /WEBHOOK_URL: "nowhere" is no address/],
    ["http to a public host", { url: "http://example.org/hook" }, /WEBHOOK_PROTOCOL/],
    ["another protocol", { url: "file:///etc/passwd" }, /WEBHOOK_PROTOCOL/],
    ["a password in the address", { url: "https://a:b@example.org/" }, /WEBHOOK_URL: .*password/],
    ["a private network", { url: "https://10.1.2.3/" }, /WEBHOOK_ADDRESS: 10\.1\.2\.3 is not a public address/],
    ["the machine's cloud", { url: "https://169.254.169.254/latest" }, /WEBHOOK_ADDRESS/],
    ["an address in disguise", { url: "https://0xA.1.2.3/" }, /WEBHOOK_ADDRESS/],
    ["IPv6 of a private IPv4", { url: "https://[::ffff:10.1.2.3]/" }, /WEBHOOK_ADDRESS/],
    ["a unique local address", { url: "https://[fd00::1]/" }, /WEBHOOK_ADDRESS/],
    ["too long an address", { url: `https://example.org/${"x".repeat(2_000)}` }, /WEBHOOK_URL: The address has 2020/],
    ["a kind that is none", { kinds: ["work registered"] }, /KIND: "work registered"/],
    ["a cursor of another feed", { sinceWorks: Buffer.from('[1,"parties.changes",0]').toString("base64url") }, /BAD_CURSOR/],
    ["a cursor of a feed that is not asked for", { feeds: ["WORKS"], sinceParties: "x" }, /FEEDS: sinceParties/],
  ])("%s", async (_what, more, words) => {
    await expect(register(more)).rejects.toThrow(words);
  });

  it("this machine and a private network, unless the house allows them; a name that leads there is found out when it is called", async () => {
    const strict = await house(await store.foundation({ clock }), { reach: { loopback: false, allowed: [] } });
    for (const url of [receiver.url, "https://localhost/", "https://127.1/", "https://[::1]/"])
      await expect(strict.register(steward, { url })).rejects.toThrow(/WEBHOOK_ADDRESS|WEBHOOK_PROTOCOL/);
    const allowing = await house(await store.foundation({ clock }), { reach: { loopback: false, allowed: ["10.1.0.0/16"] } });
    await allowing.register(steward, { url: "https://10.1.2.3/" });
    await expect(allowing.register(steward, { url: "https://10.2.2.3/" })).rejects.toThrow(/WEBHOOK_ADDRESS/);
    const message = { headers: {}, body: "{}" };
    const nowhere = { loopback: false, allowed: [] };
    expect(await post(receiver.url.replace("127.0.0.1", "localhost"), message, { reach: nowhere })).toMatchObject({
      ...{ isAccepted: false, status: null, because: expect.stringMatching(/localhost leads to an address that is not called/) },
    });
    expect(await post("http://10.1.2.3/", message, { reach: nowhere })).toMatchObject({ isAccepted: false, status: null });
    expect(receiver.calls).toEqual([]);
  });
});
