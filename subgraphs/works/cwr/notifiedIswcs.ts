import type { NewEvent } from "../../kit/events.ts";
import type { JsonValue } from "../../kit/json.ts";
import type { ClientSession } from "../../kit/model.ts";
import { describeWork } from "../describe.ts";
import { iswcNotices } from "../iswcs.ts";
import type { WorkRecord } from "../records.ts";
import { settleAndWrite } from "../recordStatements.ts";
import type { RecordingTools } from "../recordStatements.ts";
import { loadViewOf } from "../statementView.ts";

/** A work with the answers of societies, and what is told of them. */
export interface AnsweredWork {
  readonly work: WorkRecord;
  readonly events: readonly NewEvent[];
}

/** Works that bear notified ISWCs already, and are compared. */
const BEARERS_MAX = 2_000;

/**
 * Draws works anew to which societies notified an ISWC, in the caller's transaction. Another work that bears the ISWC is found as when a
 * statement brings it: a mismatch where they have no creator in common, else perhaps one work twice.
 */
export async function settleIswcs(tools: RecordingTools, answered: readonly AnsweredWork[], session: ClientSession): Promise<void> {
  if (answered.length === 0) return;
  const iswcs = [...new Set(answered.flatMap(({ work }) => iswcNotices(work.registrations).map(({ step }) => step.iswc)))];
  const bearers = await tools.models.works
    .find({ iswcs: { $in: iswcs } }, { _id: 1 }, { session })
    .limit(BEARERS_MAX)
    .lean<{ _id: string }[]>();
  const view = await loadViewOf(tools.models, [...answered.map(({ work }) => work._id), ...bearers.map(({ _id }) => _id)], session);
  for (const { work: answer, events } of answered) {
    const work = view.work(answer._id);
    const drawn = describeWork(answer, [...work.statements.values()], () => tools.ids.make("rec"));
    work.touched = true;
    work.describes = true;
    work.drawn = drawn;
    const [before, after] = [work.before?.iswc ?? null, drawn.iswc ?? null];
    const change = before === after ? [] : [{ field: "iswc", before, after }];
    events.forEach((event, at) => work.events.push(at === events.length - 1 ? told(event, change) : event));
  }
  await settleAndWrite(tools, view, session);
}

function told(
  event: NewEvent,
  more: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[],
): NewEvent {
  const changes: readonly JsonValue[] = Array.isArray(event.data["changes"]) ? (event.data["changes"] as readonly JsonValue[]) : [];
  return { ...event, data: { ...event.data, changes: [...changes, ...more.map((change) => ({ ...change }))] } };
}
