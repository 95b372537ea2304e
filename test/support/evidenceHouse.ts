import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Clock } from "../../subgraphs/kit/clock.ts";
import { createFoundation } from "../../subgraphs/kit/foundation.ts";
import type { Foundation } from "../../subgraphs/kit/foundation.ts";
import { createIdMaker } from "../../subgraphs/kit/ids.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";
import { createChangeReader } from "../../subgraphs/kit/ports/changeReader.ts";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";
import { createWorksSubgraph } from "../../subgraphs/works/index.ts";
import type { WorksSubgraph } from "../../subgraphs/works/index.ts";
import { callerOf } from "../works/house.ts";
import { createTestParties } from "./ports.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n", "latin1");

/** Works over the store of a data folder that outlives the process, so that one may be killed and another go on. */
export interface EvidenceHouse {
  readonly works: WorksSubgraph;
  readonly foundation: Foundation;
  sendEvidence(conflict: string): Promise<string>;
  stop(): Promise<void>;
}

/** `atEnqueue` runs where the job of a document would be queued, when the document is in its place. */
export async function openEvidenceHouse(
  folder: string,
  { clock, atEnqueue }: { readonly clock: Clock; readonly atEnqueue?: () => never },
): Promise<EvidenceHouse> {
  const store = await startEmbeddedStore({ dataFolder: join(folder, "store") });
  const storage = await openStorage({ uri: store.uri("evidence"), appName: "evidence" });
  const tools = {
    clock,
    ids: createIdMaker({ clock, random: () => new Uint8Array(randomBytes(10)) }),
    log: createLogger({ level: "silent" }),
    migrations: [],
  };
  const made = await createFoundation({ subgraph: "works", connection: storage.database("works"), ...tools });
  const ofParties = await createFoundation({ subgraph: "parties", connection: storage.database("parties"), ...tools });
  const foundation = atEnqueue === undefined ? made : { ...made, jobs: { ...made.jobs, enqueue: atEnqueue } };
  const parties = createTestParties();
  for (const [party, society] of [
    ["W", "052"],
    ["A", "052"],
    ["Z", "058"],
  ] as const)
    parties.add(`pty_${party}`, party, society);
  const changeReader = createChangeReader(ofParties.events);
  const works = await createWorksSubgraph({ foundation, ports: { ...parties, changeReader, jobReaders: [] }, dataFolder: folder });
  return {
    ...{ works, foundation },
    sendEvidence: async (conflict) => {
      const parameters = { conflict, text: "The contract of 2019", fileName: "contract.pdf" };
      const request = { kind: "evidence", stream: Readable.from([PDF]), parameters, caller: callerOf("058", "steward") } as const;
      return (await works.files.receive(request)).job;
    },
    stop: async () => {
      await storage.close();
      await store.stop();
    },
  };
}
