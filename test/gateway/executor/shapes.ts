import { GraphQLError } from "graphql";
import type { SmallSubgraph } from "../../support/federation.ts";

/** One shape of federation, small. */
export interface Shape {
  readonly subgraphs: Readonly<Record<string, SmallSubgraph>>;
  readonly mutations?: true;
  /** Lists of it hold entities of several types. */
  readonly mixed?: true;
}

interface Named {
  readonly id: string;
}

const IDS = ["1", "2", "3"];
const failing = (what: string): never => {
  throw new GraphQLError(`No ${what}.`, { extensions: { code: "BAD_USER_INPUT" } });
};
const cost = (id: string): number => Number(id) * 10;

/** One small supergraph for each shape in which subgraphs can share a type, with nulls and failures among the data. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  "one key, with failing and missing entities": {
    subgraphs: {
      products: {
        sdl: `type Query { products: [Product!] product(id: ID!): Product first: Product! }
          type Product @key(fields: "id") { id: ID! name: String sibling: Product siblings: [Product] }`,
        resolvers: {
          Query: {
            products: () => [...IDS, "1"].map((id) => ({ id })),
            product: (_: unknown, { id }: Named) => (IDS.includes(id) ? { id } : null),
            first: () => ({ id: "1" }),
          },
          Product: {
            name: ({ id }: Named) => (id === "3" ? failing("name") : `product ${id}`),
            sibling: ({ id }: Named) => (id === "1" ? null : { id: "1" }),
            siblings: ({ id }: Named) => [null, { id }, { id: "2" }],
          },
        },
      },
      reviews: {
        sdl: `type Query { reviews: [Review] }
          type Review { text: String! stars: Int product: Product author: User! }
          type User @key(fields: "id") { id: ID! reviews: [Review!] }
          type Product @key(fields: "id") { id: ID! reviews(first: Int): [Review!] best: Review! average: Float }`,
        resolvers: {
          Query: { reviews: () => IDS.map((id) => ({ id })) },
          User: { reviews: ({ id }: Named) => [{ id }] },
          Review: {
            text: ({ id }: Named) => (id === "3" ? failing("text") : `review ${id}`),
            stars: ({ id }: Named) => Number(id),
            product: ({ id }: Named) => ({ id }),
            author: ({ id }: Named) => ({ id: String(Number(id) + 1) }),
          },
          Product: {
            __resolveReference: ({ id }: Named) => (id === "2" ? null : { id }),
            reviews: ({ id }: Named, { first = 3 }: { first?: number }) =>
              IDS.slice(0, first).map((one) => ({ id: one === "3" ? id : one })),
            best: ({ id }: Named) => (id === "3" ? null : { id }),
            average: () => 2.5,
          },
        },
      },
      users: {
        sdl: `type Query { me: User } type User @key(fields: "id") { id: ID! name: String! age: Int }`,
        resolvers: {
          Query: { me: () => ({ id: "1" }) },
          User: {
            __resolveReference: ({ id }: Named) => (id === "4" ? Promise.reject(new Error("no user 4")) : { id }),
            name: ({ id }: Named) => (id === "3" ? null : `user ${id}`),
            age: ({ id }: Named) => (id === "2" ? null : 30),
          },
        },
      },
    },
  },
  "several keys on the way from one subgraph to the next": {
    subgraphs: {
      a: {
        sdl: `type Query { items: [Item] } type Item @key(fields: "id") { id: ID! a: String }`,
        resolvers: { Query: { items: () => IDS.map((id) => ({ id, a: `a${id}` })) } },
      },
      b: {
        sdl: `type Item @key(fields: "id") @key(fields: "code") { id: ID! code: String! b: String }`,
        resolvers: {
          Item: {
            __resolveReference: ({ id, code }: Named & { code?: string }) => ({
              id: id || code?.slice(1),
              code: code ?? `c${id}`,
              b: `b${id}`,
            }),
          },
        },
      },
      c: {
        sdl: `type Item @key(fields: "code") { code: String! c: Int! }`,
        resolvers: { Item: { __resolveReference: ({ code }: { code: string }) => (code === "c2" ? null : { code, c: 7 }) } },
      },
    },
  },
  "keys of several and nested fields": {
    subgraphs: {
      a: {
        sdl: `type Query { items: [Item!]! } type Item @key(fields: "id owner { id }") { id: ID! owner: Owner! } type Owner { id: ID! @shareable name: String }`,
        resolvers: { Query: { items: () => IDS.map((id) => ({ id, owner: { id: `o${id}`, name: `owner ${id}` } })) } },
      },
      b: {
        sdl: `type Item @key(fields: "id owner { id }") { id: ID! owner: Owner! price: Int } type Owner { id: ID! @shareable }`,
        resolvers: { Item: { price: ({ id, owner }: Named & { owner: Named }) => Number(id) + owner.id.length } },
      },
    },
  },
  "required fields of another subgraph": {
    subgraphs: {
      a: {
        sdl: `type Query { parcels: [Parcel] } type Parcel @key(fields: "id") { id: ID! weight: Int size: Size tags: [Tag!] } type Size { w: Int h: Int } type Tag { text: String }`,
        resolvers: {
          Query: {
            parcels: () =>
              IDS.map((id) => ({
                id,
                weight: id === "2" ? null : cost(id),
                size: id === "3" ? null : { w: 1, h: 2 },
                tags: [{ text: id }],
              })),
          },
        },
      },
      b: {
        sdl: `type Parcel @key(fields: "id") { id: ID! weight: Int @external size: Size @external tags: [Tag!] @external
            postage: Int @requires(fields: "weight size { w h } tags { text }") express: Int @requires(fields: "weight") }
          type Size { w: Int @external h: Int @external } type Tag { text: String @external }`,
        resolvers: {
          Parcel: {
            postage: ({ weight, size, tags }: { weight: number | null; size: { w: number } | null; tags: unknown[] }) =>
              (weight ?? 0) + (size?.w ?? 0) + tags.length,
            express: ({ weight }: { weight: number | null }) => weight ?? failing("weight"),
          },
        },
      },
    },
  },
  "provided and shared fields": {
    subgraphs: {
      a: {
        sdl: `type Query { books: [Book] loans: [Loan] @shareable } type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int }
          type Loan { book: Book at: String @shareable }`,
        resolvers: {
          Query: { books: () => IDS.map((id) => ({ id })), loans: () => IDS.map((id) => ({ book: { id }, at: "day" })) },
          Book: { title: ({ id }: Named) => `title ${id}`, pages: ({ id }: Named) => cost(id) },
        },
      },
      b: {
        sdl: `type Query { loaned: [Book] @provides(fields: "title") } type Book @key(fields: "id") { id: ID! title: String @external lender: String }`,
        resolvers: {
          Query: { loaned: () => IDS.map((id) => ({ id, title: `title ${id}` })) },
          Book: { lender: ({ id }: Named) => (id === "2" ? failing("lender") : "library") },
        },
      },
    },
  },
  "interfaces and unions": {
    mixed: true,
    subgraphs: {
      a: {
        sdl: `type Query { media: [Media] found: [Found!] any: Media! }
          interface Media { id: ID! title: String! }
          type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int }
          type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int! }
          type Note { text: String } union Found = Book | Film | Note`,
        resolvers: {
          Query: {
            media: () => [
              { __typename: "Book", id: "1", title: "b", pages: 3 },
              { __typename: "Film", id: "2", title: "f", minutes: 90 },
              null,
            ],
            found: () => [
              { __typename: "Note", text: "n" },
              { __typename: "Film", id: "3", title: "g", minutes: null },
              { __typename: "Book", id: "2", title: "c" },
            ],
            any: () => ({ __typename: "Film", id: "2", title: "f", minutes: 90 }),
          },
        },
      },
      b: {
        sdl: `type Book @key(fields: "id") { id: ID! author: String shelf: Int! }
          type Film @key(fields: "id") { id: ID! director: String! cast: [Book] }`,
        resolvers: {
          Book: { author: ({ id }: Named) => `author ${id}`, shelf: ({ id }: Named) => (id === "2" ? null : 4) },
          Film: { director: ({ id }: Named) => (id === "3" ? null : "d"), cast: () => [{ id: "1" }, { id: "2" }] },
        },
      },
    },
  },
  "an interface object": {
    mixed: true,
    subgraphs: {
      a: {
        sdl: `type Query { media: [Media!] } interface Media @key(fields: "id") { id: ID! title: String }
          type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
          type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }`,
        resolvers: {
          Query: {
            media: () => [
              { __typename: "Book", id: "1", title: "b", pages: 2 },
              { __typename: "Film", id: "2", minutes: 5 },
            ],
          },
          Media: { __resolveReference: ({ id }: Named) => ({ __typename: id === "1" ? "Book" : "Film", id, title: `t${id}` }) },
          Book: { __resolveReference: ({ id }: Named) => ({ id, title: `t${id}`, pages: 2 }) },
          Film: { __resolveReference: ({ id }: Named) => ({ id, title: `t${id}`, minutes: 5 }) },
        },
      },
      b: {
        sdl: `type Query { rated: [Media] } type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int }`,
        resolvers: {
          Query: {
            rated: () => [
              { id: "2", rating: 2 },
              { id: "1", rating: 1 },
            ],
          },
          Media: { rating: ({ id }: Named) => cost(id) },
        },
      },
    },
  },
  "enums and inputs by intersection, what is inaccessible, what moved": {
    subgraphs: {
      a: {
        sdl: `enum Kind { ONE TWO HIDDEN @inaccessible } input Filter { id: ID kind: Kind }
          type Query { things(filter: Filter, kind: Kind): [Thing] @shareable }
          type Thing @key(fields: "id") { id: ID! kind: Kind secret: String @inaccessible moved: String }`,
        resolvers: {
          Query: {
            things: (_: unknown, { kind }: { kind?: string }) =>
              IDS.map((id) => ({ id, kind: id === "3" ? "HIDDEN" : (kind ?? "ONE"), moved: "old" })),
          },
        },
      },
      b: {
        sdl: `enum Kind { ONE TWO HIDDEN @inaccessible } input Filter { id: ID kind: Kind more: Int }
          type Thing @key(fields: "id") { id: ID! moved: String @override(from: "a") other: Kind named(kind: Kind): String }`,
        resolvers: {
          Thing: { moved: () => "new", other: () => "TWO", named: (_: unknown, { kind }: { kind?: string }) => kind ?? "none" },
        },
      },
    },
  },
  "mutations in order": {
    mutations: true,
    subgraphs: {
      a: {
        sdl: `type Query { count: Int } type Mutation { add(n: Int): Log fail: Log } type Log @key(fields: "id") { id: ID! n: Int }`,
        resolvers: { Mutation: { add: (_: unknown, { n = 0 }: { n?: number }) => ({ id: "1", n }), fail: () => failing("log") } },
      },
      b: {
        sdl: `type Mutation { note(text: String): Log! } type Log @key(fields: "id") { id: ID! text: String }`,
        resolvers: {
          Mutation: { note: (_: unknown, { text }: { text?: string }) => ({ id: "2", text }) },
          Log: { text: ({ id }: Named) => `log ${id}` },
        },
      },
    },
  },
};
