import { parseDpid } from "../domain/identifiers/dpid.ts";
import { parseIpiBaseNumber } from "../domain/identifiers/ipiBaseNumber.ts";
import { parseIpiNameNumber } from "../domain/identifiers/ipiNameNumber.ts";
import { parseIsni } from "../domain/identifiers/isni.ts";
import { ok, type Outcome, type Problem, problem } from "../domain/outcome.ts";
import { ALWAYS } from "../domain/period.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import type { ClientSession } from "../kit/model.ts";
import { Refusal } from "../kit/refusal.ts";
import { groupNumbersOf, missingGroups, statedByCommand, writeIdentities } from "./identityWrites.ts";
import { parsePeriod, under } from "./inputs.ts";
import { type NameRecord, type PartyKind, type PartyNameKind, type PartyRecord, STORED_SHAPE } from "./model.ts";
import { isEqualName, isShared, mainName, nameRecord, NAMES_MAX, searchKeys } from "./names.ts";
import { requireHolder, requireVersion, type ServiceParts } from "./parts.ts";

const NAME_LENGTH_MAX = 160;

/** A party as a mutation states it. */
export type PartyInput = {
  readonly party?: string | null;
  readonly expectedVersion?: number | null;
  readonly kind: PartyKind;
  readonly names: readonly PartyNameInput[];
  readonly ipiBaseNumber?: string | null;
  readonly isni?: string | null;
  readonly dpid?: string | null;
  readonly idempotencyKey?: string | null;
};

export type PartyNameInput = {
  readonly lastName: string;
  readonly firstName?: string | null;
  readonly kind?: PartyNameKind | null;
  readonly ipiNameNumber?: string | null;
  readonly language?: string | null;
  /** Days on which the party bears it. */
  readonly period?: { readonly from?: string | null; readonly until?: string | null } | null;
};

type PartyIdentity = Pick<
  PartyRecord,
  "kind" | "name" | "names" | "tokens" | "nameKeys" | "ipiNameNumbers" | "ipiBaseNumber" | "isni" | "dpid"
>;

/**
 * Makes a party known, or replaces names and codes of a known one, for stewards. Refused with all faults at once: codes that are
 * wrong, codes that another party bears (`PARTY_KNOWN`), a generic or merged party, a revision of another version.
 */
export async function registerParty(parts: ServiceParts, caller: Caller, input: PartyInput): Promise<CommandAnswer<{ id: string }>> {
  requireScope(caller, "parties:write");
  const identity = parseParty(input);
  const { idempotencyKey, ...rest } = input;
  return await parts.foundation.commands.run(
    { operation: "registerParty", caller, key: idempotencyKey ?? null, input: rest },
    async (session) => {
      const former = input.party ? await requireHolder(parts, input.party, session) : undefined;
      if (input.party) requireVersion({ found: former, expected: input.expectedVersion, what: "party", id: input.party });
      const id = former?._id ?? parts.foundation.ids.make("pty");
      await requireFreeCodes(parts, { id, identity }, session);
      const stated = statedByCommand(parts, caller, "registerParty");
      const names = identity.names.map((name) => ({
        ...name,
        stated: former?.names.find((one) => isEqualName(one, name))?.stated ?? stated,
      }));
      const groupNumbers = groupNumbersOf(identity.kind, names, former?.groupNumbers);
      const next: PartyRecord = {
        ...{ ...kept(former), ...identity, names, _id: id, shape: STORED_SHAPE, version: 1 },
        ...(groupNumbers.length === 0 ? {} : { groupNumbers }),
      };
      const groups = await missingGroups(parts, { names, member: id, stated }, session);
      await writeIdentities(parts, [{ former, next, stated }, ...groups], session);
      return { id };
    },
  );
}

/** What a revision of names and codes leaves as it was. */
function kept(
  former: PartyRecord | undefined,
): Pick<PartyRecord, "status" | "printed" | "printedSince" | "submitterKeys" | "forwardTo" | "statuses"> {
  if (!former) return { status: "VALID", printed: [], printedSince: 1 };
  const { status, printed, printedSince, submitterKeys, forwardTo, statuses } = former;
  return {
    ...{ status, printed, printedSince },
    ...(submitterKeys === undefined ? {} : { submitterKeys }),
    ...(forwardTo === undefined ? {} : { forwardTo }),
    ...(statuses === undefined ? {} : { statuses }),
  };
}

