/** Shows that our executor answers what ApolloGateway's answers: generated operations over a small supergraph for each shape of federation. */
import { afterAll, describe, expect, test } from "@jest/globals";
import { bothGateways } from "../../support/federation.ts";
import type { SmallAnswer } from "../../support/federation.ts";
import { generateOperation } from "../../support/operations.ts";
import { SHAPES } from "./shapes.ts";

const OPERATIONS = 30;
const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

/**
 * The same failure told of several equal fetches is one. ApolloGateway errs on two paths: it tells of `_entities`, which no client asked for,
 * and where a list holds entities of several types it names the wrong element. There ours must lead to a null, and the rest be equal.
 */
const told = ({ data, errors }: SmallAnswer, withPaths: boolean): object => ({
  data,
  errors: [
    ...new Set(
      errors.map(({ message, path = null, extensions }) =>
        JSON.stringify([message, withPaths && !path?.includes("_entities") ? path : null, extensions?.["code"]]),
      ),
    ),
  ].sort(),
});

/** Whether an error's path leads to a null of the answer, as it must. */
function leadsToNull(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const step of path) {
    if (value === null) return true;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value === null;
}

describe.each(Object.entries(SHAPES))("%s", (_name, { subgraphs, mutations, mixed }) => {
  test("is answered as ApolloGateway answers it, in no more fetches", async () => {
    const { ours, apollos } = await bothGateways(subgraphs);
    closers.push(ours.stop, apollos.stop);
    let answered = 0;
    for (let seed = 1; seed <= OPERATIONS; seed++) {
      const { query, variables } = generateOperation(ours.schema, seed, { depth: 4, kind: mutations ? "mutation" : "query" });
      const [mine, theirs] = [await ours.ask(query, variables), await apollos.ask(query, variables)];
      expect({ seed, query, variables, ...told(mine, !mixed) }).toEqual({ seed, query, variables, ...told(theirs, !mixed) });
      for (const { path } of mixed ? mine.errors : []) expect([seed, path && leadsToNull(mine.data, path)]).not.toEqual([seed, false]);
      for (const [name, count] of Object.entries(mine.fetches)) expect(count).toBeLessThanOrEqual(theirs.fetches[name] ?? 0);
      if (mine.data !== null) answered++;
    }
    expect(answered).toBeGreaterThan(OPERATIONS / 4);
  }, 60_000);
});
