import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeRegistration } from "../../../domain/formats/cwr/registration/writeRegistration.ts";
import type { WrittenRegistration } from "../../../domain/formats/cwr/registration/writeRegistration.ts";
import { cwrFileName, CwrFileWriter } from "../../../domain/formats/cwr/write.ts";
import { toRoman } from "../../../domain/formats/cwr/registration/roman.ts";
import type { LocalDate } from "../../../domain/period.ts";
import { problem } from "../../../domain/outcome.ts";
import type { Problem } from "../../../domain/outcome.ts";
import { findSociety } from "../../../domain/societies.ts";
import type { EventLog } from "../../../kit/events.ts";
import type { JobRun } from "../../../kit/jobs.ts";
import type { PartyReader, WrittenNames } from "../../../kit/ports/partyReader.ts";
import { knownAt } from "../../knowledge.ts";
import type { WorkModels } from "../../model.ts";
import type { StatementRecord, WorkRecord } from "../../records.ts";
import type { WorkStore } from "../../workStore.ts";
import { AcknowledgementFile } from "../acknowledgementFile.ts";
import { agreementsByIpi, agreementTransactions } from "./agreementsOut.ts";
import { partiesNamedBy, registrationDraftOf } from "./draftOf.ts";
import { pickStatement, senderOf, transactionOf, viewpointOf } from "./pickStatement.ts";
import type { AgreementsByIpi, Picked } from "./pickStatement.ts";
import { readHan } from "./readHan.ts";
import type { CwrExportRequest } from "./request.ts";
import { selectedWorks } from "./selection.ts";
import { Spool } from "./spool.ts";

/** What an export needs of the house. */
export interface CwrExportGround {
  readonly models: Pick<WorkModels, "works" | "agreements">;
  readonly store: WorkStore;
  readonly events: EventLog;
  readonly partyReader: PartyReader;
}

/** Where an export goes, and when it is made. */
export interface CwrExportPlace {
  /** A folder of its own. */
  readonly folder: string;
  /** ISO instant. */
  readonly createdAt: string;
  /** The number in the file's name. */
  readonly sequence: number;
}

/** What became of it. */
export interface CwrExportSummary {
  /** Works that the selection found, and codes that lead to none. */
  readonly works: number;
  readonly unknown: number;
  readonly nwr: number;
  readonly rev: number;
  readonly agreements: number;
  /** Works that would break CWR's rules: the report says why. */
  readonly leftOut: number;
  /** The file's name by CWR's convention; null where nothing could be written. */
  readonly fileName: string | null;
}

/** The name of the report in the export's folder: one JSON object a line for each work of which there is something to tell. */
export const REPORT_NAME = "report.jsonl";
/** The report is UTF-8, as files of this version are. */
const REPORT_ENCODING = "2.2";

/**
 * Writes a selection of works as one CWR file and a report, in flat memory: page by page into a spool for each group, then header, groups
 * (AGR, NWR, REV) and trailer in one pass. A page costs the same number of reads whatever it holds.
 */
export async function exportCwr(
  request: CwrExportRequest,
  ground: CwrExportGround,
  { place, run }: { place: CwrExportPlace; run: Pick<JobRun, "signal" | "progress"> },
): Promise<CwrExportSummary> {
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  const making = new CwrExport(request, ground, place);
  try {
    await making.open();
    for await (const { works, unknown } of selectedWorks(ground, request)) {
      run.signal.throwIfAborted();
      const problems = await making.take(works, unknown);
      await run.progress({ done: making.count, problems });
    }
    return await making.close();
  } finally {
    await making.settle();
  }
}

class CwrExport {
  readonly #request: CwrExportRequest;
  readonly #ground: CwrExportGround;
  readonly #place: CwrExportPlace;
  readonly #day: LocalDate;
  readonly #spools: Readonly<Record<"NWR" | "REV", Spool>>;
  readonly #report: AcknowledgementFile;
  readonly #agreementNumbers = new Set<string>();
  #agreements: AgreementsByIpi = new Map();
  #senderName: string | null;
  #works = 0;
  #unknown = 0;
  #leftOut = 0;

