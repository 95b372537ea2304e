/**
 * Shows that a transfer is applied whole or not at all: a house is killed while it applies one, and whoever reads the store, before, meanwhile and after,
 * finds every claim with the predecessor or every one with the successor, as the transfer's own state says.
 */
import { expect, test } from "@jest/globals";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { loadKeys } from "../../../subgraphs/kit/keys.ts";
import { openStorage } from "../../../subgraphs/storage/connection.ts";
import { uriOf } from "../../../subgraphs/storage/embedded/index.ts";
import { inTransaction } from "../../../subgraphs/storage/transaction.ts";
import { inventCast, inventWork } from "../../../seed/catalogue.ts";
import { seeded } from "../../../seed/random.ts";
import { registrationFile } from "../../../seed/registrations.ts";
import type { Connection } from "../../../subgraphs/kit/model.ts";
import { freePort, Mortal } from "../../campaigns/mortal.ts";
import { HouseUser } from "../../support/houseUser.ts";

const WORKS = 600;
/** A house holds what it works on for 30 seconds; so much later another may take it. */
const AHEAD_MS = 31_000;
const DONE_MS = 120_000;
const ON = "2031-01-01";
/** Moments of the job: while it reads, while it works things out, while it writes. A job that was begun three times in vain has failed. */
const KILLED_AFTER_MS = [50, 500];

/** Works of few publishers, as 052 registers them. */
function catalogueFile(): Uint8Array {
  const cast = inventCast(seeded(3), 2);
  const works = Array.from({ length: WORKS * 5 }, (_, at) => inventWork(at, { seed: 3, cast, series: "SOLD" }));
  const own = works.filter(({ home }) => home.society === "052");
  return registrationFile(own, { society: "052", name: "SELLER", createdAt: "2026-01-05T08:00:00.000Z" });
}

/** What one reader sees at one moment. */
interface Seen {
  /** Statements in force that name the successor, and all that the transfer is about. */
  readonly moved: number;
  readonly state: string;
  readonly jobState: string;
}

class House {
  readonly #data: string;
  readonly #port: number;
  #aheadMs = 0;
  #program: Mortal | null = null;

  constructor(data: string, port: number) {
    this.#data = data;
    this.#port = port;
  }

