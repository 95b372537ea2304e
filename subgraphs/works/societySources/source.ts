import type { SourceWord } from "./word.ts";

/** A society as a source of statements: the port behind which its word comes, by file or by node. */
export interface SocietySource {
  readonly society: string;
  /** How its word on a work stands; `onWork` is the ISO instant of its last one here, null for none. */
  word(onWork: string | null): SourceWord;
}
