import type { Catalogue } from "./catalogue.ts";
import { seeded } from "./random.ts";

const TERRITORIES = ["0156", "0344", "0250", "0826"] as const;
const REVENUE: Readonly<Record<(typeof TERRITORIES)[number], string>> = {
  "0156": "412345.67",
  "0344": "88012.30",
  "0250": "61230.00",
  "0826": "70911.45",
};

/** A streaming service's report for a quarter of the demonstration: rows by ISRC, by ISWC, by title and artist, and one that matches nothing. */
export function usageReport({ works }: Catalogue): Uint8Array {
  const random = seeded(2026);
  const lines = ["row_id,period,territory,use,isrc,iswc,work_code,title,artist,plays,revenue,currency,subscribers"];
  for (const territory of TERRITORIES) {
    lines.push(`${territory}-total,2026-Q3,${territory},STREAM_INTERACTIVE,,,,,,0,${REVENUE[territory]},CNY,2500`);
    works.forEach((work, index) => {
      const plays = random.between(200, 9_000);
      const title = work.nativeTitle !== null && index % 2 === 0 ? work.nativeTitle : work.title;
      const [isrc, iswc] = [index % 3 === 0 ? work.isrc : "", index % 3 === 1 ? work.iswc : ""];
      lines.push(
        `${territory}-${index + 1},2026-Q3,${territory},STREAM_INTERACTIVE,${isrc},${iswc},,${title},${work.performer},${plays},0,CNY,0`,
      );
    });
    lines.push(
      `${territory}-unknown,2026-Q3,${territory},STREAM_INTERACTIVE,,,,A SONG THAT NOBODY REGISTERED,SOMEBODY ELSE,${random.between(100, 900)},0,CNY,0`,
    );
  }
  return Buffer.from(`${lines.join("\r\n")}\r\n`, "utf8");
}
