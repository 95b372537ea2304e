import type { Field } from "../fixedWidth.ts";
import { placeOf } from "../fixedWidth.ts";
import type { Report } from "./checkRecords.ts";
import { totalShares } from "./collection.ts";
import { TOLERANCE } from "./fieldRules.ts";
import type { CwrVersion } from "./layouts.ts";
import { isThird } from "./layouts.ts";
import { PWR, SPT, SPU, SWT } from "./layouts/parties.ts";
import type { PublisherChain, PublisherEntry, WorkParties, WriterEntry } from "./picture.ts";
import { chainsNamed } from "./picture.ts";
import type { CwrRecord } from "./transactions.ts";
import { numberOf, shown, textOf } from "./transactions.ts";
import { percent, RIGHT_NAMES } from "./words.ts";

/** How chains are built, who may own, and that ownership adds up (CWR 2.2, 4.2 and 5.4 to 5.14). Answers the records to leave out. */
export function checkParties(parties: WorkParties, version: CwrVersion, report: Report): readonly CwrRecord[] {
  const dropped: CwrRecord[] = [];
  for (const record of parties.misplaced) reportMisplaced(record, report, dropped);
  checkSequence(parties.chains, report);
  for (const chain of parties.chains) checkChain(chain, version, report);
  for (const publisher of parties.publishers) checkPublisher(publisher, report);
  for (const writer of parties.writers) checkWriter(writer, { parties, version, report, dropped });
  checkOwnership(parties, report);
  checkUnpublished(parties, report);
  return dropped;
}

function reportMisplaced(record: CwrRecord, report: Report, dropped: CwrRecord[]): void {
  const [code, before] = PLACES[record.type] ?? ["CWR_RECORD_ORDER", "the record it belongs to"];
  const severity = record.type === "PWR" || record.type.startsWith("N") ? "RR" : "TR";
  if (severity === "RR") dropped.push(record);
  report(record, code, { severity, message: `A record ${record.type} must follow ${before}.` });
}

const PLACES: Readonly<Record<string, readonly [code: string, before: string]>> = {
  SPT: ["SPT-F-001", "an SPU, NPN or SPT"],
  OPT: ["SPT-F-014", "an SPU, NPN, SPT, OPU or OPT"],
  SWT: ["SWT-F-001", "an SWR, NWN or SWT"],
  OWT: ["SWT-F-011", "an OWR, NWN or OWT"],
  PWR: ["CWR_PWR_ORDER", "an SWR or OWR"],
  NPN: ["NPN-R-001", "an SPU"],
  NWN: ["NWN-R-001", "an SWR"],
};

function checkSequence(chains: readonly PublisherChain[], report: Report): void {
  let right = 1;
  for (const { sequence, publishers } of chains) {
    const first = publishers[0];
    if (sequence !== right && first !== undefined) {
      const message = `Publisher Sequence # is ${sequence}; ${right} would be right: chains count from 1.`;
      report(first.record, "SPU-F-001", { severity: "TR", message, field: SPU.publisherSequence });
      return;
    }
    right += 1;
  }
}

function checkChain({ publishers, controlled }: PublisherChain, version: CwrVersion, report: Report): void {
  const first = publishers[0];
  if (first === undefined) return;
  if (first.controlled && !["E", "PA"].includes(first.type)) {
    const message = `The chain begins with a publisher of type ${shown(first.type)}; E or PA would be right.`;
    report(first.record, "SPU-R-002", { severity: "TR", message, field: SPU.publisherType });
  }
  const originals = publishers.filter(({ type }) => type === "E");
  const second = originals[1];
  if (second !== undefined) {
    report(second.record, "NWR-T-017", {
      severity: "TR",
      message: "The chain has a second original publisher (E); one is right.",
      field: SPU.publisherType,
    });
  }
  if (controlled && originals.length === 0 && publishers.some(({ type }) => type !== "PA")) {
    report(first.record, "NWR-T-017", {
      severity: "TR",
      message: "The chain has no original publisher (E); one is right.",
      field: SPU.publisherType,
    });
  }
  const other = publishers.find((publisher) => publisher.controlled !== controlled);
  if (other !== undefined && controlled) {
    report(other.record, "NWR-T-016", {
      severity: "TR",
      message: "An OPU stands in a chain that an SPU began; its own chain would be right.",
    });
  }
  checkAcquirers(publishers, version, report);
  if (isThird(version)) return; // nobody states ownership there
  const owners = publishers.filter(({ type }) => type === "E" || type === "AQ");
  if (controlled && originals.length > 0 && totalShares(owners).every((share) => share === 0)) {
    report(first.record, "NWR-T-025", {
      severity: "TR",
      message: "The chain's E and AQ own nothing; at least one ownership share must be greater than zero.",
      field: SPU.prShare,
    });
  }
}