  constructor(request: CwrExportRequest, ground: CwrExportGround, place: CwrExportPlace) {
    this.#request = request;
    this.#ground = ground;
    this.#place = place;
    this.#day = place.createdAt.slice(0, 10) as LocalDate; // an ISO instant begins with its day
    const spool = (type: string): Spool => new Spool(join(place.folder, `${type}.spool`), request.version);
    this.#spools = { NWR: spool("NWR"), REV: spool("REV") };
    this.#report = new AcknowledgementFile(join(place.folder, REPORT_NAME));
    this.#senderName =
      request.senderName ?? (request.submitter.startsWith("SO:") ? (findSociety(request.submitter.slice(3))?.name ?? null) : null);
  }

  get count(): number {
    return this.#works;
  }

  async open(): Promise<void> {
    this.#agreements = await agreementsByIpi(this.#ground.models, this.#request.submitter, this.#validOn());
    await this.#report.append("", REPORT_ENCODING);
  }

  /** Writes a page; answers what is to be told of it. */
  async take(works: readonly WorkRecord[], unknown: readonly string[]): Promise<readonly Problem[]> {
    this.#works += works.length;
    this.#unknown += unknown.length;
    const told: Told[] = unknown.map((code) => ({
      asked: code,
      problems: [{ ...problem("WORK_UNKNOWN", `No work ${code} is known.`), severity: "INFO" }],
    }));
    const picked = await this.#picked(works);
    const names = await this.#namesFor(picked.map(({ picked: { statement } }) => statement));
    const lines: Record<"NWR" | "REV", string> = { NWR: "", REV: "" };
    for (const { work, picked: one } of picked) {
      const type = this.#request.transaction ?? transactionOf(one, work, this.#request.receiver);
      const written = this.#write(one, { type, names });
      if (written.records === null) this.#leftOut += 1;
      else lines[type] += this.#spools[type].transaction(written.records);
      for (const number of written.agreements) this.#agreementNumbers.add(number);
      const problems = [...written.problems, ...passedOverNotes(one)];
      const { workNumber, isOwn, statement } = one;
      const outcome = written.records === null ? "LEFT_OUT" : type;
      const statedBy = statement.submitter.key;
      if (problems.length > 0) told.push({ work: work._id, number: workNumber, outcome, statedBy, problems });
      if (isOwn) this.#senderName ??= statement.submitter.name;
    }
    await this.#spools.NWR.append(lines.NWR);
    await this.#spools.REV.append(lines.REV);
    await this.#report.append(told.map((one) => `${JSON.stringify(one)}\n`).join(""), REPORT_ENCODING);
    // lists of problems show no paths: the work stands in the message
    return told.flatMap(({ work, asked, number, problems }) =>
      problems.map((one) => ({
        ...one,
        message: number === undefined ? one.message : `${number}: ${one.message}`,
        path: [work ?? asked ?? ""],
      })),
    );
  }

