import { expect } from "@jest/globals";
import { Readable } from "node:stream";
import { fineText, parseStoredFine } from "../../subgraphs/domain/distribution/fine.ts";
import type { Fine } from "../../subgraphs/domain/distribution/fine.ts";
import { parseAmount, parseCurrency } from "../../subgraphs/domain/money.ts";
import { moneyModels } from "../../subgraphs/distributions/runs/model.ts";
import type { LineRecord, RunRecord, StatementRecord } from "../../subgraphs/distributions/runs/model.ts";
import { systemCaller } from "../../subgraphs/kit/caller.ts";
import { RUN_TOTALS } from "../../subgraphs/kit/ports/runForecaster.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import type { WorkStatementInput } from "../../subgraphs/works/index.ts";
import type { WholeHouse } from "./wholeHouse.ts";

/** Where the licences of trials hold. */
export const COUNTRIES = ["0156", "0344", "0250", "0826"] as const;

export interface Amount {
  readonly amount: string;
  readonly currency: string;
}

/** A conflict, as far as a ruling needs it. */
export interface TriedConflict {
  readonly id: string;
  readonly claims: readonly { readonly id: string; readonly partyName: string }[];
}

/** A run that was made, as far as a forecast tells of it. */
export interface MadeRun {
  readonly totals: RunRecord["totals"];
  /** By payee. */
  readonly remitted: ReadonlyMap<string, bigint>;
  /** What the work earned in exact decimals, by `destination|party|payee|holder|currency`; empty for a dry run, which keeps no lines. */
  readonly earnings: ReadonlyMap<string, string>;
}

const CALLER = systemCaller("test");
const MONEY = "{ amount currency }";
const COVERAGE = "coverage { right territories before { percent } after { percent } }";
const SIMULATE = `query ($id: ID!, $ruling: RulingInput!) { simulateRuling(conflict: $id, ruling: $ruling) { problems { code message } isResolved
  money { problems { code message } held ${MONEY} paid ${MONEY} runs { licensor { code } period
    changes { ${RUN_TOTALS.map((total) => `${total} ${MONEY}`).join(" ")} }
    earnings { destination party { id } payee { code } holder { code } currency before after }
    remittances { payee { code } before ${MONEY} after ${MONEY} } } }
  licenses { problems { code } licenses { license { id } works { work { id } alarm alarmBefore alarmAfter ${COVERAGE} } } } } }`;
const CONFLICTS = `query ($work: ID!) { conflicts(filter: { work: $work }) { edges { node { id claims { id partyName } } } } }`;
const PROPOSE = `mutation ($input: ProposeRulingInput!) { proposeRuling(input: $input) { problems { code message }
  conflict { proposals { id needed { code } signed { code } } } } }`;
const SIGN = `mutation ($input: SignRulingInput!) { signRuling(input: $input) { problems { code message } } }`;
const ALARMS = `query ($id: ID!) { license(id: $id) { alarms { work { id } message } } }`;
const QUOTE = `query ($input: QuoteInput!) { quote(input: $input) { territories { territory rights { right licensed { percent } } } } }`;

/** What happens in a whole house between a claim and the payment that a ruling leads to. */
export class RulingTrial {
  readonly #house: WholeHouse;

  constructor(house: WholeHouse) {
    this.#house = house;
  }

  /** Works of statements, each in its own transaction, so that later ones meet earlier ones. */
  async record(statement: WorkStatementInput): Promise<string> {
    const [made] = await this.#house.parts.works.recordStatements([statement]);
    return made?.workId ?? "";
  }

  async license(works: readonly string[]): Promise<string> {
    const { answer } = await this.#house.parts.licenses.issue({ quote: quoteOf(works, "2026-01-01"), licensee: "STORYSTREAM" });
    return answer.licenseId;
  }

  /** Takes in usage rows `territory,work_code,title,artist,plays,revenue` of the first quarter of 2026. */
  async report(licenseId: string, rows: readonly string[]): Promise<void> {
    const lines = rows.map((row) => `2026-Q1,STREAM_INTERACTIVE,CNY,${row}`);
    const text = ["period,use,currency,territory,work_code,title,artist,plays,revenue", ...lines, ""].join("\r\n");
    const stream = Readable.from([Buffer.from(text)]);
    const usage = await this.#house.parts.distributions.importUsage({ stream, licenseId, caller: CALLER, dryRun: false });
    expect([usage.accepted, usage.problems]).toEqual([rows.length, []]);
  }

  async conflictOf(workId: string): Promise<TriedConflict | null> {
    const { conflicts } = await this.#house.ask("works", CONFLICTS, { work: workId });
    return conflicts.edges[0]?.node ?? null;
  }