function checkAcquirers(publishers: readonly PublisherEntry[], version: CwrVersion, report: Report): void {
  publishers.forEach((publisher, at) => {
    if (publisher.type !== "AQ" || !publisher.controlled) return;
    const before = publishers
      .slice(0, at)
      .reverse()
      .find(({ type }) => type !== "AQ");
    if (before?.type !== "E") {
      report(publisher.record, "SPU-F-032", {
        severity: "TR",
        message: "An acquirer (AQ) must follow the original publisher (E).",
        field: SPU.publisherType,
      });
    } else if (before.shares.some((share) => share !== 0)) {
      report(before.record, "NWR-T-026", {
        severity: "TR",
        message: "The original publisher of an acquirer (AQ) must own nothing.",
        field: SPU.prShare,
      });
    }
    if (!isThird(version) && publisher.shares.every((share) => share === 0)) {
      report(publisher.record, "SPU-R-008", {
        severity: "TR",
        message: "An acquirer (AQ) must own something in at least one right.",
        field: SPU.prShare,
      });
    }
  });
}

function checkPublisher(publisher: PublisherEntry, report: Report): void {
  const { record, type, shares, controlled } = publisher;
  if (["SE", "AM", "PA", "ES"].includes(type) && shares.some((share) => share !== 0)) {
    const message = `A publisher of type ${type} owns ${shares.map(percent).join(", ")}; only E and AQ own, zero would be right.`;
    report(record, controlled ? "SPU-R-003" : "SPU-F-019", { severity: "TR", message, field: SPU.prShare });
  }
  for (const row of [...publisher.collection, ...publisher.supposed]) {
    if (textOf(row.record, SPT.partyNumber) === publisher.partyNumber) continue;
    const message = `Interested Party # is ${shown(textOf(row.record, SPT.partyNumber))}; that of the publisher before, ${shown(publisher.partyNumber)}, would be right.`;
    report(row.record, "SPT-F-002", { severity: "TR", message, field: SPT.partyNumber });
  }
}

interface WriterScene {
  readonly parties: WorkParties;
  readonly version: CwrVersion;
  readonly report: Report;
  readonly dropped: CwrRecord[];
}

function checkWriter(writer: WriterEntry, { parties, version, report, dropped }: WriterScene): void {
  for (const row of [...writer.collection, ...writer.supposed]) {
    if (textOf(row.record, SWT.partyNumber) === writer.partyNumber) continue;
    const message = `Interested Party # is ${shown(textOf(row.record, SWT.partyNumber))}; that of the writer before, ${shown(writer.partyNumber)}, would be right.`;
    report(row.record, writer.controlled ? "SWT-F-002" : "SWT-F-013", { severity: "TR", message, field: SWT.partyNumber });
  }
  for (const link of writer.links) checkLink(link, writer, { parties, version, report, dropped });
  const unpublished = totalShares(parties.writers).every((share) => share >= 10_000 - TOLERANCE) || parties.publishers.length === 0;
  if (writer.controlled && writer.links.length === 0 && !unpublished) {
    const message = "The work has publishers, and no PWR says who represents this writer; at least one would be right.";
    report(writer.record, "SWR-R-002", { severity: "TR", message });
  }
}

