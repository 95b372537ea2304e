import type { Field, Layout } from "../fixedWidth.ts";
import { field, layout, meaning } from "../fixedWidth.ts";
import * as SECOND_CONTROL from "./layouts/control.ts";
import * as SECOND_DETAILS from "./layouts/details.ts";
import * as SECOND_PARTIES from "./layouts/parties.ts";
import * as SECOND_WORKS from "./layouts/works.ts";
import * as CONTROL from "./layouts/third/control.ts";
import * as DETAILS from "./layouts/third/details.ts";
import * as EARLIER from "./layouts/third/earlier.ts";
import * as PARTIES from "./layouts/third/parties.ts";
import * as WORKS from "./layouts/third/works.ts";

const { NWR, VER } = SECOND_WORKS;
const { SPU, SPT, SWR, SWT, PWR } = SECOND_PARTIES;

/** Of a number of an interested party in 3.0; in 3.1 it has 11. */
const PARTY_NUMBER_WIDTH = 9;

/**
 * A record of 3.1 by its type: its layout (seed/tables/cwr-record-layouts.csv), and the record of 2.x that says the same. Rules and
 * interpretation ask for the fields of 2.x, and find them by their property names in their new places.
 */
const THIRD: readonly (readonly [types: readonly string[], layout: Layout, means?: Layout])[] = [
  [["HDR"], CONTROL.HDR],
  [["GRH"], CONTROL.GRH, SECOND_CONTROL.GRH],
  [["GRT"], CONTROL.GRT, SECOND_CONTROL.GRT],
  [["TRL"], CONTROL.TRL, SECOND_CONTROL.TRL],
  [["ACK"], CONTROL.ACK, SECOND_CONTROL.ACK],
  [["MSG"], CONTROL.MSG, SECOND_CONTROL.MSG],
  [["WRK"], WORKS.WRK, NWR],
  [["DRW"], WORKS.DRW, NWR],
  [["LIC"], WORKS.LIC, NWR],
  [["EXC"], WORKS.EXC, NWR],
  [["SPU", "OPU"], PARTIES.SPU, SPU],
  [["NPN"], PARTIES.NPN, SECOND_PARTIES.NPN],
  [["SPT", "OPT"], PARTIES.SPT, SPT],
  [["SWR", "OWR"], PARTIES.SWR, SWR],
  [["NWN"], PARTIES.NWN, SECOND_PARTIES.NWN],
  [["SWT", "OWT"], PARTIES.SWT, SWT],
  [["MAN"], PARTIES.MAN],
  [["PWR"], PARTIES.PWR, PWR],
  [["ALT"], WORKS.ALT, SECOND_WORKS.ALT],
  [["NAT"], WORKS.NAT, SECOND_WORKS.NAT],
  [["OWK"], WORKS.OWK, VER],
  [["NOT"], WORKS.NOT, SECOND_WORKS.NET],
  [["NOW"], WORKS.NOW, SECOND_DETAILS.NOW],
  [["PER"], WORKS.PER, SECOND_WORKS.PER],
  [["NPR"], WORKS.NPR, SECOND_WORKS.NPR],
  [["REC"], DETAILS.REC, SECOND_DETAILS.REC],
  [["NRC"], DETAILS.NRC, SECOND_DETAILS.REC],
  [["ORN"], DETAILS.ORN, SECOND_DETAILS.ORN],
  [["FTV"], DETAILS.FTV, SECOND_DETAILS.ORN],
  [["INS"], DETAILS.INS, SECOND_DETAILS.INS],
  [["IND"], DETAILS.IND, SECOND_DETAILS.IND],
  [["ARI"], DETAILS.ARI, SECOND_DETAILS.ARI],
  [["XRF"], DETAILS.XRF, SECOND_DETAILS.XRF],
];

/** The layouts of 3.1 by record type. */
export const LAYOUTS_31: ReadonlyMap<string, Layout> = new Map(
  THIRD.flatMap(([types, own, means]) => {
    const placed = meaning(own, means === undefined ? [] : [means]);
    return types.map((type) => [type, placed] as const);
  }),
);

/** Records of 3.0 that the samples show to stand as in 3.1, but for the shorter numbers of interested parties. */
const AS_IN_31 = ["HDR", "GRT", "TRL", "WRK", "SPT", "OPT", "SWR", "PWR", "ALT", "OWK", "XRF"];
/** Records that no sample holds, and that stand in 3.1 as they do in 2.2: so they do between the two. */
const AS_IN_22 = ["INS", "IND", "ARI", "MSG"];

/** Records of 3.0 in places of their own (see layouts/third/earlier.ts). */
const EARLIER_LAYOUTS: readonly (readonly [types: readonly string[], layout: Layout, means: readonly Layout[]])[] = [
  [["GRH"], EARLIER.GRH, [SECOND_CONTROL.GRH, CONTROL.GRH]],
  [["SPU", "OPU"], EARLIER.SPU, [SPU, PARTIES.SPU]],
  [["SWT", "OWT"], narrowed(PARTIES.SPT), [SWT, PARTIES.SWT]],
  [["OWR"], EARLIER.OWR, [SWR, PARTIES.SWR]],
  [["REC"], EARLIER.REC, [SECOND_DETAILS.REC, DETAILS.REC]],
  [["ORN"], EARLIER.ORN, [SECOND_DETAILS.ORN, DETAILS.ORN]],
  [["ISR"], EARLIER.ISR, [NWR]],
  [["WRI"], EARLIER.WRI, [SWR]],
];

/** The layouts of 3.0 that are known; records of other types are kept and not read. */
export const LAYOUTS_30: ReadonlyMap<string, Layout> = new Map([
  ...THIRD.flatMap(([types, own, means]) =>
    types
      .filter((type) => AS_IN_31.includes(type) || AS_IN_22.includes(type))
      .map((type) => [type, meaning(narrowed(own), means === undefined ? [own] : [means, own])] as const),
  ),
  ...EARLIER_LAYOUTS.flatMap(([types, own, means]) => types.map((type) => [type, meaning(own, means)] as const)),
]);

/** The sample writes OWR with a tax number and SWR without: the length of the line tells which of the two it is. */
export function writerLayout(type: string, length: number): Layout | null {
  if (type !== "SWR" && type !== "OWR") return null;
  const other = LAYOUTS_30.get(type === "SWR" ? "OWR" : "SWR");
  return other?.width === length ? other : null;
}

/** The layout with numbers of interested parties of 9 characters. */
function narrowed(wide: Layout): Layout {
  let at = 1;
  const fields = Object.entries(wide).flatMap(([name, one]: [string, unknown]) => {
    if (!isField(one)) return [];
    const width = /Interested Party Number|IP Number/.test(one.label) ? PARTY_NUMBER_WIDTH : one.width;
    const moved = field(one.label, at, width, one.type, one.required);
    at += width;
    return [[name, moved] as const];
  });
  return layout(wide.record, Object.fromEntries(fields));
}

function isField(one: unknown): one is Field {
  return typeof one === "object" && one !== null && "label" in one;
}
