import { findConflicts } from "../../subgraphs/domain/conflicts.ts";
import { entitlementOf } from "../../subgraphs/domain/mandates/entitlement.ts";
import { NO_MANDATES } from "../../subgraphs/domain/mandates/records.ts";
import type { Agreement, PartyMandates } from "../../subgraphs/domain/mandates/records.ts";
import { buildSocietyGraph, reachedFrom } from "../../subgraphs/domain/mandates/societies.ts";
import { computeOwnership } from "../../subgraphs/domain/ownership.ts";
import type { Cell, ConflictScope, HolderLookup } from "../../subgraphs/domain/ownership.ts";
import { partsOfRight } from "../../subgraphs/domain/recordingRights.ts";
import { storedShare } from "../../subgraphs/domain/shares.ts";
import type { Statement } from "../../subgraphs/domain/statements.ts";
import { parseStoredCountrySet, storedCountrySet } from "../../subgraphs/domain/territories/countrySet.ts";
import type { RecordedEvent } from "../../subgraphs/kit/events.ts";
import type { JsonObject } from "../../subgraphs/kit/json.ts";
import type { ChangeReader } from "../../subgraphs/kit/ports/changeReader.ts";
import type { MandateReader } from "../../subgraphs/kit/ports/mandateReader.ts";
import type { PartyReader } from "../../subgraphs/kit/ports/partyReader.ts";
import type { RightsCell, RightsReader, WorkRights } from "../../subgraphs/kit/ports/rightsReader.ts";
import { day } from "./statements.ts";

/** Works and mandates in memory, behind the ports that licences read: the same rules as the house's, without its stores. */
export interface RightsWorld {
  /** Makes a work's statements the known ones from an instant on; its version rises. */
  know(work: WorkSketch, at: Date): void;
  /** Ends an agreement from a day on; the version of the mandates rises. */
  terminate(agreementId: string, from: string): void;
  /** States a party's mandates anew; the version of the mandates rises. */
  mandate(partyId: string, mandates: PartyMandates): void;
  readonly rightsReader: RightsReader;
  readonly mandateReader: MandateReader;
  readonly partyReader: PartyReader;
  /** What happened to works and parties, one event for each of the calls above. */
  readonly changeReaders: { readonly works: ChangeReader; readonly parties: ChangeReader };
  /** Calls of `ownership` so far, with what was asked. */
  readonly ownershipCalls: { readonly works: number; readonly asKnownOn: string | null }[];
}

export interface WorkSketch {
  readonly id: string;
  readonly title: string;
  readonly iswc: string;
  readonly statements: readonly Statement[];
}

interface KnownWork {
  readonly sketch: WorkSketch;
  readonly versions: { readonly at: string; readonly statements: readonly Statement[] }[];
}

