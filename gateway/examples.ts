import type { Example } from "./explorer.ts";

/** The operations that the explorer opens with: the README's, over the demonstration catalogue. */
export const EXAMPLES: readonly Example[] = [
  {
    query: `# Whose song is this, there, on that day? Works and parties answer together.
query Owned($iswc: String!) {
  workByIswc(iswc: $iswc) {
    title
    titles { text language }
    ownership(use: STREAM_INTERACTIVE, territories: ["0156", "0344", "0250", "0826"], on: "2026-09-30") {
      complete
      sources { society { code name } status }
      cells {
        right territories state
        claimed { percent } unclaimed { percent } over { percent } held { percent }
        claims { party { name } role society { code name } share { percent } }
      }
      conflicts { id state }
    }
  }
}`,
    variables: JSON.stringify({ iswc: "T8830000119" }, null, 2),
  },
  {
    query: `# Works by title or creator, in Latin or Han; open to everybody.
query Search($words: String!) {
  searchWorks(query: $words, first: 5) {
    edges { node { iswc title titles { text } creators { role name } } }
  }
}`,
    variables: JSON.stringify({ words: "灯笼" }, null, 2),
  },
  {
    query: `# May we license this, there, and at what price?
query Quote {
  quote(input: {
    licensor: "119", use: STREAM_INTERACTIVE, territories: ["0156", "0344"], currency: "CNY",
    period: { from: "2026-01-01", until: "2027-01-01" },
    estimates: [{ territory: "0156", revenue: "400000", plays: "900000" }, { territory: "0344", revenue: "90000", plays: "120000" }]
  }) {
    total { amount currency }
    territories { name combined { category share { percent } } uncleared { name society { code } share { percent } } }
    lines { territory right amount { amount currency } because }
  }
}`,
    variables: "{}",
  },
  {
    query: `# Where two statements collide.
query Conflicts {
  conflicts(first: 10) { edges { node { id kind state deadline because work { title iswc } } } }
}`,
    variables: "{}",
  },
];
