import { pinyinOf } from "../../../domain/search/words.ts";
import { hanReader } from "../../../kit/han.ts";

/** Runs of Han as pinyin, syllable by syllable; what has no reading stays as it is. */
export function readHan(text: string): string {
  return text.replace(/\p{Script=Han}+/gu, (run) => {
    const syllables = pinyinOf(hanReader.simplified(run), hanReader);
    return syllables === null ? run : ` ${syllables.join(" ")} `;
  });
}
