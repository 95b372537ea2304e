import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { checkAgreement } from "../../../subgraphs/domain/formats/cwr/agreement.ts";
import { checkTransaction } from "../../../subgraphs/domain/formats/cwr/check.ts";
import { readCwrBytes } from "../../../subgraphs/domain/formats/cwr/read.ts";
import type { Problem } from "../../../subgraphs/domain/outcome.ts";
import type { LocalDate } from "../../../subgraphs/domain/period.ts";
import type { Caller } from "../../../subgraphs/kit/caller.ts";
import type { Clock } from "../../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../../subgraphs/kit/foundation.ts";
import type { WorksSubgraph } from "../../../subgraphs/works/index.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf } from "../house.ts";
import { askWorks, openRealHouse } from "../realHouse.ts";

/** A house of works and parties that takes CWR files in and gives them out. */
export interface ExportHouse {
  readonly works: WorksSubgraph;
  readonly foundation: Foundation;
  /** Sends a file in; answers the job's result. */
  load(bytes: string | Uint8Array, parameters?: Readonly<Record<string, string>>): Promise<Finished>;
  /** Has a file written. */
  write(request: object, caller?: Caller): Promise<Written>;
  ask(source: string, variables?: Readonly<Record<string, unknown>>): Promise<ReturnType<typeof JSON.parse>>;
}

export interface Finished {
  readonly state: string;
  readonly result: Record<string, never>;
  readonly problems: readonly { readonly code: string; readonly severity: string | null; readonly message: string }[];
}

export interface Written extends Finished {
  /** The file's text; empty where there is none. */
  readonly text: string;
  /** What the report says, one object for each work. */
  readonly report: readonly { readonly number: string; readonly outcome: string; readonly problems: readonly Problem[] }[];
}

const admin = callerOf(null, "admin");

/** An empty house over the store; what was in it is gone. */
export async function openExportHouse(store: TestStore, clock?: Clock): Promise<ExportHouse> {
  const { works, foundation } = await openRealHouse(store, clock === undefined ? {} : { clock });
  const ask: ExportHouse["ask"] = async (source, variables = {}) => {
    await foundation.events.drain();
    return await askWorks(works, { source, variables, caller: admin });
  };
  const finish = async (id: string): Promise<Finished> => {
    await foundation.jobs.drain();
    const { job } = await ask(`query ($id: ID!) { job(id: $id) { state result problems { code severity message } } }`, { id });
    return { ...job, result: JSON.parse(job.result ?? "{}") };
  };
  const download = async (address: string | undefined, caller: Caller): Promise<string> => {
    const file = typeof address === "string" ? await works.files.send({ name: address.replace("/files/", ""), caller }) : null;
    return file === null ? "" : await textOf(file.stream);
  };
  return {
    ...{ works, foundation, ask },
    load: async (bytes, parameters = {}) => {
      const { job } = await works.files.receive({ kind: "cwr", stream: Readable.from([Buffer.from(bytes)]), parameters, caller: admin });
      return await finish(job);
    },
    write: async (request, caller = admin) => {
      const stream = Readable.from([Buffer.from(JSON.stringify(request))]);
      const { job } = await works.files.receive({ kind: "exports", stream, parameters: {}, caller });
      const finished = await finish(job);
      const report = await download(finished.result["report"], caller);
      return {
        ...finished,
        text: await download(finished.result["file"], caller),
        report: report.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)])),
      };
    },
  };
}

/** Everything that our own reading finds in a file with the standard's own severities: problems above INFO. */
export function faultsIn(text: string, on: string): readonly string[] {
  const day = on as LocalDate;
  return readCwrBytes(Buffer.from(text, "utf8"), { strict: true }).flatMap((event) => {
    if (event.kind === "problem") return [event.problem.code];
    if (event.kind === "end") return event.verdict.refused ? ["REFUSED"] : event.verdict.problems.map(({ code }) => code);
    if (event.kind !== "transaction") return [];
    const check = event.transaction.type === "AGR" ? checkAgreement : checkTransaction;
    const { problems } = check(event.transaction, { on: day, strict: true });
    return problems.flatMap(({ code, severity, line, message }) => (severity === "INFO" ? [] : [`${code} ${line ?? 0} ${message}`]));
  });
}

/** A file without the dates of its header, which is all that two exports of the same works may differ in. */
export function withoutDates(text: string): string {
  return text.replace(/^(HDR.{61})\d{22}/, "$1");
}

export function sample(name: string): Buffer {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url));
}