/** Names and codes from the input; every fault at once, as a Refusal. */
export function parseParty(input: Omit<PartyInput, "party" | "expectedVersion" | "idempotencyKey">): PartyIdentity {
  const problems: Problem[] = [];
  if (input.kind === "GENERIC")
    problems.push(problem("PARTY_GENERIC", "Generic parties are known from the start; name NATURAL, LEGAL or GROUP.", ["kind"]));
  if (input.names.length === 0 || input.names.length > NAMES_MAX) {
    problems.push(problem("NAMES_COUNT", `${input.names.length} names; 1 to ${NAMES_MAX} are possible.`, ["names"]));
  }
  const take = <T>(outcome: Outcome<T>, path: readonly string[]): T | null => {
    if (outcome.ok) return outcome.value;
    problems.push(...under(path, outcome.problems));
    return null;
  };
  const names = input.names.slice(0, NAMES_MAX).map((name, at): NameRecord => {
    const path = ["names", String(at)];
    if (name.lastName.trim() === "" || name.lastName.length > NAME_LENGTH_MAX || (name.firstName ?? "").length > NAME_LENGTH_MAX) {
      problems.push(problem("NAME_LENGTH", `A name has 1 to ${NAME_LENGTH_MAX} characters.`, [...path, "lastName"]));
    }
    const number = name.ipiNameNumber ? take(parseIpiNameNumber(name.ipiNameNumber), [...path, "ipiNameNumber"]) : null;
    const period = take(parsePeriod(name.period ?? {}), [...path, "period"]) ?? ALWAYS;
    const { lastName, firstName, kind, language } = name;
    return nameRecord({
      ...{ lastName, firstName: firstName ?? null, kind: kind ?? "PA", ipiNameNumber: number, language: language ?? null },
      ...period,
    });
  });
  const ipiBaseNumber = take(optional(input.ipiBaseNumber, parseIpiBaseNumber), ["ipiBaseNumber"]);
  const isni = take(optional(input.isni, parseIsni), ["isni"]);
  const dpid = take(optional(input.dpid, parseDpid), ["dpid"]);
  if (problems.length > 0) throw new Refusal(problems);
  const ipiNameNumbers = ownNumbers(input.kind, names);
  return {
    ...{ kind: input.kind, name: mainName(names)?.text ?? "", names, ...searchKeys(names) },
    ...(ipiNameNumbers.length === 0 ? {} : { ipiNameNumbers }),
    ...(ipiBaseNumber === null ? {} : { ipiBaseNumber }),
    ...(isni === null ? {} : { isni }),
    ...(dpid === null ? {} : { dpid }),
  };
}

/** Numbers that mean this party alone: a number of several parties' name (PG, HR) means only the group itself. */
export function ownNumbers(kind: PartyKind, names: readonly NameRecord[]): readonly string[] {
  const own = names.filter((name) => kind === "GROUP" || !isShared(name));
  return [...new Set(own.flatMap(({ ipiNameNumber }) => ipiNameNumber ?? []))];
}

function optional<T>(text: string | null | undefined, parse: (text: string) => Outcome<T>): Outcome<T | null> {
  return text === null || text === undefined || text === "" ? ok(null) : parse(text);
}

async function requireFreeCodes(
  { store }: ServiceParts,
  { id, identity }: { readonly id: string; readonly identity: PartyIdentity },
  session: ClientSession,
): Promise<void> {
  const { ipiNameNumbers, ipiBaseNumber } = identity;
  const bearers = await store.byCodes(
    { ipiNameNumbers: ipiNameNumbers ?? [], ipiBaseNumbers: ipiBaseNumber === undefined ? [] : [ipiBaseNumber] },
    session,
  );
  const problems = bearers
    .filter(({ _id }) => _id !== id)
    .map((bearer) => {
      const byBase = ipiBaseNumber !== undefined && bearer.ipiBaseNumber === ipiBaseNumber;
      return problem(
        "PARTY_KNOWN",
        `${bearer.name} (${bearer._id}) bears this number already; revise that party.`,
        byBase ? ["ipiBaseNumber"] : ["names"],
      );
    });
  if (problems.length > 0) throw new Refusal(problems);
}
