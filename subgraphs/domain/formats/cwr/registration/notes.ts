import type { Problem } from "../../../outcome.ts";
import { problem } from "../../../outcome.ts";

/** More notes of one work tell nobody more. */
const NOTES_MAX = 200;

/** Gathers what is to be told of one work that is written: nothing is left out or changed without a note. */
export class Notes {
  readonly #notes: Problem[] = [];

  /** The work is written, and this of it is not as it was stated. */
  say(code: string, message: string): void {
    if (this.#notes.length < NOTES_MAX && !this.#notes.some((note) => note.code === code && note.message === message))
      this.#notes.push({ ...problem(code, message), severity: "INFO" });
  }

  get all(): readonly Problem[] {
    return this.#notes;
  }
}
