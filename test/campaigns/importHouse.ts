/**
 * A house without demonstration as a program of its own, on the folder and port of its environment; says "ready", and runs until it is killed.
 * Its clock goes ahead by as many milliseconds as it is given: what a killed house held is free by then, without anybody waiting for it.
 */
import { startHouse } from "../../gateway/house.ts";
import { readEnvironment } from "../../subgraphs/kit/environment.ts";
import { requireOk } from "../../subgraphs/kit/refusal.ts";

const aheadMs = Number(process.argv[2] ?? 0);
const clock = { now: () => new Date(Date.now() + aheadMs) };
const house = await startHouse({ environment: requireOk(readEnvironment()), demonstration: false, clock });
await house.ready;
process.stdout.write(`ready at ${house.url}\n`);