/** From 2.2 on a link states its chain; before, its publisher's number must be known (CWR 2.2 PWR, field edits 7 to 12). */
function checkLink(link: CwrRecord, writer: WriterEntry, { parties, version, report, dropped }: WriterScene): void {
  const chains = chainsNamed(link, parties.chains);
  const number = textOf(link, PWR.publisherPartyNumber);
  const stated = textOf(link, PWR.writerPartyNumber);
  if (stated !== "" && stated !== writer.partyNumber.slice(0, widthOf(link, PWR.writerPartyNumber))) {
    const message = `Writer IP # is ${shown(stated)}; that of the writer before, ${shown(writer.partyNumber)}, would be right.`;
    report(link, "PWR-F-011", { severity: "TR", message, field: PWR.writerPartyNumber });
  }
  if (!writer.controlled) return;
  const sequence = numberOf(link, PWR.publisherSequence) ?? 0;
  if (version !== "2.1" && !chains.some((chain) => chain.sequence === sequence)) {
    const message = `Publisher Sequence # is ${shown(textOf(link, PWR.publisherSequence))}; that of the chain of ${shown(number)} would be right.`;
    report(link, "PWR-F-007", { severity: "TR", message, field: PWR.publisherSequence });
  } else if (chains.length === 0) {
    const message = `Publisher IP # is ${shown(number)}; the number of a publisher of this work would be right. The record is left out.`;
    report(link, "CWR_PWR_PUBLISHER", { severity: "RR", message, field: PWR.publisherPartyNumber });
    dropped.push(link);
  }
}

/** In 3.1 the number of a writer has 11 places on the writer's line and 9 on PWR (a slip of the document): what fits is compared. */
function widthOf(record: CwrRecord, field: Field): number {
  return (placeOf(record.layout, field) ?? field).width;
}

/** Writers who own everything have no publisher (CWR 2.2, 4.2); what such publishers collect is read all the same, so it is only said. */
function checkUnpublished({ publishers, writers }: WorkParties, report: Report): void {
  const [first] = publishers;
  if (first === undefined || totalShares(writers).some((share) => share < 10_000 - TOLERANCE)) return;
  const message =
    "The writers own 100% of every right, so the work is unpublished: no publisher, or publishers with shares, would be right.";
  report(first.record, "CWR_UNPUBLISHED", { severity: "INFO", message });
}

function checkOwnership({ publishers, writers }: WorkParties, report: Report): void {
  const published = totalShares(publishers);
  const written = totalShares(writers);
  const place = publishers[0]?.record ?? writers[0]?.record;
  if (place === undefined) return;
  RIGHT_NAMES.forEach((right, at) => {
    const [ofPublishers, ofWriters] = [published[at] ?? 0, written[at] ?? 0];
    const most = at === 0 ? 5000 : 10_000;
    if (ofPublishers > most + TOLERANCE) {
      const message = `The publishers own ${percent(ofPublishers)}% of the ${right} right; at most ${percent(most)}% would be right.`;
      report(place, "NWR-T-004", { severity: "TR", message });
    }
    const writersFault = ofWriters > 10_000 + TOLERANCE || (at === 0 && ofWriters !== 0 && ofWriters < 5000 - TOLERANCE);
    if (writersFault) {
      const message = `The writers own ${percent(ofWriters)}% of the ${right} right; ${at === 0 ? "0%, or 50% to 100%" : "at most 100%"} would be right.`;
      report(writers[0]?.record ?? place, "NWR-T-009", { severity: "TR", message });
    }
    const total = ofPublishers + ofWriters;
    if (total !== 0 && Math.abs(total - 10_000) > TOLERANCE) {
      const message = `Writers and publishers together own ${percent(total)}% of the ${right} right; 100% (within 0.06) or 0% would be right.`;
      report(place, "NWR-T-011", { severity: "TR", message });
    }
  });
}
