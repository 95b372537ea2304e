import { textOption } from "./command.ts";
import type { Call, Command } from "./command.ts";
import { openHouse } from "./houseClient.ts";

interface MoneyView {
  readonly amount: string;
  readonly currency: string;
}
const PARTS = ["remitted", "deductions", "tax", "held", "unmatched", "unclaimed", "nonMembers", "notRepresented", "residue"] as const;
type TotalView = { readonly currency: string } & Readonly<Record<(typeof PARTS)[number] | "income", MoneyView>>;

interface Answer {
  readonly runDistribution: {
    readonly run: { readonly id: string; readonly period: string; readonly totals: readonly TotalView[] } | null;
    readonly problems: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
    readonly replayed: boolean;
  };
}

const RUN = `mutation Distribute($input: RunDistributionInput!) { runDistribution(input: $input) {
  run { id period totals { currency income { amount currency } ${PARTS.map((part) => `${part} { amount currency }`).join(" ")} } }
  problems { code message path } replayed } }`;

/** `tutti distribute`: one distribution run, with its control totals. */
export const distribute: Command = {
  name: "distribute",
  summary: "distribute the licence income of unpaid usage, and print the control totals",
  usage: "[--period 2026-Q1] [--dry-run]",
  help: `--period   a quarter; without it the latest one with unpaid usage
--dry-run  compute everything and store nothing
With --json the totals are strings of minor units; income is the sum of the nine others, per currency.`,
  options: { period: { type: "string" }, "dry-run": { type: "boolean" } },
  positionals: 0,
  async run(call) {
    const period = textOption(call, "period");
    const house = await openHouse(call.environment, { role: "admin", society: null });
    try {
      const input = { ...(period === undefined ? {} : { period }), dryRun: call.values["dry-run"] === true };
      const { run, problems } = (await house.ask<Answer>(RUN, { input })).runDistribution;
      for (const { code, message } of problems) call.output.say(`${code}: ${message}`);
      const totals = run?.totals.map(minorTotals) ?? [];
      if (call.json) call.output.json({ run: run?.id ?? null, period: run?.period ?? null, totals, problems });
      else if (run) print(call, run);
      return run === null ? 1 : 0;
    } finally {
      await house.close();
    }
  },
};

/** Decimals of a currency without their point are its minor units. */
function minorTotals(total: TotalView): Record<string, string> {
  const minor = ({ amount }: MoneyView): string => BigInt(amount.replace(".", "")).toString();
  return Object.fromEntries([
    ["currency", total.currency],
    ...(["income", ...PARTS] as const).map((name) => [name, minor(total[name])] as const),
  ]);
}

function print({ output }: Call, run: { readonly id: string; readonly period: string; readonly totals: readonly TotalView[] }): void {
  output.print(`Run ${run.id} for ${run.period}`);
  for (const total of run.totals) {
    const width = Math.max(...(["income", ...PARTS] as const).map((name) => total[name].amount.length));
    for (const name of ["income", ...PARTS] as const)
      output.print(`  ${name.padEnd(15)} ${total[name].amount.padStart(width)} ${total.currency}`);
  }
}
