import type { Severity } from "../../outcome.ts";
import type { Report } from "./checkRecords.ts";
import { ORN } from "./layouts/details.ts";
import { SWR } from "./layouts/parties.ts";
import { NWR } from "./layouts/works.ts";
import type { WorkParties, WriterEntry } from "./picture.ts";
import { specialPartyOf } from "./specialParties.ts";
import type { CwrRecord } from "./transactions.ts";
import { isThirdRecord, textOf } from "./transactions.ts";

const MODIFYING = ["AR", "AD", "SR", "SA", "TR"];
/** Nobody of these makes music alone (CWR 2.2: music only allows C and AR; an income participant made nothing). */
const WITH_WORDS = ["CA", "A", "SA", "TR", "AD", "SR"];
const CREATING = ["C", "A", "CA"];

/** How rules that only describe the work are applied: see FieldRule.descriptive. A field cannot be replaced here, so they are only said. */
interface Scene {
  readonly report: Report;
  readonly descriptive: Severity;
}

/** What the work as a whole must have: its writers, what its kind asks for (CWR 2.2, 4.2, transaction level validation). */
export function checkWork(
  records: readonly CwrRecord[],
  parties: WorkParties,
  { report, strict }: { report: Report; strict: boolean },
): void {
  const header = records.find(({ type }) => type === "NWR" || type === "REV" || type === "WRK");
  if (header === undefined) return;
  const descriptive = strict ? "TR" : "INFO";
  checkWriters(header, parties, { report, descriptive });
  checkKind(header, records, { report, descriptive });
  for (const [type, code] of [
    ["EWT", "EWT-R-001"],
    ["VER", "VER-R-001"],
  ] as const) {
    const second = records.filter((record) => record.type === type)[1];
    if (second !== undefined) report(second, code, { severity: "TR", message: `The work has a second ${type}; one is right.` });
  }
}

function checkWriters(header: CwrRecord, { writers }: WorkParties, { report, descriptive }: Scene): void {
  if (writers.length === 0) {
    report(header, "NWR-T-012", { severity: "TR", message: "The work has no writer; at least one SWR or OWR would be right." });
    return;
  }
  const designations = writers.map(({ designation }) => designation);
  if (!designations.some((designation) => CREATING.includes(designation))) {
    report(header, "NWR-T-015", {
      severity: "TR",
      message: `The writers are ${list(designations)}; at least one C, A or CA would be right.`,
    });
  }
  const modifier = writers.find(({ designation }) => MODIFYING.includes(designation));
  const version = textOf(header, NWR.versionType);
  if (version === "MOD" && modifier === undefined) {
    report(header, "NWR-T-010", {
      severity: descriptive,
      message: `A modified work needs an ${MODIFYING.join(", ")}; its writers are ${list(designations)}.`,
    });
  }
  if (version === "ORI" && modifier !== undefined) {
    const message = `An original work has no ${modifier.designation}; version type MOD or another designation would be right.`;
    report(modifier.record, "NWR-T-023", { severity: descriptive, message, field: SWR.designation });
  }
  checkZeroShares(version, writers, { report, descriptive });
  if (writers.every(isPublicDomain) && writers.some(({ shares }) => shares[0] !== 0)) {
    report(header, "NWR-T-024", {
      severity: "TR",
      message: "All writers are in the public domain; performing ownership of zero would be right.",
    });
  }
  const author = textOf(header, NWR.textMusicRelationship) === "MUS" && writers.find(({ designation }) => WITH_WORDS.includes(designation));
  if (author !== undefined && author !== false) {
    const message = `A work of music only has no ${author.designation}; C or AR would be right.`;
    report(author.record, "NWR-T-045", { severity: descriptive, message, field: SWR.designation });
  }
}

/** A modified work whose creators own nothing must have someone who does (CWR 2.2 SWR, field edit 20). */
function checkZeroShares(version: string, writers: readonly WriterEntry[], { report, descriptive }: Scene): void {
  if (version !== "MOD" || writers.some(({ record }) => isThirdRecord(record))) return; // in 3.x nobody states ownership
  const creator = writers.find(
    ({ designation, shares, controlled }) => controlled && CREATING.includes(designation) && shares.every((share) => share === 0),
  );
  const sharing = writers.some(({ designation, shares }) => MODIFYING.includes(designation) && shares.some((share) => share !== 0));
  if (creator === undefined || sharing) return;
  const message = `A ${creator.designation} of a modified work without shares needs beside it an ${MODIFYING.join(", ")} with shares.`;
  report(creator.record, "SWR-F-020", { severity: descriptive, message, field: SWR.designation });
}

function isPublicDomain({ record }: WriterEntry): boolean {
  return specialPartyOf(record) === "PUBLIC_DOMAIN";
}

function checkKind(header: CwrRecord, records: readonly CwrRecord[], { report, descriptive }: Scene): void {
  if (
    textOf(header, NWR.cwrWorkType) === "FM" &&
    !records.some((record) => record.type === "ORN" && textOf(record, ORN.productionTitle) !== "")
  ) {
    report(header, "NWR-T-039", {
      severity: descriptive,
      message: "A work of type FM (film) needs an ORN with a production title.",
      field: NWR.cwrWorkType,
    });
  }
  if (textOf(header, NWR.category) === "SER" && !records.some(({ type }) => type === "INS" || type === "IND")) {
    report(header, "NWR-T-053", {
      severity: descriptive,
      message: "A serious work (SER) needs its instrumentation: an INS or IND.",
      field: NWR.category,
    });
  }
}

function list(designations: readonly string[]): string {
  return [...new Set(designations.map((designation) => (designation === "" ? "without designation" : designation)))].join(", ");
}
