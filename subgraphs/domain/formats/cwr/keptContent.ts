import { fieldText, restOf } from "../fixedWidth.ts";
import { findLayout } from "./layouts.ts";
import { PREFIX_WIDTH } from "./prefix.ts";

/** A record that was kept as it came: its type and whole text. */
export interface KeptText {
  readonly record: string;
  readonly text: string;
}

/** What a kept record says, wherever it stood in its file and however its empty numbers were filled: zeros and spaces are the same. */
export function keptContent({ record, text }: KeptText): readonly string[] {
  const layout = findLayout(record, "2.2");
  if (layout === null) return [record, text.slice(PREFIX_WIDTH).trimEnd()];
  const values = layout.fields.slice(1).map((field) => {
    const value = fieldText(text, field);
    return field.type === "TEXT" ? value : value.replace(/^0+/, "");
  });
  return [record, ...values, restOf(text, layout)];
}
