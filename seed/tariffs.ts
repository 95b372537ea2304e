import { parseCurrency } from "../subgraphs/domain/money.ts";
import type { CurrencyCode } from "../subgraphs/domain/money.ts";
import { invariant } from "../subgraphs/domain/invariant.ts";
import { parseLocalDate } from "../subgraphs/domain/period.ts";
import type { LocalDate } from "../subgraphs/domain/period.ts";
import { share } from "../subgraphs/domain/shares.ts";
import type { TariffClause } from "../subgraphs/domain/tariffs.ts";
import type { TisCode } from "../subgraphs/domain/territories/countrySet.ts";
import { expandScope } from "../subgraphs/domain/territories/tis.ts";

const FROM = day("2026-01-01");

/** Invented tariffs of MCSC (119) and PRS (052) for the demonstration: a blanket one, one by shares, karaoke per play, and radio under a statutory licence. */
export function demonstrationTariffs(): TariffClause[] {
  return [...onlineClauses(), ...placeClauses(), ...radioClauses()];
}

const COMMON = { version: 1, period: { from: FROM, until: null }, byLaw: null };

function onlineClauses(): TariffClause[] {
  return [
    {
      ...COMMON,
      ...{
        id: "trf_00000000000000000000000001",
        name: "Online 2026, 1.1",
        licensor: "119",
        use: "STREAM_INTERACTIVE",
        basis: "BLANKET",
        currency: currency("CNY"),
      },
      countries: countries("0156"),
      percentOfRevenue: share(12n, 100n),
      minimumPerSubscriber: share(60n, 1n),
      minimumPerPlay: null,
      tiers: [],
      rightSplit: [
        { right: "OD", share: share(1n, 2n) },
        { right: "MD", share: share(1n, 2n) },
      ],
      text: "12% of revenue, at least 0.60 yuan per subscriber and quarter; performing and mechanical right in equal parts. Full fee for the repertoire as it is from time to time.",
    },
    {
      ...COMMON,
      ...{
        id: "trf_00000000000000000000000002",
        name: "Online 2026, 1.2",
        licensor: "119",
        use: "STREAM_INTERACTIVE",
        basis: "SHARES",
        currency: currency("CNY"),
      },
      countries: countries("0344", "0250", "0826"),
      percentOfRevenue: share(12n, 100n),
      minimumPerSubscriber: null,
      minimumPerPlay: share(2n, 5n),
      tiers: [{ name: "Europe", countries: countries("0250", "0826"), factor: share(3n, 2n) }],
      rightSplit: [
        { right: "OD", share: share(3n, 4n) },
        { right: "MD", share: share(1n, 4n) },
      ],
      text: "12% of revenue, at least 0.004 yuan per play (half as much again in Europe), for the shares licensed; three quarters performing, one quarter mechanical right.",
    },
  ];
}

function placeClauses(): TariffClause[] {
  return [
    {
      ...COMMON,
      ...{
        id: "trf_00000000000000000000000003",
        name: "Karaoke 2026, 2.1",
        licensor: "119",
        use: "KARAOKE",
        basis: "BLANKET",
        currency: currency("CNY"),
      },
      countries: countries("0156"),
      percentOfRevenue: share(1n, 100n),
      minimumPerSubscriber: null,
      minimumPerPlay: share(3n, 1n),
      tiers: [],
      rightSplit: [
        { right: "PC", share: share(3n, 5n) },
        { right: "MV", share: share(2n, 5n) },
      ],
      text: "The work side of karaoke: 1% of room income, at least 0.03 yuan per play.",
    },
  ];
}

/** In China the law itself lets stations broadcast published works against remuneration: what nobody else clears is BY_LAW there. */
const STATUTORY_BROADCASTING =
  "Copyright Law of the People's Republic of China (2020), article 46: stations may broadcast published works against remuneration.";

function radioClauses(): TariffClause[] {
  return [
    {
      ...COMMON,
      ...{
        id: "trf_00000000000000000000000004",
        name: "Radio 2026, R1",
        licensor: "052",
        use: "RADIO",
        basis: "BLANKET",
        currency: currency("GBP"),
      },
      countries: countries("0826"),
      percentOfRevenue: share(5n, 100n),
      minimumPerSubscriber: null,
      minimumPerPlay: null,
      tiers: [],
      rightSplit: [
        { right: "PR", share: share(7n, 10n) },
        { right: "MA", share: share(3n, 10n) },
      ],
      text: "5% of the station's revenue; 70% performing, 30% mechanical right.",
    },
    {
      ...COMMON,
      ...{
        id: "trf_00000000000000000000000005",
        name: "Radio 2026, 3.1",
        licensor: "119",
        use: "RADIO",
        basis: "BLANKET",
        currency: currency("CNY"),
      },
      countries: countries("0156"),
      percentOfRevenue: share(1n, 100n),
      minimumPerSubscriber: null,
      minimumPerPlay: null,
      tiers: [],
      rightSplit: [
        { right: "PR", share: share(7n, 10n) },
        { right: "MA", share: share(3n, 10n) },
      ],
      byLaw: STATUTORY_BROADCASTING,
      text: "1% of the station's revenue; 70% performing, 30% mechanical right; for all published works.",
    },
  ];
}

function countries(...codes: readonly string[]) {
  return expandScope(
    codes.map((code) => ({ sign: "I", territory: code as TisCode })),
    FROM,
  ).countries;
}

function currency(code: string): CurrencyCode {
  const parsed = parseCurrency(code);
  invariant(parsed.ok, `${code} is a currency`);
  return parsed.value;
}

function day(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  invariant(parsed, `${text} is a day`);
  return parsed;
}
