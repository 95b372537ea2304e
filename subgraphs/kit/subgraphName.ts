/** The four subgraphs; each owns the database of its name and reads no other. */
export const SUBGRAPH_NAMES = ["works", "parties", "licenses", "distributions"] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];
