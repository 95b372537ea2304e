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
  /** Alarms raised, changed and cleared among what the house told. */
  readonly alarms: number;
  /** Lines of the followers and of the webhook's receiver, those that came twice included. */
  readonly followed: number;
  readonly received: number;
}

const SETTLE_MS = 240_000;

/** The lines that consumers have written. */
interface Files {
  /** Of the follower of works, and of the one of alarms. */
  readonly followed: string;
  readonly alarmed: string;
  /** Of the receiver of a webhook that is told of both. */
  readonly received: string;
}

/**
 * Kills the house (with all that produces, numbers and delivers), followers and the webhook's receiver at random while works are registered and claims
 * on licensed ones are made and withdrawn, then lets all come to rest. Throws when a change is missing or doubled after de-duplication by id, out of
 * order, an acknowledged work is not told, or the alarms that were told are not those that the licence answers.
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
  const [followed, alarmed, received] = ["followed", "alarmed", "received"].map((name) => join(folder, `${name}.jsonl`)) as [
    string,
    string,
    string,
  ];
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
    const tokens = (["steward", "licensing"] as const).map(
      async (role) => await signToken({ key: keys.token, subject: role, society: "052", role, clock: systemClock }),
    );
    const [steward = "", desk = ""] = await Promise.all(tokens);
    const follower = new Mortal(["docs/examples/followFeed.mjs", url, followed], { TUTTI_TOKEN: steward }, null);
    const alarmFollower = new Mortal(["docs/examples/followFeed.mjs", url, alarmed, "alarms"], { TUTTI_TOKEN: desk }, null);
    const receiver = new Mortal(["docs/examples/receiveWebhooks.mjs", String(hookPort), received], { WEBHOOK_SECRET: secret }, /listening/);
    mortals.push(follower, alarmFollower, receiver);
    await Promise.all([follower.start(), alarmFollower.start(), receiver.start()]);
    const producer = produce(user, random);
    const houseKills = await killAtRandom(mortals, { kills, random });
    const acknowledged = await producer.stop();
    const { works: ids, alarms } = await settle(user, { followed, alarmed, received });
    const told = new Set(ids.map(({ subject }) => subject));
    const missing = acknowledged.filter((work) => !told.has(work));
    if (missing.length > 0) throw new Error(`Acknowledged and not told: ${missing.join(", ")}`);
    const figures = { kills, houseKills, acknowledged: acknowledged.length, changes: ids.length, alarms: alarms.length };
    return { ...figures, followed: linesOf(followed).length + linesOf(alarmed).length, received: linesOf(received).length };
  } finally {
    for (const mortal of mortals) await mortal.kill();
  }
}

async function registerHook(user: HouseUser, url: string): Promise<string> {
  const { registerWebhook } = await user.ask(
    "052 society",
    `mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { secret problems { message } } }`,
    { input: { url, feeds: ["WORKS", "LICENSES"], sinceWorks: "", sinceLicenses: "" } },
  );
  return String(registerWebhook.secret);
}

/** Kills and starts again; the house every third time, so that a short run has it too. Answers how often it was the house. */
async function killAtRandom(
  mortals: readonly Mortal[],
  { kills, random }: { readonly kills: number; readonly random: Random },
): Promise<number> {
  const [house, ...others] = mortals;
  let houseKills = 0;
  for (let done = 1; done <= kills; done += 1) {
    await wait(random.between(100, 1_500));
    const victim = done % 3 === 0 ? house : random.pick(others);
    if (victim === house) houseKills += 1;
    await victim?.kill();
    await wait(random.between(0, 300));
    await victim?.start();
  }
  return houseKills;
}

