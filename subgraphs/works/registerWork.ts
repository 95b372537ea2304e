import { findConflicts } from "../domain/conflicts.ts";
import { scriptOf } from "../domain/drafts.ts";
import { parseIswc } from "../domain/identifiers/iswc.ts";
import { problem } from "../domain/outcome.ts";
import type { Problem } from "../domain/outcome.ts";
import { percentText } from "../domain/shares.ts";
import { requireScope, requireSociety } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { Clock } from "../kit/clock.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import type { PartyReader } from "../kit/ports/partyReader.ts";
import { Refusal } from "../kit/refusal.ts";
import { parseClaims, readParties } from "./claimInputs.ts";
import type { ClaimInput } from "./claimInputs.ts";
import { commandInput, findAnySociety, submitterOf, todayOf } from "./commandTools.ts";
import { otherNamesOf } from "./creatorNames.ts";
import type { WorkParts } from "./parts.ts";
import { parseRecordings } from "./recordingInputs.ts";
import type { RecordingInput } from "./recordingInputs.ts";
import { parseRelations } from "./relationInputs.ts";
import type { DerivedFromInput, DisambiguationInput } from "./relationInputs.ts";
import type { CreatorRecord, WorkDescription } from "./records.ts";
import { recordStatements } from "./recordStatements.ts";
import type { NewClaim, WorkStatementInput } from "./statements.ts";

