import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openStorage } from "../../subgraphs/storage/connection.ts";
import type { SubgraphName } from "../../subgraphs/storage/connection.ts";
import { uriOf } from "../../subgraphs/storage/embedded/index.ts";

/** Everything that an import leaves behind, by name, in words that are the same whenever the same happened: ids are numbered as they come, instants left out. */
export type ImportPicture = Readonly<Record<string, string>>;

type Stored = Readonly<Record<string, unknown>> & { readonly _id: string };

/** Looks at a data folder whose house runs and rests. */
export async function importPicture(dataFolder: string): Promise<ImportPicture> {
  const address = readFileSync(join(dataFolder, "store", "store.address"), "utf8").trim();
  const storage = await openStorage({ uri: uriOf(address, "works"), appName: "tutti-campaign" });
  try {
    const read = async (part: SubgraphName, name: string, sort: Readonly<Record<string, 1>> = { _id: 1 }): Promise<Stored[]> =>
      await storage.database(part).collection<Stored>(name).find({}).sort(sort).toArray();
    const plain = plainly();
    const works = await read("works", "works");
    const told = (rows: readonly object[]): string => rows.map((row) => plain(JSON.stringify(row))).join("\n");
    const [ownBlocks, partyBlocks] = [await blocksOf(read, "works"), await blocksOf(read, "parties")];
    return {
      unnumbered: [...ownBlocks, ...partyBlocks].flatMap(({ _id, number }) => (number === undefined ? [_id] : [])).join("\n"),
      parties: told(await read("parties", "parties")),
      works: told(works.map(without("searchKeys"))),
      searchKeys: told(works.map(({ searchKeys }) => ({ searchKeys }))),
      statements: told((await read("works", "statements")).map(without("contentHash"))),
      conflicts: told((await read("works", "conflicts")).map(without("deadline"))),
      guards: told(await read("works", "guards")),
      timeline: told(ownBlocks.flatMap(eventsOf)),
      partyTimeline: told(partyBlocks.flatMap(eventsOf)),
      unfinished: told(await read("works", "importedBatches")),
      messages: told((await read("works", "messages")).map(without("name"))),
      jobs: told(
        (await read("works", "jobs")).map(({ state, result, problems, problemCount, done }) => ({
          state,
          result,
          problems,
          problemCount,
          done,
        })),
      ),
      ...files(dataFolder, plain),
    };
  } finally {
    await storage.close();
  }
}

/** What differs between two pictures: the name, and the first line that does. */
export function differences(one: ImportPicture, other: ImportPicture): string[] {
  return Object.keys({ ...one, ...other }).flatMap((name) => {
    const [own, others] = [(one[name] ?? "").split("\n"), (other[name] ?? "").split("\n")];
    const at = own.findIndex((line, index) => line !== others[index]);
    if (at < 0 && own.length === others.length) return [];
    const line = at < 0 ? own.length : at;
    return [`${name}: ${own.length} and ${others.length} lines; line ${line + 1}:\n  ${own[line] ?? "none"}\n  ${others[line] ?? "none"}`];
  });
}

async function blocksOf(
  read: (part: SubgraphName, name: string, sort: Readonly<Record<string, 1>>) => Promise<Stored[]>,
  part: SubgraphName,
): Promise<Stored[]> {
  return await read(part, "events", { number: 1 });
}

function eventsOf({ number, events }: Stored): object[] {
  return (JSON.parse(String(events)) as object[]).map((event, at) => ({ number: Number(number) + at, ...event }));
}

/** What lies in the folders of files, and what the acknowledgements say but for the moment at which they were made. */
function files(dataFolder: string, plain: (text: string) => string): ImportPicture {
  const names = (folder: string): string[] => (existsSync(join(dataFolder, folder)) ? readdirSync(join(dataFolder, folder)).sort() : []);
  const acknowledgements = names("acknowledgements");
  return {
    uploads: names("uploads").map(plain).join("\n"),
    kept: names("messages").map(plain).join("\n"),
    acknowledgements: acknowledgements.map(plain).join("\n"),
    acknowledged: acknowledgements
      .map((name) =>
        readFileSync(join(dataFolder, "acknowledgements", name), "utf8")
          .replace(/^HDR.*$/mu, "HDR")
          .replace(/20\d{6}/gu, "DATE"),
      )
      .join("\n"),
  };
}

/** Ids as their kind and their number in order of appearance; instants as a word. */
function plainly(): (text: string) => string {
  const numbers = new Map<string, string>();
  return (text) =>
    text
      .replace(/\b([a-z]{3})_[0-9A-HJKMNP-TV-Z]{26}\b/gu, (id, prefix: string) => {
        const known = numbers.get(id) ?? `${prefix}_${numbers.size}`;
        numbers.set(id, known);
        return known;
      })
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu, "INSTANT");
}

function without(member: string): (row: Stored) => object {
  return (row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== member));
}
