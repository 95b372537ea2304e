import { z } from "zod";
import type { RecordedEvent } from "../kit/events.ts";
import type { AiLabelRecord } from "./records.ts";

/** The event of a declaration about generative models. */
export const LABEL_DECLARED = "AI_LABEL_DECLARED";

const labelData = z.object({
  source: z.string(),
  declaredAt: z.string().optional(),
  changes: z.array(z.object({ field: z.string(), after: z.string().nullable() })),
});

/** A label as a change shows it: `PARTLY (Tool 3)`. */
export function labelText(label: AiLabelRecord | null): string | null {
  return label === null ? null : label.tool === null ? label.extent : `${label.extent} (${label.tool})`;
}

/** The label that an event declared, read from the text of its change. */
export function labelIn(event: RecordedEvent | null): AiLabelRecord | null {
  if (event === null) return null;
  const { source, declaredAt, changes } = labelData.parse(event.data);
  const [, extent, tool] = /^(ALL|PARTLY|NONE)(?: \((.*)\))?$/su.exec(changes[0]?.after ?? "") ?? [];
  if (extent !== "ALL" && extent !== "PARTLY" && extent !== "NONE") return null;
  return { extent, tool: tool ?? null, declaredBy: source, declaredAt: declaredAt ?? event.recordedAt };
}
