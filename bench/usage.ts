// How fast usage becomes statements: a CSV report streamed in (parsed, checked, matched, stored) and then distributed (allocated, lines stored, run
// committed), over a fresh embedded store. `end-to-end` is both together. Works, licence and mandates are tables in memory behind the ports, so
// the figures are of this subgraph and the store, not of matching in a full catalogue. One round; the size is printed.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createDistributionsSubgraph } from "../subgraphs/distributions/index.ts";
import { isrcOf } from "../subgraphs/domain/identifiers/isrc.ts";
import { systemCaller } from "../subgraphs/kit/caller.ts";
import type { RightsReader } from "../subgraphs/kit/ports/rightsReader.ts";
import { DEMONSTRATION, portsOf } from "../test/support/distributionPorts.ts";
import type { GivenWork } from "../test/support/distributionPorts.ts";
import { openTestStore } from "../test/support/store.ts";

const HEADER = "row_id,period,territory,use,isrc,iswc,title,artist,plays,revenue,currency\n";
const WORKS = 10_000;
const PARTIES = ["pty_li", "pty_pub", "pty_anna", "pty_a", "pty_far", "pty_nobody"];

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, full: { type: "boolean", default: false } } });
  const rows = values.full ? 1_000_000 : 50_000;
  if (!values.json)
    console.log(
      `Usage, embedded store. ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}; ${rows} rows, ${WORKS} works; one round.`,
    );
  const { store, house } = await open();
  try {
    const caller = systemCaller("bench");
    const started = process.hrtime.bigint();
    const imported = await house.importUsage({ stream: report(rows), licenseId: "lic_1", caller, dryRun: false });
    const read = process.hrtime.bigint();
    const { run } = await house.runDistribution({ period: null, dryRun: false, caller });
    const done = process.hrtime.bigint();
    const megabytes = imported.bytes / 1e6;
    const memoryMb = Math.ceil(process.memoryUsage().rss / 1e6);
    for (const [name, from, until] of [
      ["import", started, read],
      ["distribute", read, done],
      ["end-to-end", started, done],
    ] as const) {
      const seconds = Number(until - from) / 1e9;
      print(values.json, { name, value: megabytes / seconds, unit: "MB/s", rows, lines: run.lineCount, memoryMb });
      print(values.json, { name, value: imported.accepted / seconds, unit: "rows/s", rows, lines: run.lineCount, memoryMb });
    }
  } finally {
    await store.stop();
  }
}

async function open() {
  const works = Array.from({ length: WORKS }, (_, at): GivenWork => {
    const [one = "", other = ""] = [PARTIES[at % 6], PARTIES[(at + 1) % 6]];
    const claims = [
      { partyId: one, percent: 50 },
      { partyId: other, percent: at % 7 === 0 ? 40 : 50, side: "PUBLISHER" as const },
    ];
    return { id: `wrk_${String(at).padStart(26, "0")}`, title: `SONG ${at}`, artist: "ARTIST", claims };
  });
  const byId = new Map(works.map((work) => [work.id, work]));
  const ports = portsOf({ ...DEMONSTRATION, works });
  const rightsReader: RightsReader = {
    ...ports.rightsReader,
    match: async ({ rows }) => ({
      matches: rows.map(({ isrc }) => {
        const work = works[Number(isrc?.slice(7))];
        return {
          workId: work?.id ?? null,
          recordingId: null,
          by: work ? "ISRC" : "NONE",
          confidencePpm: work ? 1_000_000 : 0,
          because: "the recording's code",
        };
      }),
    }),
    ownership: async (request) =>
      await portsOf({ ...DEMONSTRATION, works: request.workIds.flatMap((id) => byId.get(id) ?? []) }).rightsReader.ownership(request),
  };
  const store = await openTestStore();
  const foundation = await store.foundation({ subgraph: "distributions" });
  const house = await createDistributionsSubgraph({ foundation, ports: { ...ports, rightsReader }, dataFolder: store.folder });
  return { store, house };
}

/** A report in chunks of a thousand rows; a few works are used often, most seldom, some rows mean no work. */
async function* report(rows: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(HEADER);
  for (let from = 0; from < rows; from += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, rows - from) }, (_, at) => {
      const row = from + at;
      const draw = (row * 2_654_435_761) % 4_294_967_296;
      const work = row % 50 === 0 ? WORKS + (row % 997) : Math.floor((draw / 4_294_967_296) ** 2 * WORKS);
      const code = isrcOf("ZZTUT", 26, work);
      return `${row},2026-Q1,${row % 5 === 0 ? "FR" : "CN"},STREAM_INTERACTIVE,${code},,Song ${work},Artist ${work % 100},${(draw % 90) + 1},0.${10 + (row % 80)},CNY\n`;
    });
    yield Buffer.from(lines.join(""));
  }
}

function print(json: boolean, row: { name: string; value: number; unit: string; rows: number; lines: number; memoryMb: number }): void {
  const { name, unit, rows, lines, memoryMb } = row;
  const value = Math.floor(row.value * 100) / 100;
  if (json) console.log(JSON.stringify({ bench: "usage", case: name, contender: "tutti", value, unit, rows, lines, memoryMb }));
  else console.log(`${name.padEnd(12)} ${String(value).padStart(12)} ${unit} (${lines} lines, ${memoryMb} MB resident)`);
}
