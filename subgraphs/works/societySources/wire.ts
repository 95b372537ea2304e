import { z } from "zod";
import { scriptOf } from "../../domain/drafts.ts";
import { parseIpiBaseNumber } from "../../domain/identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../../domain/identifiers/ipiNameNumber.ts";
import { parseIswc } from "../../domain/identifiers/iswc.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { isEmptyPeriod, parseLocalDate } from "../../domain/period.ts";
import { IPI_RIGHTS, RIGHT_FAMILIES } from "../../domain/rights.ts";
import { WHOLE, compareShares, parseFraction } from "../../domain/shares.ts";
import type { Figure, ScopeRow, TerritoryScope } from "../../domain/statements.ts";
import { expandScope, parseTisCode } from "../../domain/territories/tis.ts";
import { parseShallowJson } from "./shallowJson.ts";
import { NodeFault } from "./nodeFault.ts";

/** The question that a node is asked. */
export const STATEMENTS_QUERY = `query SocietyStatements($society: SocietyCode, $codes: [String!], $since: String, $first: Int) {
  societyStatements(society: $society, codes: $codes, since: $since, first: $first) {
    society { code } pageInfo { hasNextPage endCursor }
    edges { node {
      submitter submitterName submitterWorkNumber isInForce statedAt workCodes iswc further
      receipts { receiver message line }
      parties { key ipiNameNumber ipiBaseNumber isNatural name }
      titles { text kind language }
      creators { party name role ipiNameNumber otherNames }
      claims { party partyName side role kind figures { family right share { numerator denominator } } territories { isIncluded territory }
        expandedOn period { from until } writers chain affiliations { family society } agreement line }
      named { kind party partyName side role figures { family right share { numerator denominator } } territories { isIncluded territory }
        expandedOn affiliations { family society } line }
    } }
  }
}`;

/** Statements of one page that are read at most. */
export const WIRE_PAGE = 100;

/** Names and titles as stated: files leave some of them empty. */
const text = z.string().max(1_000);
const party = z.string().min(1).max(60);
const role = z.string().max(20);
const line = z.number().int().min(0).max(1_000_000_000).nullable();
const society = z.string().regex(/^(\d{3}|[A-Z][A-Z0-9]{1,19})$/);
const side = z.enum(["WRITER", "PUBLISHER"]);

/** A text that a parser of the standard makes a value of. */
function standard<T>(parse: (text: string) => Outcome<T>, what: string) {
  return z.string().transform((found, context): T => {
    const outcome = parse(found);
    if (outcome.ok) return outcome.value;
    context.addIssue({ code: "custom", message: `is no ${what}` });
    return z.NEVER;
  });
}
const day = z.string().transform((found, context) => {
  const parsed = parseLocalDate(found);
  if (parsed !== null) return parsed;
  context.addIssue({ code: "custom", message: "is no day" });
  return z.NEVER;
});

const figure = z
  .object({
    family: z.enum(RIGHT_FAMILIES).nullable(),
    right: z.enum(IPI_RIGHTS).nullable(),
    share: z.object({ numerator: z.string().regex(/^\d{1,40}$/), denominator: z.string().regex(/^\d{1,40}$/) }),
  })
  .transform(({ family, right, share }, context): Figure => {
    const scope = right ?? family;
    const parsed = parseFraction(`${share.numerator}/${share.denominator}`);
    if (scope !== null && parsed !== null && compareShares(parsed, WHOLE) <= 0) return { right: scope, share: parsed };
    context.addIssue({ code: "custom", message: "is no share of a right from 0 to 100 percent" });
    return z.NEVER;
  });
const figures = z.array(figure).max(28);

const rows = z.array(z.object({ isIncluded: z.boolean(), territory: standard(parseTisCode, "territory") })).max(500);

const affiliations = z
  .array(z.object({ family: z.enum(RIGHT_FAMILIES), society }))
  .max(3)
  .transform((all) => Object.fromEntries(all.map((one) => [one.family, one.society])));

