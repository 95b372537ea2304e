import { createRequire } from "node:module";
import type * as PinyinPro from "pinyin-pro";
import type { HanReader } from "../domain/search/words.ts";

/** What is used of opencc-js, whose own types do not resolve. */
interface OpenCc {
  Converter(options: { readonly from: string; readonly to: string }): (text: string) => string;
}

const require = createRequire(import.meta.url);
/** Texts whose reading is kept: names come again and again in an import. */
const KEPT_MAX = 20_000;

/**
 * Reads Han by the dictionaries of OpenCC and pinyin-pro. They take some 200 ms and 10 MB, so they are loaded when the first Han
 * text comes.
 */
export const hanReader: HanReader = {
  simplified: kept((text) => simplifier()(text)),
  syllables: kept((text) => reading()(text)),
};

const simplifier = once(() => {
  const { Converter } = require("opencc-js/t2cn") as OpenCc;
  return Converter({ from: "t", to: "cn" });
});

const reading = once(() => {
  const { pinyin } = require("pinyin-pro") as typeof PinyinPro;
  return (text: string): readonly string[] => pinyin(text, { toneType: "none", type: "array", v: true });
});

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function kept<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= KEPT_MAX) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}