  /** What is told of a ruling before anybody signs. */
  async simulate({ id }: TriedConflict, ruling: object): Promise<ReturnType<typeof JSON.parse>> {
    return (await this.#house.ask("works", SIMULATE, { id, ruling })).simulateRuling;
  }

  /** Why a ruling cannot be proposed. */
  async refusalOf({ id }: TriedConflict, ruling: object): Promise<readonly object[]> {
    const { proposeRuling } = await this.#house.ask("works", PROPOSE, { input: { conflict: id, ruling, because: "As agreed" } });
    return proposeRuling.problems;
  }

  /** Proposes and signs for everybody whose signature it needs; answers the ruling's id. */
  async bringIntoEffect({ id }: TriedConflict, ruling: object): Promise<string> {
    const { proposeRuling } = await this.#house.ask("works", PROPOSE, { input: { conflict: id, ruling, because: "As agreed" } });
    expect(proposeRuling.problems).toEqual([]);
    const proposal = proposeRuling.conflict.proposals.at(-1);
    const signed = new Set(proposal.signed.map(({ code }: { code: string }) => code));
    for (const { code } of proposal.needed.filter((one: { code: string }) => !signed.has(one.code))) {
      const { signRuling } = await this.#house.ask("works", SIGN, { input: { ruling: proposal.id, society: code } });
      expect(signRuling.problems).toEqual([]);
    }
    return proposal.id;
  }

  async dryRun(): Promise<MadeRun> {
    const { run, statements } = await this.#house.parts.distributions.runDistribution({ period: null, dryRun: true, caller: CALLER });
    return { totals: run.totals, remitted: remittedOf(statements), earnings: new Map() };
  }

  /** Commits the next run, and reads what it wrote of a work. */
  async pay(workId: string): Promise<MadeRun> {
    const { run } = await this.#house.parts.distributions.runDistribution({ period: null, dryRun: false, caller: CALLER });
    const money = moneyModels(this.#house.store.connection("distributions"));
    const statements = await money.statements.find({ runId: run._id }).lean<StatementRecord[]>();
    const ofWork = { runId: run._id, workKey: workId };
    const lines = [...(await money.lines.find(ofWork).lean<LineRecord[]>()), ...(await money.reserves.find(ofWork).lean<LineRecord[]>())];
    return { totals: run.totals, remitted: remittedOf(statements), earnings: earningsOf(lines, statements) };
  }

  async alarmsOf(licenseId: string): Promise<readonly string[]> {
    const { license } = await this.#house.ask("licenses", ALARMS, { id: licenseId });
    return license.alarms.map(({ message }: { message: string }) => message);
  }

  async alarmOf(licenseId: string, workId: string): Promise<string | null> {
    const { license } = await this.#house.ask("licenses", ALARMS, { id: licenseId });
    return license.alarms.find(({ work }: { work: { id: string } | null }) => work?.id === workId)?.message ?? null;
  }

  /** The licensed percentage of a work today, by right and country. */
  async coverageOf(workId: string): Promise<ReadonlyMap<string, string>> {
    const { quote } = await this.#house.ask("licenses", QUOTE, {
      input: quoteOf([workId], this.#house.clock.now().toISOString().slice(0, 10)),
    });
    return new Map(
      quote.territories.flatMap(
        ({ territory, rights }: { territory: string; rights: { right: string; licensed: { percent: string } }[] }) =>
          rights.map(({ right, licensed }) => [`${right} ${territory}`, licensed.percent] as const),
      ),
    );
  }
}

/** The key of an earning that was told, as MadeRun has it. */
export function earningKey(told: {
  readonly destination: string;
  readonly party: { readonly id: string } | null;
  readonly payee: { readonly code: string } | null;
  readonly holder: { readonly code: string } | null;
  readonly currency: string;
}): string {
  return [told.destination, told.party?.id, told.payee?.code, told.holder?.code, told.currency].join("|");
}

export function minorOf({ amount, currency }: Amount): bigint {
  return requireOk(parseAmount(amount, requireOk(parseCurrency(currency)))).minor;
}

function quoteOf(works: readonly string[], from: string) {
  return {
    ...{ licensor: "119", use: "STREAM_INTERACTIVE" as const, territories: [...COUNTRIES], works, currency: "CNY" },
    period: { from, until: "2027-01-01" },
    estimates: COUNTRIES.map((territory) => ({ territory, revenue: "1000" })),
  };
}

function remittedOf(statements: readonly StatementRecord[]): ReadonlyMap<string, bigint> {
  const remitted = new Map<string, bigint>();
  for (const { payee, remittedMinor } of statements) remitted.set(payee, (remitted.get(payee) ?? 0n) + BigInt(remittedMinor));
  return remitted;
}

function earningsOf(lines: readonly LineRecord[], statements: readonly StatementRecord[]): ReadonlyMap<string, string> {
  const earnings = new Map<string, bigint>();
  for (const { destination, partyId, statementId, holder, currency, fine } of lines) {
    const payee = statements.find(({ _id }) => _id === statementId)?.payee ?? null;
    const key = [destination, partyId, payee, holder, currency].join("|");
    earnings.set(key, (earnings.get(key) ?? 0n) + parseStoredFine(fine));
  }
  const currency = requireOk(parseCurrency("CNY"));
  return new Map([...earnings].map(([key, fine]) => [key, fineText(fine as Fine, currency)]));
}
