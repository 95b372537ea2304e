import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CwrReader, readCwr, readCwrBytes, readCwrVerdict, verdictOf } from "../../../../subgraphs/domain/formats/cwr/read.ts";
import type { CwrEvent } from "../../../../subgraphs/domain/formats/cwr/transactions.ts";
import { CwrFileWriter } from "../../../../subgraphs/domain/formats/cwr/write.ts";
import { eventsOf, fileOf, plainWork, transactionsOf, verdict } from "./build.ts";

const SAMPLE = readFileSync(new URL("../../../samples/CW190001MPC_000.V21", import.meta.url));

function sample(name: string): Buffer {
  return readFileSync(new URL(`../../../samples/${name}`, import.meta.url));
}

function problemsOf(events: readonly CwrEvent[]): readonly (readonly [number | undefined, string, string | undefined])[] {
  return events
    .flatMap((event) => {
      if (event.kind === "problem") return [event.problem];
      return event.kind === "transaction" ? event.transaction.problems : [];
    })
    .map(({ line, code, severity }) => [line, code, severity]);
}

/** The text as a mainframe writes it (code page 37): letters, digits and blanks, and records ended by its new line. */
function ebcdic(text: string): Buffer {
  const rows: readonly (readonly [first: string, code: number, count: number])[] = [
    ["A", 0xc1, 9],
    ["J", 0xd1, 9],
    ["S", 0xe2, 8],
    ["0", 0xf0, 10],
    ["\n", 0x15, 1],
  ];
  const codes = new Map(
    rows.flatMap(([first, code, count]) =>
      Array.from({ length: count }, (_, at) => [String.fromCharCode(first.charCodeAt(0) + at), code + at] as const),
    ),
  );
  return Buffer.from([...text.replaceAll("\r", "")].map((sign) => codes.get(sign) ?? 0x40));
}

/** Events without the layouts, which are the same objects everywhere. */
function textOfEvents(events: readonly CwrEvent[]): string {
  return JSON.stringify(events, (key, value: unknown) => (key === "layout" ? undefined : value));
}

describe("the published sample of 100 works", () => {
  const events = readCwrBytes(SAMPLE, { fileName: "CW190001MPC_000.V21" });

  test("names every fault of envelope and numbering by its line, with its official severity", () => {
    expect(problemsOf(events)).toEqual([
      [2, "GRH-F-002", "GR"],
      [3, "CWR_TRANSACTION_NUMBER", "TR"],
      [5, "CWR_RECORD_SEQUENCE", "ER"],
      [19, "CWR_RECORD_TYPE", "TR"],
      [20, "CWR_RECORD_NUMBER", "TR"],
      [46, "CWR_TRANSACTION_SEQUENCE", "ER"],
      [60, "CWR_TRANSACTION_NUMBER", "TR"],
      [1612, "CWR_RECORD_UNKNOWN", "INFO"],
      [1612, "CWR_TRANSACTION_SEQUENCE", "ER"],
      [1613, "GRT-F-002", "GR"],
      [1613, "GRT-F-003", "GR"],
      [1614, "TRL-F-001", "ER"],
      [1614, "TRL-F-002", "ER"],
      [1614, "TRL-F-003", "ER"],
    ]);
  });

  test("rejects the three transactions that cannot be read, and no other", () => {
    const transactions = events.flatMap((event) => (event.kind === "transaction" ? [event.transaction] : []));
    expect(transactions).toHaveLength(100);
    expect(transactions.filter(({ rejected }) => rejected).map(({ line }) => line)).toEqual([3, 18, 59]);
  });

  test("keeps the unknown record of line 1612 in its transaction", () => {
    const last = events.flatMap((event) => (event.kind === "transaction" ? [event.transaction] : [])).at(-1);
    expect(last?.records.at(-1)).toMatchObject({ type: "ALX", line: 1612, layout: null });
    expect(last?.records.at(-1)?.text).toContain("WHEN OLGA AND RICHARD");
  });

  test("says who sent it and when", () => {
    expect(verdictOf(events)).toMatchObject({ refused: false, broken: false, version: "2.1", groups: 1, transactions: 100, records: 1614 });
    expect(verdictOf(events).header).toMatchObject({
      senderKey: "PB:00000000199",
      senderName: "MUSIC PUB CARTOONS",
      createdAt: "2019-03-28T10:34:14.000Z",
    });
  });

  test("is refused whole where reading is strict", () => {
    expect(verdictOf(readCwrBytes(SAMPLE, { strict: true }))).toMatchObject({ refused: true, broken: false, refusedGroups: [1] });
  });

  test("reads the same in chunks of any size, and with CR LF", () => {
    const whole = textOfEvents(events);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (size) => {
        const reader = new CwrReader();
        const pieces: CwrEvent[] = [];
        for (let from = 0; from < SAMPLE.length; from += size) pieces.push(...reader.push(SAMPLE.subarray(from, from + size)));
        pieces.push(...reader.end());
        expect(textOfEvents(pieces)).toBe(whole);
      }),
      { numRuns: 8 },
    );
    expect(textOfEvents(readCwrBytes(Buffer.from(SAMPLE.toString("latin1").replaceAll("\n", "\r\n"), "latin1")))).toBe(whole);
  });
});

