import { requireOk } from "../kit/refusal.ts";
import { parseIswc } from "../domain/identifiers/iswc.ts";
import { isId } from "../kit/ids.ts";
import { changesAfter, historyOf } from "./changes.ts";
import type { ChangeAnswer } from "./changes.ts";
import { causeOf } from "./conflictCause.ts";
import { deskId, EMPTY_DESK } from "./conflictDesks.ts";
import { todayOf } from "./commandTools.ts";
import { tasksOf } from "./conflictRecords.ts";
import { listConflicts } from "./conflictList.ts";
import type { ConflictQuestion } from "./conflictList.ts";
import { scoped, signedIn } from "./context.ts";
import type { Resolver } from "./context.ts";
import { identify } from "./identify.ts";
import type { IdentificationAnswer } from "./identify.ts";
import { findJob, listJobs } from "./jobs.ts";
import type { JobsQuestion } from "./jobs.ts";
import { clashViews, questionsOfConflict } from "./mandateClashes.ts";
import type { ClashQuestion } from "../kit/ports/mandateReader.ts";
import { mutations } from "./mutations.ts";
import type { ConflictRecord, WorkRecord } from "./records.ts";
import { parseStoredShare } from "../domain/shares.ts";
import { toShareType } from "../kit/scalars.ts";
import { simulateRuling } from "./rulings/effect.ts";
import { parseRuling } from "./rulings/input.ts";
import type { RulingInput } from "./rulings/input.ts";
import { licensesOfRuling } from "./rulings/licenses.ts";
import { moneyOfRuling } from "./rulings/money.ts";
import { NO_EFFECT, effectView } from "./rulings/view.ts";
import { openConflict } from "./conflictTools.ts";
import { searchWorks } from "./search.ts";
import { claimView, conflictCellViews, evidenceView, jobView, rulingView } from "./views.ts";
import { partyRef, societyRef } from "./refs.ts";
import { recordingById, recordingOf, subjectIn } from "./recordings/resolvers.ts";
import { workFields } from "./workFields.ts";
import { sourceMutations, sourceQueries } from "./societySources/resolvers.ts";
import { transferFields, transferMutations, transferQueries } from "./transfers/resolvers.ts";
import { webhookMutations, webhookQueries } from "./webhooks/resolvers.ts";
import { loadStake, maySeeStake, stakeView, worthFinder } from "./valueAtStake.ts";
import { problemsOf, toProblemType } from "../kit/resolve.ts";

interface ById {
  readonly id: string;
}
type Page = { readonly first?: number | null; readonly after?: string | null };

const work: Resolver<unknown, ById, WorkRecord | null> = async (_, { id }, { loaders }) => await loaders.work.load(id);

const workByIswc: Resolver<unknown, { readonly iswc: string }, WorkRecord | null> = async (_, { iswc }, { loaders }) =>
  await loaders.workByIswc.load(requireOk(parseIswc(iswc)));

const search: Resolver<unknown, Page & { readonly query: string }, unknown> = async (_, { query, ...page }, { parts }) =>
  requireOk(await searchWorks(parts.models, query, page));

const job: Resolver<unknown, ById, unknown> = async (_, { id }, { parts, caller }) => {
  const found = await findJob(parts.jobReaders, id, caller);
  return found === null ? null : jobView(found);
};

const jobs: Resolver<unknown, JobsQuestion, unknown> = async (_, asked, { parts, caller }) => {
  const { edges, pageInfo } = requireOk(await listJobs(parts.jobReaders, asked, caller));
  return { edges: edges.map(({ cursor, node: found }) => ({ cursor, node: jobView(found) })), pageInfo };
};

const conflict: Resolver<unknown, ById, ConflictRecord | null> = async (_, { id }, { loaders }) => await loaders.conflict.load(id);

const simulate: Resolver<unknown, { readonly conflict: string; readonly ruling: RulingInput }, unknown> = async (
  _,
  { conflict: id, ruling },
  { loaders, parts, caller },
) => {
  try {
    return await parts.foundation.inTransaction(async (session) => {
      const { disputed, view } = await openConflict(parts, { filter: { _id: id }, session, id, path: "conflict", evenResolved: true });
      const { conflict: found } = disputed;
      const terms = parseRuling(ruling, disputed);
      const tried = { parts, loaders, caller, conflict: found, terms };
      return {
        ...effectView(await simulateRuling(parts, { conflict: found, view, session }, terms)),
        // Others are asked only by whoever wants to know, and after the transaction: they ask back.
        money: async () => await moneyOfRuling(tried),
        licenses: async () => await licensesOfRuling(tried),
      };
    });
  } catch (error) {
    return { ...NO_EFFECT, problems: problemsOf(error).map(toProblemType) };
  }
};

const STUBS: Readonly<Record<string, string>> = { pty: "Party", lic: "License", dst: "DistributionRun", sta: "Statement" };

/** Ids say what they name: own records are read, others are answered by the subgraph that owns them. */
const node: Resolver<unknown, ById, unknown> = async (parent, { id }, context) => {
  if (!isId(id)) return null;
  const stub = STUBS[id.slice(0, 3)];
  if (stub !== undefined) return { __typename: stub, id };
  const typed = (typename: string, found: object | null): object | null => (found === null ? null : { __typename: typename, ...found });
  if (id.startsWith("wrk_")) return typed("Work", await context.loaders.work.load(id));
  if (id.startsWith("rec_")) return typed("Recording", await recordingById(id, context));
  if (id.startsWith("cnf_")) return typed("Conflict", await scoped("shares:read", conflict)(parent, { id }, context));
  if (id.startsWith("job_")) return await scoped("jobs:read", job)(parent, { id }, context);
  return null;
};

