import { chooseByTitle } from "../../subgraphs/domain/matching/titleMatch.ts";
import type { IpiRight, UseType } from "../../subgraphs/domain/rights.ts";
import { addShares, parsePercent, storedShare, subtractShares, WHOLE, ZERO } from "../../subgraphs/domain/shares.ts";
import type { Share } from "../../subgraphs/domain/shares.ts";
import type { LicenseBrief, LicenseReader } from "../../subgraphs/kit/ports/licenseReader.ts";
import type { AgreementTerms, ChainLink, MandateReader } from "../../subgraphs/kit/ports/mandateReader.ts";
import type { PartyReader } from "../../subgraphs/kit/ports/partyReader.ts";
import type { RightsCell, RightsClaim, RightsReader } from "../../subgraphs/kit/ports/rightsReader.ts";

/**
 * The other subgraphs as small tables: ports whose answers are computed from data that a test states. They keep the ports' promises
 * (parts add up, answers in order), without time, places or conflicts of their own.
 */
export interface PortData {
  readonly licenses: readonly GivenLicense[];
  readonly works: readonly GivenWork[];
  /** The society of each party; a party that is not named is a member nowhere. */
  readonly members: Readonly<Record<string, string>>;
  readonly agreements: readonly GivenAgreement[];
}

export interface GivenLicense extends LicenseBrief {
  /** Percent of revenue, as a whole number, and how it is split between rights in whole percent. */
  readonly percent: number;
  readonly split: Readonly<Partial<Record<IpiRight, number>>>;
  readonly basis: "BLANKET" | "SHARES";
}

export interface GivenWork {
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly iswc?: string;
  readonly isrcs?: readonly string[];
  readonly claims: readonly GivenClaim[];
  /** Percent that is disputed, and in which conflict. */
  readonly held?: number;
  readonly conflictId?: string;
}

export interface GivenClaim {
  readonly partyId: string;
  readonly percent: number;
  /** The part that may be paid; the share when not said. */
  readonly payable?: number;
  readonly side?: "WRITER" | "PUBLISHER";
  readonly kind?: "CLAIMED" | "FREE";
}

/** `from` lets `to` license its repertoire everywhere. */
export interface GivenAgreement {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly terms: Omit<AgreementTerms, "agreementId" | "statementRhythm" | "paymentDays">;
}

export function portsOf(data: PortData): {
  licenseReader: LicenseReader;
  rightsReader: RightsReader;
  mandateReader: MandateReader;
  partyReader: PartyReader;
} {
  return {
    licenseReader: licenseReaderOf(data),
    rightsReader: rightsReaderOf(data),
    mandateReader: mandateReaderOf(data),
    partyReader: PARTIES,
  };
}

const PARTIES: PartyReader = {
  byIds: async ({ ids }) => ({
    parties: ids.map((id) => ({
      id,
      name: id,
      names: [id],
      kind: "NATURAL",
      ipiNameNumber: null,
      ipiBaseNumber: null,
      redirectedFrom: null,
    })),
  }),
  byCodes: async ({ codes }) => ({ parties: codes.map(() => null) }),
  byStatements: async ({ parties }) => ({ partyIds: parties.map(() => null) }),
  kinOf: async ({ ids }) => ({ kin: ids.map(() => []) }),
  writtenNames: async ({ ids }) => ({ parties: ids.map(() => null) }),
  search: async () => ({ parties: [] }),
};

function licenseReaderOf({ licenses }: PortData): LicenseReader {
  return {
    license: async ({ id }) => ({ license: licenses.find((one) => one.id === id) ?? null }),
    fees: async ({ licenseId, lines }) => {
      const license = licenses.find(({ id }) => id === licenseId);
      if (license === undefined) return { fees: [] };
      const { basis, currency } = license;
      const fees = lines.flatMap(({ territory, use, revenueMinor }) => {
        const fee = (BigInt(revenueMinor) * BigInt(license.percent)) / 100n;
        let rest = fee;
        return Object.entries(license.split).map(([right, percent], at, all) => {
          const amount = at === all.length - 1 ? rest : (fee * BigInt(percent)) / 100n;
          rest -= amount;
          return {
            territory,
            use,
            right: right as IpiRight,
            basis,
            amountMinor: amount.toString(),
            currency,
            clause: `${use} v1, clause 1`,
          };
        });
      });
      return { fees };
    },
  };
}