describe("the header", () => {
  test.each([
    ["CW220001DMP_000.V21", "PB:09000000020"],
    ["CW220001000_DMP.V21", "SO:052"],
    ["weso-nwrexample2.V21", "PB:00000000199"],
  ])("of %s names the sender %s", (name, key) => {
    expect(verdictOf(readCwrBytes(sample(name))).header?.senderKey).toBe(key);
  });

  test("with a byte order mark before it is still a header", () => {
    expect(verdictOf(readCwrBytes(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), SAMPLE]))).broken).toBe(false);
  });
});

describe("an envelope is broken", () => {
  const lines = fileOf([plainWork(), plainWork()]).split("\r\n").slice(0, -1);
  const without = (prefix: string): string => lines.filter((line) => !line.startsWith(prefix)).join("\n");

  test.each([
    ["without HDR", without("HDR"), "CWR_HEADER_MISSING"],
    ["without GRH", without("GRH"), "CWR_GROUP_HEADER_MISSING"],
    ["without GRT", without("GRT"), "CWR_GROUP_TRAILER_MISSING"],
    ["without TRL", without("TRL"), "CWR_TRAILER_MISSING"],
    ["when it is empty", "", "CWR_HEADER_MISSING"],
    ["when it ends in a transaction", lines.slice(0, 6).join("\n"), "CWR_GROUP_TRAILER_MISSING"],
    ["when a group's version is unreadable", lines.join("\n").replace("02.20", "0x.20"), "CWR_VERSION_UNREADABLE"],
    ["when it goes on after TRL", [...lines, ...lines].join("\n"), "CWR_AFTER_TRAILER"],
    ["when it has two headers", [lines[0], ...lines].join("\n"), "CWR_HEADER_REPEATED"],
    ["when a line has no end", `${lines[0]}\n${"X".repeat(9000)}`, "CWR_LINE_TOO_LONG"],
  ])("%s", (_, text, code) => {
    const found = verdict(text);
    expect(found).toMatchObject({ refused: true, broken: true });
    expect(found.problems.map((problem) => problem.code)).toContain(code);
    expect(found.problems.every(({ line, message }) => Number.isInteger(line) && message.length > 20)).toBe(true);
  });

  test("wherever the file is cut off, unless only its last line's end is lost", () => {
    const text = `${lines.join("\r\n")}\r\n`;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 30 }), (length) => expect(verdict(text.slice(0, length)).refused).toBe(true)),
    );
    expect(verdict(lines.join("\r\n"))).toMatchObject({ refused: false, problems: [] });
  });
});

