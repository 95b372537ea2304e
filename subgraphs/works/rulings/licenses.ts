import { problem } from "../../domain/outcome.ts";
import type { Problem } from "../../domain/outcome.ts";
import { parseStoredShare } from "../../domain/shares.ts";
import { countriesOf, parseStoredCountrySet } from "../../domain/territories/countrySet.ts";
import { may } from "../../kit/access.ts";
import type { Caller } from "../../kit/caller.ts";
import type { ForecastLicensedWork } from "../../kit/ports/licenseForecaster.ts";
import { toProblemType } from "../../kit/resolve.ts";
import { toShareType } from "../../kit/scalars.ts";
import { askForecast, supposedOf } from "./forecast.ts";
import type { TriedRuling } from "./forecast.ts";

const PATH = ["licenses"];
const NOT_SHOWN = problem(
  "LICENSES_NOT_SHOWN",
  "Licences are shown to the societies that grant them, to those of theirs who read licences.",
  PATH,
);
const NO_FORECASTER = problem("LICENSES_UNKNOWN", "No part of this house knows of licences.", PATH);
const PARTIAL = problem("LICENSES_PARTIAL", "More licences may rest on the work: not all were looked at.", PATH);

/** Which licences a ruling touches, as the schema shows it (SDL: RulingLicenses); what cannot be told is null with the reason. */
export async function licensesOfRuling(tried: TriedRuling) {
  const { parts, caller, loaders } = tried;
  const none = (why: Problem) => ({ licenses: null, problems: [toProblemType(why)] });
  const licensor = licensorOf(caller);
  if (licensor === undefined) return none(NOT_SHOWN);
  const forecaster = parts.forecasters.licenses;
  if (forecaster === null) return none(NO_FORECASTER);
  const forecast = forecaster.forecast({ ...(await supposedOf(tried)), licensor });
  const told = await askForecast(forecast, { what: "The part of the house that knows licences", path: PATH });
  if ("code" in told) return none(told);
  return {
    licenses: told.licenses.map(({ licenseId, works }) => ({
      license: { __typename: "License", id: licenseId },
      works: works.map((work) => workView(work, loaders)),
    })),
    problems: told.isPartial ? [toProblemType(PARTIAL)] : [],
  };
}

/** Whose licences the caller may see: one society's, all (null), or none (undefined); as licenses itself decides it for societies. */
function licensorOf(caller: Caller): string | null | undefined {
  if (!may(caller, "licenses:read") || caller.role === "licensee") return undefined;
  if (caller.role === "admin" || caller.role === "system") return null;
  return caller.society ?? undefined;
}

function workView({ workId, alarmBefore, alarmAfter, coverage }: ForecastLicensedWork, loaders: TriedRuling["loaders"]) {
  return {
    work: async () => await loaders.work.load(workId),
    ...{ alarm: alarmChange(alarmBefore, alarmAfter), alarmBefore, alarmAfter },
    coverage: coverage.map(({ right, countries, licensedBefore, licensedAfter }) => ({
      right,
      territories: countriesOf(parseStoredCountrySet(countries)),
      before: toShareType(parseStoredShare(licensedBefore)),
      after: toShareType(parseStoredShare(licensedAfter)),
    })),
  };
}

function alarmChange(before: string | null, after: string | null): "NONE" | "RAISED" | "CHANGED" | "STANDS" | "CLEARED" {
  if (before === after) return after === null ? "NONE" : "STANDS";
  if (before === null) return "RAISED";
  return after === null ? "CLEARED" : "CHANGED";
}