  async start(laterMs: number): Promise<HouseUser> {
    this.#aheadMs += laterMs;
    const args = ["--import", import.meta.resolve("tsx"), "test/campaigns/importHouse.ts", String(this.#aheadMs)];
    this.#program = new Mortal(args, { TUTTI_DATA: this.#data, PORT: String(this.#port), LOG_LEVEL: "error" }, /ready at/);
    await this.#program.start();
    return new HouseUser({ url: `http://127.0.0.1:${this.#port}`, keys: await loadKeys({ dataFolder: this.#data }) });
  }

  async kill(): Promise<void> {
    await this.#program?.kill();
  }

  /** The publisher with the most claims. */
  async publisher(): Promise<string> {
    return await this.#read(async (connection) => {
      const counts = new Map<string, number>();
      for await (const { claims } of connection.collection<{ claims: { side: string; partyId: string }[] }>("statements").find({}))
        for (const { side, partyId } of claims) if (side === "PUBLISHER") counts.set(partyId, (counts.get(partyId) ?? 0) + 1);
      return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? "";
    });
  }

  /** Reads past the house, in one snapshot each time, until told to stop. */
  async watch(transfer: string, to: string, until: (seen: Seen) => boolean): Promise<Seen[]> {
    return await this.#read(async (connection) => {
      const seen: Seen[] = [];
      for (const began = Date.now(); ; await wait(5)) {
        seen.push(
          await inTransaction(connection, async (session) => {
            const moved = await connection
              .collection("statements")
              .countDocuments({ "claims.partyId": to, state: "IN_FORCE" }, { session });
            const found = await connection.collection("transfers").findOne({ _id: transfer as never }, { session });
            const job = await connection.collection("jobs").findOne({ _id: (found?.["job"] ?? "") as never }, { session });
            return { moved, state: String(found?.["state"]), jobState: String(job?.["state"]) };
          }),
        );
        const last = seen.at(-1);
        if (last !== undefined && until(last)) return seen;
        if (Date.now() - began > DONE_MS) throw new Error(`The transfer has come no further than ${JSON.stringify(last)}.`);
      }
    });
  }

  async #read<T>(read: (connection: Connection) => Promise<T>): Promise<T> {
    const address = (await readFile(join(this.#data, "store", "store.address"), "utf8")).trim();
    const storage = await openStorage({ uri: uriOf(address, "works"), appName: "tutti-reader" });
    try {
      return await read(storage.database("works"));
    } finally {
      await storage.close();
    }
  }
}

const PEOPLE = `mutation { registerParty(input: { kind: LEGAL, names: [{ lastName: "Buyer Music" }] }) { party { id } } }`;
const JOIN = `mutation ($input: RecordMembershipInput!) { recordMembership(input: $input) { problems { message } membership { id } } }`;
const PROPOSE = `mutation ($input: ProposeCatalogueTransferInput!) { proposeCatalogueTransfer(input: $input) { problems { message } transfer { id
  signatories { society { code } } preview { preview { hash totals { statements } } } } } }`;
const CONFIRM = `mutation ($input: ConfirmCatalogueTransferInput!) { confirmCatalogueTransfer(input: $input) { problems { message } transfer { state } } }`;

/** A publisher hands everything to a new one, all having confirmed: the job is queued. */
async function confirmed(
  user: HouseUser,
  from: string,
): Promise<{ readonly id: string; readonly to: string; readonly statements: number }> {
  const { registerParty } = await user.ask("052 steward", PEOPLE);
  const to: string = registerParty.party.id;
  const rights = ["PR", "PT", "PC", "TB", "RT", "TP", "TO", "TV", "MP", "OD", "OB", "MR", "MV", "MA", "MT", "MD", "MB", "RP", "SY"];
  await user.ask("052 steward", JOIN, { input: { party: to, society: "052", rights, territories: [{ territory: "2136" }], period: {} } });
  const { proposeCatalogueTransfer } = await user.ask("052 admin", PROPOSE, { input: { transfer: { from, to, on: ON }, because: "Sold" } });
  const { transfer, problems } = proposeCatalogueTransfer;
  if (transfer === null) throw new Error(JSON.stringify(problems));
  const { hash, totals } = transfer.preview.preview;
  for (const { society } of transfer.signatories)
    await user.ask("052 admin", CONFIRM, { input: { transfer: transfer.id, preview: hash, society: society.code } });
  return { id: transfer.id, to, statements: totals.statements };
}

test("kills in the middle leave all or nothing, and the next house applies it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tutti-transfer-kills-"));
  const house = new House(folder, await freePort());
  try {
    let user = await house.start(0);
    const sent = await user.send("052 steward", "/files/cwr?society=052", catalogueFile());
    expect(sent.state).toBe("DONE");
    const { id, to, statements } = await confirmed(user, await house.publisher());
    expect(statements).toBeGreaterThan(50);
    const whole = (seen: readonly Seen[]): void => {
      for (const { moved, state } of seen) expect([moved, state]).toEqual(state === "APPLIED" ? [statements, state] : [0, "CONFIRMED"]);
    };
    for (const afterMs of KILLED_AFTER_MS) {
      whole(await house.watch(id, to, ({ jobState, state }) => jobState === "RUNNING" || state === "APPLIED"));
      await wait(afterMs);
      await house.kill();
      user = await house.start(AHEAD_MS);
    }
    const after = await house.watch(id, to, ({ state }) => state === "APPLIED");
    whole(after);
    const { catalogueTransfer } = await user.ask(
      "052 admin",
      `query ($id: ID!) { catalogueTransfer(id: $id) { state effect { statements } } }`,
      { id },
    );
    expect(catalogueTransfer).toEqual({ state: "APPLIED", effect: { statements } });
  } finally {
    await house.kill();
    await rm(folder, { recursive: true, force: true });
  }
}, 400_000);
