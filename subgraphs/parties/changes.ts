import { z } from "zod";
import type { Outcome } from "../domain/outcome.ts";
import { changesPage } from "../kit/changes.ts";
import type { EventLog, RecordedEvent } from "../kit/events.ts";
import type { Page } from "../kit/page.ts";

/** One change as the graph shows it (SDL: PartyChange). */
export interface PartyChangeAnswer {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly subject: string;
  readonly partyId: string | null;
  readonly societies: readonly string[];
  readonly recordedAt: string;
  readonly version: number | null;
}

const eventData = z.object({
  party: z.string().nullish(),
  society: z.string().nullish(),
  grantor: z.string().nullish(),
  grantee: z.string().nullish(),
  version: z.number().nullish(),
});

/** A page of all changes to parties, memberships and agreements after a cursor (kit/changes.ts). */
export async function partyChangesAfter(
  events: EventLog,
  page: { readonly since?: string | null | undefined; readonly first?: number | null | undefined },
): Promise<Outcome<Page<PartyChangeAnswer>>> {
  return await changesPage(events, page, { feed: "parties", view: partyChange });
}

function partyChange({ id, number, kind, subject, data, recordedAt }: RecordedEvent): PartyChangeAnswer {
  const { party, society, grantor, grantee, version } = eventData.parse(data);
  const named = [society, grantor, grantee].flatMap((code) => code ?? []);
  return {
    ...{ id, number, kind, subject, recordedAt, version: version ?? null },
    partyId: [subject, party, grantor].find((one) => one?.startsWith("pty_")) ?? null,
    societies: [...new Set(named.filter((code) => !code.startsWith("pty_")))],
  };
}
