import type { Field, Layout } from "../fixedWidth.ts";
import { layoutOfVersion } from "../fixedWidth.ts";
import { ACK, AGR, GRH, GRT, HDR, IPA, MSG, NPA, TER, TRL } from "./layouts/control.ts";
import { ARI, COM, IND, INS, NOW, ORN, REC, XRF } from "./layouts/details.ts";
import { NPN, NWN, PWR, SPT, SPU, SWR, SWT } from "./layouts/parties.ts";
import { ALT, EWT, NAT, NET, NPR, NWR, PER, VER } from "./layouts/works.ts";

/** The versions that are read and written here; 2.2 adds fields and records to 2.1 and moves none. */
export type CwrVersion = "2.1" | "2.2";

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
export const WORK_RECORDS: ReadonlySet<string> = new Set([
  "SPU", "OPU", "NPN", "SPT", "OPT", "SWR", "OWR", "NWN", "SWT", "OWT", "PWR", "ALT", "NAT", "EWT", "NET", "NOW", "VER", "NVT",
  "PER", "NPR", "REC", "ORN", "INS", "IND", "COM", "NCT", "ARI", "XRF",
]); // prettier-ignore

/** Records whose text is not in the Roman alphabet. */
export const NON_ROMAN_RECORDS: ReadonlySet<string> = new Set(["NPA", "NPN", "NWN", "NAT", "NET", "NCT", "NVT", "NPR", "NOW"]);

/** The transactions, by the record that begins them (CWR 2.2, 4). */
export const TRANSACTION_TYPES: ReadonlySet<string> = new Set(["AGR", "NWR", "REV", "ISW", "EXC", "ACK"]);

/** The layout of a record type, or null where neither version knows it. */
export function findLayout(type: string): Layout | null {
  return LAYOUTS.get(type) ?? null;
}

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
