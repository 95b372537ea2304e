import { problem } from "../../../domain/outcome.ts";
import type { EventLog } from "../../../kit/events.ts";
import { Refusal } from "../../../kit/refusal.ts";
import type { WorkModels } from "../../model.ts";
import type { WorkRecord } from "../../records.ts";
import type { WorkStore } from "../../workStore.ts";
import type { CwrExportRequest } from "./request.ts";

/** Works of one page: what they need is read together. */
const PAGE = 200;
const EVENTS_PAGE = 1_000;
/** Works that a selection by change remembers, so that none comes twice. */
const CHANGED_MAX = 1_000_000;

export interface SelectionGround {
  readonly models: Pick<WorkModels, "works">;
  readonly store: Pick<WorkStore, "worksByIds" | "worksByIswcs">;
  readonly events: EventLog;
}

/** One page of live works, and the codes asked for that lead to none. */
export interface SelectedPage {
  readonly works: readonly WorkRecord[];
  readonly unknown: readonly string[];
}

/** The works of a selection, page by page, each once: as asked for, by id, or in the order of their first change. */
export async function* selectedWorks(
  ground: SelectionGround,
  { selection, submitter }: Pick<CwrExportRequest, "selection" | "submitter">,
): AsyncGenerator<SelectedPage> {
  const seen = new Set<string>();
  const once = (works: readonly WorkRecord[]): WorkRecord[] =>
    works.filter(({ _id }) => {
      const isNew = !seen.has(_id);
      seen.add(_id);
      return isNew;
    });
  switch (selection.kind) {
    case "IDS":
    case "ISWCS": {
      const asked = selection.kind === "IDS" ? selection.ids : selection.iswcs;
      for (const part of partsOf(asked)) {
        const found = selection.kind === "IDS" ? await ground.store.worksByIds(part) : await ground.store.worksByIswcs(part);
        const works = part.flatMap((code) => found.get(code) ?? []);
        yield { works: once(works), unknown: part.filter((code) => !found.has(code)) };
      }
      return;
    }
    case "CHANGED":
      for await (const ids of changedWorks(ground.events, selection.after)) {
        const found = await ground.store.worksByIds(ids);
        yield { works: once(ids.flatMap((id) => found.get(id) ?? [])), unknown: [] };
      }
      return;
    default:
      yield* allWorks(ground.models, selection.kind === "OWN" ? `${submitter}|` : "");
  }
}

async function* allWorks({ works }: Pick<WorkModels, "works">, codesBegin: string): AsyncGenerator<SelectedPage> {
  for (let last = ""; ;) {
    const page = await works
      .find({ state: "LIVE", _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<WorkRecord[]>();
    const end = page.at(-1);
    if (end === undefined) return;
    last = end._id;
    const wanted = page.filter(({ codes }) => codes.some((code) => code.startsWith(codesBegin)));
    if (wanted.length > 0) yield { works: wanted, unknown: [] };
  }
}

/** The subjects of the log that are works, each once, up to where the log ends now. */
async function* changedWorks(events: EventLog, since: number): AsyncGenerator<readonly string[]> {
  const seen = new Set<string>();
  const end = await events.last();
  let waiting: string[] = [];
  for (let after = since; after < end;) {
    const page = await events.page({ after, first: EVENTS_PAGE });
    for (const { subject, number } of page.events) {
      after = number;
      if (number > end || !subject.startsWith("wrk_") || seen.has(subject)) continue;
      seen.add(subject);
      waiting.push(subject);
    }
    if (seen.size > CHANGED_MAX)
      throw new Refusal([problem("EXPORT_TOO_LARGE", `More than ${CHANGED_MAX} works changed; take all works, or a later cursor.`)]);
    for (; waiting.length >= PAGE; waiting = waiting.slice(PAGE)) yield waiting.slice(0, PAGE);
    if (page.events.length === 0) break;
  }
  if (waiting.length > 0) yield waiting;
}

function* partsOf(codes: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < codes.length; at += PAGE) yield codes.slice(at, at + PAGE);
}
