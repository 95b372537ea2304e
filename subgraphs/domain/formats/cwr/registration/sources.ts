import type { DerivationDraft, KeptRecord } from "../../../drafts.ts";
import type { Field } from "../../fixedWidth.ts";
import { fieldText } from "../../fixedWidth.ts";
import { SOURCES } from "../interpretSources.ts";
import { NET } from "../layouts/works.ts";
import type { RecordDraft } from "../write.ts";
import { cut, draft, durationText, languageOf, nativeOf, romanOf } from "./draftTools.ts";
import type { WorkGround } from "./draftTools.ts";

/** The record of a source's title in another script, by the record of the source. */
const NATIVE: Readonly<Record<string, string>> = { VER: "NVT", EWT: "NET", COM: "NCT" };

/** What a source is written as, and the kept record that its native title stands in already. */
export interface WrittenSource {
  readonly records: readonly RecordDraft[];
  /** Goes out behind the source, as it came. */
  readonly kept: KeptRecord | null;
}

/** A work that another was made from, as VER, EWT or COM; its title in another script behind it. Two creators at most are named there. */
export function sourceRecords(source: DerivationDraft, kept: readonly KeptRecord[], ground: WorkGround): WrittenSource {
  const [type, columns] = [...SOURCES].find(([, { kind }]) => kind === source.kind) ?? [];
  if (type === undefined || columns === undefined) return { records: [], kept: null };
  const { notes } = ground;
  const roman = (text: string, field: Field): string => {
    const found = romanOf(text, field, ground);
    if (found === null || !found.isWhole)
      notes.say(
        "CWR_SOURCE_TEXT",
        `${field.label} ${JSON.stringify(text)} is written as ${JSON.stringify(found?.text ?? "")} in a record ${type}.`,
      );
    return found?.text ?? "";
  };
  const values: (readonly [Field, string])[] = [
    [columns.title, roman(source.title, columns.title)],
    [columns.iswc, source.iswc ?? ""],
    [columns.workNumber, cut(source.submitterWorkNumber ?? "", columns.workNumber, notes)],
  ];
  if (columns.language !== undefined) values.push([columns.language, languageOf(source.language, columns.language, ground)]);
  if (columns.source !== undefined) values.push([columns.source, roman(source.source ?? "", columns.source)]);
  if (columns.duration !== undefined) values.push([columns.duration, durationText(source.durationMs, columns.duration, ground)]);
  source.creators.slice(0, columns.writers.length).forEach(({ name, ipiNameNumber, ipiBaseNumber }, at) => {
    const fields = columns.writers[at];
    if (fields === undefined) return;
    const [last = "", ...first] = name.split(", ");
    values.push([fields.last, roman(last, fields.last)], [fields.first, roman(first.join(", "), fields.first)]);
    values.push([fields.name, ipiNameNumber ?? ""], [fields.base, ipiBaseNumber ?? ""]);
  });
  if (source.creators.length > columns.writers.length)
    notes.say("CWR_SOURCE_CREATORS", `A record ${type} names ${columns.writers.length} creators; ${source.creators.slice(columns.writers.length).map(({ name }) => name).join("; ")} are left out.`); // prettier-ignore
  const { nativeTitle } = source;
  const native = NATIVE[type] ?? "";
  const before =
    kept.find(({ record, text }) => record === native && nativeTitle !== null && fieldText(text, NET.title) === nativeTitle) ?? null;
  const named = nativeTitle === null || before !== null ? [] : [draft(native, [NET.title, nativeOf(nativeTitle, NET.title, notes)])];
  return { records: [draft(type, ...values), ...named], kept: before };
}
