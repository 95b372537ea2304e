import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { seeded } from "../../seed/random.ts";
import type { Random } from "../../seed/random.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { signToken } from "../../gateway/identity.ts";
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { HouseUser } from "../support/houseUser.ts";
import { freePort, Mortal } from "./mortal.ts";

/** What one campaign did. */
export interface FeedFigures {
  readonly kills: number;
  /** Those of the house among them. */
  readonly houseKills: number;
  /** Commands that the house acknowledged. */
  readonly acknowledged: number;
  /** Changes in the house's own log at the end. */
  readonly changes: number;
  /** Lines of the follower and of the webhook's receiver, those that came twice included. */
  readonly followed: number;
  readonly received: number;
}

const SETTLE_MS = 240_000;

/**
 * Kills the house (with all that produces, numbers and delivers), the follower and the webhook's receiver at random while works are registered, then
 * lets all come to rest. Throws when a change is missing or doubled after de-duplication by id, out of order, or an acknowledged work is not told.
 */
export async function feedLoop({
  folder,
  kills,
  seed,
}: {
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
}): Promise<FeedFigures> {
  const random = seeded(seed);
  const [port, hookPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const [followed, received] = [join(folder, "followed.jsonl"), join(folder, "received.jsonl")];
  const data = join(folder, "data");
  const tsx = ["--import", import.meta.resolve("tsx")];
  const house = new Mortal(
    [...tsx, "test/campaigns/feedHouse.ts"],
    { TUTTI_DATA: data, PORT: String(port), LOG_LEVEL: "error" },
    /ready at/,
  );
  const mortals = [house];
  try {
    await house.start();
    const keys = await loadKeys({ dataFolder: data });
    const user = new HouseUser({ url, keys });
    const secret = await registerHook(user, `http://127.0.0.1:${hookPort}/`);
    const token = await signToken({ key: keys.token, subject: "follower", society: "052", role: "steward", clock: systemClock });
    const follower = new Mortal(["docs/examples/followFeed.mjs", url, followed], { TUTTI_TOKEN: token }, null);
    const receiver = new Mortal(["docs/examples/receiveWebhooks.mjs", String(hookPort), received], { WEBHOOK_SECRET: secret }, /listening/);
    mortals.push(follower, receiver);
    await Promise.all([follower.start(), receiver.start()]);
    const producer = produce(user, random);
    const houseKills = await killAtRandom(mortals, { kills, random });
    const acknowledged = await producer.stop();
    const ids = await settle(user, { followed, received });
    const told = new Set(ids.map(({ subject }) => subject));
    const missing = acknowledged.filter((work) => !told.has(work));
    if (missing.length > 0) throw new Error(`Acknowledged and not told: ${missing.join(", ")}`);
    const figures = { kills, houseKills, acknowledged: acknowledged.length, changes: ids.length };
    return { ...figures, followed: linesOf(followed).length, received: linesOf(received).length };
  } finally {
    for (const mortal of mortals) await mortal.kill();
  }
}

async function registerHook(user: HouseUser, url: string): Promise<string> {
  const { registerWebhook } = await user.ask(
    "052 steward",
    `mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { secret problems { message } } }`,
    { input: { url, feeds: ["WORKS"], sinceWorks: "" } },
  );
  return String(registerWebhook.secret);
}

/** Kills and starts again; the house every third time, so that a short run has it too. Answers how often it was the house. */
async function killAtRandom(
  mortals: readonly Mortal[],
  { kills, random }: { readonly kills: number; readonly random: Random },
): Promise<number> {
  const [house, follower, receiver] = mortals;
  let houseKills = 0;
  for (let done = 1; done <= kills; done += 1) {
    await wait(random.between(100, 1_500));
    const victim = done % 3 === 0 ? house : random.pick([follower, receiver]);
    if (victim === house) houseKills += 1;
    await victim?.kill();
    await wait(random.between(0, 300));
    await victim?.start();
  }
  return houseKills;
}

/** Registers works one after the other, each under its key until it is acknowledged, as a client with a restless house does. */
function produce(user: HouseUser, random: Random): { stop(): Promise<readonly string[]> } {
  const works: string[] = [];
  let isWanted = true;
  const goesOn = (): boolean => isWanted;
  const run = async (): Promise<void> => {
    let party: string | null = null;
    for (let count = 0; goesOn();) {
      try {
        party ??= await registerParty(user);
        works.push(await registerWork(user, { party, number: count }));
        count += 1;
        await wait(random.between(0, 40));
      } catch {
        await wait(100); // the house is gone for a moment; the same key again
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      isWanted = false;
      await running;
      return works;
    },
  };
}

async function registerParty(user: HouseUser): Promise<string> {
  const input = { kind: "NATURAL", names: [{ lastName: "Restless" }], idempotencyKey: "party" };
  const query = `mutation ($input: RegisterPartyInput!) { registerParty(input: $input) { party { id } } }`;
  return String((await user.ask("052 steward", query, { input })).registerParty.party.id);
}

async function registerWork(user: HouseUser, { party, number }: { readonly party: string; readonly number: number }): Promise<string> {
  const titles = [{ text: `Restless ${number}` }];
  const input = { workCode: `R${number}`, titles, creators: [{ party, role: "CA" }], idempotencyKey: `work-${number}` };
  const query = `mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { work { id } } }`;
  return String((await user.ask("052 steward", query, { input })).registerWork.work.id);
}

interface Told {
  readonly id: string;
  readonly number: number;
  readonly subject: string;
}

/** Waits until both consumers have what the house has; each must have every change, and the first time each came, in order. */
async function settle(user: HouseUser, { followed, received }: { readonly followed: string; readonly received: string }): Promise<Told[]> {
  for (const began = Date.now(); ; await wait(200)) {
    const all = await replay(user).catch(() => null);
    const faults =
      all === null
        ? ["the house does not answer"]
        : [
            ...faultsOf(
              all,
              linesOf(followed).map(({ node }) => node as Told),
              "follower",
            ),
            ...faultsOf(
              all,
              linesOf(received).map((line) => line as unknown as Told),
              "receiver",
            ),
          ];
    if (all !== null && faults.length === 0) return all;
    if (Date.now() - began > SETTLE_MS) throw new Error(faults.join("\n"));
  }
}

function faultsOf(all: readonly Told[], told: readonly Told[], who: string): string[] {
  const seen = new Set<string>();
  const once = told.filter(({ id }) => !seen.has(id) && seen.add(id));
  const missing = all.filter(({ id }) => !seen.has(id)).map(({ number }) => number);
  const isInOrder = once.every(({ number }, at) => number === at + 1);
  return [
    ...(missing.length === 0 ? [] : [`The ${who} misses ${missing.length} changes: ${missing.slice(0, 10).join(", ")}`]),
    ...(isInOrder
      ? []
      : [
          `The ${who} was told out of order: ${once
            .map(({ number }) => number)
            .join(", ")
            .slice(0, 300)}`,
        ]),
    ...(once.length <= all.length ? [] : [`The ${who} was told ${once.length - all.length} changes that do not exist.`]),
  ];
}

/** The house's own log from the beginning, twice read the same. */
async function replay(user: HouseUser): Promise<Told[]> {
  const all: Told[] = [];
  await wait(1_000); // what was committed last is numbered by then
  for (let since = ""; ;) {
    const { changes } = await user.ask(
      "052 steward",
      `query ($since: String) { changes(since: $since, first: 500) { edges { node { id number subject } } pageInfo { endCursor hasNextPage } } }`,
      { since },
    );
    all.push(...changes.edges.map(({ node }: { node: Told }) => node));
    since = changes.pageInfo.endCursor;
    if (changes.pageInfo.hasNextPage !== true) return all;
  }
}

/** Whole lines; one cut short by a kill stands alone or before the next, and is none. */
function linesOf(file: string): Record<string, unknown>[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return line === "" ? [] : [JSON.parse(line) as Record<string, unknown>];
      } catch {
        return [];
      }
    });
}
