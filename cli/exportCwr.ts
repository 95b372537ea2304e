import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { CommandRefused, numberOption, textOption, UsageFault } from "./command.ts";
import type { Call, Command, ExitCode } from "./command.ts";
import { problemText } from "./problemText.ts";
import { openHouse } from "./houseClient.ts";
import type { HouseClient, JobView } from "./houseClient.ts";

/** What a finished export says of itself; the keys are those of --json. */
interface ExportResult {
  readonly works: number;
  readonly unknown: number;
  readonly nwr: number;
  readonly rev: number;
  readonly agreements: number;
  readonly leftOut: number;
  readonly fileName: string | null;
  /** Addresses in the house. */
  readonly file: string | null;
  readonly report: string | null;
}

/** `tutti export cwr`. */
export const exportCwr: Command = {
  name: "export cwr",
  summary: "write works as a CWR 2.1 or 2.2 file",
  usage: "--society 052 [--to 119] [--works all] FILE",
  help: `--society    the society in whose name the file is written
--submitter  the sender otherwise, as the house knows it: PB:<IPI name number>
--to         the receiver: a society's three digits; 000 (all) when not said
--version    2.1 or 2.2; 2.2 when not said
--works      own: what the sender stated itself (when nothing is said); all: every work, others' as OPU and OWR
--ids        works by id (wrk_…), with commas between, or @FILE with one a line
--iswcs      works by ISWC, in the same way
--since      works that changed after this cursor of the change feed
--on         the day whose claims are written (YYYY-MM-DD); today when not said
--known-on   what was known at this instant
--as         NWR or REV for all; when not said, REV for what the receiver or a revision before has
--sequence   the number in the file's name; the sender's next one of the year when not said
--sender-code  the sender in the file's name: two or three letters or digits
--report OUT write what could not be written as it was stated to OUT, a JSON object for each work
FILE may be a folder: the file gets its name by CWR's convention there. How works are written is described in docs/cwr-export.md.`,
  options: Object.fromEntries(
    [
      "society",
      "submitter",
      "to",
      "version",
      "works",
      "ids",
      "iswcs",
      "since",
      "on",
      "known-on",
      "as",
      "sequence",
      "sender-code",
      "report",
    ].map((name) => [name, { type: "string" as const }]),
  ),
  positionals: 1,
  async run(call) {
    const request = await requestOf(call);
    const house = await openHouse(call.environment, { role: "admin", society: null });
    try {
      const job = await house.finished(await house.order(request, "/files/exports"), () => undefined);
      return await report(call, house, job);
    } finally {
      await house.close();
    }
  },
};

async function requestOf(call: Call): Promise<object> {
  const [society, submitter] = [textOption(call, "society"), textOption(call, "submitter")];
  if ((society === undefined) === (submitter === undefined)) throw new UsageFault("either --society or --submitter is needed");
  const sequence = textOption(call, "sequence");
  return {
    submitter: submitter ?? `SO:${society ?? ""}`,
    works: await selectionOf(call),
    ...given("receiver", textOption(call, "to")),
    ...given("version", textOption(call, "version")),
    ...given("on", textOption(call, "on")),
    ...given("asKnownOn", textOption(call, "known-on")),
    ...given("transaction", textOption(call, "as")),
    ...given("senderCode", textOption(call, "sender-code")),
    ...(sequence === undefined ? {} : { sequence: numberOption(call, "sequence", { least: 0, most: 9999, otherwise: 0 }) }),
  };
}

function given(name: string, value: string | undefined): object {
  return value === undefined ? {} : { [name]: value };
}

async function selectionOf(call: Call): Promise<object | string> {
  const [works, ids, iswcs, since] = ["works", "ids", "iswcs", "since"].map((name) => textOption(call, name));
  if ([works, ids, iswcs, since].filter((one) => one !== undefined).length > 1)
    throw new UsageFault("one of --works, --ids, --iswcs and --since says which works");
  if (ids !== undefined) return { ids: await listOf(ids) };
  if (iswcs !== undefined) return { iswcs: await listOf(iswcs) };
  if (since !== undefined) return { changedSince: since };
  return works ?? "own";
}

/** `A,B`, or `@FILE` with one a line. */
async function listOf(text: string): Promise<string[]> {
  if (!text.startsWith("@")) return text.split(",").map((part) => part.trim());
  const lines = await readFile(text.slice(1), "utf8").catch(() => null);
  if (lines === null) throw new CommandRefused(`${text.slice(1)} is not a file that can be read.`);
  return lines.split(/\r?\n/).flatMap((line) => line.trim() || []);
}

const PROBLEMS_SHOWN = 50;

async function report(call: Call, house: HouseClient, job: JobView): Promise<ExitCode> {
  for (const problem of job.problems.slice(0, PROBLEMS_SHOWN)) call.output.say(problemText(problem));
  if (job.problems.length > PROBLEMS_SHOWN)
    call.output.say(`… and ${job.problems.length - PROBLEMS_SHOWN} more; --report OUT has them all.`);
  const result = job.result === null ? null : (JSON.parse(job.result) as ExportResult);
  const out = textOption(call, "report");
  if (out !== undefined && typeof result?.report === "string") await house.download(result.report, out);
  const path = typeof result?.file === "string" ? await placeOf(call.positionals[0] ?? "", result.fileName ?? "") : null;
  if (path !== null && typeof result?.file === "string") await house.download(result.file, path);
  if (call.json) call.output.json({ ...result, file: path, report: out ?? null, problems: job.problems, job: job.id });
  else if (result === null) call.output.say("The export was refused; nothing was written.");
  else call.output.print(summaryText(result, path));
  return path === null ? 1 : 0;
}

/** The path, or the file's own name in it where it is a folder. */
async function placeOf(path: string, fileName: string): Promise<string> {
  return (await stat(path).catch(() => null))?.isDirectory() === true ? join(path, fileName) : path;
}

function summaryText({ works, nwr, rev, agreements, leftOut, unknown, fileName }: ExportResult, path: string | null): string {
  const counts = `${works} works: ${nwr} NWR, ${rev} REV, ${leftOut} left out; ${agreements} agreements${unknown === 0 ? "" : `; ${unknown} codes unknown`}`;
  return path === null ? `${counts}. There is nothing to write.` : `${counts}. ${fileName ?? ""} is in ${path}.`;
}
