// Sends a document in evidence of a conflict and is killed when the document is in its place and its job is not queued yet.
import { systemClock } from "../../subgraphs/kit/clock.ts";
import { openEvidenceHouse } from "./evidenceHouse.ts";

const [folder = "", conflict = ""] = process.argv.slice(2);
const house = await openEvidenceHouse(folder, {
  clock: systemClock,
  atEnqueue: () => {
    process.kill(process.pid, "SIGKILL");
    // the signal has come by then; nothing is queued in any case
    throw new Error("killed");
  },
});
await house.sendEvidence(conflict);
