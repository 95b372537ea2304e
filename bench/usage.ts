// How fast usage becomes statements, in a whole house. `import`: a CSV report streamed in, parsed, checked, matched and stored; `distribute`: allocated to
// claims, lines stored, the run committed; `end-to-end`: both together; each in MB/s of the file and in rows/s. Works, mandates and licence are stored
// ones, asked through the house's own ports: five rows of six name an ISRC, one of ten an ISWC, one of twenty title and performer, one of fifty nothing known.
import { systemCaller } from "../subgraphs/kit/caller.ts";
import type { InventedWork } from "../seed/catalogue.ts";
import { generatedWorks, openGeneratedHouse } from "./support/generatedHouse.ts";
import type { GeneratedHouse } from "./support/generatedHouse.ts";
import { benchOptions, openReport } from "./support/report.ts";

const HEADER = "row_id,period,territory,use,isrc,iswc,title,artist,plays,revenue,currency\n";
const TERRITORIES = ["0156", "0156", "0250", "0344", "0826"];
/** The demonstration's own works, whose recordings have the codes of the first generated ones. */
const FIRST_WORK = 60;
const ROWS_A_CHUNK = 1_000;

const { json, full } = benchOptions();
const [rows, works] = full ? [1_000_000, 100_000] : [30_000, 2_000];
const report = openReport({
  bench: "usage",
  method:
    "one round over the demonstration's licence, in one process with the embedded store; few works are used often, most seldom. " +
    "The works are generated and stored before by the bulk path.",
  sizes: { rows, works },
  json,
});
const house = await openGeneratedHouse({ works, full });
try {
  await measure(house);
} finally {
  await house.close();
}

async function measure({ parts, user }: GeneratedHouse): Promise<void> {
  const query = `{ licenses(filter: { use: STREAM_INTERACTIVE }) { edges { node { id } } } }`;
  const { licenses } = (await user.ask("119 licensing", query)) as { licenses: { edges: { node: { id: string } }[] } };
  const licenseId = licenses.edges[0]?.node.id ?? "";
  const caller = { ...systemCaller("bench"), society: "119", role: "distribution" } as const;
  const started = performance.now();
  const imported = await parts.distributions.importUsage({ stream: file(), licenseId, caller, dryRun: false });
  const read = performance.now();
  const { run } = await parts.distributions.runDistribution({ period: "2026-Q2", dryRun: false, caller });
  const done = performance.now();
  const more = { matched: imported.matched, lines: run.lineCount, residentMb: Math.ceil(process.memoryUsage().rss / 1e6) };
  for (const [name, ms] of [
    ["import", read - started],
    ["distribute", done - read],
    ["end-to-end", done - started],
  ] as const) {
    report.row({ case: name, contender: "tutti", value: imported.bytes / 1_000 / ms, unit: "MB/s", ...more });
    report.row({ case: name, contender: "tutti", value: (imported.accepted * 1_000) / ms, unit: "rows/s", ...more });
  }
}

/** The report, made as it is read. */
async function* file(): AsyncGenerator<Uint8Array> {
  const known = generatedWorks(works, [FIRST_WORK, works]);
  yield Buffer.from(HEADER);
  for (let from = 0; from < rows; from += ROWS_A_CHUNK) {
    const lines = Array.from({ length: Math.min(ROWS_A_CHUNK, rows - from) }, (_, at) => line(from + at, known));
    yield Buffer.from(lines.join(""));
  }
}

function line(row: number, known: readonly InventedWork[]): string {
  const draw = ((row * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
  const work = known[Math.floor(draw ** 2 * known.length)];
  const territory = TERRITORIES[row % TERRITORIES.length];
  const plays = (row % 90) + 1;
  return `${row},2026-Q2,${territory},STREAM_INTERACTIVE,${identity(row, work)},${plays},0.${10 + (row % 80)},CNY\n`;
}

/** ISRC, ISWC, title and performer of a row. */
function identity(row: number, work: InventedWork | undefined): string {
  if (work === undefined || row % 50 === 0) return `,,NOBODY KNOWS ${row % 997},NOBODY`;
  if (row % 10 === 1) return `,${work.iswc},,`;
  if (row % 20 === 2) return `,,${work.title},${work.performer}`;
  return `${work.isrc},,,`;
}