const percentOf = (value: number): Share => parsePercent(String(value)) ?? ZERO;

function rightsReaderOf({ works }: PortData): RightsReader {
  const cellOf = (work: GivenWork, place: { right: IpiRight; countries: string; period: RightsCell["period"] }): RightsCell => {
    const claims = work.claims.map(({ partyId, percent, payable, side, kind }): RightsClaim => ({
      claimIds: [`clm_${work.id}_${partyId}`],
      partyId,
      partyName: partyId,
      side: side ?? "WRITER",
      role: side === "PUBLISHER" ? "E" : "CA",
      kind: kind ?? "CLAIMED",
      society: null,
      basis: "MEMBERSHIP",
      share: storedShare(percentOf(percent)),
      payable: storedShare(percentOf(payable ?? percent)),
      contested: payable !== undefined,
    }));
    const held = percentOf(work.held ?? 0);
    const paid = work.claims.reduce((sum, { percent, payable }) => addShares(sum, percentOf(payable ?? percent)), ZERO);
    const unclaimed = subtractShares(subtractShares(WHOLE, paid), held);
    const state = work.held === undefined ? "CLEAR" : "DISPUTED";
    return {
      ...place,
      state,
      claims,
      claimed: storedShare(paid),
      unclaimed: storedShare(unclaimed),
      held: storedShare(held),
      over: "0/1",
      reported: [],
    };
  };
  return {
    ownership: async ({ workIds, rights, countries, period }) => ({
      works: workIds.map((id) => {
        const work = works.find((one) => one.id === id);
        if (work === undefined) return null;
        const conflictIds = work.conflictId === undefined ? [] : [work.conflictId];
        const cells = rights.map((right) => cellOf(work, { right, countries, period }));
        return {
          workId: id,
          version: 1,
          title: work.title,
          iswc: work.iswc ?? null,
          complete: true,
          sources: [],
          conflictIds,
          aiLabel: null,
          cells,
        };
      }),
    }),
    match: async ({ rows }) => ({
      matches: rows.map(({ isrc, iswc, title, artist }) => {
        const byIsrc = works.find((work) => isrc !== null && work.isrcs?.includes(isrc));
        if (byIsrc)
          return {
            workId: byIsrc.id,
            recordingId: null,
            by: "ISRC" as const,
            confidencePpm: 1_000_000,
            because: `the recording ${isrc ?? ""}`,
          };
        const byIswc = works.find((work) => iswc !== null && work.iswc === iswc);
        if (byIswc)
          return { workId: byIswc.id, recordingId: null, by: "ISWC" as const, confidencePpm: 1_000_000, because: `the work ${iswc ?? ""}` };
        const candidates = works.map((work) => ({ workId: work.id, titles: [work.title], names: [work.artist] }));
        const { workId, confidencePpm, because } = chooseByTitle({ title: title ?? "", artist }, candidates);
        return {
          workId,
          recordingId: null,
          by: workId === null ? ("NONE" as const) : ("TITLE_AND_ARTIST" as const),
          confidencePpm,
          because,
        };
      }),
    }),
    recordings: async ({ recordingIds }) => await Promise.resolve({ recordings: recordingIds.map(() => null) }),
    repertoire: async () => ({ workIds: works.map(({ id }) => id), hasMore: false }),
    resolve: async ({ codes }) => ({
      workIds: codes.map((code) => works.find(({ id, iswc }) => code === id || code === iswc)?.id ?? null),
    }),
  };
}

