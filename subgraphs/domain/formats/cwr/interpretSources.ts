import type { DerivationDraft, SourceCreatorDraft } from "../../drafts.ts";
import { parseIswc } from "../../identifiers/iswc.ts";
import type { Field } from "../fixedWidth.ts";
import { durationOf } from "./fieldRules.ts";
import { baseNumberOf, nameNumberOf } from "./interpretParties.ts";
import { COM } from "./layouts/details.ts";
import { OWK } from "./layouts/third/works.ts";
import { EWT, NET, NWR, VER } from "./layouts/works.ts";
import type { CwrRecord } from "./transactions.ts";
import { textOf } from "./transactions.ts";

/** Where a record that names a source has its fields. */
interface SourceColumns {
  /** Null where the work itself tells (OWK). */
  readonly kind: DerivationDraft["kind"] | null;
  readonly title: Field;
  readonly iswc: Field;
  readonly workNumber: Field;
  readonly language?: Field;
  readonly source?: Field;
  readonly duration?: Field;
  readonly writers: readonly { readonly last: Field; readonly first: Field; readonly name: Field; readonly base: Field }[];
}

type WriterColumns = Record<
  `writer${"1" | "2"}${"LastName" | "FirstName"}` | `writer${"1" | "2"}${"IpiNameNumber" | "IpiBaseNumber"}`,
  Field
>;

function writersOf(columns: WriterColumns): SourceColumns["writers"] {
  return (["1", "2"] as const).map((at) => ({
    last: columns[`writer${at}LastName`],
    first: columns[`writer${at}FirstName`],
    name: columns[`writer${at}IpiNameNumber`],
    base: columns[`writer${at}IpiBaseNumber`],
  }));
}

/** The original of a version, the entire work of an excerpt, a component of a composite (CWR 2.2: VER, EWT, COM; 3.x: OWK for all three). */
export const SOURCES: ReadonlyMap<string, SourceColumns> = new Map<string, SourceColumns>([
  [
    "VER",
    {
      ...{ kind: "VERSION", title: VER.originalWorkTitle, iswc: VER.iswcOfOriginalWork, workNumber: VER.submitterWorkNumber },
      ...{ language: VER.languageCode, source: VER.source, writers: writersOf(VER) },
    },
  ],
  [
    "EWT",
    {
      ...{ kind: "EXCERPT", title: EWT.entireWorkTitle, iswc: EWT.iswcOfEntireWork, workNumber: EWT.submitterWorkNumber },
      ...{ language: EWT.languageCode, source: EWT.source, writers: writersOf(EWT) },
    },
  ],
  [
    "COM",
    {
      ...{ kind: "COMPOSITE", title: COM.title, iswc: COM.iswcOfComponent, workNumber: COM.submitterWorkNumber },
      ...{ duration: COM.duration, writers: writersOf(COM) },
    },
  ],
  [
    "OWK",
    {
      ...{ kind: null, title: VER.originalWorkTitle, iswc: VER.iswcOfOriginalWork, workNumber: VER.submitterWorkNumber },
      ...{ language: VER.languageCode, duration: OWK.duration, writers: writersOf(VER) },
    },
  ],
]);

/** The record that gives a source's title in another script stands behind the source's own. */
const NATIVE_TITLES: Readonly<Record<string, string>> = { NVT: "VER", NET: "EWT", NCT: "COM", NOT: "OWK" };

/** The works that a registered one was made from, in the order of the records. */
export function sourcesOf(records: readonly CwrRecord[]): DerivationDraft[] {
  const found: { readonly type: string; draft: DerivationDraft }[] = [];
  for (const record of records) {
    if (record.layout === null) continue;
    const columns = SOURCES.get(record.type);
    if (columns !== undefined) found.push({ type: record.type, draft: sourceOf(record, columns, records[0]) });
    const named = found.findLast(({ type }) => type === NATIVE_TITLES[record.type]);
    if (named !== undefined && named.draft.nativeTitle === null) named.draft = { ...named.draft, nativeTitle: optional(record, NET.title) };
  }
  return found.map(({ draft }) => draft);
}

/** An OWK names the component of a composite work, else the entire work of an excerpt, else the original of a version (house rule). */
function kindOf(header: CwrRecord | undefined): DerivationDraft["kind"] {
  if (header === undefined) return "VERSION";
  if (textOf(header, NWR.compositeType) !== "") return "COMPOSITE";
  return textOf(header, NWR.excerptType) === "" ? "VERSION" : "EXCERPT";
}

function sourceOf(record: CwrRecord, columns: SourceColumns, header: CwrRecord | undefined): DerivationDraft {
  const iswc = parseIswc(textOf(record, columns.iswc));
  const durationMs = columns.duration === undefined ? null : durationOf(textOf(record, columns.duration));
  return {
    kind: columns.kind ?? kindOf(header),
    title: textOf(record, columns.title),
    nativeTitle: null,
    language: optional(record, columns.language),
    iswc: iswc.ok ? iswc.value : null,
    submitterWorkNumber: optional(record, columns.workNumber),
    creators: columns.writers.flatMap((writer) => creatorOf(record, writer)),
    source: optional(record, columns.source),
    durationMs: durationMs === 0 ? null : durationMs,
    line: record.line,
  };
}

function creatorOf(record: CwrRecord, { last, first, name, base }: SourceColumns["writers"][number]): SourceCreatorDraft[] {
  const [lastName, firstName] = [textOf(record, last), textOf(record, first)];
  if (lastName === "") return [];
  return [
    {
      name: firstName === "" ? lastName : `${lastName}, ${firstName}`,
      ipiNameNumber: nameNumberOf(textOf(record, name)),
      ipiBaseNumber: baseNumberOf(textOf(record, base)),
    },
  ];
}

function optional(record: CwrRecord, field: Field | undefined): string | null {
  const text = field === undefined ? "" : textOf(record, field);
  return text === "" ? null : text;
}
