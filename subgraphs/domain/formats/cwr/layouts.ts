import type { Field, Layout } from "../fixedWidth.ts";
import { layoutOfVersion } from "../fixedWidth.ts";
import { ACK, AGR, GRH, GRT, HDR, IPA, MSG, NPA, TER, TRL } from "./layouts/control.ts";
import { ARI, COM, IND, INS, NOW, ORN, REC, XRF } from "./layouts/details.ts";
import { NPN, NWN, PWR, SPT, SPU, SWR, SWT } from "./layouts/parties.ts";
import { ALT, EWT, NAT, NET, NPR, NWR, PER, VER } from "./layouts/works.ts";
import { LAYOUTS_30, LAYOUTS_31, writerLayout } from "./layoutsThird.ts";

/** The versions that are read here; 2.2 adds fields and records to 2.1 and moves none, 3.0 and 3.1 have layouts of their own. */
export type CwrVersion = "2.1" | "2.2" | "3.0" | "3.1";

/** Whether a version is one of 3.x: without ownership, with collection for each recipient. */
export function isThird(version: CwrVersion | null): boolean {
  return version === "3.0" || version === "3.1";
}

/** Records that share a layout: REV, ISW and EXC are written as NWR, OPU as SPU, and so on (CWR 2.2, 4 and 5). */
const LAYOUTS = new Map<string, Layout>([
  ["HDR", HDR], ["GRH", GRH], ["GRT", GRT], ["TRL", TRL], ["ACK", ACK], ["MSG", MSG], ["AGR", AGR], ["TER", TER], ["IPA", IPA], ["NPA", NPA],
  ["NWR", NWR], ["REV", NWR], ["ISW", NWR], ["EXC", NWR],
  ["SPU", SPU], ["OPU", SPU], ["NPN", NPN], ["SPT", SPT], ["OPT", SPT],
  ["SWR", SWR], ["OWR", SWR], ["NWN", NWN], ["SWT", SWT], ["OWT", SWT], ["PWR", PWR],
  ["ALT", ALT], ["NAT", NAT], ["EWT", EWT], ["NET", NET], ["VER", VER], ["NVT", NET], ["PER", PER], ["NPR", NPR], ["REC", REC], ["ORN", ORN],
  ["INS", INS], ["IND", IND], ["COM", COM], ["NCT", NET], ["NOW", NOW], ["ARI", ARI], ["XRF", XRF],
]); // prettier-ignore

/** The records that a transaction of works may hold (CWR 2.2, 4.2, transaction format). */
const WORK_RECORDS_2X: ReadonlySet<string> = new Set([
  "SPU", "OPU", "NPN", "SPT", "OPT", "SWR", "OWR", "NWN", "SWT", "OWT", "PWR", "ALT", "NAT", "EWT", "NET", "NOW", "VER", "NVT",
  "PER", "NPR", "REC", "ORN", "INS", "IND", "COM", "NCT", "ARI", "XRF",
]); // prettier-ignore

/** The same for 3.x: OWK in the place of EWT, VER and COM, MAN and FTV beside; by the list of record types and the layouts of 3.1. */
const WORK_RECORDS_3X: ReadonlySet<string> = new Set([
  "SPU", "OPU", "NPN", "SPT", "OPT", "SWR", "OWR", "NWN", "SWT", "OWT", "MAN", "PWR", "ALT", "NAT", "OWK", "NOT", "NOW",
  "PER", "NPR", "REC", "NRC", "ORN", "FTV", "INS", "IND", "ARI", "XRF",
]); // prettier-ignore

/** The records that a transaction of works may hold. */
export function workRecords(version: CwrVersion): ReadonlySet<string> {
  return isThird(version) ? WORK_RECORDS_3X : WORK_RECORDS_2X;
}

/** Records whose text is not in the Roman alphabet. */
export const NON_ROMAN_RECORDS: ReadonlySet<string> = new Set([
  "NPA",
  "NPN",
  "NWN",
  "NAT",
  "NET",
  "NCT",
  "NVT",
  "NPR",
  "NOW",
  "NOT",
  "NRC",
]);

/** The transactions, by the record that begins them (CWR 2.2, 4; for 3.x the list of record types). */
const TRANSACTION_TYPES_2X: ReadonlySet<string> = new Set(["AGR", "NWR", "REV", "ISW", "EXC", "ACK"]);
const TRANSACTION_TYPES_3X: ReadonlySet<string> = new Set(["WRK", "DRW", "ISR", "ISA", "EXC", "ACK", "LIC"]);

/** The transactions of a version. */
export function transactionTypes(version: CwrVersion): ReadonlySet<string> {
  return isThird(version) ? TRANSACTION_TYPES_3X : TRANSACTION_TYPES_2X;
}

/** The layout of a record type, or null where the version does not know it (3.0: where neither a table nor a sample shows it). */
export function findLayout(type: string, version: CwrVersion): Layout | null {
  return BY_VERSION[version].get(type) ?? null;
}

/** The layout of one line: where a version has two forms of a record, its length tells which it is. */
export function layoutOfLine(text: string, type: string, version: CwrVersion): Layout | null {
  return (version === "3.0" ? writerLayout(type, text.length) : null) ?? findLayout(type, version);
}

const BY_VERSION: Readonly<Record<CwrVersion, ReadonlyMap<string, Layout>>> = {
  "2.1": LAYOUTS,
  "2.2": LAYOUTS,
  "3.0": LAYOUTS_30,
  "3.1": LAYOUTS_31,
};

const OLDER = new Map<Layout, Layout>([...LAYOUTS.values()].map((layout) => [layout, layoutOfVersion(layout, "2.1")]));

/** The layout as a version knows it: what 2.2 added is absent from 2.1. */
export function layoutFor(layout: Layout, version: CwrVersion): Layout {
  return version === "2.1" ? (OLDER.get(layout) ?? layout) : layout;
}

/** The three columns of shares that a layout of parties or of collection has, in the order PR, MR, SR. */
export interface ShareColumns {
  readonly prShare: Field;
  readonly mrShare: Field;
  readonly srShare: Field;
}
