import type { Field } from "../subgraphs/domain/formats/fixedWidth.ts";
import { REC } from "../subgraphs/domain/formats/cwr/layouts/details.ts";
import { NWN, PWR, SPT, SPU, SWR, SWT } from "../subgraphs/domain/formats/cwr/layouts/parties.ts";
import { NAT, NWR, PER } from "../subgraphs/domain/formats/cwr/layouts/works.ts";
import type { RecordDraft } from "../subgraphs/domain/formats/cwr/write.ts";
import { CwrFileWriter, encodeCwr } from "../subgraphs/domain/formats/cwr/write.ts";
import type { InventedChain, InventedParty, InventedWork } from "./catalogue.ts";

/** A territory row as SPT and SWT write it: include or exclude a TIS code. */
export interface Row {
  readonly sign: "I" | "E";
  readonly territory: string;
}

const WORLD: readonly Row[] = [{ sign: "I", territory: "2136" }];
/** A sub-publisher collects in its own country; the original publisher everywhere else. */
const LANGUAGE_OF: Readonly<Record<string, string>> = { "119": "ZH", "038": "JA" };

/** A sender's CWR 2.2 file of these works. `rowsOf` limits where a work's chains collect; the World where it says nothing. */
export function registrationFile(
  works: readonly InventedWork[],
  sender: {
    readonly society: string;
    readonly name: string;
    readonly createdAt: string;
    readonly rowsOf?: (work: InventedWork) => readonly Row[] | null;
  },
): Uint8Array {
  const writer = new CwrFileWriter("2.2");
  const lines = [
    writer.open({
      senderType: "SO",
      senderId: sender.society,
      senderName: sender.name,
      createdAt: sender.createdAt,
      characterSet: "UTF-8",
    }),
    writer.openGroup("NWR"),
    ...works.map((work) => writer.transaction(registration(work, sender.rowsOf?.(work) ?? WORLD))),
    writer.closeGroup(),
    writer.close(),
  ];
  return encodeCwr(lines.join(""));
}

/** The records of one NWR: work, chains, writers, titles in Han, performer, recording. */
function registration(work: InventedWork, rows: readonly Row[]): RecordDraft[] {
  const publishers = work.chains.flatMap((chain, at) => publisherRecords(chain, String(at + 1), rows));
  const writers = work.chains.flatMap((chain, at) => writerRecords(chain, String(at + 1), rows));
  const language = LANGUAGE_OF[work.home.society] ?? "";
  const native =
    work.nativeTitle === null
      ? []
      : [
          record("NAT", [
            [NAT.title, work.nativeTitle],
            [NAT.titleType, "OL"],
            [NAT.languageCode, language],
          ]),
        ];
  return [
    record("NWR", [
      [NWR.workTitle, work.title],
      [NWR.submitterWorkNumber, work.number],
      [NWR.iswc, work.iswc],
      [NWR.category, "POP"],
      [NWR.duration, durationText(work.durationSeconds)],
      [NWR.recordedIndicator, "Y"],
      [NWR.textMusicRelationship, "MTX"],
      [NWR.versionType, "ORI"],
    ]),
    ...publishers,
    ...writers,
    ...native,
    record("PER", [[PER.lastName, work.performer]]),
    record("REC", [
      [REC.releaseDuration, durationText(work.durationSeconds)],
      [REC.isrc, work.isrc],
      [REC.recordingTitle, work.title],
      [REC.displayArtist, work.performer],
      [REC.isrcValidity, "Y"],
    ]),
  ];
}