/** Registers works one after the other, each under its key until it is acknowledged, as a client with a restless house does; and between them touches licensed ones. */
function produce(user: HouseUser, random: Random): { stop(): Promise<readonly string[]> } {
  const works: string[] = [];
  const touch = toucher(user);
  let isWanted = true;
  const goesOn = (): boolean => isWanted;
  const run = async (): Promise<void> => {
    let party: string | null = null;
    for (let count = 0; goesOn();) {
      try {
        party ??= await registerParty(user);
        works.push(await registerWork(user, { party, number: count }));
        count += 1;
        if (works.length >= LICENSED_COUNT) await touch(works.slice(0, LICENSED_COUNT), party);
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

/** Works that the licence covers. */
const LICENSED_COUNT = 3;

/** Issues a licence, and then makes a claim on one of its works after the other, and withdraws it again. */
function toucher(user: HouseUser): (works: readonly string[], party: string) => Promise<void> {
  const standing = new Map<string, string>();
  let isIssued = false;
  let count = 0;
  return async (works, party) => {
    if (!isIssued) await issueLicense(user, works);
    isIssued = true;
    const work = works[count % works.length] ?? "";
    const claim = standing.get(work);
    const idempotencyKey = `touch-${count}`;
    if (claim === undefined) {
      const figures = [{ right: "OD", percent: "30" }];
      const input = { work, claim: { party, side: "WRITER", role: "CA", figures }, idempotencyKey };
      standing.set(work, (await command(user, "058 steward", { name: "submitClaim", input, answer: "claim { id }" })).claim.id);
    } else {
      await command(user, "058 steward", { name: "withdrawClaim", input: { claim, idempotencyKey }, answer: "work { id }" });
      standing.delete(work);
    }
    count += 1;
  };
}

async function issueLicense(user: HouseUser, works: readonly string[]): Promise<void> {
  const period = { from: "2099-01-01", until: "2100-01-01" };
  const quote = { licensor: "052", use: "STREAM_INTERACTIVE", territories: ["0156"], currency: "CNY", works, period };
  const input = { quote, licensee: "STREAMCO", idempotencyKey: "license" };
  await command(user, "052 licensing", { name: "issueLicense", input, answer: "license { id }" });
}

/** A mutation that must not be refused. */
async function command(
  user: HouseUser,
  as: string,
  { name, input, answer }: { readonly name: string; readonly input: object; readonly answer: string },
) {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} problems { message } } }`;
  const { [name]: done } = await user.ask(as, query, { input });
  if (done.problems.length > 0) throw new Error(JSON.stringify(done.problems));
  return done;
}

async function registerParty(user: HouseUser): Promise<string> {
  const input = { kind: "NATURAL", names: [{ lastName: "Restless" }], idempotencyKey: "party" };
  return String((await command(user, "052 steward", { name: "registerParty", input, answer: "party { id }" })).party.id);
}

async function registerWork(user: HouseUser, { party, number }: { readonly party: string; readonly number: number }): Promise<string> {
  const titles = [{ text: `Restless ${number}` }];
  const input = { workCode: `R${number}`, titles, creators: [{ party, role: "CA" }], idempotencyKey: `work-${number}` };
  return String((await command(user, "052 steward", { name: "registerWork", input, answer: "work { id }" })).work.id);
}

interface Told {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly subject: string;
}
interface ToldAlarm extends Told {
  readonly license: { readonly id: string };
  readonly alarm: { readonly work: { readonly id: string } | null; readonly message: string };
}
interface Rest {
  readonly works: readonly Told[];
  readonly alarms: readonly ToldAlarm[];
}

/** Waits until all consumers have what the house has; each must have every change, and the first time each came, in order. */
async function settle(user: HouseUser, { followed, alarmed, received }: Files): Promise<Rest> {
  for (const began = Date.now(); ; await wait(200)) {
    const all = await rest(user).catch(() => null);
    const faults = all === null ? ["the house does not answer"] : await faultsAtRest(user, all, { followed, alarmed, received });
    if (all !== null && faults.length === 0) return all;
    if (Date.now() - began > SETTLE_MS) throw new Error(faults.join("\n"));
  }
}

async function rest(user: HouseUser): Promise<Rest> {
  await wait(1_000); // what was committed last is numbered by then
  const alarms = "id number kind license { id } alarm { work { id } message }";
  return {
    works: await replay<Told>(user, { as: "052 steward", field: "changes", node: "id number kind subject" }),
    alarms: await replay<ToldAlarm>(user, { as: "052 licensing", field: "licenseAlarms", node: alarms }),
  };
}

async function faultsAtRest(user: HouseUser, { works, alarms }: Rest, { followed, alarmed, received }: Files): Promise<string[]> {
  const nodes = (file: string): Told[] => linesOf(file).map(({ node }) => node as Told);
  const messages = linesOf(received).map((line) => line as unknown as Told);
  const isAlarm = ({ kind }: Told): boolean => kind.startsWith("LICENSE_ALARM_");
  return [
    ...faultsOf(works, nodes(followed), "follower"),
    ...faultsOf(alarms, nodes(alarmed), "follower of alarms"),
    ...faultsOf(
      works,
      messages.filter((one) => !isAlarm(one)),
      "receiver",
    ),
    ...faultsOf(alarms, messages.filter(isAlarm), "receiver of alarms"),
    ...(await alarmFaults(user, alarms)),
  ];
}

/** Alarms are raised where none stands, changed and cleared where one does, and what stands at last is what the licence answers. */
async function alarmFaults(user: HouseUser, alarms: readonly ToldAlarm[]): Promise<string[]> {
  const standing = new Map<string, string>();
  const faults: string[] = [];
  for (const { kind, number, alarm } of alarms) {
    const work = alarm.work?.id ?? "";
    if (standing.has(work) === (kind === "LICENSE_ALARM_RAISED"))
      faults.push(`${kind} ${number} of ${work} does not fit what was told before.`);
    if (kind === "LICENSE_ALARM_CLEARED") standing.delete(work);
    else standing.set(work, alarm.message);
  }
  const { licenses } = await user.ask("052 licensing", `{ licenses { edges { node { alarms { work { id } message } } } } }`);
  const asked = (licenses.edges as { node: { alarms: ToldAlarm["alarm"][] } }[]).flatMap(({ node }) =>
    node.alarms.map(({ work, message }) => `${work?.id ?? ""} ${message}`),
  );
  const told = [...standing].map(([work, message]) => `${work} ${message}`);
  if (asked.sort().join("\n") !== told.sort().join("\n"))
    faults.push(`The licence answers ${JSON.stringify(asked)}; told was ${JSON.stringify(told)}`);
  return faults;
}

function faultsOf(all: readonly Told[], told: readonly Told[], who: string): string[] {
  const seen = new Set<string>();
  const once = told.filter(({ id }) => !seen.has(id) && seen.add(id));
  const missing = all.filter(({ id }) => !seen.has(id)).map(({ number }) => number);
  const isInOrder = once.every(({ id }, at) => id === all[at]?.id);
  const order = once.map(({ number }) => number).join(", ");
  return [
    ...(missing.length === 0 ? [] : [`The ${who} misses ${missing.length} changes: ${missing.slice(0, 10).join(", ")}`]),
    ...(isInOrder || missing.length > 0 ? [] : [`The ${who} was told out of order: ${order.slice(0, 300)}`]),
    ...(once.length <= all.length ? [] : [`The ${who} was told ${once.length - all.length} changes that do not exist.`]),
  ];
}

/** The house's own log from the beginning. */
async function replay<T>(
  user: HouseUser,
  { as, field, node }: { readonly as: string; readonly field: string; readonly node: string },
): Promise<T[]> {
  const all: T[] = [];
  const query = `query ($since: String) { told: ${field}(since: $since, first: 500) { edges { node { ${node} } } pageInfo { endCursor hasNextPage } } }`;
  for (let since = ""; ;) {
    const { told } = await user.ask(as, query, { since });
    all.push(...told.edges.map((edge: { node: T }) => edge.node));
    since = told.pageInfo.endCursor;
    if (told.pageInfo.hasNextPage !== true) return all;
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
