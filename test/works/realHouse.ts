import { graphql } from "graphql";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import type { Clock } from "../../subgraphs/kit/clock.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { createPartiesSubgraph } from "../../subgraphs/parties/index.ts";
import type { PartiesSubgraph } from "../../subgraphs/parties/index.ts";
import { createWorksSubgraph } from "../../subgraphs/works/index.ts";
import type { WorksOptions, WorksSubgraph } from "../../subgraphs/works/index.ts";
import type { TestStore } from "../support/store.ts";

/** Works over the real register of parties, both in one store; house.ts has a small register in its place. */
export interface RealHouse {
  readonly works: WorksSubgraph;
  readonly parties: PartiesSubgraph;
  /** Works' own, and that of parties. */
  readonly foundation: Foundation;
  readonly ofParties: Foundation;
}

interface RealHouseOptions {
  readonly clock?: Clock;
  readonly works?: Pick<WorksOptions, "nodeSeal" | "webhookReach">;
}

/** An empty house over the store; what was in it is gone. */
export async function openRealHouse(store: TestStore, { works: more = {}, ...timed }: RealHouseOptions = {}): Promise<RealHouse> {
  await store.clear("works");
  await store.clear("parties");
  const ofParties = await store.foundation({ subgraph: "parties", ...timed });
  const foundation = await store.foundation({ subgraph: "works", ...timed });
  const parties = await createPartiesSubgraph({ foundation: ofParties, ports: {}, dataFolder: store.folder });
  const ports = { ...parties.ports, jobReaders: [] };
  const works = await createWorksSubgraph({ foundation, ports, dataFolder: store.folder, ...more });
  return { works, parties, foundation, ofParties };
}

/** What the graph of works answers to somebody, as plain objects that are read by path. Throws on errors. */
export async function askWorks(
  works: WorksSubgraph,
  asked: { readonly source: string; readonly variables: Readonly<Record<string, unknown>>; readonly caller: Caller },
): Promise<ReturnType<typeof JSON.parse>> {
  const { source, variables, caller } = asked;
  const { data, errors } = await graphql({
    schema: works.schema,
    source,
    variableValues: variables,
    contextValue: works.contextFor(caller),
  });
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join("; "));
  return JSON.parse(JSON.stringify(data ?? null));
}
