import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { CommandRefused, requiredOption, textOption } from "./command.ts";
import type { Call, Command, ExitCode } from "./command.ts";
import { openHouse } from "./houseClient.ts";
import type { JobView } from "./houseClient.ts";
import { problemText } from "./problemText.ts";

interface Stored {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What a finished import says of itself; the keys are those of --json. */
interface ImportResult {
  readonly transactions?: number;
  readonly accepted?: number;
  readonly rejected?: number;
  readonly replayed?: boolean;
  readonly works?: Stored;
  readonly parties?: Stored;
  readonly memberships?: Stored;
  /** Address of the acknowledgement, or null. */
  readonly ack?: string | null;
}

/** `tutti import cwr`. */
export const importCwr: Command = {
  name: "import cwr",
  summary: "load a CWR 2.1, 2.2, 3.0 or 3.1 file",
  usage: "FILE [--society 052] [--strict] [--dry-run] [--ack OUT]",
  help: `--society  the society that received the file
--strict   give every rule its official effect: an ER fault (a wrong count or number) refuses the file, a GR fault its group
--dry-run  check it and say what it would do; nothing is stored
--ack OUT  write the acknowledgement file to OUT
A file whose envelope is broken is refused whole; otherwise its good transactions are stored and the bad ones are named.`,
  options: { society: { type: "string" }, strict: { type: "boolean" }, "dry-run": { type: "boolean" }, ack: { type: "string" } },
  positionals: 1,
  async run(call) {
    const society = textOption(call, "society");
    const address = new URLSearchParams({
      ...(society === undefined ? {} : { society }),
      ...(call.values["strict"] === true ? { strict: "true" } : {}),
      ...commonParameters(call),
    });
    return await importFile(call, { address: `/files/cwr?${address.toString()}`, society: society ?? null, what: "transactions" });
  },
};

/** `tutti import usage`. */
export const importUsage: Command = {
  name: "import usage",
  summary: "load a usage report of a licence",
  usage: "FILE --license ID [--dry-run]",
  help: `--license  the licence that the report belongs to (lic_…)
--dry-run  check and match it; nothing is stored
The columns of the CSV are described in docs/usage-report.md.`,
  options: { license: { type: "string" }, "dry-run": { type: "boolean" } },
  positionals: 1,
  async run(call) {
    const address = new URLSearchParams({ license: requiredOption(call, "license"), ...commonParameters(call) });
    return await importFile(call, { address: `/files/usage?${address.toString()}`, society: null, what: "rows" });
  },
};

/** `tutti import works`. */
export const importWorks: Command = {
  name: "import works",
  summary: "load works and claims from a sheet (CSV)",
  usage: "FILE --society 052 [--dry-run]",
  help: `--society  the society that states what is in the sheet
--dry-run  check it and say what it would do; nothing is stored
The columns are described in docs/works-csv.md. Good works are stored, bad ones are named by line, column and field.`,
  options: { society: { type: "string" }, "dry-run": { type: "boolean" } },
  positionals: 1,
  async run(call) {
    const society = requiredOption(call, "society");
    const address = new URLSearchParams({ society, ...commonParameters(call) });
    return await importFile(call, { address: `/files/works?${address.toString()}`, society, what: "works" });
  },
};

/** `tutti import parties`. */
export const importParties: Command = {
  name: "import parties",
  summary: "load parties, names, statuses and memberships (IPI-like data, CSV or JSON Lines)",
  usage: "FILE [--society 052] [--dry-run]",
  help: `--society  the society that the data come from: it is named as their source
--dry-run  check it and say what it would do; nothing is stored
The columns are described in docs/party-import.md. Good rows are stored, bad ones are named by line, column and field.`,
  options: { society: { type: "string" }, "dry-run": { type: "boolean" } },
  positionals: 1,
  async run(call) {
    const society = textOption(call, "society");
    const address = new URLSearchParams({ ...(society === undefined ? {} : { society }), ...commonParameters(call) });
    return await importFile(call, { address: `/files/parties?${address.toString()}`, society: society ?? null, what: "rows" });
  },
};

/** The file's own name goes with it: a report keeps it, and a CWR file may tell its version by it. */
function commonParameters({ values, positionals: [file = ""] }: Call): { readonly fileName: string; readonly dryRun?: string } {
  return { fileName: basename(file), ...(values["dry-run"] === true ? { dryRun: "true" } : {}) };
}

async function importFile(
  call: Call,
  upload: { readonly address: string; readonly society: string | null; readonly what: string },
): Promise<ExitCode> {
  const file = call.positionals[0] ?? "";
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile())
    throw new CommandRefused(`${file} is not a file that can be read.`, [
      { code: "FILE_NOT_FOUND", message: `${file} is not a file that can be read.` },
    ]);
  const house = await openHouse(call.environment, { role: "admin", society: upload.society });
  try {
    const job = await house.finished(await house.upload(file, upload.address), (view) => showProgress(call, view));
    const result = (job.result === null ? {} : JSON.parse(job.result)) as ImportResult;
    const ack = textOption(call, "ack");
    const isGiven = typeof result.ack === "string";
    if (ack !== undefined && typeof result.ack === "string") await house.download(result.ack, ack);
    return report(call, {
      job,
      result,
      ack: ack === undefined ? "" : isGiven ? `\nThe acknowledgement is in ${ack}.` : NO_ACK,
      what: upload.what,
    });
  } finally {
    await house.close();
  }
}

