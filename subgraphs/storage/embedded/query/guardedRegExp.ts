import { createContext, Script } from "node:vm";
import { notCovered, StoreError } from "../errors.ts";

/** One match may try so long. MongoDB counts steps and gives up at a like size; JavaScript's patterns would go on for ages. */
const MATCH_MS = 500;
/** More steps than this could take long: only then is a match watched, which costs a tenth of a millisecond. */
const STEPS_MAX = 10_000_000;

const context = createContext({ run: (): void => undefined });
const script = new Script("run()");

/** Letters that fold to `s` and `k` without being ASCII: where case does not matter JavaScript counts them to `\\w` and the like, PCRE does not. */
const FOLDING = /[\u017f\u212a]/;

/** A pattern whose repetitions can try the same text in many ways: in the power of how many there are, or without bound where one stands in another. */
class GuardedRegExp extends RegExp {
  readonly #power: number;
  asciiWords = false;

  constructor(source: string | RegExp, flags?: string) {
    super(source, flags);
    const bare = this.source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, "x");
    const repetitions = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
    this.#power = /\)[*+{]/.test(bare) ? Infinity : repetitions + (bare.startsWith("^") ? 0 : 1);
  }

  override exec(text: string): RegExpExecArray | null {
    if (this.asciiWords && FOLDING.test(text))
      throw notCovered("a text with the letters \u017f or \u212a, where words are looked for and case does not matter,");
    return text.length ** this.#power > STEPS_MAX ? watched(() => super.exec(text)) : super.exec(text);
  }
}

function watched<T>(work: () => T): T {
  let result: { readonly value: T } | null = null;
  context["run"] = (): void => {
    result = { value: work() };
  };
  try {
    script.runInContext(context, { timeout: MATCH_MS });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new StoreError(
      51156,
      `Error occurred while executing the regular expression: it was given up after ${MATCH_MS} ms (match limit)`,
    );
  }
  return requireResult(result);
}

/** It belongs to the script's own context, and so is no `Error` of this one. */
function isTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

function requireResult<T>(result: { readonly value: T } | null): T {
  if (!result) throw new Error("a watched match ended without a result");
  return result.value;
}

/** A regular expression that ends: one without repetitions does anyway. `asciiWords`: texts in which its words are not those of PCRE are refused. */
export function guardedRegExp(source: string, flags: string, asciiWords = false): RegExp {
  if (!asciiWords && !/[*+{]/.test(source)) return new RegExp(source, flags);
  const regex = new GuardedRegExp(source, flags);
  regex.asciiWords = asciiWords;
  return regex;
}
