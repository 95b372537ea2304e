import { payload } from "../../kit/resolve.ts";
import { scoped } from "../context.ts";
import type { Resolver, WorksContext } from "../context.ts";
import { societyRef } from "../refs.ts";
import { sourceWordView } from "../views.ts";
import { tellStatements } from "./tell.ts";
import type { StatementsQuestion } from "./tell.ts";
import type {
  RegisterFileSourceInput,
  RegisterNodeSourceInput,
  RemoveSocietySourceInput,
  SourceAnswer,
  SourceRecord,
  SourceStateRecord,
} from "./index.ts";

type Mutation<I> = Resolver<unknown, { readonly input: I }, unknown>;

/** Sources as the graph shows them (SDL: SocietySource). */
async function sourceViews({ parts }: WorksContext, records: readonly SourceRecord[]) {
  const standings = await parts.sources.standings(records);
  return records.map(({ _id, form, rhythmDays, node, registeredBy, registeredAt, version }, at) => ({
    ...{ society: societyRef(_id), form, rhythmDays, registeredBy, registeredAt, version },
    ...{ url: node?.url ?? null, deadlineMs: node?.deadlineMs ?? null, pauseSeconds: node?.pauseSeconds ?? null },
    ...stateView(standings[at]?.state ?? null),
    ...sourceWordView(standings[at]?.word ?? { status: "ABSENT", asOf: null }, parts.clock.now()),
  }));
}

function stateView(state: SourceStateRecord | null) {
  const {
    failures = 0,
    pausedUntilMs = 0,
    lastSuccessAt = null,
    lastFailureAt = null,
    lastErrorCode = null,
    lastError = null,
  } = state ?? {};
  return {
    failures,
    pausedUntil: pausedUntilMs === 0 ? null : new Date(pausedUntilMs),
    lastSuccessAt,
    lastFailureAt,
    lastErrorCode,
    lastError,
  };
}

/** Answers with the source as it is after the command. */
async function registered(context: WorksContext, command: () => SourceAnswer): Promise<unknown> {
  return await payload("source", async () => {
    const { answer, replayed } = await command();
    const found = await context.parts.sources.find(answer.society);
    const [view = null] = found === null ? [] : await sourceViews(context, [found]);
    return { answer: view, replayed };
  });
}

/** SDL: the queries of sources. */
export const sourceQueries = {
  societySources: scoped<unknown, unknown, unknown>(
    "shares:read",
    async (_, __, context) => await sourceViews(context, await context.parts.sources.list()),
  ),
  societyStatements: scoped<unknown, StatementsQuestion, unknown>(
    "shares:read",
    async (_, asked, { parts, caller }) => await tellStatements(parts, caller, asked),
  ),
};

/** SDL: the mutations of sources. */
export const sourceMutations = {
  registerFileSource: (async (_, { input }, context) =>
    await registered(context, () => context.parts.sources.registerFile(context.caller, input))) satisfies Mutation<RegisterFileSourceInput>,
  registerNodeSource: (async (_, { input }, context) =>
    await registered(context, () => context.parts.sources.registerNode(context.caller, input))) satisfies Mutation<RegisterNodeSourceInput>,
  removeSocietySource: (async (_, { input }, { parts, caller }) =>
    await payload("society", async () => {
      const { answer, replayed } = await parts.sources.remove(caller, input);
      return { answer: societyRef(answer.society), replayed };
    })) satisfies Mutation<RemoveSocietySourceInput>,
};