function publisherRecords(chain: InventedChain, sequence: string, rows: readonly Row[]): RecordDraft[] {
  const { publisher, subPublisher, shares } = chain;
  const own = [shares.publisherPerforming, shares.mechanical, shares.sync] as const;
  const changed = chain.collectedPerforming !== undefined;
  const collected = [chain.collectedPerforming ?? shares.publisherPerforming, shares.mechanical, shares.sync] as const;
  const nothing = [0, 0, 0] as const;
  const away = subPublisher?.home.territory ?? null;
  const remaining: readonly Row[] = away === null ? rows : [...rows, { sign: "E", territory: away }];
  const records = [
    publisherRecord(publisher, { sequence, type: "E", shares: own }),
    ...collections("SPT", publisher, { rows: remaining, figures: collected, changed }),
  ];
  if (subPublisher === null || away === null) return records;
  return [
    ...records,
    publisherRecord(subPublisher, { sequence, type: "SE", shares: nothing }),
    ...collections("SPT", subPublisher, { rows: [{ sign: "I", territory: away }], figures: collected, changed }),
  ];
}

type Figures = readonly [performing: number, mechanical: number, sync: number];

function publisherRecord(
  party: InventedParty,
  line: { readonly sequence: string; readonly type: string; readonly shares: Figures },
): RecordDraft {
  const [performing, mechanical, sync] = line.shares;
  return record("SPU", [
    [SPU.publisherSequence, line.sequence],
    [SPU.partyNumber, party.number],
    [SPU.publisherName, party.last],
    [SPU.publisherType, line.type],
    [SPU.ipiNameNumber, party.ipiNameNumber],
    [SPU.prSociety, party.home.performing],
    [SPU.prShare, String(performing)],
    [SPU.mrSociety, party.home.mechanical ?? ""],
    [SPU.mrShare, String(mechanical)],
    [SPU.srSociety, party.home.mechanical ?? ""],
    [SPU.srShare, String(sync)],
    [SPU.ipiBaseNumber, party.ipiBaseNumber],
  ]);
}

function writerRecords({ writer, publisher, shares }: InventedChain, sequence: string, rows: readonly Row[]): RecordDraft[] {
  const native =
    writer.native === null
      ? []
      : [
          record("NWN", [
            [NWN.partyNumber, writer.number],
            [NWN.lastName, writer.native],
            [NWN.languageCode, LANGUAGE_OF[writer.home.society] ?? ""],
          ]),
        ];
  return [
    record("SWR", [
      [SWR.partyNumber, writer.number],
      [SWR.lastName, writer.last],
      [SWR.firstName, writer.first],
      [SWR.designation, "CA"],
      [SWR.ipiNameNumber, writer.ipiNameNumber],
      [SWR.prSociety, writer.home.performing],
      [SWR.prShare, String(shares.writerPerforming)],
      [SWR.mrSociety, writer.home.mechanical ?? ""],
      [SWR.ipiBaseNumber, writer.ipiBaseNumber],
    ]),
    ...native,
    ...collections("SWT", writer, { rows, figures: [shares.writerPerforming, 0, 0] }),
    record("PWR", [
      [PWR.publisherPartyNumber, publisher.number],
      [PWR.publisherName, publisher.last],
      [PWR.writerPartyNumber, writer.number],
      [PWR.publisherSequence, sequence],
    ]),
  ];
}

/** SPT and SWT rows in order; exclusions carry no shares. */
function collections(
  type: "SPT" | "SWT",
  party: InventedParty,
  { rows, figures, changed = false }: { readonly rows: readonly Row[]; readonly figures: Figures; readonly changed?: boolean },
): RecordDraft[] {
  const layout = type === "SPT" ? SPT : SWT;
  return rows.map(({ sign, territory }, at) => {
    const [performing, mechanical, sync] = sign === "I" ? figures : [0, 0, 0];
    return record(type, [
      [layout.partyNumber, party.number],
      [layout.prShare, String(performing)],
      [layout.mrShare, String(mechanical)],
      [layout.srShare, String(sync)],
      [layout.sign, sign],
      [layout.territory, territory],
      [layout.sharesChange, changed ? "Y" : ""],
      [layout.sequence, String(at + 1)],
    ]);
  });
}

function record(type: string, values: readonly (readonly [Field, string])[]): RecordDraft {
  return { type, values: new Map(values) };
}

/** HHMMSS. */
function durationText(seconds: number): string {
  return `00${String(Math.floor(seconds / 60)).padStart(2, "0")}${String(seconds % 60).padStart(2, "0")}`;
}
