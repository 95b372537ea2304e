// How fast a batch of mixed codes is told apart and answered. `p95`, `p50`: 1,000 codes a call, in process, over the embedded store: ISWCs, ISRCs
// and ids of works as people paste them, unknown and malformed ones, and parties' codes through the parties' own reader.
import { seeded } from "../seed/random.ts";
import { formatIswc } from "../subgraphs/domain/identifiers/iswc.ts";
import type { Iswc } from "../subgraphs/domain/identifiers/iswc.ts";
import { invariant } from "../subgraphs/domain/invariant.ts";
import { createPartyReader } from "../subgraphs/parties/partyReader.ts";
import { createPartyStore } from "../subgraphs/parties/partyStore.ts";
import { partyModels } from "../subgraphs/parties/model.ts";
import { identify } from "../subgraphs/works/identify.ts";
import { workModels } from "../subgraphs/works/model.ts";
import { createWorkStore } from "../subgraphs/works/workStore.ts";
import { percentile } from "./support/percentile.ts";
import { openRepertoire, repertoireId, repertoireWorks } from "./support/repertoire.ts";
import { benchOptions, openReport } from "./support/report.ts";

const CODES = 1_000;
const CALLS = 60;
const WARM_UP = 10;

const { json, full } = benchOptions();
const works = full ? 1_000_000 : 10_000;
const report = openReport({
  bench: "identify",
  method:
    "of ten codes three are ISWCs, two ISRCs and one an id of stored works drawn at random, in pasted forms; one is an ISWC of nobody, one wrong by its check " +
    "digit, two are parties' numbers, which the store of parties is asked for and does not have. Ten calls to warm up, then one after the other.",
  sizes: { works, codesACall: CODES, calls: CALLS },
  json,
});
const repertoire = await openRepertoire({ works, full });
try {
  const store = createWorkStore(workModels(repertoire.connection));
  const ofParties = partyModels(repertoire.parties);
  const parties = createPartyReader(ofParties, createPartyStore(ofParties));
  const random = seeded(works);
  const taken: number[] = [];
  let known = 0;
  for (let call = 0; call < WARM_UP + CALLS; call += 1) {
    const codes = batch(Array.from({ length: CODES }, () => random.between(0, works - 1)));
    const began = performance.now();
    const answers = await identify({ store, parties }, codes);
    if (call >= WARM_UP) taken.push(performance.now() - began);
    known = answers.filter(({ status }) => status === "OK").length;
    invariant(known === (CODES * 6) / 10, `six codes of ten are known, not ${known} of ${CODES}`);
  }
  for (const part of [50, 95])
    report.row({ case: `p${part}`, contender: "tutti", value: percentile(taken, part), unit: "ms", codes: CODES, works, known });
} finally {
  await repertoire.close();
}

/** A code for each place of a work. */
function batch(places: readonly number[]): string[] {
  return repertoireWorks(works, places).map(({ iswc, isrc, chains }, at) => {
    const place = places[at] ?? 0;
    const printed = formatIswc(iswc as Iswc);
    const forms = [
      ...[
        printed,
        printed.toLowerCase(),
        ` ${iswc} `,
        isrc,
        `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`,
      ],
      ...[repertoireId("wrk", place).toLowerCase(), "T-123.456.789-4", `${iswc.slice(0, -1)}${(Number(iswc.slice(-1)) + 1) % 10}`],
      ...[chains[0]?.writer.ipiNameNumber.replace(/^0+/, "") ?? "", chains[0]?.publisher.ipiBaseNumber ?? ""],
    ];
    return forms[at % forms.length] ?? printed;
  });
}
