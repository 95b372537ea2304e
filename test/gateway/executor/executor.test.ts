/** Shows where our executor does better than ApolloGateway's, and what it does with keys that JavaScript takes for its own. */
import { afterAll, expect, test } from "@jest/globals";
import { bothGateways } from "../../support/federation.ts";
import type { SmallGateway } from "../../support/federation.ts";
import { SHAPES } from "./shapes.ts";

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

async function gateways(shape: string): Promise<{ readonly ours: SmallGateway; readonly apollos: SmallGateway }> {
  const both = await bothGateways(SHAPES[shape]?.subgraphs ?? {});
  closers.push(both.ours.stop, both.apollos.stop);
  return both;
}

test("asks an entity once, and what one subgraph is asked at one time in one fetch, however many places want it", async () => {
  const { ours, apollos } = await gateways("one key, with failing and missing entities");
  const query = `{ me { name reviews { author { name } product { name best { author { name age } } } } }
    reviews { author { name } product { name } } products { reviews { author { name } product { name } } } }`;
  const [mine, theirs] = [await ours.ask(query), await apollos.ask(query)];
  expect(mine.data).toEqual(theirs.data);
  const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((total, count) => total + count, 0);
  expect(sum(mine.fetches)).toBeLessThan(sum(theirs.fetches) / 1.5);
});

test("names the element that failed where a list holds several types", async () => {
  const { ours } = await gateways("interfaces and unions");
  const { errors, data } = await ours.ask("{ found { ... on Film { id director } ... on Note { text } } }");
  expect(errors.map(({ path }) => path)).toEqual([["found", 1, "director"]]);
  expect(data).toEqual({ found: null }); // Film.director may not be null, nor an element of found
});

test("gives the same field under other arguments to each place its own value", async () => {
  const { ours, apollos } = await gateways("one key, with failing and missing entities");
  const query = `{ one: product(id: "1") { r: reviews(first: 1) { text } } same: product(id: "1") { r: reviews(first: 2) { text } } }`;
  const mine = await ours.ask(query);
  expect(mine.data).toEqual({ one: { r: [{ text: "review 1" }] }, same: { r: [{ text: "review 1" }, { text: "review 2" }] } });
  expect(mine.data).toEqual((await apollos.ask(query)).data);
});

test("takes __proto__ and constructor for aliases as any other", async () => {
  const { ours } = await gateways("one key, with failing and missing entities");
  const query = `{ constructor: product(id: "9") { id } first { toString: name best { hasOwnProperty: text } } }`;
  expect((await ours.ask(query)).data).toEqual({
    constructor: null,
    first: { toString: "product 1", best: { hasOwnProperty: "review 1" } },
  });
  const { data } = await ours.ask(`{ first { __proto__: name valueOf: average } }`);
  expect(JSON.stringify(data)).toBe('{"first":{"__proto__":"product 1","valueOf":2.5}}');
});

test("answers what is asked of the schema beside what is asked of subgraphs", async () => {
  const { ours, apollos } = await gateways("one key, with failing and missing entities");
  const query = `query ($name: String = "Product") { __typename me { name } here: __type(name: $name) { name fields { name } } __schema { queryType { name } } }`;
  const mine = await ours.ask(query);
  expect(mine).toMatchObject({ errors: [], data: { here: { name: "Product" }, me: { name: "user 1" } } });
  expect(mine.data).toEqual((await apollos.ask(query)).data);
});

test("refuses variables of the wrong type before anything is fetched", async () => {
  const { ours } = await gateways("one key, with failing and missing entities");
  const { errors, fetches } = await ours.ask("query ($id: ID!) { product(id: $id) { id } }", { id: { no: 1 } });
  expect(errors).toHaveLength(1);
  expect(fetches).toEqual({});
});

test("asks again by place where a subgraph refuses all entities for one of them", async () => {
  const { ours, apollos } = await bothGateways({
    lists: {
      sdl: `type Query { good: [Thing] bad: [Thing] } type Thing @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: { Query: { good: () => [{ id: "1" }], bad: () => [{ id: "1" }, { id: "2" }] } },
    },
    things: {
      sdl: `type Thing @key(fields: "id") { id: ID! name: String other: String }`,
      resolvers: {
        Thing: {
          // thrown rather than rejected, it takes the list of all entities with it
          __resolveReference: ({ id }: { readonly id: string }) => {
            if (id === "2") throw new Error("There is no 2.");
            return { id, name: `thing ${id}`, other: "other" };
          },
        },
      },
    },
  });
  closers.push(ours.stop, apollos.stop);
  const same = await ours.ask("{ good { name } bad { name } }");
  expect(same.data).toMatchObject({ good: [{ name: "thing 1" }] });
  expect(same.errors).toHaveLength(1);
  const other = await ours.ask("{ good { name } bad { other } }");
  expect(other.data).toEqual((await apollos.ask("{ good { name } bad { other } }")).data);
  expect(other.data).toEqual({ good: [{ name: "thing 1" }], bad: [{ other: null }, { other: null }] });
});
