/** Shows the commands that work over a house that runs: imports, a distribution and an export, by running them as processes. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startHouse } from "../../gateway/house.ts";
import type { House } from "../../gateway/house.ts";
import { readCrd } from "../../subgraphs/domain/formats/crd.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { loadKeys } from "../../subgraphs/kit/keys.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { HouseUser } from "../support/houseUser.ts";
import { DISPUTED, rivalFile } from "../support/rivalFile.ts";
import { commandLine, lastJson } from "./commandLine.ts";
import type { Ended } from "./commandLine.ts";

let folder: string;
let house: House;
let user: HouseUser;
let tutti: (...args: readonly string[]) => Promise<Ended>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-running-"));
  house = await startHouse({ environment: requireOk(readEnvironment({ PORT: "0", TUTTI_DATA: folder, LOG_LEVEL: "silent" })) });
  await house.ready;
  user = new HouseUser({ url: house.url, keys: await loadKeys({ dataFolder: folder }) });
  tutti = commandLine(folder).run;
}, 120_000);
afterAll(async () => {
  await house.stop();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("import cwr --strict", () => {
  /** The rival's file whose trailer counts one group too many: an ER fault, which refuses nothing of a file that is read as usual. */
  const wrongCount = (): string =>
    Buffer.from(rivalFile())
      .toString("latin1")
      .replace(/^TRL00001/m, "TRL00002");
  const titles = async (): Promise<string[]> => {
    const { searchWorks } = await user.ask("119 society", `query ($t: String!) { searchWorks(query: $t) { edges { node { title } } } }`, {
      t: DISPUTED.title,
    });
    return searchWorks.edges.map(({ node }: { node: { title: string } }) => node.title);
  };

  test("refuses a file with a wrong group count whole, which without it is stored with the fault named", async () => {
    const file = await fileOf("wrong-count.V21", wrongCount());
    const strict = await tutti("import", "cwr", file, "--society", "058", "--strict", "--json");
    expect(strict.code).toBe(1);
    expect(lastJson(strict)).toMatchObject({ accepted: 0, works: { created: 0 }, problems: [{ code: "TRL-F-001", severity: "ER" }] });
    expect(await titles()).not.toContain(DISPUTED.title);
    const usual = await tutti("import", "cwr", file, "--society", "058", "--json");
    expect(usual.code).toBe(0);
    expect(lastJson(usual)).toMatchObject({ accepted: 1, works: { created: 1 }, problems: [{ code: "TRL-F-001", severity: "ER" }] });
    expect(await titles()).toContain(DISPUTED.title);
  }, 60_000);
});

const HEADER = "period,territory,use,iswc,plays,revenue,currency";

async function onlineLicense(): Promise<string> {
  const { licenses } = await user.ask("119 admin", "{ licenses { edges { node { id uses } } } }");
  const found = licenses.edges.find(({ node }: { node: { uses: string[] } }) => node.uses.includes("STREAM_INTERACTIVE"));
  return found.node.id as string;
}

describe("import usage", () => {
  test("names bad rows, stores nothing on a dry run, then keeps the report with its file's name, once", async () => {
    const rows = ["2026-Q1,0156,STREAM_INTERACTIVE,T8830000119,100,1000.00,CNY", "2026-Q1,0276,STREAM_INTERACTIVE,T8830000119,1,1.00,CNY"];
    const args = ["import", "usage", await fileOf("first quarter.csv", `${[HEADER, ...rows].join("\r\n")}\r\n`)];
    args.push("--license", await onlineLicense());
    const reports = async (): Promise<unknown[]> => {
      const { usageReports } = await user.ask("119 distribution", "{ usageReports { edges { node { period fileName rowCount } } } }");
      return usageReports.edges
        .map(({ node }: { node: { period: string } }) => node)
        .filter(({ period }: { period: string }) => period === "2026-Q1");
    };
    const counts = { transactions: 2, accepted: 1, rejected: 1 };
    const dry = await tutti(...args, "--dry-run", "--json");
    expect([dry.code, dry.stderr]).toEqual([0, expect.stringMatching(/^line 3: TERRITORY_NOT_LICENSED \(territory\): The licence/)]);
    expect(lastJson(dry)).toMatchObject({ ...counts, dryRun: true, reportId: null });
    expect(await reports()).toEqual([]);
    expect(lastJson(await tutti(...args, "--json"))).toMatchObject({ ...counts, replayed: false });
    expect(lastJson(await tutti(...args, "--json"))).toMatchObject({ ...counts, replayed: true });
    expect(await reports()).toEqual([{ period: "2026-Q1", fileName: "first quarter.csv", rowCount: 1 }]);
  }, 60_000);

  test("refuses an unknown licence and a file without good rows in words, and asks for what is missing", async () => {
    const file = await fileOf("bad.csv", `${HEADER}\r\n2026-Q1,0276,STREAM_INTERACTIVE,T8830000119,1,1.00,CNY\r\n`);
    const unknown = await tutti("import", "usage", file, "--license", "lic_nothing", "--json");
    expect([unknown.code, lastJson(unknown)["problems"]]).toMatchObject([1, [{ code: "LICENSE_UNKNOWN" }]]);
    const bad = await tutti("import", "usage", file, "--license", await onlineLicense(), "--json");
    expect([bad.code, lastJson(bad)]).toMatchObject([1, { accepted: 0, problems: [{ code: "TERRITORY_NOT_LICENSED" }] }]);
    expect(await tutti("import", "usage", file)).toMatchObject({ code: 2, stderr: expect.stringMatching(/--license is missing/) });
  }, 60_000);
});