const Query = {
  ...webhookQueries,
  ...sourceQueries,
  ...transferQueries,
  node: signedIn(node),
  work,
  workByIswc,
  searchWorks: search,
  identify: signedIn<unknown, { readonly codes: readonly string[] }, IdentificationAnswer[]>(
    async (_, { codes }, { parts }) => await identify(parts, codes),
  ),
  conflicts: scoped<unknown, ConflictQuestion, unknown>("shares:read", async (_, args, context) => {
    const { parts, caller, loaders } = context;
    const reader = {
      ...{ society: caller.society, today: todayOf(parts.clock), worthOf: worthFinder(loaders, caller) },
      subjectOf: async (id: string) => subjectIn(await recordingById(id, context)),
    };
    return requireOk(await listConflicts(parts.models, args, reader));
  }),
  conflict: scoped("shares:read", conflict),
  simulateRuling: scoped("shares:read", simulate),
  job: scoped("jobs:read", job),
  jobs: scoped("jobs:read", jobs),
  changes: scoped<unknown, { readonly since?: string | null; readonly first?: number | null }, unknown>(
    "changes:read",
    async (_, args, { parts }) => requireOk(await changesAfter(parts.events, args)),
  ),
};

const Conflict = {
  // References are resolved without arguments: parent, context.
  __resolveReference: async ({ id }: ById, context: Parameters<typeof conflict>[2]) =>
    await scoped("shares:read", conflict)(null, { id }, context),
  id: ({ _id }: ConflictRecord) => _id,
  work: (async ({ workIds }, _, { loaders }) => await loaders.work.load(workIds[0] ?? "")) satisfies Resolver<
    ConflictRecord,
    unknown,
    unknown
  >,
  works: (async ({ workIds }, _, { loaders }) => (await loaders.work.loadMany(workIds)).filter((one) => one !== null)) satisfies Resolver<
    ConflictRecord,
    unknown,
    unknown
  >,
  recording: (async ({ workIds }, _, context) => await recordingOf(workIds[0] ?? null, context)) satisfies Resolver<
    ConflictRecord,
    unknown,
    unknown
  >,
  claims: (async ({ claimIds }, _, { loaders }) =>
    (await loaders.claim.loadMany(claimIds)).flatMap((place) => (place === null ? [] : [claimView(place)]))) satisfies Resolver<
    ConflictRecord,
    unknown,
    unknown
  >,
  cells: conflictCellViews,
  excess: ({ excess }: ConflictRecord) => (excess === null ? null : toShareType(parseStoredShare(excess))),
  proposals: ({ rulings }: ConflictRecord) => rulings.map(rulingView),
  cause: (async (conflict, _, { loaders }) => await causeOf(conflict, loaders)) satisfies Resolver<ConflictRecord, unknown, unknown>,
  valueAtStake: (async (conflict, _, { loaders, caller }) => {
    const maySee = maySeeStake(conflict, caller);
    return stakeView(conflict, { stake: maySee ? await loadStake(loaders, conflict) : null, maySee });
  }) satisfies Resolver<ConflictRecord, unknown, unknown>,
  membershipClashes: (async (conflict, _, { loaders }) => {
    const questions = questionsOfConflict(conflict);
    return clashViews(questions, await loaders.clashes.loadMany(questions));
  }) satisfies Resolver<ConflictRecord, unknown, unknown>,
  tasks: (conflict: ConflictRecord) => tasksOf(conflict).map((task) => ({ ...task, society: societyRef(task.society) })),
  evidence: ({ evidence }: ConflictRecord) => evidence.map(evidenceView),
  desk: (async ({ _id }, _, { loaders, caller: { society } }) =>
    society === null ? null : ((await loaders.conflictDesk.load(deskId(_id, society))) ?? EMPTY_DESK)) satisfies Resolver<
    ConflictRecord,
    unknown,
    unknown
  >,
  history: (async ({ _id }, _, { loaders }) => historyOf((await loaders.events.load(_id)) ?? [], null)) satisfies Resolver<
    ConflictRecord,
    unknown,
    unknown
  >,
};

/** The graph of works: arguments, one call, shape. */
export const resolvers = {
  Query,
  Mutation: { ...mutations, ...webhookMutations, ...sourceMutations, ...transferMutations },
  ...workFields,
  ...transferFields,
  Conflict,
  Ownership: {
    conflicts: (async ({ conflictIds }, _, { loaders }) =>
      (await loaders.conflict.loadMany(conflictIds)).filter((one) => one !== null)) satisfies Resolver<
      { readonly conflictIds: readonly string[] },
      unknown,
      unknown
    >,
    membershipClashes: (async ({ clashQuestions: questions }, _, { loaders }) =>
      clashViews(questions, await loaders.clashes.loadMany(questions))) satisfies Resolver<
      { readonly clashQuestions: readonly ClashQuestion[] },
      unknown,
      unknown
    >,
  },
  Identification: {
    party: ({ partyId }: IdentificationAnswer) => partyRef(partyId),
    society: ({ society }: IdentificationAnswer) => societyRef(society),
  },
  Change: {
    conflict: scoped<ChangeAnswer, unknown, unknown>("shares:read", async ({ subject }, _, { loaders }) =>
      subject.startsWith("cnf_") ? await loaders.conflict.load(subject) : null,
    ),
    recording: (async ({ recordingSubject }, _, context) => await recordingOf(recordingSubject, context)) satisfies Resolver<
      ChangeAnswer,
      unknown,
      unknown
    >,
    work: (async ({ workId }, _, { loaders }) => (workId === null ? null : await loaders.work.load(workId))) satisfies Resolver<
      ChangeAnswer,
      unknown,
      unknown
    >,
  },
};
