import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FxRate } from "../domain/distribution/exchange.ts";
import { createCsvReader } from "../domain/formats/csv.ts";
import { parseCurrency, parseRate } from "../domain/money.ts";
import { problem } from "../domain/outcome.ts";
import { parseLocalDate } from "../domain/period.ts";
import { isRecord } from "../kit/json.ts";
import { Refusal, requireOk } from "../kit/refusal.ts";

/**
 * Rates of exchange of the demonstration: round figures of the right size, nobody's fixing. A house that pays puts its own into
 * `rates.csv` in its data folder (columns from,to,rate,date,source), which then stands instead of these.
 */
const DEMONSTRATION = `from,to,rate,date,source
EUR,CNY,7.8,2025-01-01,demonstration
EUR,GBP,0.85,2025-01-01,demonstration
EUR,USD,1.1,2025-01-01,demonstration
EUR,JPY,160,2025-01-01,demonstration
EUR,KRW,1500,2025-01-01,demonstration
EUR,HKD,8.6,2025-01-01,demonstration
EUR,SEK,11.2,2025-01-01,demonstration
EUR,CAD,1.5,2025-01-01,demonstration
EUR,CHF,0.95,2025-01-01,demonstration
EUR,TWD,35,2025-01-01,demonstration
`;

/** The rates of this house: `rates.csv` in the data folder, else the demonstration's. Read for each run, so that new ones need no restart. */
export async function readRates(dataFolder: string): Promise<readonly FxRate[]> {
  const text = await readFile(join(dataFolder, "rates.csv"), "utf8").catch((error: unknown) => {
    if (isRecord(error) && error["code"] === "ENOENT") return DEMONSTRATION;
    throw error;
  });
  return parseRates(text);
}

/** Reads a table of rates; Refusal with the line of whatever cannot be read. */
function parseRates(text: string): readonly FxRate[] {
  const reader = createCsvReader();
  const [header, ...records] = [...requireOk(reader.push(text)), ...requireOk(reader.end())];
  if (header?.cells.join() !== "from,to,rate,date,source") {
    throw new Refusal([problem("RATES_HEADER", "rates.csv begins with the columns from,to,rate,date,source.")]);
  }
  return records.map(({ line, cells }) => {
    const [from = "", to = "", rate = "", date = "", source = ""] = cells;
    const day = parseLocalDate(date);
    const [parsedFrom, parsedTo, parsedRate] = [parseCurrency(from), parseCurrency(to), parseRate(rate)];
    if (!parsedFrom.ok || !parsedTo.ok || !parsedRate.ok || day === null || source === "") {
      throw new Refusal([{ ...problem("RATE_SYNTAX", `rates.csv line ${line} is not two currencies, a rate, a day and a source.`), line }]);
    }
    return { from: parsedFrom.value, to: parsedTo.value, rate: parsedRate.value, date: day, source };
  });
}
