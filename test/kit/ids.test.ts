import { randomBytes } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fixedClock } from "../../subgraphs/kit/clock.ts";
import { ID_PREFIXES, createIdMaker, isId } from "../../subgraphs/kit/ids.ts";

// Shows that ids are unique, rise, and tell their kind, whatever clock and random source do.
const AT = new Date("2026-03-31T12:00:00Z");

describe("ids", () => {
  it("are a prefix and 26 characters of Crockford base32", () => {
    const ids = createIdMaker({ clock: fixedClock(AT), random: () => randomBytes(10) });
    for (const prefix of ID_PREFIXES) {
      const id = ids.make(prefix);
      expect(id).toMatch(/^[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}$/);
      expect(isId(id, prefix)).toBe(true);
      expect(isId(id)).toBe(true);
    }
  });

  it("are the same for the same clock and random bytes", () => {
    const make = () => createIdMaker({ clock: fixedClock(AT), random: () => new Uint8Array(10).fill(7) }).make("wrk");
    expect(make()).toBe(make());
    expect(make().slice(4, 14)).toBe("01KN1W7MG0");
  });

  it("rise strictly while the clock stands still, runs, or goes back", () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -5_000, max: 5_000 }), bytes), { minLength: 2, maxLength: 60 }), (steps) => {
        const clock = fixedClock(AT);
        let random = new Uint8Array(10);
        const ids = createIdMaker({ clock, random: () => random });
        const made = steps.map(([move, next]) => {
          clock.advance(move);
          random = next;
          return ids.make("evt");
        });
        expect(made).toEqual([...new Set(made)].sort());
      }),
    );
  });

  it("carry on into the next millisecond when one is used up", () => {
    let calls = 0;
    const ids = createIdMaker({
      clock: fixedClock(AT),
      random: () => {
        calls += 1;
        return new Uint8Array(10).fill(255);
      },
    });
    const first = ids.make("wrk");
    expect(ids.make("wrk") > first).toBe(true);
    expect(calls).toBe(1);
  });

  it.each([
    "",
    "wrk_",
    "xyz_01JQP6QZ40000000000000000A",
    "wrk_81JQP6QZ40000000000000000A",
    "wrk_01JQP6QZ4000000000000000IL",
    "WRK_01JQP6QZ40000000000000000A",
  ])("does not take %j for an id", (text) => {
    expect(isId(text)).toBe(false);
  });

  it("does not take the id of one kind for another", () => {
    const id = createIdMaker({ clock: fixedClock(AT), random: () => randomBytes(10) }).make("wrk");
    expect(isId(id, "pty")).toBe(false);
  });
});
