import { coordinatesByDemand, readDemands } from "./rules.ts";
import { DEMANDS, PUBLIC_FIELDS } from "./scopes.ts";
import { ENTITIES, FILES, ROWS } from "./table.ts";
import { wordsOf } from "./verdict.ts";
import { ASKERS } from "./world.ts";

/** Where the document stands, and what writes it. */
export const ACCESS_DOCUMENT = new URL("../../../docs/access.md", import.meta.url);
export const WRITE_COMMAND = "node scripts/run.mjs file test/campaigns/accessDocument.ts";

const INTRODUCTION = `# Who sees and does what

Written from the tables in \`test/gateway/access\` by \`${WRITE_COMMAND}\`; \`test/gateway/accessMatrix.test.ts\` asks every cell of
them of a running house, over the gateway and of each subgraph past it, and fails while this page says anything else.

A token carries a role and the society (or the licensee) that it speaks for; \`tutti token\` makes one. \`nobody\` has no token. The gateway looks at a whole
operation before it plans it: where one field is not the caller's to see, nothing of the operation is answered, and each such field is named with its
code. Each subgraph asks the same again, of the identity that the gateway signed for it (good for a minute; without one, or with one that is forged,
expired or another subgraph's, the call ends with 401 before anything is read).

${lineUp([
  ["word", "meaning"],
  ["`no`", "refused: `UNAUTHENTICATED` without a token, else `FORBIDDEN`"],
  ["`all`", "answered, whoever's it is"],
  ["`own`", "answered for what is the own society's (a licensee's own); for another's as if there were nothing: null, or an empty list"],
  ["`own\\|CODE`", "answered for the own society; another's is refused with this code, as an error or as a problem of the payload"],
  ["`none`", "allowed, with nothing of this caller's to show in the house that the test asks"],
])}
An admin speaks for every society, except that a webhook is its society's alone. Where a society has standing in works and conflicts that are not its
own, [rules.md](rules.md) says; here \`own\` stands for having a part in it.
`;

/** docs/access.md. */
export function accessDocument(): string {
  const demands = coordinatesByDemand(readDemands());
  const sections = [
    INTRODUCTION,
    `## Root fields\n\n${table(
      "field",
      ROWS.map((row) => [row.field, row] as const),
    )}`,
    `## Files\n\nThe body's own faults (422) count as an answer: whoever gets them may send. A report of use is taken in and its job fails where the licence is another's.\n\n${table(
      "address",
      FILES.map((row) => [row.address, row] as const),
    )}`,
    `## Entities past the gateway\n\nWhat \`_entities\` of the subgraph that has them answers. A job and a recording are echoed by their id; nothing else of them is.\n\n${table(
      "type",
      ENTITIES.map((row) => [row.type, row] as const),
    )}`,
    `## Types and fields inside\n\nWho meets what the schema demands of a type or a field by \`@authenticated\` and \`@requiresScopes\`:\n\n${table(
      "demand",
      [...DEMANDS].map(([demand, cells]) => [demand, { cells }] as const),
    )}`,
    `It is demanded of these, beside root fields:\n\n${[...DEMANDS.keys()].flatMap((demand) => guarded(demand, demands.get(demand) ?? [])).join("\n")}\n`,
    `## Without a token\n\nThese fields, and no others:\n\n${PUBLIC_FIELDS.map((field) => `\`${field}\``).join(", ")}.\n`,
  ];
  return sections.join("\n");
}

function table(what: string, rows: readonly (readonly [string, { readonly cells: string }])[]): string {
  const body = rows.map(([name, row]) => [`\`${name}\``, ...Object.values(wordsOf(row, name)).map((word) => word.replace("|", "\\|"))]);
  return lineUp([[what, ...ASKERS], ...body]);
}

/** A table of Markdown whose columns stand under each other; the first line is its head. */
function lineUp(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  const [head = "", ...others] = lines.map((line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`);
  return [head, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others, ""].join("\n");
}

function guarded(demand: string, coordinates: readonly string[]): string[] {
  const named = [...coordinates].filter((one) => !one.endsWith("Payload")).sort();
  return named.length === 0 ? [] : [`- ${demand}: ${named.map((one) => `\`${one}\``).join(", ")}`];
}
