import { checkTransaction } from "../../../../../subgraphs/domain/formats/cwr/check.ts";
import type { CheckedTransaction } from "../../../../../subgraphs/domain/formats/cwr/check.ts";
import { interpretTransaction } from "../../../../../subgraphs/domain/formats/cwr/interpret.ts";
import type { WrittenVersion } from "../../../../../subgraphs/domain/formats/cwr/registration/draftTools.ts";
import type { RegistrationForm, WrittenRegistration } from "../../../../../subgraphs/domain/formats/cwr/registration/writeRegistration.ts";
import { writeRegistration } from "../../../../../subgraphs/domain/formats/cwr/registration/writeRegistration.ts";
import type { RecordDraft } from "../../../../../subgraphs/domain/formats/cwr/write.ts";
import type {
  ClaimDraft,
  CreatorDraft,
  OriginShareDraft,
  PartyDraft,
  RegistrationDraft,
  ReportedDraft,
  WorkDraft,
} from "../../../../../subgraphs/domain/drafts.ts";
import type { RightFamily } from "../../../../../subgraphs/domain/rights.ts";
import type { Share } from "../../../../../subgraphs/domain/shares.ts";
import { parseFraction } from "../../../../../subgraphs/domain/shares.ts";
import type { Figure, ScopeRow, Side, TerritoryScope } from "../../../../../subgraphs/domain/statements.ts";
import type { TisCode } from "../../../../../subgraphs/domain/territories/countrySet.ts";
import { expandScope } from "../../../../../subgraphs/domain/territories/tis.ts";
import { DAY, fileOf, transactionsOf } from "../build.ts";

/** A share from a fraction of the whole. */
export function part(text: string): Share {
  const share = parseFraction(text);
  if (share === null) throw new Error(`${text} is no fraction`);
  return share;
}

/** `I2136 E0840` */
export function scope(text = "I2136"): TerritoryScope {
  const rows = text.split(" ").map((row): ScopeRow => ({ sign: row.startsWith("E") ? "E" : "I", territory: row.slice(1) as TisCode }));
  return { rows, countries: expandScope(rows, DAY).countries, expandedOn: DAY };
}

type Fractions = Readonly<Partial<Record<RightFamily, string>>>;

function figures(of: Fractions): Figure[] {
  return (Object.entries(of) as [RightFamily, string][]).map(([right, text]) => ({ right, share: part(text) }));
}

interface Named {
  readonly key: string;
  readonly name: string;
  readonly side?: Side;
  readonly role?: string;
}

function said({ key, name, side = "WRITER", role = side === "WRITER" ? "CA" : "E" }: Named) {
  return { partyKey: key, partyName: name, side, role, line: null };
}

export function origin(named: Named, owned: Fractions): OriginShareDraft {
  return { ...said(named), figures: figures(owned) };
}

export function claim(named: Named, collected: Fractions, more: Partial<ClaimDraft> = {}): ClaimDraft {
  const writerPartyKeys = named.side === "PUBLISHER" ? [] : [named.key];
  return {
    ...{ ...said(named), kind: "CLAIMED", figures: figures(collected), territories: scope(), period: { from: null, until: null } },
    ...{ writerPartyKeys, chain: [], affiliations: {}, agreement: null, ...more },
  };
}

export function reported(named: Named, owned: Fractions, more: Partial<ReportedDraft> = {}): ReportedDraft {
  return { ...said(named), figures: figures(owned), affiliations: {}, territories: null, ...more };
}

export function party(key: string, lastName: string, more: Partial<PartyDraft> = {}): PartyDraft {
  return {
    ...{ key, kind: "NATURAL", side: "WRITER", lastName, firstName: null, nativeName: null, ipiNameNumber: null, ipiBaseNumber: null },
    ...{ submitterPartyNumber: "", affiliations: {}, ...more },
  };
}

export function creator(partyKey: string | null, name: string, role = "CA"): CreatorDraft {
  return { partyKey, name, role };
}

export function workDraft(more: Partial<WorkDraft> = {}): WorkDraft {
  return {
    ...{ title: "SILVER RIVER", language: null, titles: [], iswc: null, submitterWorkNumber: "W1", creators: [creator("A", "MOON, ANNA")] },
    ...{ performers: [], recordings: [], origins: [], derivedFrom: [], durationMs: null, category: "POP", versionType: "ORI" },
    ...{ textMusicRelationship: null, workType: null, recorded: null, kept: [], ...more },
  };
}

/** A writer with half of the performing right, her publisher with the rest; both collect in the world. */
export function plainDraft(more: Partial<WorkDraft> = {}, statement: Partial<RegistrationDraft["statement"]> = {}): RegistrationDraft {
  const [writer, publisher] = [ANNA, LUNA];
  return {
    work: workDraft(more),
    parties: [party("A", "MOON", { firstName: "ANNA" }), party("P", "LUNA MUSIC", { side: "PUBLISHER", kind: "LEGAL" })],
    statement: {
      submitterWorkNumber: "W1",
      claims: [
        claim(publisher, { PERFORMING: "1/2", MECHANICAL: "1/1", SYNC: "1/1" }, { writerPartyKeys: ["A"], chain: [publisher.name] }),
        claim(writer, { PERFORMING: "1/2" }),
      ],
      reported: [],
      origins: [origin(publisher, { PERFORMING: "1/2", MECHANICAL: "1/1", SYNC: "1/1" }), origin(writer, { PERFORMING: "1/2" })],
      ...statement,
    },
  };
}

export const ANNA: Named = { key: "A", name: "MOON, ANNA" };
export const LUNA: Named = { key: "P", name: "LUNA MUSIC", side: "PUBLISHER" };

/** Han is read as if every character were a syllable "HA". */
function formOf(more: Partial<RegistrationForm> = {}): RegistrationForm {
  return {
    ...{ version: "2.2", transaction: "NWR", viewpoint: { isOwn: true, agreementWith: () => null }, on: DAY, writtenOn: DAY },
    readHan: (text) => text.replace(/\p{Script=Han}/gu, " ha "),
    ...more,
  };
}

export function write(draft: RegistrationDraft, more: Partial<RegistrationForm> = {}): WrittenRegistration {
  return writeRegistration(draft, formOf(more));
}

/** The lines of one transaction, without what stands around it. */
export function linesOf(records: readonly RecordDraft[] | null, version: WrittenVersion = "2.2"): readonly string[] {
  return records === null ? [] : fileOf([records], version).split("\r\n").slice(2, -3);
}

/** What was written, read and checked with the standard's own severities. */
export function readBack(records: readonly RecordDraft[], version: WrittenVersion = "2.2"): CheckedTransaction {
  const [transaction] = transactionsOf(fileOf([records], version));
  if (transaction === undefined) throw new Error("the file has no transaction");
  return checkTransaction(transaction, { on: DAY, strict: true });
}

/** What was written, as the next house understands it. */
export function understood(records: readonly RecordDraft[], version: WrittenVersion = "2.2"): RegistrationDraft {
  return interpretTransaction(readBack(records, version), { on: DAY });
}

export function codes({ problems }: Pick<WrittenRegistration, "problems">): readonly string[] {
  return problems.map(({ code }) => code);
}