describe("numbering", () => {
  const lines = fileOf([plainWork(), plainWork(), plainWork()]).split("\r\n");
  const changed = (at: number, line: string): string => lines.map((old, index) => (index === at ? line : old)).join("\n");

  test("that goes wrong once is said once, not on every line after it", () => {
    const skipped = lines
      .map((line) => (line.startsWith("SWR") ? line.replace(/^(.{11})(.{8})/, "$100000007") : line))
      .map((line) => line.replace(/^(SWT.{8}).{8}/, "$100000008").replace(/^(PWR.{8}).{8}/, "$100000009"));
    expect(transactionsOf(skipped.join("\n")).map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ["CWR_RECORD_SEQUENCE"],
      ["CWR_RECORD_SEQUENCE"],
      ["CWR_RECORD_SEQUENCE"],
    ]);
  });

  test("shows that a header is lost: the records after it are a transaction of their own, and rejected", () => {
    const text = lines.filter((_, index) => index !== 8).join("\n");
    const found = transactionsOf(text);
    expect(found.map(({ rejected, header, records }) => [rejected, header !== null, records.length])).toEqual([
      [false, true, 6],
      [true, false, 5],
      [false, true, 6],
    ]);
    expect(found[1]?.problems.map(({ code }) => code)).toContain("CWR_TRANSACTION_HEADER");
  });

  test("of a header whose type is unreadable begins a rejected transaction, too", () => {
    const found = transactionsOf(changed(8, `???${(lines[8] ?? "").slice(3)}`));
    expect(found.map(({ rejected }) => rejected)).toEqual([false, true, false]);
  });

  test("is bounded: a transaction of too many records is rejected and not held", () => {
    const many = [
      ...lines.slice(0, 8),
      ...Array.from({ length: 10_010 }, (_, at) => `ALT00000000${String(at + 6).padStart(8, "0")}A TITLE`),
      ...lines.slice(20),
    ];
    const [first] = transactionsOf(many.join("\n"));
    expect(first?.rejected).toBe(true);
    expect(first?.records).toHaveLength(10_000);
    expect(first?.problems.map(({ code }) => code)).toEqual(["CWR_TRANSACTION_SIZE"]);
  });

  test("of a transaction in a group of another type is reported and refuses nothing", () => {
    const [first] = transactionsOf(changed(2, (lines[2] ?? "").replace("NWR", "REV")));
    expect(first).toMatchObject({ type: "REV", rejected: false });
    expect(first?.problems.map(({ code, severity }) => [code, severity])).toEqual([["NWR-T-022", "GR"]]);
  });
});