function scopeOf(given: z.infer<typeof rows>, expandedOn: z.infer<typeof day>): TerritoryScope {
  const scope = given.map(({ isIncluded, territory }): ScopeRow => ({ sign: isIncluded ? "I" : "E", territory }));
  return { rows: scope, countries: expandScope(scope, expandedOn).countries, expandedOn };
}

const claim = z
  .object({
    ...{ party, partyName: text, side, role, kind: z.enum(["CLAIMED", "FREE"]), figures, territories: rows, expandedOn: day, affiliations },
    period: z.object({ from: day.nullable(), until: day.nullable() }).refine((period) => !isEmptyPeriod(period), "has no day"),
    ...{
      writers: z.array(party).max(100),
      chain: z.array(z.string().max(1_000)).max(100),
      agreement: z.string().max(100).nullable(),
      line,
    },
  })
  .transform(({ territories, expandedOn, ...rest }) => ({ ...rest, territories: scopeOf(territories, expandedOn) }));

const named = z
  .object({
    ...{ kind: z.enum(["REPORTED", "ORIGIN"]), party: party.nullable(), partyName: text, side, role, figures, territories: rows },
    ...{ expandedOn: day.nullable(), affiliations, line },
  })
  .transform(({ territories, expandedOn, ...rest }) => ({
    ...rest,
    territories: expandedOn === null ? null : scopeOf(territories, expandedOn),
  }));

const recordingParty = z.object({ partyId: party, name: text });
const sourceCreator = z.strictObject({
  ...{ name: text, ipiNameNumber: z.string().max(20).nullable(), ipiBaseNumber: z.string().max(20).optional() },
});
const derivation = z.strictObject({
  ...{ kind: z.enum(["VERSION", "EXCERPT", "COMPOSITE"]), title: z.string().max(1_000).nullable(), iswc: z.string().max(20).nullable() },
  ...{ nativeTitle: z.string().max(1_000).optional(), language: z.string().max(10).optional(), workNumber: z.string().max(60).optional() },
  ...{ creators: z.array(sourceCreator).max(100).optional(), source: z.string().max(1_000).optional() },
  ...{ durationMs: z.number().int().min(0).optional(), line: z.number().int().min(0).optional() },
});
const disambiguation = z.strictObject({
  ...{ reason: z.enum(["DIT", "DIA", "DIE", "DIC", "DIP", "DIV"]), from: z.array(z.string().max(20)).max(100) },
});

/** What stands in `further`. A member that is not known here is refused rather than lost. */
const further = z.strictObject({
  recordings: z
    .array(
      z.strictObject({
        ...{
          isrc: z.string().max(12).nullable(),
          title: z.string().max(1_000).nullable(),
          performers: z.array(z.string().max(1_000)).max(100),
        },
        ...{
          durationMs: z.number().int().min(0).nullable(),
          kind: z.literal("MUSIC_VIDEO").optional(),
          isan: z.string().max(30).optional(),
        },
        ...{ performerParties: z.array(recordingParty).max(100).optional(), producers: z.array(recordingParty).max(100).optional() },
      }),
    )
    .max(500),
  isIswcProvisional: z.literal(true).optional(),
  derivedFrom: z.array(derivation).max(100).optional(),
  disambiguation: disambiguation.optional(),
  details: z.record(z.string(), z.unknown()),
});

