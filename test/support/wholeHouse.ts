import { graphql } from "graphql";
import { createParts } from "../../gateway/parts.ts";
import type { Part, Parts } from "../../gateway/parts.ts";
import { demonstrationAgreements, membershipsOf } from "../../seed/mandates.ts";
import { demonstrationTariffs } from "../../seed/tariffs.ts";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { systemCaller } from "../../subgraphs/kit/caller.ts";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import type { FixedClock } from "../../subgraphs/kit/clock.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import type { SubgraphName } from "../../subgraphs/kit/subgraphName.ts";
import type { Side } from "../../subgraphs/domain/statements.ts";
import { PARTY_MIGRATIONS } from "../../subgraphs/parties/index.ts";
import { workMigrations } from "../../subgraphs/works/index.ts";
import { openTestStore } from "./store.ts";
import type { TestStore } from "./store.ts";

/** All four subgraphs over one store, with parties of several societies, their agreements and 119's tariffs. Nothing runs by itself. */
export interface WholeHouse {
  readonly store: TestStore;
  readonly parts: Parts;
  readonly clock: FixedClock;
  /** Ids by name: see PARTIES. */
  readonly partyIds: Readonly<Record<PartyName, string>>;
  /** What a subgraph answers, as plain objects read by path. Throws on errors. */
  ask(
    part: SubgraphName,
    source: string,
    variables?: Readonly<Record<string, unknown>>,
    caller?: Caller,
  ): Promise<ReturnType<typeof JSON.parse>>;
  /** Tells what follows from all that happened: numbers events and looks at licences. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Who is a member where: 119 is the licensor, 010 nobody that it can reach for streams in Europe, HERMIT a member nowhere. */
export const PARTIES = {
  LI: { side: "WRITER", performing: "119", mechanical: "119" },
  DOE: { side: "WRITER", performing: "052", mechanical: "044" },
  HERMIT: { side: "WRITER", performing: null, mechanical: null },
  ALTO: { side: "PUBLISHER", performing: "052", mechanical: "044" },
  ZEST: { side: "PUBLISHER", performing: "058", mechanical: "058" },
  YARD: { side: "PUBLISHER", performing: "010", mechanical: null },
} as const satisfies Record<string, { readonly side: Side; readonly performing: string | null; readonly mechanical: string | null }>;
export type PartyName = keyof typeof PARTIES;

export async function openWholeHouse(): Promise<WholeHouse> {
  const store = await openTestStore();
  const clock = fixedClock(new Date("2026-04-15T08:00:00.000Z"));
  const parts = await createParts({ storage: store.storage, clock, log: createLogger({ level: "silent" }), dataFolder: store.folder });
  const partyIds = await loadParties(parts);
  await parts.parties.loadAgreements(demonstrationAgreements());
  await parts.licenses.loadTariffs(demonstrationTariffs());
  // Events are numbered by any process over the same store.
  const numbering = [
    await store.foundation({ subgraph: "works", clock, migrations: workMigrations(null) }),
    await store.foundation({ subgraph: "parties", clock, migrations: PARTY_MIGRATIONS }),
  ];
  return {
    ...{ store, parts, clock, partyIds },
    ask: async (name, source, variableValues = {}, caller = systemCaller("test")) => {
      const part: Part = parts[name];
      const { data, errors } = await graphql({ schema: part.schema, source, variableValues, contextValue: part.contextFor(caller) });
      if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join("; "));
      return JSON.parse(JSON.stringify(data ?? null));
    },
    settle: async () => {
      for (const { events } of numbering) await events.drain();
      await parts.licenses.watchAlarms();
    },
    stop: async () => {
      await store.stop();
    },
  };
}

async function loadParties({ parties }: Parts): Promise<Readonly<Record<PartyName, string>>> {
  const names = Object.keys(PARTIES) as PartyName[];
  const ids = await parties.loadParties(
    names.map((name) => ({ key: name, kind: PARTIES[name].side === "WRITER" ? "NATURAL" : "LEGAL", names: [{ lastName: name }] })),
  );
  const memberships = names.flatMap((name, at) => {
    const { side, performing, mechanical } = PARTIES[name];
    return performing === null ? [] : membershipsOf({ performing, mechanical }, ids[at] ?? "", side);
  });
  await parties.loadMemberships(memberships);
  return Object.fromEntries(names.map((name, at) => [name, ids[at] ?? ""])) as Record<PartyName, string>;
}
