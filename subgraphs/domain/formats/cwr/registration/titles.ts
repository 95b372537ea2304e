import type { WorkDraft } from "../../../drafts.ts";
import { scriptOf } from "../../../drafts.ts";
import { ALT, NAT, NWR } from "../layouts/works.ts";
import { LOOKUPS } from "../lookups.ts";
import type { RecordDraft } from "../write.ts";
import { draft, languageOf, nativeOf, romanOf } from "./draftTools.ts";
import type { WorkGround } from "./draftTools.ts";

/**
 * A work's titles: in the header and in ALT in Roman letters, upper case, without accents; what that changes stands beside them in NAT as it
 * was (CWR 2.2, ALT, NAT). A title in another script is written in the header only where it is the work's own, read aloud; so the same title
 * is never written twice, also when the file is read and written again.
 */
export function titlesOf(work: WorkDraft, ground: WorkGround): { readonly title: string; readonly records: readonly RecordDraft[] } {
  const title = headerTitle(work, ground);
  const roman: RecordDraft[] = [];
  const native: RecordDraft[] = [];
  const written = new Set([title]);
  const addNative = (text: string, type: string, language: string | null): void => {
    native.push(draft("NAT", [NAT.title, nativeOf(text, NAT.title, ground.notes)], [NAT.titleType, type], [NAT.languageCode, languageOf(language, NAT.languageCode, ground)])); // prettier-ignore
  };
  const own = work.title.trim();
  if (own.toUpperCase() !== title && work.titles.every((other) => other.title.trim() !== own)) addNative(own, "OT", work.language);
  // a Roman title that is stated goes before one that only folds another
  for (const wholeFirst of [true, false]) {
    for (const { title: text, type, language, script } of work.titles) {
      const found = romanOf(text, ALT.alternateTitle, ground);
      const isWhole = found?.isWhole === true && text.trim().length <= ALT.alternateTitle.width;
      if (isWhole !== wholeFirst) continue;
      const kind = kindOf(type, ground);
      if (!isWhole) addNative(text, kind, language);
      if (found === null || (!isWhole && (script !== "Latn" || written.has(found.text)))) continue;
      if (!isWhole) written.add(found.text);
      roman.push(draft("ALT", [ALT.alternateTitle, found.text], [ALT.titleType, kind === "OT" ? "AT" : kind], [ALT.languageCode, languageOf(language, ALT.languageCode, ground)])); // prettier-ignore
      written.add(found.text);
    }
  }
  return { title, records: [...roman, ...native] };
}

/** The title in Roman letters, or the first other title that has such, where the work's own is in a script that cannot be read here. */
function headerTitle(work: WorkDraft, ground: WorkGround): string {
  const own = romanOf(work.title, NWR.workTitle, ground);
  if (own !== null && own.text !== "") return own.text;
  for (const other of work.titles) {
    const found = scriptOf(other.title) === "Latn" ? romanOf(other.title, NWR.workTitle, ground) : null;
    if (found === null || found.text === "") continue;
    ground.notes.say(
      "CWR_TITLE_TAKEN",
      `The title ${JSON.stringify(work.title)} has no Roman letters; the title ${found.text} is written in its place.`,
    );
    return found.text;
  }
  ground.refuse("CWR_TITLE_NOT_ROMAN", `The title ${JSON.stringify(work.title)} cannot be written in Roman letters; a further title in them would be right.`); // prettier-ignore
  return "";
}

/** CWR's title type; the type of another list is an alternative title. */
function kindOf(type: string, { notes }: WorkGround): string {
  if (type === "ORIGINAL") return "OT";
  if (LOOKUPS.titleType.has(type)) return type;
  notes.say("CWR_TITLE_TYPE", `The title type ${JSON.stringify(type)} is none of CWR's; AT is written.`);
  return "AT";
}
