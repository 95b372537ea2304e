// Goal: whatever the work, what is written passes our own reading, adds up, and comes back from the next house byte for byte.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ClaimDraft, OriginShareDraft, PartyDraft, RegistrationDraft, ReportedDraft } from "../../../../../subgraphs/domain/drafts.ts";
import type { WrittenVersion } from "../../../../../subgraphs/domain/formats/cwr/registration/draftTools.ts";
import { SPU, SWR } from "../../../../../subgraphs/domain/formats/cwr/layouts/parties.ts";
import type { RecordDraft } from "../../../../../subgraphs/domain/formats/cwr/write.ts";
import { ipiNameNumberOf } from "../../../../../subgraphs/domain/identifiers/ipiNameNumber.ts";
import type { RightFamily } from "../../../../../subgraphs/domain/rights.ts";
import type { Share } from "../../../../../subgraphs/domain/shares.ts";
import { multiplyShares, share, ZERO } from "../../../../../subgraphs/domain/shares.ts";
import type { Figure } from "../../../../../subgraphs/domain/statements.ts";
import { claim, creator, linesOf, origin, part, party, readBack, reported, scope, understood, workDraft, write } from "./build.ts";

const version = fc.constantFrom<WrittenVersion>("2.1", "2.2");
const title = fc.constantFrom("SILVER RIVER", "Silver River", "Rivière", "晨河", "Ödön’s song", "A LONG TITLE ".repeat(7), "NIGHT, AGAIN");
const writerName = fc.constantFrom("MOON, ANNA", "García, José", "李伟", "Solo", "STERN, K.");
const publisherName = fc.constantFrom("LUNA MUSIC", "Éditions Lune", "SOLEIL & CO");
const territories = fc.constantFrom("I2136", "I2120", "I2136 E0840", "I0156 I0344");
const weight = fc.integer({ min: 0, max: 7 });

interface SketchedWork {
  readonly title: string;
  readonly alternates: readonly string[];
  readonly writers: readonly { name: string; role: string; ipi: number | null; weight: number; controlled: boolean; where: string }[];
  readonly chains: readonly { name: string; weight: number; controlled: boolean; agent: boolean; where: string }[];
}

const sketched: fc.Arbitrary<SketchedWork> = fc.record({
  title,
  alternates: fc.array(title, { maxLength: 3 }),
  writers: fc.array(
    fc.record({
      ...{ name: writerName, role: fc.constantFrom("C", "A", "CA"), ipi: fc.option(fc.integer({ min: 1, max: 999_999_999 })), weight },
      ...{ controlled: fc.boolean(), where: territories },
    }),
    { minLength: 1, maxLength: 4 },
  ),
  chains: fc.array(fc.record({ name: publisherName, weight, controlled: fc.boolean(), agent: fc.boolean(), where: territories }), {
    maxLength: 3,
  }),
});

/** Each its weight's exact part of what all have together. */
function splitUp(total: Share, weights: readonly number[]): Share[] {
  const sum = weights.reduce((before, one) => before + one, 0);
  return weights.map((one, at) => (sum === 0 ? (at === 0 ? total : ZERO) : multiplyShares(total, share(BigInt(one), BigInt(sum)))));
}

function figuresOf(pr: Share, others: Share): Figure[] {
  const all: readonly (readonly [RightFamily, Share])[] = [["PERFORMING", pr], ["MECHANICAL", others], ["SYNC", others]]; // prettier-ignore
  return all.filter(([, one]) => one.numerator > 0n).map(([right, one]) => ({ right, share: one }));
}