function mandateReaderOf({ members, agreements }: PortData): MandateReader {
  return {
    holders: async ({ questions }) => ({
      answers: questions.map(({ partyId, countries, period }) => [
        { countries, period, society: members[partyId] ?? null, basis: members[partyId] === undefined ? "NONE" : "MEMBERSHIP" },
      ]),
    }),
    entitlements: async ({ licensor, questions }) => ({
      answers: questions.map(({ partyId, countries }) => {
        const holder = members[partyId] ?? null;
        const agreement = agreements.find(({ from, to }) => from === holder && to === licensor);
        const chain: ChainLink[] = holder === null ? [] : [{ from: partyId, to: holder, agreementId: `mem_${partyId}` }];
        if (agreement) chain.push({ from: agreement.from, to: agreement.to, agreementId: agreement.id });
        const category =
          holder === null
            ? ("NONE" as const)
            : holder === licensor
              ? ("OWN" as const)
              : agreement
                ? ("SISTER" as const)
                : ("ELSEWHERE" as const);
        return [
          {
            countries,
            category,
            holder,
            basis: holder === null ? ("NONE" as const) : ("MEMBERSHIP" as const),
            chain,
            because: `${partyId} is ${category} for ${licensor}`,
          },
        ];
      }),
    }),
    terms: async ({ questions }) => ({
      answers: questions.map(({ payer, payee }) => {
        const agreement = agreements.find(({ from, to }) => from === payee && to === payer);
        return agreement === undefined
          ? null
          : { agreementId: agreement.id, statementRhythm: "QUARTERLY", paymentDays: 60, ...agreement.terms };
      }),
    }),
    clashes: async ({ questions }) => ({ answers: questions.map(() => []) }),
    reached: async ({ societies }) => ({ societies }),
    version: async () => ({ version: 1 }),
  };
}

/** A whole use of the ports: licensor 119, licence in CNY for streaming in China and France, and works of every kind. */
export const DEMONSTRATION: PortData = {
  licenses: [
    {
      id: "lic_1",
      number: "119-1",
      licensor: "119",
      licensee: "stream-co",
      state: "IN_FORCE",
      uses: ["STREAM_INTERACTIVE"] satisfies UseType[],
      territories: ["0156", "0250"],
      from: "2026-01-01",
      until: "2027-01-01",
      currency: "CNY",
      snapshotHash: "0",
      percent: 10,
      split: { OD: 50, MD: 50 },
      basis: "BLANKET",
    },
  ],
  works: [
    {
      id: "wrk_01",
      title: "MORNING RIVER",
      artist: "LI WEI",
      isrcs: ["GBAAA0800736"],
      claims: [
        { partyId: "pty_li", percent: 50 },
        { partyId: "pty_pub", percent: 50, side: "PUBLISHER" },
      ],
    },
    {
      id: "wrk_02",
      title: "DISPUTED SONG",
      artist: "ANNA KLEIN",
      iswc: "T0345246801",
      held: 20,
      conflictId: "cnf_1",
      claims: [
        { partyId: "pty_anna", percent: 50 },
        { partyId: "pty_a", percent: 50, payable: 30, side: "PUBLISHER" },
        { partyId: "pty_z", percent: 20, payable: 0, side: "PUBLISHER" },
      ],
    },
    {
      id: "wrk_03",
      title: "FAR AWAY",
      artist: "JOHN FAR",
      claims: [
        { partyId: "pty_far", percent: 60 },
        { partyId: "pty_nobody", percent: 30 },
      ],
    },
  ],
  members: { pty_li: "119", pty_pub: "052", pty_anna: "058", pty_a: "058", pty_z: "052", pty_far: "010" },
  agreements: [
    {
      id: "agr_052",
      from: "052",
      to: "119",
      terms: {
        deductions: [
          { kind: "ADMINISTRATION", base: "GROSS", percent: "15", reference: "clause 4" },
          { kind: "SOCIAL_CULTURAL", base: "REMAINDER", percent: "10", reference: "clause 5" },
        ],
        currency: "GBP",
        taxPercent: "0",
        taxReference: null,
      },
    },
    {
      id: "agr_058",
      from: "058",
      to: "119",
      terms: {
        deductions: [{ kind: "ADMINISTRATION", base: "GROSS", percent: "12.5", reference: "clause 7" }],
        currency: "EUR",
        taxPercent: "6",
        taxReference: "treaty 2013",
      },
    },
  ],
};