interface Finished {
  readonly job: JobView;
  readonly result: ImportResult;
  /** What became of the acknowledgement, where one was wanted. */
  readonly ack: string;
  readonly what: string;
}

const NO_ACK =
  "\nThere is no acknowledgement: it needs a receiver (--society), and a file that asks for one; answers of societies and dry runs get none.";

const REFUSED: ImportResult = {
  transactions: 0,
  accepted: 0,
  rejected: 0,
  replayed: false,
  works: { created: 0, updated: 0, unchanged: 0 },
  ack: null,
};
const PROBLEMS_SHOWN = 50;

function report(call: Call, { job, result, ack, what }: Finished): ExitCode {
  const failed = job.state !== "DONE";
  const summary = { ...(failed ? REFUSED : {}), ...result, problems: job.problems, job: job.id };
  for (const problem of job.problems.slice(0, PROBLEMS_SHOWN)) call.output.say(problemText(problem));
  if (job.problems.length > PROBLEMS_SHOWN) call.output.say(`… and ${job.problems.length - PROBLEMS_SHOWN} more; --json lists them all.`);
  if (call.json) call.output.json(summary);
  else if (job.state === "CANCELLED")
    call.output.say("The import was cancelled; what was stored until then stays, and `resumeJob` goes on.");
  else if (failed) call.output.say("The file was refused; nothing was stored.");
  else call.output.print(`${summaryText(result, what)}${ack}`);
  return failed ? 1 : 0;
}

function summaryText(result: ImportResult, what: string): string {
  const { transactions = 0, accepted = 0, rejected = 0, replayed = false } = result;
  const counts = `${transactions} ${what}, ${accepted} accepted, ${rejected} rejected`;
  const stored = (["works", "parties", "memberships"] as const).map((kind) => storedText(kind, result[kind]));
  return `${counts}${stored.join("")}${replayed ? "; the same file was loaded before, nothing changed" : ""}`;
}

function storedText(kind: string, stored: Stored | undefined): string {
  if (stored === undefined) return "";
  return `; ${kind}: ${stored.created} created, ${stored.updated} updated, ${stored.unchanged} unchanged`;
}

function showProgress({ json }: Call, { progress: { done, total } }: JobView): void {
  if (json || !process.stderr.isTTY) return;
  const part = total === null || total === 0 ? "" : ` of ${total} (${Math.floor((100 * done) / total)}%)`;
  process.stderr.write(`\r${done}${part}\u001b[K`);
}