/** SDL: RegisterWorkInput. */
export interface RegisterWorkInput {
  readonly society?: string | null | undefined;
  readonly workCode: string;
  readonly titles: readonly {
    readonly text: string;
    readonly kind?: string | null | undefined;
    readonly language?: string | null | undefined;
  }[];
  readonly iswc?: string | null | undefined;
  readonly isIswcProvisional?: boolean | null | undefined;
  readonly derivedFrom?: readonly DerivedFromInput[] | null | undefined;
  readonly disambiguation?: DisambiguationInput | null | undefined;
  readonly creators: readonly { readonly party: string; readonly role: string }[];
  readonly recordings?: readonly RecordingInput[] | null | undefined;
  readonly claims?: readonly ClaimInput[] | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

const TITLE_LENGTH_MAX = 500;
const LIST_MAX = 100;
const CLAIMS_MAX = 200;

/** Registers a work as a society knows it: its statement stands under its work code, and replaces what it stated before. */
export async function registerWork(
  parts: WorkParts,
  caller: Caller,
  input: RegisterWorkInput,
): Promise<CommandAnswer<{ readonly workId: string }>> {
  requireScope(caller, "works:write");
  const problems: Problem[] = [];
  const society = findAnySociety(input.society ?? caller.society, problems);
  if (society !== null) requireSociety(caller, society.code);
  const content = await readRegistration(parts, input, problems);
  if (problems.length > 0 || society === null) throw new Refusal(problems);
  const receivedAt = parts.clock.now().toISOString();
  return await parts.foundation.commands.run(
    { operation: "registerWork", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const message = `registerWork:${parts.ids.make("evt")}`;
      const statement = { ...content, submitter: submitterOf(society), receiver: null, message, line: null, receivedAt };
      const [recorded] = await recordStatements(parts, [statement], session);
      return { workId: recorded?.workId ?? "" };
    },
  );
}

/** What a registration states, of the parts of a statement that do not say who sent it and when. */
export type RegistrationContent = Omit<WorkStatementInput, "submitter" | "receiver" | "message" | "line" | "receivedAt">;

/** Reads a registration; every fault is added to `problems` with its path, and the content then is not to be stored. */
export async function readRegistration(
  ground: RegistrationGround,
  input: RegisterWorkInput,
  problems: Problem[],
): Promise<RegistrationContent> {
  const workCode = input.workCode.trim();
  if (workCode === "" || workCode.length > 50)
    problems.push(problem("WORK_CODE", `A work code has 1 to 50 characters, not ${workCode.length}.`, ["workCode"]));
  const description = await describe(ground, input, problems);
  const claimInputs = input.claims ?? [];
  if (claimInputs.length > CLAIMS_MAX)
    problems.push(problem("TOO_MANY_CLAIMS", `${claimInputs.length} claims are given; at most ${CLAIMS_MAX} can be.`, ["claims"]));
  const claims = await parseClaims(claimInputs.slice(0, CLAIMS_MAX), {
    parties: ground.parties,
    today: todayOf(ground.clock),
    path: ["claims"],
    problems,
  });
  problems.push(...sharesBeyondWhole(claims));
  return { submitterWorkNumber: workCode, description, claims, reported: [], origins: [] };
}

/** What reading a registration needs. */
export interface RegistrationGround {
  readonly parties: Pick<PartyReader, "byIds">;
  readonly clock: Clock;
}

async function describe(parts: RegistrationGround, input: RegisterWorkInput, problems: Problem[]): Promise<WorkDescription> {
  const titles = input.titles.map(({ text, kind, language }) => ({
    text: text.trim(),
    kind: kind ?? "ORIGINAL",
    language: language ?? null,
    script: scriptOf(text),
  }));
  bounded(titles.length, { name: "titles", most: LIST_MAX, least: 1 }, problems);
  titles.forEach(({ text }, index) => {
    if (text === "" || text.length > TITLE_LENGTH_MAX)
      problems.push(
        problem("TITLE", `A title has 1 to ${TITLE_LENGTH_MAX} characters, not ${text.length}.`, ["titles", String(index), "text"]),
      );
  });
  const iswc = input.iswc === null || input.iswc === undefined ? null : parseIswc(input.iswc);
  if (iswc !== null && !iswc.ok) problems.push(...iswc.problems.map((found) => ({ ...found, path: ["iswc"] })));
  return {
    titles: titles.slice(0, LIST_MAX),
    iswc: iswc !== null && iswc.ok ? iswc.value : null,
    creators: await creatorsOf(parts, input.creators, problems),
    recordings: await parseRecordings(parts.parties, input.recordings ?? [], problems),
    ...(input.isIswcProvisional === true ? { isIswcProvisional: true } : {}),
    ...parseRelations(input, problems),
    details: {},
  };
}

async function creatorsOf(
  parts: RegistrationGround,
  creators: RegisterWorkInput["creators"],
  problems: Problem[],
): Promise<CreatorRecord[]> {
  bounded(creators.length, { name: "creators", most: LIST_MAX, least: 1 }, problems);
  const listed = creators.slice(0, LIST_MAX);
  const named = await readParties(
    parts.parties,
    listed.map(({ party }) => party),
  );
  return listed.flatMap(({ party: id, role }, index): CreatorRecord[] => {
    const party = named.get(id);
    if (party !== undefined)
      return [
        {
          ...{ partyId: party.id, name: party.name, role: role.trim().toUpperCase(), ipiNameNumber: party.ipiNameNumber },
          ...otherNamesOf(party.names, party.name),
        },
      ];
    problems.push(
      problem("PARTY_UNKNOWN", `No party ${id} is known; register it with parties first.`, ["creators", String(index), "party"]),
    );
    return [];
  });
}

/** One picture that exceeds the whole by itself is a fault of its submitter, no conflict with others. */
export function sharesBeyondWhole(claims: readonly NewClaim[]): Problem[] {
  const own = claims.map((claim, index) => ({ ...claim, id: `clm_${index}` }));
  const statement = {
    id: "stm_",
    workId: "",
    submitter: { key: "", name: "", society: null },
    submitterWorkNumber: "",
    receipts: [],
    claims: own,
    reported: [],
    origins: [],
  };
  return findConflicts([statement], () => [])
    .filter(({ kind }) => kind === "OVER_CLAIM")
    .map(({ excess, slices }) =>
      problem(
        "SHARES_EXCEED_WHOLE",
        `The claims for ${slices[0]?.rights.join(", ") ?? ""} add up to ${percentText(excess)} percent more than the whole; they must not exceed 100.06 anywhere.`,
        ["claims"],
      ),
    );
}

function bounded(count: number, list: { readonly name: string; readonly most: number; readonly least: number }, problems: Problem[]): void {
  if (count >= list.least && count <= list.most) return;
  problems.push(problem("COUNT", `There are ${count} ${list.name}; there must be ${list.least} to ${list.most}.`, [list.name]));
}