  /** Puts the file together. */
  async close(): Promise<CwrExportSummary> {
    const { submitter, senderCode, receiver, version } = this.#request;
    const { NWR, REV } = this.#spools;
    const name = await this.#nameOfSender();
    const sender = senderOf(submitter, { name, code: senderCode });
    const year = Number(this.#place.createdAt.slice(0, 4));
    const fileName = cwrFileName({ year, sequence: this.#place.sequence, sender: sender.code, receiver, version });
    await this.#report.close();
    const counted = { works: this.#works, unknown: this.#unknown, nwr: NWR.transactions, rev: REV.transactions, leftOut: this.#leftOut };
    if (NWR.transactions + REV.transactions === 0) return { ...counted, agreements: 0, fileName: null };
    await NWR.close();
    await REV.close();
    const file = new AcknowledgementFile(join(this.#place.folder, fileName));
    try {
      const agreements = await this.#assemble(file, sender);
      await file.close();
      return { ...counted, agreements, fileName };
    } finally {
      await file.discard();
    }
  }

  /** Leaves nothing behind but what is whole. */
  async settle(): Promise<void> {
    await Promise.all([this.#spools.NWR.discard(), this.#spools.REV.discard(), this.#report.discard()]);
  }

  async #assemble(
    file: AcknowledgementFile,
    sender: { readonly type: string; readonly id: string; readonly name: string },
  ): Promise<number> {
    const { submitter, version } = this.#request;
    const writer = new CwrFileWriter(version);
    const agreements = new Spool(join(this.#place.folder, "AGR.spool"), version);
    try {
      const numbers = { submitterKey: submitter, numbers: [...this.#agreementNumbers], on: this.#day };
      for await (const records of agreementTransactions(this.#ground.models, numbers))
        await agreements.append(agreements.transaction(records));
      await agreements.close();
      const groups = [["AGR", agreements], ["NWR", this.#spools.NWR], ["REV", this.#spools.REV]] as const; // prettier-ignore
      const isPlain = groups.every(([, spool]) => spool.isPlain);
      await file.append(
        writer.open({
          ...{ senderType: sender.type, senderId: sender.id, senderName: sender.name, createdAt: this.#place.createdAt },
          characterSet: isPlain ? "" : "UTF-8",
        }),
        version,
      );
      for (const [type, spool] of groups) {
        if (spool.transactions === 0) continue;
        await file.append(writer.openGroup(type), version);
        for await (const part of createReadStream(spool.path, { encoding: "utf8" })) await file.append(part as string, version);
        writer.count(spool);
        await file.append(writer.closeGroup(), version);
      }
      await file.append(writer.close(), version);
      return agreements.transactions;
    } finally {
      await agreements.discard();
    }
  }

  #validOn(): LocalDate {
    return (this.#request.on ?? this.#day) as LocalDate; // checked when the request was read
  }

  /** The statement of each work of a page: one read, whatever their number; as known at an instant some more. */
  async #picked(works: readonly WorkRecord[]): Promise<{ readonly work: WorkRecord; readonly picked: Picked }[]> {
    const { asKnownOn, submitter } = this.#request;
    const { store } = this.#ground;
    const now = asKnownOn === null ? await store.statementsOf(works.map(({ _id }) => _id)) : null;
    const then = asKnownOn === null ? [] : await knownAt(this.#ground, works, new Date(asKnownOn));
    const statements = now ?? new Map(then.map(({ work, statements: known }) => [work._id, known]));
    return works.flatMap((work) => {
      const picked = pickStatement(work, statements.get(work._id) ?? [], submitter);
      return picked === null ? [] : [{ work, picked }];
    });
  }

  async #namesFor(statements: readonly StatementRecord[]): Promise<ReadonlyMap<string, WrittenNames>> {
    const ids = [...new Set(statements.flatMap(partiesNamedBy))];
    const found = new Map<string, WrittenNames>();
    for (let at = 0; at < ids.length; at += NAMES_AT_ONCE) {
      const part = ids.slice(at, at + NAMES_AT_ONCE);
      const { parties } = await this.#ground.partyReader.writtenNames({ ids: part, submitterKey: this.#request.submitter });
      part.forEach((id, index) => {
        const party = parties[index];
        if (party) found.set(id, party);
      });
    }
    return found;
  }

  #write(
    { statement, workNumber, isOwn }: Picked,
    { type, names }: { type: "NWR" | "REV"; names: ReadonlyMap<string, WrittenNames> },
  ): WrittenRegistration {
    const draft = registrationDraftOf(statement, { workNumber, names });
    const ipiOf = (key: string): string | null => draft.parties.find((party) => party.key === key)?.ipiNameNumber ?? null;
    return writeRegistration(draft, {
      ...{ version: this.#request.version, transaction: type, viewpoint: viewpointOf(isOwn, this.#agreements, ipiOf) },
      ...{ on: this.#validOn(), writtenOn: this.#day, readHan },
    });
  }

  /** A publisher's name: as its own statements have it, else as the register has it. */
  async #nameOfSender(): Promise<string> {
    const { submitter } = this.#request;
    const [, number = ""] = submitter.split(":");
    const named =
      this.#senderName ?? (await this.#ground.partyReader.byCodes({ codes: [number.padStart(11, "0")] })).parties[0]?.name ?? submitter;
    return toRoman(named, readHan)?.text ?? submitter;
  }
}

const NAMES_AT_ONCE = 10_000;

interface Told {
  readonly work?: string;
  /** A code that leads to no work. */
  readonly asked?: string;
  readonly number?: string;
  readonly outcome?: "NWR" | "REV" | "LEFT_OUT";
  readonly statedBy?: string;
  readonly problems: readonly Problem[];
}

function passedOverNotes({ passedOver, workNumber }: Picked): Problem[] {
  if (passedOver.length === 0) return [];
  const message = `The work is registered under ${[workNumber, ...passedOver].join(", ")}; it is written once, under the number stated last.`;
  return [{ ...problem("CWR_WORK_STATED_TWICE", message), severity: "INFO" }];
}