describe("a file that came damaged or in another form", () => {
  const text = fileOf([plainWork(), plainWork()]);
  const at = (type: string, more = 0): number => text.indexOf(type) + more;
  const utf16 = Buffer.from(text, "utf16le");
  const bigEndian = Buffer.from(utf16).swap16();
  const plain = /plain text in ASCII, ISO 8859-1 or UTF-8/;

  test.each([
    ["empty", Buffer.alloc(0), "CWR_HEADER_MISSING", /is empty; its first record should be the header HDR/],
    ["of blank lines", Buffer.from("\r\n \r\n"), "CWR_HEADER_MISSING", /is empty; its first record should be the header HDR/],
    ["cut off in its header", text.slice(0, 2), "CWR_HEADER_MISSING", /begins with "HD"; the first record of a CWR file is the header HDR/],
    [
      "cut off after its header",
      text.slice(0, at("GRH")),
      "CWR_TRAILER_MISSING",
      /ends after line 1 without the trailer TRL: it was cut off/,
    ],
    ["cut off in a record", text.slice(0, at("SWR", 40)), "CWR_GROUP_TRAILER_MISSING", /ends after line \d+ inside a group/],
    [
      "cut off between transactions",
      text.slice(0, text.lastIndexOf("NWR0")),
      "CWR_GROUP_TRAILER_MISSING",
      /ends after line \d+ inside a group/,
    ],
    ["cut off before its trailer", text.slice(0, at("TRL")), "CWR_TRAILER_MISSING", /without the trailer TRL: it was cut off/],
    ["in UTF-16, little end first", utf16, "CWR_NOT_PLAIN_TEXT", /looks like UTF-16: convert it/],
    ["in UTF-16, big end first", bigEndian, "CWR_NOT_PLAIN_TEXT", /looks like UTF-16: convert it/],
    ["in UTF-16 with its mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), "CWR_NOT_PLAIN_TEXT", /looks like UTF-16/],
    ["in UTF-16 with the other mark", Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]), "CWR_NOT_PLAIN_TEXT", /looks like UTF-16/],
    ["in UTF-32", Buffer.from([...text].flatMap((sign) => [sign.charCodeAt(0), 0, 0, 0])), "CWR_NOT_PLAIN_TEXT", /looks like UTF-32/],
    ["in EBCDIC", ebcdic(text), "CWR_NOT_PLAIN_TEXT", /looks like EBCDIC: convert it/],
    ["packed by gzip", gzipSync(text), "CWR_NOT_PLAIN_TEXT", /looks like gzip: unpack it/],
    ["packed as ZIP", "PK\u0003\u0004\u0014\0", "CWR_NOT_PLAIN_TEXT", /looks like a ZIP archive: unpack it/],
    ["packed by bzip2", "BZh91AY&SY", "CWR_NOT_PLAIN_TEXT", /looks like a compressed file: unpack it/],
    ["that is a PDF document", "%PDF-1.7\n", "CWR_NOT_PLAIN_TEXT", /looks like a PDF document: export/],
    [
      "that is a spreadsheet",
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      "CWR_NOT_PLAIN_TEXT",
      /looks like a document of an office program/,
    ],
    ["that is XML", '<?xml version="1.0"?>\n<Works/>', "CWR_NOT_PLAIN_TEXT", /looks like XML or HTML: export/],
  ])("%s is refused whole, and the message says what it looks like and what would be right", (_, given, code, message) => {
    const found = verdictOf(readCwrBytes(typeof given === "string" ? Buffer.from(given, "latin1") : given));
    expect(found).toMatchObject({ refused: true, broken: true });
    const problem = found.problems.find((one) => one.code === code);
    expect(problem?.message).toMatch(message);
    if (code === "CWR_NOT_PLAIN_TEXT") {
      expect(found.problems).toHaveLength(1);
      expect(problem).toMatchObject({ line: 1, message: expect.stringMatching(plain) });
    }
  });

  test("is known by its first bytes however they come", () => {
    for (const bytes of [utf16, ebcdic(text), gzipSync(text)]) {
      const reader = new CwrReader();
      const events = [...bytes].flatMap((_, from) => reader.push(bytes.subarray(from, from + 1)));
      expect(verdictOf([...events, ...reader.end()]).problems.map(({ code }) => code)).toEqual(["CWR_NOT_PLAIN_TEXT"]);
    }
  });

  test.each([
    ["UTF-8 with a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ["ISO 8859-1", Buffer.from(text.replace("SILVER RIVER", "RIVIÈRE D'É "), "latin1")],
    ["UTF-8", Buffer.from(text.replace("SILVER RIVER", "RIVIÈRE D'É "), "utf8")],
  ])("is none in %s: it is read", (_, bytes) => {
    expect(verdictOf(readCwrBytes(bytes))).toMatchObject({ refused: false, broken: false, transactions: 2, problems: [] });
  });
});

