// Shows how one batch of stated parties joins those known: what is found by which code, what is added, and what changes nothing.
import { describe, expect, test } from "@jest/globals";
import { createDrafts, type StatedParty } from "../../subgraphs/parties/drafts.ts";
import { nameRecord, scriptOf, searchKeys } from "../../subgraphs/parties/names.ts";
import type { PartyRecord } from "../../subgraphs/parties/model.ts";

const NOON = new Date("2026-03-01T12:00:00.000Z");

function stated(lastName: string, rest: Partial<StatedParty> = {}): StatedParty {
  const number = rest.ipiNameNumbers?.[0] ?? null;
  const names = [nameRecord({ lastName, firstName: null, kind: "PA", ipiNameNumber: number, language: null })];
  return {
    kind: "NATURAL",
    names,
    ipiNameNumbers: [],
    ipiBaseNumber: null,
    isni: null,
    dpid: null,
    submitterKey: `SO:052|1|${lastName}`,
    printed: [],
    ...rest,
  };
}

function batch(known: readonly PartyRecord[], parties: readonly StatedParty[], receivedAt = NOON) {
  let made = known.length;
  const drafts = createDrafts(known, { makeId: () => `pty_${++made}`, receivedAt });
  return { ids: parties.map((party) => drafts.state(party)), ...drafts.finish() };
}

const print = (...societies: readonly string[]) => ({
  printed: societies.map((society) => ({ side: "WRITER", family: "PERFORMING", society, message: "msg_1" }) as const),
});

describe("a batch", () => {
  test("finds parties stated earlier in it, and adds each once", () => {
    const { ids, added } = batch(
      [],
      [stated("A", { ipiNameNumbers: ["1"] }), stated("B"), stated("A", { ipiNameNumbers: ["1"] }), stated("B")],
    );
    expect(ids).toEqual(["pty_1", "pty_2", "pty_1", "pty_2"]);
    expect(added.map(({ name, version }) => [name, version])).toEqual([
      ["A", 1],
      ["B", 1],
    ]);
  });

  test("changes nothing when everything is known", () => {
    const { added } = batch([], [stated("A", { ipiNameNumbers: ["1"], ipiBaseNumber: "I-1", ...print("052") })]);
    const again = batch(
      added,
      [stated("A", { ipiNameNumbers: ["1"], ipiBaseNumber: "I-1", ...print("052") })],
      new Date("2026-04-01T00:00:00.000Z"),
    );
    expect(again).toMatchObject({ ids: ["pty_1"], added: [], changed: [], reaffiliated: [] });
  });

  test("raises the version of a party that gets something new", () => {
    const { added } = batch([], [stated("A", { ipiNameNumbers: ["1"] })]);
    const { changed } = batch(added, [stated("A B", { ipiNameNumbers: ["1"], submitterKey: "PB:1|9|a b" })]);
    expect(changed).toMatchObject([{ _id: "pty_1", version: 2, name: "A", submitterKeys: ["SO:052|1|A", "PB:1|9|a b"] }]);
    expect(changed[0]?.names.map(({ text, kind }) => [text, kind])).toEqual([
      ["A", "PA"],
      ["A B", "OR"],
    ]);
  });

  test("leaves a code with the party that bears it", () => {
    const { added } = batch([], [stated("A", { ipiNameNumbers: ["1"], ipiBaseNumber: "I-1" })]);
    const other = batch(added, [stated("A", { ipiNameNumbers: ["2"], submitterKey: "SO:052|1|A" })]);
    expect(other.added).toMatchObject([{ _id: "pty_2", ipiNameNumbers: ["2"] }]);
    expect(other.added[0]?.submitterKeys).toBeUndefined();
    expect(other.changed).toEqual([]);
  });

  test("that prints two societies takes the last, keeps both, and is the same when it comes again", () => {
    const parties = [stated("A", print("052")), stated("A", print("058"))];
    const { added } = batch([], parties);
    const shown = (party: PartyRecord | undefined) => party?.printed.map(({ society, receivedAt }) => [society, receivedAt]);
    expect(shown(added[0])).toEqual([
      ["052", "2026-03-01T11:59:59.999Z"],
      ["058", "2026-03-01T12:00:00.000Z"],
    ]);
    expect(batch(added, parties, new Date("2026-04-01T00:00:00.000Z")).changed).toEqual([]);
  });

  test("adds nothing to a generic party", () => {
    const { added } = batch([], [stated("TRAD", { ipiBaseNumber: "I-2" })]);
    const generic = added.map((party) => ({ ...party, kind: "GENERIC" as const }));
    const again = batch(generic, [stated("FOLK SONG", { ipiBaseNumber: "I-2", ...print("052") })]);
    expect(again).toMatchObject({ ids: ["pty_1"], changed: [], reaffiliated: [] });
  });
});

describe("names", () => {
  test.each([
    ["DOE", "JOHN", "JOHN DOE", "Latn"],
    ["王", "小明", "王小明", "Hani"],
    ["  Universal   Music ", null, "Universal Music", "Latn"],
    ["Иванов", null, "Иванов", "Zyyy"],
  ])("%s, %s is shown as %s", (lastName, firstName, text, script) => {
    const name = nameRecord({ lastName, firstName, kind: "PA", ipiNameNumber: null, language: null });
    expect(name).toMatchObject({ text, script });
    expect(scriptOf(text)).toBe(script);
  });

  test("are found by folded words and, in Han, by characters and pairs", () => {
    const names = ["Jörg Müller", "王小明"].map((lastName) =>
      nameRecord({ lastName, firstName: null, kind: "PA", ipiNameNumber: null, language: null }),
    );
    expect(searchKeys(names).tokens).toEqual(expect.arrayContaining(["jorg", "muller", "王", "小明"]));
    expect(searchKeys(names).nameKeys).toEqual(["jorg muller", "王小明"]);
  });
});
