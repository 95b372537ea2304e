import { CREATION_CLASS_ROWS, IPI_RIGHT_LABELS, IPI_ROLE_ROWS } from "./tables/ipiCodes.ts";

/** The 25 IPI right codes. There is no code for "online performance": it is OD and OB. */
export const IPI_RIGHTS = [
  "PR",
  "PT",
  "PC",
  "TB",
  "RT",
  "TP",
  "TO",
  "TV",
  "MP",
  "OD",
  "OB",
  "MR",
  "MV",
  "MA",
  "MT",
  "MD",
  "MB",
  "RP",
  "SY",
  "DB",
  "BT",
  "RB",
  "RL",
  "RR",
  "ER",
] as const;
export type IpiRight = (typeof IPI_RIGHTS)[number];

/** CWR states shares in three families only: its columns PR, MR and SR. */
export const RIGHT_FAMILIES = ["PERFORMING", "MECHANICAL", "SYNC"] as const;
export type RightFamily = (typeof RIGHT_FAMILIES)[number];

/** Which IPI rights a CWR family speaks of (ours: RB, RL, BT, DB, RR and ER belong to none, which is a choice). */
export const FAMILY_RIGHTS: Readonly<Record<RightFamily, readonly IpiRight[]>> = {
  PERFORMING: ["PR", "PT", "PC", "TB", "RT", "TP", "TO", "TV", "MP", "OD", "OB"],
  MECHANICAL: ["MR", "MV", "MA", "MT", "MD", "MB", "RP"],
  SYNC: ["SY"],
};

const FAMILY_OF = new Map<IpiRight, RightFamily>(
  RIGHT_FAMILIES.flatMap((family) => FAMILY_RIGHTS[family].map((right) => [right, family] as const)),
);

/** The family that speaks of a right, or null: RB, RL, BT, DB, RR and ER are in none (nothing may rest on the label of RB). */
export function familyOf(right: IpiRight): RightFamily | null {
  return FAMILY_OF.get(right) ?? null;
}

/** English labels of the rights. RB's is unverified (a public list says reprography, its place beside TB radio broadcasting): nothing rests on it. */
export const RIGHT_LABELS: Readonly<Record<IpiRight, string>> = { ...IPI_RIGHT_LABELS, RB: "Reprography Remuneration (unverified)" };

/** Labels of the IPI roles in agreements (MC musical creator, EM music publisher): not the roles of a CWR line. */
export const IPI_ROLE_LABELS: ReadonlyMap<string, string> = new Map(IPI_ROLE_ROWS);

/** Labels of the IPI creation classes; music is MW. */
export const CREATION_CLASS_LABELS: ReadonlyMap<string, string> = new Map(CREATION_CLASS_ROWS);

/** The creation class of musical works, in which memberships and mandates are looked up for works. */
export const MUSICAL_WORK = "MW";
/** The creation class under which producers and performers give societies their rights in recordings, with pictures or without (ours: IPI has none for sound alone). */
export const AUDIO_VISUAL = "AV";

export function isIpiRight(text: string): text is IpiRight {
  return (IPI_RIGHTS as readonly string[]).includes(text);
}

/** How music is used, as a licence or a usage report names it. */
export const USE_TYPES = [
  "STREAM_INTERACTIVE",
  "STREAM_NON_INTERACTIVE",
  "DOWNLOAD",
  "RADIO",
  "TELEVISION",
  "PUBLIC_PERFORMANCE",
  "KARAOKE",
  "SYNCHRONISATION",
  "AI_TRAINING",
  "AI_OUTPUT",
] as const;
export type UseType = (typeof USE_TYPES)[number];

const RIGHTS_BY_USE: Readonly<Record<UseType, readonly IpiRight[]>> = {
  STREAM_INTERACTIVE: ["OD", "MD"],
  STREAM_NON_INTERACTIVE: ["OB", "MB"],
  DOWNLOAD: ["MD", "OD"],
  RADIO: ["PR", "MA"],
  TELEVISION: ["TB", "MT"],
  PUBLIC_PERFORMANCE: ["PR", "PC", "TO", "TV"],
  KARAOKE: ["PC", "MV"],
  SYNCHRONISATION: ["SY"],
  AI_TRAINING: ["RP"],
  AI_OUTPUT: ["OD", "MD"],
};

/** Where a territory needs other rights for a use: in the United States a download is no performance. */
const RIGHTS_BY_USE_AND_TERRITORY: Readonly<Partial<Record<UseType, Readonly<Record<string, readonly IpiRight[]>>>>> = {
  DOWNLOAD: { "0840": ["MD"] },
};

/** The rights a use needs, in a country (4-digit TIS code) where it differs there (ours, overridable by territory). */
export function rightsNeeded(use: UseType, country?: string): readonly IpiRight[] {
  const there = country === undefined ? undefined : RIGHTS_BY_USE_AND_TERRITORY[use]?.[country];
  return there ?? RIGHTS_BY_USE[use];
}
