// How fast ownership is computed from statements: works a second with 2, 10 and 60 claims, two rights, the world, one day and all time;
// the largest case in milliseconds; conflicts found at save time. Method: median of five rounds on one core, after one round of warming up.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { findConflicts } from "../subgraphs/domain/conflicts.ts";
import { computeOwnership } from "../subgraphs/domain/ownership.ts";
import type { HolderLookup } from "../subgraphs/domain/ownership.ts";
import { ALWAYS } from "../subgraphs/domain/period.ts";
import type { LocalDate } from "../subgraphs/domain/period.ts";
import { singleDay } from "../subgraphs/domain/period.ts";
import { shareOfHundredths } from "../subgraphs/domain/shares.ts";
import type { Claim, Statement } from "../subgraphs/domain/statements.ts";
import { countrySetOf, differenceOf } from "../subgraphs/domain/territories/countrySet.ts";
import type { CountrySet, TisCode } from "../subgraphs/domain/territories/countrySet.ts";

interface Row {
  readonly bench: "ownership";
  readonly case: string;
  readonly contender: "tutti";
  readonly value: number;
  readonly unit: string;
  readonly claims: number;
}

const DAY = "2026-06-30" as LocalDate;
const codes = Array.from({ length: 201 }, (_, index) => String(index * 4 + 4).padStart(4, "0") as TisCode);
const WORLD = countrySetOf(codes);
const SCOPES: readonly CountrySet[] = [
  WORLD,
  ...[7, 11, 13, 17, 19, 23, 29, 31].map((step) => differenceOf(WORLD, countrySetOf(codes.filter((_, index) => index % step === 0)))),
];
const HOLDERS: HolderLookup = (partyId) => [
  { countries: WORLD, period: ALWAYS, society: partyId.length % 2 === 0 ? "052" : "058", basis: "MEMBERSHIP" },
];

main();

function main(): void {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false }, full: { type: "boolean", default: false } } });
  const rows: Row[] = [2, 10, 60].flatMap((claims) => {
    const statements = statementsWith(claims);
    const perWork = millisecondsPerCall(() =>
      computeOwnership({ statements, rights: ["OD", "MD"], countries: WORLD, period: singleDay(DAY), holders: HOLDERS, openConflicts: [] }),
    );
    const allTime = millisecondsPerCall(() =>
      computeOwnership({ statements, rights: ["OD", "MD"], countries: WORLD, period: ALWAYS, holders: HOLDERS, openConflicts: [] }),
    );
    const conflicts = millisecondsPerCall(() => findConflicts(statements, HOLDERS));
    return [
      { bench: "ownership", case: "compute", contender: "tutti", value: 1_000 / perWork, unit: "works/s", claims },
      { bench: "ownership", case: "conflicts", contender: "tutti", value: 1_000 / conflicts, unit: "works/s", claims },
      ...(claims === 60
        ? [{ bench: "ownership" as const, case: "largest", contender: "tutti" as const, value: allTime, unit: "ms", claims }]
        : []),
    ];
  });
  if (!values.json)
    console.log(
      `Ownership, computed in process. ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}; two rights, 201 countries; median of 5 rounds.`,
    );
  for (const row of rows)
    console.log(
      values.json
        ? JSON.stringify(row)
        : `${row.case.padEnd(10)} ${String(row.claims).padStart(3)} claims ${row.value.toPrecision(4).padStart(10)} ${row.unit}`,
    );
}

/** Claims of several submitters on one work: two writers' chains, publishers of nine scopes, three statements that partly disagree. */
function statementsWith(claimCount: number): Statement[] {
  const statementCount = claimCount < 10 ? 1 : 3;
  return Array.from({ length: statementCount }, (_, index) => ({
    id: `stm_${index}`,
    workId: "wrk_1",
    submitter: { key: `SO:05${index}`, name: "bench", society: `05${index}` },
    submitterWorkNumber: "1",
    receipts: [],
    claims: Array.from({ length: Math.ceil(claimCount / statementCount) }, (__, at) => claim(index, at)),
    reported: [],
    origins: [],
  }));
}

function claim(statement: number, at: number): Claim {
  const isWriter = at % 2 === 0;
  return {
    id: `clm_${statement}_${at}`,
    partyId: `pty_${isWriter ? at : `${statement}${at}`}`,
    partyName: "party",
    side: isWriter ? "WRITER" : "PUBLISHER",
    role: isWriter ? "CA" : "E",
    kind: "CLAIMED",
    figures: [
      { right: "PERFORMING", share: shareOfHundredths(500) },
      { right: "MECHANICAL", share: shareOfHundredths(isWriter ? 0 : 1_000) },
    ],
    territories: { rows: [], countries: SCOPES[(at + statement) % SCOPES.length] ?? WORLD, expandedOn: DAY },
    period: at % 5 === 0 ? { from: `202${at % 10}-01-01` as LocalDate, until: null } : ALWAYS,
    writerPartyIds: [`pty_${isWriter ? at : at - 1}`],
    chain: [],
    affiliations: {},
    agreement: null,
    line: null,
  };
}

function millisecondsPerCall(call: () => unknown): number {
  const rounds = Array.from({ length: 6 }, () => {
    const began = process.hrtime.bigint();
    let count = 0;
    while (process.hrtime.bigint() - began < 100_000_000n) {
      call();
      count += 1;
    }
    return Number(process.hrtime.bigint() - began) / 1e6 / count;
  });
  return rounds.slice(1).sort((one, other) => one - other)[2] ?? 0;
}
