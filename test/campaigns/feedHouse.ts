/** A house without demonstration as a program of its own, on the folder and port of its environment; says "ready", and runs until it is killed. */
import { startHouse } from "../../gateway/house.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";

const house = await startHouse({ environment: requireOk(readEnvironment()), demonstration: false });
await house.ready;
process.stdout.write(`ready at ${house.url}\n`);