const statement = z.object({
  ...{
    submitter: z.string().regex(/^[A-Z]{2}:[^|]{1,40}$/u),
    submitterName: z.string().max(1_000),
    submitterWorkNumber: z.string().min(1).max(60),
  },
  ...{ isInForce: z.boolean(), statedAt: z.iso.datetime(), workCodes: z.array(z.string().max(110)).max(200) },
  iswc: standard(parseIswc, "ISWC").nullable(),
  further: z
    .string()
    .max(1_000_000)
    .transform((found, context): unknown => {
      const value = parseShallowJson(found);
      if (value.is === "JSON") return value.value;
      context.addIssue({ code: "custom", message: value.is === "DEEP" ? "is nested too deep" : "is no JSON" });
      return z.NEVER;
    })
    .pipe(further),
  receipts: z.array(z.object({ receiver: society.nullable(), message: z.string().min(1).max(200), line })).max(1_000),
  parties: z
    .array(
      z.object({
        ...{ key: party, name: text, isNatural: z.boolean() },
        ipiNameNumber: standard(parseIpiNameNumber, "IPI name number").nullable(),
        ipiBaseNumber: standard(parseIpiBaseNumber, "IPI base number").nullable(),
      }),
    )
    .max(2_000),
  titles: z
    .array(z.object({ text, kind: z.string().max(20), language: z.string().max(10).nullable() }))
    .max(100)
    .transform((all) => all.map((title) => ({ ...title, script: scriptOf(title.text) }))),
  creators: z
    .array(
      z.object({
        ...{ party: party.nullable(), name: text, role, otherNames: z.array(text).max(50) },
        ipiNameNumber: standard(parseIpiNameNumber, "IPI name number").nullable(),
      }),
    )
    .max(100),
  ...{ claims: z.array(claim).max(1_000), named: z.array(named).max(1_000) },
});

const answer = z.object({
  societyStatements: z.object({
    society: z.object({ code: society }),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().min(1).max(2_000) }),
    edges: z.array(z.object({ node: statement })).max(WIRE_PAGE),
  }),
});

/** A statement as a node told it, read and checked; its parties are still named by the node's keys. */
export type ReadStatement = z.infer<typeof statement>;

/** A page of a node's answer. */
export interface ReadPage {
  readonly statements: readonly ReadStatement[];
  readonly hasMore: boolean;
  readonly endCursor: string;
}

/** Reads a page, all of it or nothing: NODE_GARBAGE names the first place that is wrong, NODE_OTHER_SOCIETY what is not the society's to tell. */
export function readPage(data: unknown, own: string): ReadPage {
  const read = answer.safeParse(data);
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? "the answer" : issue.path.map(String).join(".");
    throw new NodeFault(
      "NODE_GARBAGE",
      `The answer does not have the form that was asked for: ${place}: ${issue?.message ?? ""}`.slice(0, 300),
    );
  }
  const { society: told, pageInfo, edges } = read.data.societyStatements;
  if (told.code !== own)
    throw new NodeFault("NODE_OTHER_SOCIETY", `The node tells statements of society ${told.code}; it is registered for ${own}.`);
  const statements = edges.map(({ node }) => node);
  for (const one of statements) {
    requireOwn(one, own);
    requireKnownParties(one);
  }
  return { statements, hasMore: pageInfo.hasNextPage, endCursor: pageInfo.endCursor };
}

function requireOwn({ submitter, submitterWorkNumber, receipts }: ReadStatement, own: string): void {
  const isOwn = submitter.startsWith("SO:") ? submitter === `SO:${own}` : receipts.some(({ receiver }) => receiver === own);
  if (isOwn) return;
  const what = `${submitter}|${submitterWorkNumber}`.slice(0, 120);
  throw new NodeFault(
    "NODE_OTHER_SOCIETY",
    `${what} is not society ${own}'s to tell: it neither made it nor received it from who is no society.`,
  );
}

/** Every key that a statement names is among its parties. */
function requireKnownParties({
  submitter,
  submitterWorkNumber,
  parties,
  claims,
  named: shares,
  creators,
  further: rest,
}: ReadStatement): void {
  const known = new Set(parties.map(({ key }) => key));
  const keys = [
    ...claims.flatMap((one) => [one.party, ...one.writers]),
    ...[...shares, ...creators].flatMap((one) => one.party ?? []),
    ...rest.recordings.flatMap(({ performerParties = [], producers = [] }) =>
      [...performerParties, ...producers].map(({ partyId }) => partyId),
    ),
  ];
  const missing = keys.find((key) => !known.has(key));
  if (missing !== undefined)
    throw new NodeFault("NODE_GARBAGE", `${submitter}|${submitterWorkNumber} names the party ${missing}, which is not among its parties.`);
}