describe("import parties", () => {
  test("says what a dry run would do, loads the example once, and names bad rows by line and column", async () => {
    const example = fileURLToPath(new URL("../../docs/examples/parties.csv", import.meta.url));
    const counts = { transactions: 17, accepted: 17, rejected: 0, parties: { created: 5 }, memberships: { created: 6 } };
    const dry = await tutti("import", "parties", example, "--dry-run", "--json");
    expect([dry.code, lastJson(dry)]).toMatchObject([0, { ...counts, replayed: false, problems: [] }]);
    const plain = await tutti("import", "parties", example, "--society", "052");
    expect(plain.stdout).toContain("17 rows, 17 accepted, 0 rejected; parties: 5 created, 6 updated, 0 unchanged; memberships: 6 created");
    expect(lastJson(await tutti("import", "parties", example, "--society", "052", "--json"))).toMatchObject({
      accepted: 17,
      replayed: true,
    });
    const bad = await tutti("import", "parties", await fileOf("bad.jsonl", '{"ipiBaseNumber":"I-1","kind":"LEGAL"}'), "--json");
    expect([bad.code, bad.stderr]).toEqual([0, expect.stringMatching(/^line 1: RR IPI_BASE_NUMBER_SYNTAX \(PARTY ipiBaseNumber\): /)]);
    expect((await tutti("import", "parties", await fileOf("empty.csv", ""), "--json")).code).toBe(1);
  }, 60_000);
});

describe("export crd", () => {
  test("writes the statement of a run to a file that adds up to what the graph says", async () => {
    const { run } = lastJson(await tutti("distribute", "--period", "2026-Q3", "--json")) as { run: string };
    const out = join(folder, "052.crd");
    const ended = await tutti("export", "crd", "--run", run, "--to", "052", out, "--json");
    expect([ended.code, lastJson(ended)]).toEqual([0, { run, to: "052", file: out }]);
    const { exploitations, currency, amountDecimals } = requireOk(readCrd(await readFile(out, "utf8")));
    const { statements } = await user.ask(
      "052 distribution",
      `query ($run: ID) { statements(filter: { run: $run, payer: "119", payee: "052" }) { edges { node { gross { amount currency } } } } }`,
      { run },
    );
    const [{ node }] = statements.edges;
    const gross = exploitations.reduce((sum, one) => sum + one.gross, 0n);
    expect([currency, gross]).toEqual([
      node.gross.currency,
      BigInt(node.gross.amount.replace(".", "")) * 10n ** BigInt(amountDecimals - 2),
    ]);
  }, 60_000);

  test("says that there is no statement where there is none, and writes no file", async () => {
    const out = join(folder, "none.crd");
    const ended = await tutti("export", "crd", "--run", `dst_${"0".repeat(26)}`, "--to", "052", out);
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringMatching(/404/)]);
    await expect(readFile(out)).rejects.toMatchObject({ code: "ENOENT" });
    expect((await tutti("export", "crd", "--run", "052", "--to", "052", out)).code).toBe(2);
  }, 60_000);
});
