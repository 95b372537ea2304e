/** The well-known shape of federated benchmarks, products, reviews, inventory and accounts, written anew: four schemas over made-up data, and one deep question. */
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLSchemaModule } from "@apollo/subgraph/dist/schema-helper/index.js";
import { parse } from "graphql";
import type { GraphQLSchema } from "graphql";

const USERS = 6;
const PRODUCTS = 9;
const REVIEWS_OF_PRODUCT = 3;

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@external", "@requires", "@shareable"])\n';

interface Reference {
  readonly id: string;
}

const userName = (id: string): string => `listener-${id}`;
const numberOf = (id: string): number => Number(id.slice(1));
const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const reviewIds = range(PRODUCTS * REVIEWS_OF_PRODUCT).map((at) => `r${at}`);
const productOf = (review: string): Reference => ({ id: `p${numberOf(review) % PRODUCTS}` });
const authorOf = (review: string): Reference => ({ id: `u${(numberOf(review) * 5) % USERS}` });
const reviewsWhere = (holds: (review: string) => boolean): Reference[] => reviewIds.filter(holds).map((id) => ({ id }));

/** What each subgraph states and how it answers. */
const PARTS: Readonly<Record<string, { readonly sdl: string; readonly resolvers: NonNullable<GraphQLSchemaModule["resolvers"]> }>> = {
  accounts: {
    sdl: `type Query { users: [User!]! } type User @key(fields: "id") { id: ID! name: String username: String birthYear: Int }`,
    resolvers: {
      Query: { users: () => range(USERS).map((at) => ({ id: `u${at}` })) },
      User: {
        __resolveReference: ({ id }: Reference) => ({ id }),
        name: ({ id }: Reference) => `Listener number ${id}`,
        username: ({ id }: Reference) => userName(id),
        birthYear: ({ id }: Reference) => 1960 + numberOf(id),
      },
    },
  },
  products: {
    sdl: `type Query { topProducts: [Product!]! } type Product @key(fields: "id") { id: ID! name: String price: Int weight: Int }`,
    resolvers: {
      Query: { topProducts: () => range(PRODUCTS).map((at) => ({ id: `p${at}` })) },
      Product: {
        __resolveReference: ({ id }: Reference) => ({ id }),
        name: ({ id }: Reference) => `Record player, edition ${id}`,
        price: ({ id }: Reference) => 90 + numberOf(id) * 13,
        weight: ({ id }: Reference) => 4 + numberOf(id),
      },
    },
  },
  inventory: {
    sdl: `type Product @key(fields: "id") { id: ID! weight: Int @external price: Int @external inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        __resolveReference: (product: object) => product,
        inStock: ({ id }: Reference) => numberOf(id) % 3 !== 0,
        shippingEstimate: ({ price, weight }: { price: number; weight: number }) => (price > 150 ? 0 : weight * 2),
      },
    },
  },
  reviews: {
    sdl: `type Review @key(fields: "id") { id: ID! body: String product: Product author: User }
      type User @key(fields: "id") { id: ID! reviews: [Review!]! } type Product @key(fields: "id") { id: ID! reviews: [Review!]! }`,
    resolvers: {
      Review: {
        body: ({ id }: Reference) => `What review ${id} has to say of it, in about as many words as people use.`,
        product: ({ id }: Reference) => productOf(id),
        author: ({ id }: Reference) => authorOf(id),
      },
      User: {
        __resolveReference: ({ id }: Reference) => ({ id }),
        reviews: (user: Reference) => reviewsWhere((review) => authorOf(review).id === user.id),
      },
      Product: {
        __resolveReference: ({ id }: Reference) => ({ id }),
        reviews: (product: Reference) => reviewsWhere((review) => productOf(review).id === product.id),
      },
    },
  },
};

/** The subgraphs as composition and servers take them. */
export const SHOP: readonly { readonly name: string; readonly sdl: string; readonly schema: GraphQLSchema }[] = Object.entries(PARTS).map(
  ([name, { sdl, resolvers }]) => ({ name, sdl: LINK + sdl, schema: buildSubgraphSchema({ typeDefs: parse(LINK + sdl), resolvers }) }),
);

/** Entities in entities, over all four: an answer of about 85 KB. */
export const SHOP_QUESTION = `query Deep {
  users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { id body } } } } } }
  topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
}
fragment User on User { id name username birthYear }
fragment Review on Review { id body }
fragment Product on Product { id name price weight inStock shippingEstimate }`;
