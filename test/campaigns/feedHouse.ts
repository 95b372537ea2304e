/** A house with a tariff and without demonstration as a program of its own, on the folder and port of its environment; says "ready", and runs until it is killed. */
import { startHouse } from "../../gateway/house.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";
import { clause } from "../licenses/support.ts";

const house = await startHouse({ environment: requireOk(readEnvironment()), demonstration: false });
await house.ready;
await house.parts?.licenses.loadTariffs([clause({ licensor: "052" })]);
process.stdout.write(`ready at ${house.url}\n`);
