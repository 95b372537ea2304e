import { graphql } from "graphql";
import type { ConflictTerms } from "../../subgraphs/domain/conflictClock.ts";
import { parseLocalDate } from "../../subgraphs/domain/period.ts";
import type { Period } from "../../subgraphs/domain/period.ts";
import type { RightScope, Side } from "../../subgraphs/domain/statements.ts";
import { expandScope, parseTisCode } from "../../subgraphs/domain/territories/tis.ts";
import type { Caller, Role } from "../../subgraphs/kit/caller.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { createChangeReader } from "../../subgraphs/kit/ports/changeReader.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { createWorksSubgraph } from "../../subgraphs/works/index.ts";
import type { WorkStatementInput, WorksOptions, WorksPorts, WorksSubgraph } from "../../subgraphs/works/index.ts";
import type { RelianceReader } from "../../subgraphs/kit/ports/relianceReader.ts";
import type { StakeReader } from "../../subgraphs/kit/ports/stakeReader.ts";
import { createTestParties } from "../support/ports.ts";
import type { TestParties } from "../support/ports.ts";
import { percent } from "../support/statements.ts";
import type { TestStore } from "../support/store.ts";
import type { Clock } from "../../subgraphs/kit/clock.ts";

/** The works subgraph over a real store, with a small register of parties beside it. */
export interface WorksHouse {
  readonly works: WorksSubgraph;
  readonly foundation: Foundation;
  readonly parties: TestParties;
  /** Asks as somebody; numbers what was committed before, so that history and changes show it. */
  ask(document: string, variables?: Readonly<Record<string, unknown>>, caller?: Caller): Promise<Answer>;
  /** The same, and throws on errors. */
  data(document: string, variables?: Readonly<Record<string, unknown>>, caller?: Caller): Promise<AnswerData>;
}

type AnswerData = NonNullable<ReturnType<typeof JSON.parse>>;

interface Answer {
  readonly data?: AnswerData;
  readonly errors?: readonly { readonly message: string; readonly originalError?: unknown }[];
}

interface HouseOptions {
  readonly clock?: Clock;
  readonly conflictTerms?: ConflictTerms;
  readonly stakeReader?: StakeReader;
  readonly relianceReader?: RelianceReader;
  /** What works asks others about rulings. */
  readonly forecasters?: Pick<WorksPorts, "runForecaster" | "licenseForecaster">;
  /** Another house over the same store, with the same parties: nothing is cleared. */
  readonly beside?: WorksHouse;
  /** For what is asked of other houses. */
  readonly works?: Pick<WorksOptions, "nodeSeal" | "webhookReach">;
}

export async function openWorks(
  store: TestStore,
  { beside, conflictTerms, stakeReader, relianceReader, forecasters = {}, works: more = {}, ...options }: HouseOptions = {},
): Promise<WorksHouse> {
  if (beside === undefined) await store.clear("works");
  const foundation = await store.foundation({ subgraph: "works", ...options });
  const ofParties = await store.foundation({ subgraph: "parties", ...options });
  const parties = beside?.parties ?? createTestParties();
  const { partyReader, partyRegistrar, mandateReader } = parties;
  const works = await createWorksSubgraph({
    foundation,
    ports: {
      partyReader,
      partyRegistrar,
      mandateReader,
      changeReader: createChangeReader(ofParties.events),
      jobReaders: [],
      ...(stakeReader === undefined ? {} : { stakeReader }),
      ...(relianceReader === undefined ? {} : { relianceReader }),
      ...forecasters,
    },
    dataFolder: store.folder,
    ...(conflictTerms === undefined ? {} : { conflictTerms }),
    ...more,
  });
  const ask: WorksHouse["ask"] = async (source, variableValues = {}, caller = callerOf("119", "admin")) => {
    await foundation.events.drain();
    const { data, errors } = await graphql({ schema: works.schema, source, variableValues, contextValue: works.contextFor(caller) });
    // As JSON, so that answers are plain objects, read by path.
    const plain: AnswerData = JSON.parse(JSON.stringify(data ?? null));
    return errors === undefined ? { data: plain } : { data: plain, errors };
  };
  return {
    works,
    foundation,
    parties,
    ask,
    data: async (document, variables, caller) => {
      const { data, errors } = await ask(document, variables, caller);
      if (errors !== undefined && errors.length > 0) throw new Error(errors.map(({ message }) => message).join("; "));
      return data;
    },
  };
}

