/** Shows what benchmarks print before their figures and how, for people and for programs, and under which name their generated stores are kept. */
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { openReport } from "../../bench/support/report.ts";
import { storedFormats } from "../../bench/support/storedFormats.ts";

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
});

const HEAD = { bench: "store", method: "one question after the other", sizes: { documents: 10_000 } };
const FIGURE = { case: "findOne", contender: "tutti", value: 1234.5678, unit: "operations/s", documents: 10_000 };

describe("a benchmark", () => {
  it("says for people the machine, the versions, its method and its sizes before its figures", () => {
    openReport({ ...HEAD, json: false }).row(FIGURE);
    const text = lines.join("\n");
    expect(text).toMatch(/^store: one question after the other\nmachine {3}.+, \d+ cores, [\d.]+ GB\n/);
    expect(text).toMatch(/versions {2}node v\d+.*, tutti \d.*, @apollo\/gateway 2\..*, @apollo\/server 5\..*, mongoose 9\..*, lmdb 3\./);
    expect(text).toMatch(/sizes {5}documents 10,000\n/);
    expect(lines.at(-1)).toMatch(/^findOne +tutti +1,235 operations\/s +documents=10,000$/);
  });

  it("gives programs one object a line, the first about the run", () => {
    openReport({ ...HEAD, json: true }).row(FIGURE);
    const [about, row] = lines.map((line) => JSON.parse(line) as unknown);
    expect(about).toEqual({
      bench: "store",
      case: "about",
      machine: { cpu: expect.any(String), cores: expect.any(Number), memoryGb: expect.any(Number) },
      versions: expect.objectContaining({ node: process.version, mongoose: expect.stringMatching(/^\d+\.\d+\.\d+$/) }),
      method: "one question after the other",
      sizes: { documents: 10_000 },
    });
    expect(row).toEqual({ bench: "store", case: "findOne", contender: "tutti", value: 1235, unit: "operations/s", documents: 10_000 });
  });

  it("keeps generated stores under the formats of the store and of each of its parts", async () => {
    expect(await storedFormats()).toMatch(/^store\d+-kit\d+-works\d+-parties\d+-licenses\d+-distributions\d+$/);
  });
});
