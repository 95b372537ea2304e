/**
 * Random histories: the same answers with indexes and without, the answers of a naive model, and indexes that hold what their collection holds.
 * The seed is fixed; a failure prints it with the shortest history that fails. More: TUTTI_RANDOM_RUNS=5000 TUTTI_RANDOM_SEED=7 npm test -- randomised
 */
import { afterAll, beforeAll, test } from "@jest/globals";
import fc from "fast-check";
import * as generate from "./random/generators.ts";
import type { Operation } from "./random/world.ts";
import { World } from "./random/world.ts";
import { openEmbedded } from "./servers.ts";
import type { Server } from "./servers.ts";

/** A run of the default length ends here even on a busy machine; who asks for more runs gets them all. */
const TIME_LIMIT_MS = 15_000;
const RUNS = Number(process.env["TUTTI_RANDOM_RUNS"] ?? 100);
const SEED = Number(process.env["TUTTI_RANDOM_SEED"] ?? 20_260_101);

let server: Server;
beforeAll(async () => {
  server = await openEmbedded();
});
afterAll(async () => {
  await server.stop();
});

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("find" as const),
      filter: generate.filter,
      sort: generate.sort,
      skip: fc.constantFrom(0, 0, 1, 3),
      limit: fc.constantFrom(0, 0, 1, 4),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("insert" as const), document: generate.body }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("update" as const),
      filter: generate.filter,
      update: generate.update,
      one: fc.option(fc.integer({ min: 0, max: 12 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), filter: generate.filter }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("group" as const), filter: generate.filter, path: generate.path }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("index" as const), spec: generate.indexSpec }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("drop index" as const) }) },
);

const history = fc.record({
  documents: fc.array(generate.body, { minLength: 1, maxLength: 14 }),
  indexes: fc.array(generate.indexSpec, { maxLength: 3 }),
  unique: fc.boolean(),
  operations: fc.array(operation, { minLength: 1, maxLength: 12 }),
});

test(
  "random histories give the same answers with indexes, without, and by the model",
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async (one) => await new World(server, one.unique).run(one)),
      { numRuns: RUNS, seed: SEED, ...(process.env["TUTTI_RANDOM_RUNS"] === undefined ? { interruptAfterTimeLimit: TIME_LIMIT_MS } : {}) },
    );
  },
  Math.max(60_000, RUNS * 2_000),
);