export function callerOf(society: string | null, role: Role): Caller {
  return { subject: `${role}@${society ?? "nowhere"}`, society, role, scopes: [], purpose: null, requestId: "test" };
}

export interface SketchedClaim {
  readonly party: string;
  readonly side?: Side;
  readonly figures: Readonly<Partial<Record<RightScope, string>>>;
  /** `I2120`, `E0756`; the World where none is given. */
  readonly territories?: readonly string[];
  readonly writers?: readonly string[];
  readonly period?: Period;
}

export interface SketchedStatement {
  readonly from: string;
  readonly number?: string;
  readonly to?: string | null;
  readonly message?: string;
  readonly title?: string;
  readonly iswc?: string | null;
  readonly creators?: readonly string[];
  readonly claims?: readonly SketchedClaim[];
  readonly isrc?: string;
  readonly at?: string;
  readonly line?: number | null;
}

/** A statement in short: parties are named by the end of their ids. */
export function sketch(given: SketchedStatement): WorkStatementInput {
  const {
    from,
    number = "W1",
    to = null,
    message = "msg_1",
    title = "River",
    iswc = null,
    creators = ["W"],
    claims = [],
    at = "2026-01-15T12:00:00.000Z",
    line = 2,
  } = given;
  const expandedOn = parseLocalDate("2026-01-15");
  if (expandedOn === null) throw new Error("a day");
  return {
    submitter: { key: from, name: from, society: from.startsWith("SO:") ? from.slice(3) : null },
    ...{ submitterWorkNumber: number, receiver: to, message, line, receivedAt: at },
    description: {
      titles: [{ text: title, kind: "ORIGINAL", language: null, script: "Latn" }],
      iswc,
      creators: creators.map((party) => ({ partyId: `pty_${party}`, name: party, role: "CA", ipiNameNumber: null })),
      recordings: given.isrc === undefined ? [] : [{ isrc: given.isrc, title: null, performers: ["The Band"], durationMs: 180_000 }],
      details: {},
    },
    claims: claims.map((claim) => {
      const rows = (claim.territories ?? ["I2136"]).map((text) => ({
        sign: text.startsWith("E") ? ("E" as const) : ("I" as const),
        territory: requireOk(parseTisCode(text.slice(1))),
      }));
      const side = claim.side ?? "WRITER";
      return {
        ...{ partyId: `pty_${claim.party}`, partyName: claim.party, side, role: side === "WRITER" ? "CA" : "E", kind: "CLAIMED" as const },
        figures: (Object.entries(claim.figures) as [RightScope, string][]).map(([right, text]) => ({ right, share: percent(text) })),
        territories: { rows, countries: expandScope(rows, expandedOn).countries, expandedOn },
        period: claim.period ?? { from: null, until: null },
        writerPartyIds: (claim.writers ?? (side === "WRITER" ? [claim.party] : [])).map((party) => `pty_${party}`),
        ...{ chain: [], affiliations: {}, agreement: null, line: null },
      };
    }),
    ...{ reported: [], origins: [] },
  };
}

export const writer = (share: string, more: Partial<SketchedClaim> = {}): SketchedClaim => ({
  party: "W",
  figures: { PERFORMING: share },
  ...more,
});
export const publisher = (party: string, share: string, more: Partial<SketchedClaim> = {}): SketchedClaim => ({
  party,
  side: "PUBLISHER",
  figures: { PERFORMING: share },
  writers: ["W"],
  ...more,
});
