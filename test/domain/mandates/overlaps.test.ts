// Shows what may not be recorded beside what is there: more than the whole of a right, and a second grantee beside an exclusive one.
import { describe, expect, test } from "@jest/globals";
import { exclusivityBroken, membershipsOver } from "../../../subgraphs/domain/mandates/overlaps.ts";
import { share } from "../../../subgraphs/domain/shares.ts";
import { agreement, CHINA, countries, day, FRANCE, from, membership } from "./support.ts";

describe("memberships", () => {
  const whole = membership("mem_1", "052", { countries: countries(FRANCE), period: from("2020-01-01") });

  test("of two wholes clash where they share a right, a country and a day", () => {
    expect(membershipsOver(membership("mem_2", "058"), [whole])).toEqual([whole]);
    expect(membershipsOver(membership("mem_2", "058", { countries: countries(CHINA) }), [whole])).toEqual([]);
    expect(membershipsOver(membership("mem_2", "058", { rights: ["MR"] }), [whole])).toEqual([]);
    expect(membershipsOver(membership("mem_2", "058", { period: from("2010-01-01", "2020-01-01") }), [whole])).toEqual([]);
  });

  test("may hold parts up to the whole, in each country and right by itself", () => {
    const halves = [
      membership("mem_1", "052", { share: share(1n, 2n), countries: countries(FRANCE) }),
      membership("mem_2", "058", { share: share(1n, 2n), countries: countries(CHINA) }),
    ];
    expect(membershipsOver(membership("mem_3", "038", { share: share(1n, 2n) }), halves)).toEqual([]);
    expect(membershipsOver(membership("mem_3", "038", { share: share(51n, 100n) }), halves)).toHaveLength(2);
  });

  test("of a hundred parts are counted at once", () => {
    const parts = Array.from({ length: 99 }, (_, at) => membership(`mem_${at}`, "052", { share: share(1n, 100n) }));
    expect(membershipsOver(membership("mem_last", "058", { share: share(1n, 100n) }), parts)).toEqual([]);
    expect(membershipsOver(membership("mem_last", "058", { share: share(2n, 100n) }), parts)).toHaveLength(99);
  });

  test("only printed in files, or a revision's own former self, do not clash", () => {
    expect(membershipsOver(membership("mem_2", "058"), [{ ...whole, basis: "FROM_CWR" }])).toEqual([]);
    expect(membershipsOver({ ...whole, society: "058" }, [whole])).toEqual([]);
  });
});

describe("agreements", () => {
  const exclusive = agreement("agr_1", "052", "119", { exclusive: true, countries: countries(CHINA), uses: ["DOWNLOAD"] });

  test("with another grantee break an exclusive one where they share use, right, country and day", () => {
    expect(exclusivityBroken(agreement("agr_2", "052", "058"), [exclusive])).toEqual([exclusive]);
    expect(exclusivityBroken(agreement("agr_2", "052", "058", { uses: ["RADIO"] }), [exclusive])).toEqual([]);
    expect(exclusivityBroken(agreement("agr_2", "052", "119"), [exclusive])).toEqual([]);
    expect(exclusivityBroken(agreement("agr_2", "052", "058", { countries: countries(FRANCE) }), [exclusive])).toEqual([]);
  });

  test("that are terminated leave room from that day on", () => {
    const ended = { ...exclusive, terminatedFrom: day("2025-01-01") };
    expect(exclusivityBroken(agreement("agr_2", "052", "058", { period: from("2025-01-01") }), [ended])).toEqual([]);
    expect(exclusivityBroken(agreement("agr_2", "052", "058", { period: from("2024-12-31") }), [ended])).toEqual([ended]);
  });
});
