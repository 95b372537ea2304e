import { ok, problem, refused } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { EventLog, RecordedEvent } from "./events.ts";
import { checkPage, decodeCursor, encodeCursor } from "./page.ts";
import type { Page } from "./page.ts";
import type { SubgraphName } from "./subgraphName.ts";

/** Changes of one page. */
const PAGE_MAX = 1_000;
const PAGE_SIZE = 100;

/** Where a consumer of a change feed stands: after the change with this number; 0 is the beginning. */
export function changeCursor(feed: SubgraphName, number: number): string {
  return encodeCursor(`${feed}.changes`, [number]);
}

/** The number of the change that a cursor stands after, 0 for an empty text: from the beginning. BAD_CURSOR when it is none of this feed. */
export function changeNumber(feed: SubgraphName, cursor: string): Outcome<number> {
  if (cursor === "") return ok(0);
  const decoded = decodeCursor(`${feed}.changes`, cursor, 1);
  const [number] = decoded.ok ? decoded.value : [];
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return ok(number);
  const message = `The cursor was not given by the changes of ${feed}; use the cursor of a change, or pageInfo.endCursor.`;
  return refused(problem("BAD_CURSOR", message, ["since"]));
}

/** How a feed shows its events. */
interface ChangesView<T> {
  readonly feed: SubgraphName;
  readonly view: (event: RecordedEvent) => T;
  /** Which of them are the asker's to see; all when not said. */
  readonly shows?: (event: RecordedEvent) => boolean;
}

/** Events looked at for one page: where few are shown, a page may be short although more follow. */
const LOOKED_AT_MAX = 20_000;

/**
 * A page of all changes of a subgraph after a cursor, in their order; it can be replayed from the beginning at any time. `endCursor` is never
 * null: who has seen everything goes on from there.
 */
export async function changesPage<T>(
  events: Pick<EventLog, "page">,
  page: { readonly since?: string | null | undefined; readonly first?: number | null | undefined },
  { feed, view, shows }: ChangesView<T>,
): Promise<Outcome<Page<T>>> {
  const request = checkPage({ first: page.first ?? PAGE_SIZE }, { kind: feed, valueCount: 1, max: PAGE_MAX });
  if (!request.ok) return request;
  const after = page.since === null || page.since === undefined ? ok(0) : changeNumber(feed, page.since);
  if (!after.ok) return after;
  const { found, hasMore, last } = await read(events, { after: after.value, first: request.value.first, shows });
  const edges = found.map((event) => ({ cursor: changeCursor(feed, event.number), node: view(event) }));
  return ok({
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: changeCursor(feed, last),
      hasNextPage: hasMore,
      hasPreviousPage: after.value > 0,
    },
  });
}

/** The next events that are shown, and the number of the last one looked at: whoever goes on from there misses none. */
async function read(
  events: Pick<EventLog, "page">,
  {
    after,
    first,
    shows,
  }: { readonly after: number; readonly first: number; readonly shows: ((event: RecordedEvent) => boolean) | undefined },
): Promise<{ readonly found: readonly RecordedEvent[]; readonly hasMore: boolean; readonly last: number }> {
  const found: RecordedEvent[] = [];
  let last = after;
  while (last - after < LOOKED_AT_MAX) {
    const { events: next, hasMore } = await events.page({ after: last, first: shows === undefined ? first : PAGE_MAX });
    for (const event of next) {
      if (found.length === first) return { found, hasMore: true, last };
      last = event.number;
      if (shows?.(event) ?? true) found.push(event);
    }
    if (!hasMore || found.length === first) return { found, hasMore, last };
  }
  return { found, hasMore: true, last };
}