/** A work whose ownership adds up: the writers have half or all of the performing right, the publishers the rest and all of the others. */
function draftOf({ title: text, alternates, writers, chains }: SketchedWork): RegistrationDraft {
  const published = chains.length > 0;
  const ofWriters = splitUp(published ? part("1/2") : part("1/1"), writers.map((one) => one.weight)); // prettier-ignore
  const ofChains = { pr: splitUp(part("1/2"), chains.map((one) => one.weight)), other: splitUp(part("1/1"), chains.map((one) => one.weight)) }; // prettier-ignore
  const parties: PartyDraft[] = [];
  const statement = { claims: [] as ClaimDraft[], reported: [] as ReportedDraft[], origins: [] as OriginShareDraft[] };
  const keys = writers.map((_, at) => `W${at}`);
  chains.forEach(({ name, controlled, agent, where }, at) => {
    const named = { key: `P${at}`, name: `${name} ${at}`, side: "PUBLISHER" as const };
    parties.push(party(named.key, named.name, { side: "PUBLISHER", kind: "LEGAL", submitterPartyNumber: named.key }));
    const figures = figuresOf(ofChains.pr[at] ?? ZERO, ofChains.other[at] ?? ZERO);
    if (!controlled) return void statement.reported.push({ ...reported(named, {}), figures });
    statement.origins.push({ ...origin(named, {}), figures });
    const collector = agent ? { key: `Q${at}`, name: `AGENCY ${at}`, side: "PUBLISHER" as const, role: "AM" } : named;
    if (agent)
      parties.push(party(collector.key, collector.name, { side: "PUBLISHER", kind: "LEGAL", submitterPartyNumber: collector.key }));
    const chain = agent ? [named.name, collector.name] : [named.name];
    if (figures.length > 0)
      statement.claims.push({ ...claim(collector, {}, { territories: scope(where), chain, writerPartyKeys: keys }), figures });
  });
  writers.forEach(({ name, role, ipi, controlled, where }, at) => {
    const [last = "", first] = name.split(", ");
    const named = { key: `W${at}`, name, role };
    parties.push(party(named.key, last, { firstName: first ?? null, submitterPartyNumber: named.key, ipiNameNumber: ipi === null ? null : ipiNameNumberOf(ipi) })); // prettier-ignore
    const own = ofWriters[at] ?? ZERO;
    const figures = figuresOf(own, published ? ZERO : own);
    if (!controlled) return void statement.reported.push({ ...reported(named, {}), figures });
    if (figures.length === 0) return;
    statement.origins.push({ ...origin(named, {}), figures });
    statement.claims.push({ ...claim(named, {}, { territories: scope(where) }), figures });
  });
  const titles = alternates.map((one) => ({
    title: one,
    type: "AT",
    language: null,
    script: /\p{Script=Han}/u.test(one) ? ("Hani" as const) : ("Latn" as const),
  }));
  return {
    work: workDraft({ title: text, titles, creators: writers.map(({ name, role }, at) => creator(`W${at}`, name, role)) }),
    parties,
    statement: { submitterWorkNumber: "W1", ...statement },
  };
}

function columnSum(records: readonly RecordDraft[], at: "prShare" | "mrShare" | "srShare"): number {
  return records.reduce((sum, { values }) => sum + Number(values.get(SPU[at]) ?? 0) + Number(values.get(SWR[at]) ?? 0), 0);
}

describe("any work", () => {
  test("that is written passes our own reading with nothing to reject, drop or replace", () => {
    fc.assert(
      fc.property(sketched, version, (work, of) => {
        const { records, problems } = write(draftOf(work), { version: of });
        if (records === null) return expect(problems.some(({ severity }) => severity === "TR")).toBe(true);
        expect(readBack(records, of).problems.filter(({ severity }) => severity !== "INFO")).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("that adds up is written, and its ownership adds up to the whole or to nothing in every right", () => {
    fc.assert(
      fc.property(sketched, version, (work, of) => {
        const { records, problems } = write(draftOf(work), { version: of });
        // a chain that owns nothing is the one thing that these works may have wrong
        if (records === null) return expect(problems.find(({ severity }) => severity === "TR")?.code).toBe("NWR-T-025");
        for (const column of ["prShare", "mrShare", "srShare"] as const) expect([0, 10_000]).toContain(columnSum(records, column));
      }),
      { numRuns: 150 },
    );
  });

  test("comes back from the next house byte for byte, in either view", () => {
    fc.assert(
      fc.property(sketched, version, fc.boolean(), (work, of, isOwn) => {
        const viewpoint = { isOwn, agreementWith: () => null };
        const { records } = write(draftOf(work), { version: of, viewpoint });
        if (records === null) return;
        const back = write(understood(records, of), { version: of });
        expect(linesOf(back.records, of)).toEqual(linesOf(records, of));
      }),
      { numRuns: 150 },
    );
  });

  test("seen from outside has no controlled party and collects nothing", () => {
    fc.assert(
      fc.property(sketched, (work) => {
        const { records } = write(draftOf(work), { viewpoint: { isOwn: false, agreementWith: () => null } });
        expect(records?.filter(({ type }) => /^S|T$/.test(type) && type !== "NAT" && type !== "ALT") ?? []).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