/** A world of these mandates, still without works. */
export function createRightsWorld(parties: Readonly<Record<string, PartyMandates>>, agreements: readonly Agreement[]): RightsWorld {
  const works = new Map<string, KnownWork>();
  const ownershipCalls: { works: number; asKnownOn: string | null }[] = [];
  const stated = new Map(Object.entries(parties));
  let inForce = agreements;
  let societies = buildSocietyGraph(inForce, []);
  let mandateVersion = 1;
  const mandatesOf = (partyId: string): PartyMandates => stated.get(partyId) ?? NO_MANDATES;
  const holders: HolderLookup = (partyId) =>
    mandatesOf(partyId).memberships.map(({ countries, period, society, basis }) => ({ countries, period, society, basis }));
  const [workEvents, partyEvents]: [RecordedEvent[], RecordedEvent[]] = [[], []];
  const tell = (events: RecordedEvent[], kind: string, subject: string, data: JsonObject = {}): void => {
    const number = events.length + 1;
    events.push({ id: `evt_${kind}_${number}`, number, kind, subject, data, recordedAt: new Date(number).toISOString() });
  };
  const unused = (): Promise<never> => Promise.reject(new Error("Licences do not ask this."));
  return {
    know: (sketch, at) => {
      const known = works.get(sketch.id) ?? { sketch, versions: [] };
      known.versions.push({ at: at.toISOString(), statements: sketch.statements });
      works.set(sketch.id, known);
      tell(workEvents, "STATEMENT_RECORDED", sketch.id);
    },
    terminate: (agreementId, from) => {
      inForce = inForce.map((one) => (one.id === agreementId ? { ...one, terminatedFrom: day(from) } : one));
      societies = buildSocietyGraph(inForce, []);
      mandateVersion += 1;
      const { grantor, grantee } = inForce.find(({ id }) => id === agreementId) ?? { grantor: "", grantee: "" };
      tell(partyEvents, "AGREEMENT_TERMINATED", agreementId, { grantor, grantee });
    },
    mandate: (partyId, mandates) => {
      stated.set(partyId, mandates);
      mandateVersion += 1;
      tell(partyEvents, "MEMBERSHIP_RECORDED", `mem_${partyEvents.length}`, { party: partyId });
    },
    changeReaders: { works: readerOf(workEvents), parties: readerOf(partyEvents) },
    ownershipCalls,
    rightsReader: {
      ownership: async ({ workIds, rights, countries, period, asKnownOn }) => {
        ownershipCalls.push({ works: workIds.length, asKnownOn });
        const found = workIds.map((id): WorkRights | null => {
          const known = works.get(id);
          const upTo = known?.versions.filter(({ at }) => asKnownOn === null || at <= asKnownOn) ?? [];
          const statements = upTo.at(-1)?.statements;
          if (known === undefined || statements === undefined) return null;
          const asked = parseStoredCountrySet(countries);
          const openConflicts: ConflictScope[] = findConflicts(statements, holders).map(({ slices }, at) => ({
            id: `cnf_${id}_${at}`,
            slices,
          }));
          const cells = computeOwnership({ statements, rights, countries: asked, period, holders, openConflicts });
          const touched = cells.flatMap(({ conflictIds }) => conflictIds);
          const { title, iswc } = known.sketch;
          const head = { workId: id, version: upTo.length, title, iswc, complete: true, sources: [], aiLabel: null };
          return { ...head, conflictIds: [...new Set(touched)], cells: cells.map(rightsCell) };
        });
        return await Promise.resolve({ works: found });
      },
      recordings: async ({ recordingIds }) => await Promise.resolve({ recordings: recordingIds.map(() => null) }),
      repertoire: async ({ after, first }) => {
        const ids = [...works.keys()].sort().filter((id) => after === null || id > after);
        return await Promise.resolve({ workIds: ids.slice(0, first), hasMore: ids.length > first });
      },
      resolve: async ({ codes }) => {
        const find = (code: string): string | null =>
          [...works.values()].find(({ sketch }) => sketch.id === code || sketch.iswc === code)?.sketch.id ?? null;
        return await Promise.resolve({ workIds: codes.map(find) });
      },
      match: unused,
    },
    mandateReader: {
      entitlements: async ({ licensor, use, on, questions }) => {
        const answers = questions.map(({ partyId, side, right, countries }) => {
          const question = { licensor, use, side, right, countries: parseStoredCountrySet(countries), on: day(on) };
          return entitlementOf(question, { party: mandatesOf(partyId), societies }).map((piece) => ({
            ...piece,
            countries: storedCountrySet(piece.countries),
          }));
        });
        return await Promise.resolve({ answers });
      },
      holders: unused,
      terms: unused,
      clashes: async ({ questions }) => await Promise.resolve({ answers: questions.map(() => []) }),
      reached: async ({ societies: named }) => await Promise.resolve({ societies: [...reachedFrom(societies, named)] }),
      version: async () => await Promise.resolve({ version: mandateVersion }),
    },
    partyReader: {
      byIds: async ({ ids }) => await Promise.resolve({ parties: ids.map(() => null) }),
      byCodes: unused,
      byStatements: unused,
      kinOf: unused,
      writtenNames: unused,
      search: unused,
    },
  };
}

function readerOf(events: readonly RecordedEvent[]): ChangeReader {
  return {
    last: async () => await Promise.resolve({ number: events.length }),
    page: async ({ after, first }) =>
      await Promise.resolve({ events: events.slice(after, after + first), hasMore: events.length > after + first }),
  };
}

function rightsCell(cell: Cell): RightsCell {
  const { right, period, state } = cell;
  return {
    ...{ right: partsOfRight(right).code, period, state },
    countries: storedCountrySet(cell.countries),
    claimed: storedShare(cell.claimed),
    unclaimed: storedShare(cell.unclaimed),
    over: storedShare(cell.over),
    held: storedShare(cell.held),
    claims: cell.claims.map(({ claimIds, partyId, partyName, side, role, kind, society, basis, share, payable, contested }) => ({
      ...{ claimIds, partyId, partyName, side, role, kind, society, basis, contested },
      share: storedShare(share),
      payable: storedShare(payable),
    })),
    reported: cell.reported.map(({ partyName, society, share }) => ({ partyName, society, share: storedShare(share) })),
  };
}