describe("what is no CWR file", () => {
  test("is refused after its first line, whatever follows", async () => {
    let asked = 0;
    const endless = function* (): Generator<Uint8Array> {
      for (; asked < 1_000_000; asked += 1) yield Buffer.alloc(65_536, "garbage without any line end ");
    };
    const found = await readCwrVerdict(endless());
    expect(found).toMatchObject({ refused: true, broken: true });
    expect(asked).toBeLessThan(3);
  });

  test("never stops the reader: any change of bytes is read, and every problem has a line of the file", () => {
    const base = fileOf([plainWork(), plainWork(), plainWork()]);
    const change = fc.tuple(fc.nat(base.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
        const bytes = Buffer.from(base, "latin1");
        for (const [at, value] of changes) bytes[at] = value;
        const events = readCwrBytes(bytes);
        const lines = bytes.toString("latin1").split("\n").length;
        expect(events.at(-1)?.kind).toBe("end");
        for (const [line] of problemsOf(events)) expect(line !== undefined && line >= 1 && line <= lines).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("and random bytes are refused with a problem of line 1", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 3000 }), (bytes) => {
        const found = verdictOf(readCwrBytes(bytes));
        expect(found.refused).toBe(true);
        expect(found.problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("characters", () => {
  const withNat = (title: string, width: (text: string) => number): string => {
    const lines = fileOf([plainWork()]).split("\r\n");
    const nat = `NAT0000000000000006${title}${" ".repeat(640 - width(title))}OTZH`;
    return [...lines.slice(0, 8), nat, ...lines.slice(8)].join("\r\n");
  };
  const titleOf = (bytes: Uint8Array): string | undefined => {
    const transaction = readCwrBytes(bytes).flatMap((event) => (event.kind === "transaction" ? [event.transaction] : []))[0];
    return transaction?.records.at(-1)?.text.slice(19, 659).trim();
  };

  test.each([
    ["counted in characters", (text: string) => text.length],
    ["counted in bytes", (text: string) => Buffer.byteLength(text)],
  ])("of a Chinese title in UTF-8 are read with widths %s", (_, width) => {
    const bytes = Buffer.from(withNat("月亮代表我的心", width), "utf8");
    expect(titleOf(bytes)).toBe("月亮代表我的心");
    const transaction = readCwrBytes(bytes).flatMap((event) => (event.kind === "transaction" ? [event.transaction] : []))[0];
    expect(transaction?.records.at(-1)?.text.slice(659, 663)).toBe("OTZH");
  });

  test("of ISO 8859-1 are read as such where they are no UTF-8", () => {
    const text = fileOf([plainWork()]).replace("SILVER RIVER", "RIVIÈRE D'É ");
    expect(
      readCwrBytes(Buffer.from(text, "latin1")).flatMap((event) =>
        event.kind === "transaction" ? [event.transaction.header?.text.slice(19, 30)] : [],
      ),
    ).toEqual(["RIVIÈRE D'É"]);
  });

  test("of Big5 are read in non-Roman records where the header says so", () => {
    const lines = withNat("####", (text) => text.length).replace(/^(HDR.{83}).{15}/, "$1BIG5           ");
    const bytes = Buffer.from(lines, "latin1");
    const at = bytes.indexOf("####");
    bytes.set([0xa4, 0x40, 0xa4, 0x47], at); // 一二
    expect(titleOf(bytes)).toBe("一二");
  });
});

test("a stream is read in order and ends with the verdict", async () => {
  const kinds: string[] = [];
  for await (const event of readCwr([Buffer.from(fileOf([plainWork()]))])) kinds.push(event.kind);
  expect(kinds).toEqual(["header", "group", "transaction", "end"]);
  expect(eventsOf(fileOf([plainWork()])).some(({ kind }) => kind === "problem")).toBe(false);
});

test("CWR_GROUP_TYPE_REPEATED: a second group of one type is said, and refused where reading is strict", () => {
  const writer = new CwrFileWriter("2.2");
  const group = (): string => writer.openGroup("NWR") + writer.transaction(plainWork()) + writer.closeGroup();
  const header = { senderType: "SO", senderId: "052", senderName: "PRS FOR MUSIC", createdAt: "2026-01-15T12:00:00.000Z" };
  const text = writer.open(header) + group() + group() + writer.close();
  expect(verdict(text)).toMatchObject({
    refused: false,
    refusedGroups: [],
    problems: [{ code: "CWR_GROUP_TYPE_REPEATED", severity: "GR" }],
  });
  expect(verdict(text, true)).toMatchObject({ refused: false, refusedGroups: [2] });
});
