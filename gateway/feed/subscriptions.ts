import { setTimeout as pause } from "node:timers/promises";
import {
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { DocumentNode, ExecutionResult, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Caller } from "../../subgraphs/kit/caller.ts";
import { invariant } from "../../subgraphs/domain/invariant.ts";
import { DEMAND_LIMITS, demandRule } from "../demand/shape.ts";
import { codeOf } from "../errors.ts";
import { cursorAfter, FEEDS, startOf } from "./feeds.ts";
import { documentUnknown } from "../documents.ts";
import type { Feed, FeedArguments, FeedName } from "./feeds.ts";
import { replayQuery, replayVariables, subscribedField } from "./replayQuery.ts";
import type { ReplayQuery } from "./replayQuery.ts";
import type { FeedEvent, Tail } from "./tail.ts";

/** What a client sends to subscribe. */
export interface SubscriptionRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** What subscriptions are answered with. */
export interface SubscriptionTools {
  readonly schema: GraphQLSchema;
  readonly tails: ReadonlyMap<FeedName, Tail>;
  /** Whether tools may ask for the schema without a token. */
  readonly introspection: boolean;
  /** Whether the caller may run this text, where the house has a list of those that may be. */
  isOpen(text: string, caller: Caller): boolean;
  /** Why the caller may not run this document; none where it may. */
  admission(document: DocumentNode, caller: Caller): readonly GraphQLError[];
  /** Runs a query as the caller, on the way that every query takes. */
  ask(query: string, variables: Record<string, unknown>, caller: Caller): Promise<Answer>;
}
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** An admitted subscription: its answers in order, until `signal` ends them. */
export type Subscription = (signal: AbortSignal) => AsyncGenerator<ExecutionResult, void, void>;

/** Changes answered by one query: all that is held for a subscriber while its line is slow. */
const BATCH_COUNT_MAX = 50;
const TRIES_MAX = 5;
const RETRY_MS = 1_000;

/** Admits a subscription as a query is admitted (syntax, schema, demand, access), or says every reason why not. */
export async function admitSubscription(
  tools: SubscriptionTools,
  request: SubscriptionRequest,
  caller: Caller,
): Promise<Subscription | readonly GraphQLError[]> {
  try {
    if (!tools.isOpen(request.query, caller)) return [documentUnknown()];
    const { document, operation } = readOperation(tools, request);
    const refusals = tools.admission(document, caller);
    if (refusals.length > 0) return refusals;
    const { feed, given } = readFeed(tools.schema, { document, operation, variables: request.variables });
    const query = replayQuery(document, operation, feed.replay);
    // It is one level deeper than the subscription, and asks for the replaying field's rights too.
    const replayed = parse(query.text, { noLocation: true });
    const faults = [...faultsOf(tools, replayed), ...tools.admission(replayed, caller)];
    if (faults.length > 0) return faults;
    const tail = tools.tails.get(feed.name);
    invariant(tail !== undefined, `the house follows the changes of ${feed.name}`);
    const start = await startNumber(tail, feed, given);
    const asker = { tools, caller, query, variables: request.variables, feed };
    return (signal) => answers(asker, { tail, given, start }, signal);
  } catch (error) {
    if (error instanceof Refused) return error.errors;
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

class Refused extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super("The subscription is refused.");
    this.errors = errors;
  }
}

interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

function readOperation(tools: SubscriptionTools, { query, operationName }: SubscriptionRequest): ReadOperation {
  const document = parsed(query);
  const operation = getOperationAST(document, operationName);
  if (!operation)
    throw coded(
      "OPERATION_RESOLUTION_FAILURE",
      "operationName must say which of the document's operations is meant, and name one of them.",
    );
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw coded("BAD_REQUEST", `Subscriptions go over WebSocket; send the ${operation.operation} by POST /graphql.`);
  const faults = faultsOf(tools, document);
  if (faults.length > 0) throw new Refused(faults);
  return { document, operation };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { noLocation: true, maxTokens: DEMAND_LIMITS.tokens });
  } catch (error) {
    throw coded("GRAPHQL_PARSE_FAILED", error instanceof Error ? error.message : "The document cannot be read.");
  }
}

function faultsOf({ schema, introspection }: SubscriptionTools, document: DocumentNode): GraphQLError[] {
  const rules = [...specifiedRules, demandRule, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  return validate(schema, document, rules, { maxErrors: 20, hideSuggestions: !introspection }).map((fault) =>
    fault.extensions["measure"] === undefined ? coded("GRAPHQL_VALIDATION_FAILED", fault.message) : fault,
  );
}

function readFeed(
  schema: GraphQLSchema,
  { document, operation, variables }: ReadOperation & { readonly variables: Readonly<Record<string, unknown>> },
): { readonly feed: Feed; readonly given: FeedArguments } {
  const field = subscribedField(document, operation);
  const feed = FEEDS.get(field.name.value);
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  invariant(feed !== undefined && definition !== undefined, `the house tells ${field.name.value}`);
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables });
  if (errors) throw new Refused(errors.map(({ message }) => coded("BAD_USER_INPUT", message)));
  try {
    return { feed, given: getArgumentValues(definition, field, coerced) };
  } catch (error) {
    throw coded("BAD_USER_INPUT", error instanceof Error ? error.message : "The arguments cannot be read.");
  }
}

/** From its cursor, or from now on; a cursor beyond the last change belongs to another house or another time. */
async function startNumber(tail: Tail, feed: Feed, given: FeedArguments): Promise<number> {
  const last = await tail.last();
  const start = startOf(feed, given);
  if (start === null) return last;
  if (!start.ok) throw new Refused(start.problems.map(({ message }) => coded("BAD_USER_INPUT", message)));
  if (start.value <= last) return start.value;
  throw coded("BAD_USER_INPUT", `The cursor stands after change ${start.value} of ${feed.name}; the last change here is ${last}.`);
}

interface Asker {
  readonly tools: SubscriptionTools;
  readonly caller: Caller;
  readonly query: ReplayQuery;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly feed: Feed;
}

/** Pulled by the socket: what is not yet sent is not yet read. */
async function* answers(
  asker: Asker,
  { tail, given, start }: { readonly tail: Tail; readonly given: FeedArguments; readonly start: number },
  signal: AbortSignal,
): AsyncGenerator<ExecutionResult, void, void> {
  let number = start;
  while (!signal.aborted) {
    const events = await tail.after(number, signal);
    if (events.length === 0) return; // the wait was ended
    for (const run of runsOf(events.filter((event) => asker.feed.tells(event, given, asker.caller)))) {
      for (const answer of await answerRun(asker, run, signal)) {
        yield answer;
      }
    }
    number = events.at(-1)?.number ?? number;
  }
}

/** Events whose numbers follow each other, so that one query answers them. */
function runsOf(events: readonly FeedEvent[]): FeedEvent[][] {
  const runs: FeedEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && before.number + 1 === event.number && run.length < BATCH_COUNT_MAX) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

/** Answers some events with one query; what fails is tried again, at last one by one, and then ends the subscription: no change is skipped. */
async function answerRun(asker: Asker, run: readonly FeedEvent[], signal: AbortSignal): Promise<ExecutionResult[]> {
  const [first] = run;
  invariant(first !== undefined, "a run has events");
  const place = { since: cursorAfter(asker.feed, first.number - 1), first: run.length };
  for (let tries = 1; !signal.aborted; tries += 1) {
    const answer = await asker.tools.ask(asker.query.text, replayVariables(asker.variables, asker.query, place), asker.caller);
    const edges = edgesOf(answer, asker.feed);
    if (edges !== null && edges.length === run.length) return edges.map((edge, at) => answerOf(asker.query, { edge, at }, answer));
    if (run.length > 1) return await answerEach(asker, run, signal);
    if (tries >= TRIES_MAX || isFinal(answer)) throw unanswered(answer, place.since, first.number);
    await pause(RETRY_MS * tries, undefined, { signal, ref: false }).catch(() => undefined);
  }
  return [];
}

async function answerEach(asker: Asker, run: readonly FeedEvent[], signal: AbortSignal): Promise<ExecutionResult[]> {
  const answers: ExecutionResult[] = [];
  for (const event of run) answers.push(...(await answerRun(asker, [event], signal)));
  return answers;
}

function edgesOf({ data }: Answer, { replay }: Feed): readonly unknown[] | null {
  const connection = data?.[replay];
  const edges = typeof connection === "object" && connection !== null && "edges" in connection ? connection.edges : null;
  return Array.isArray(edges) ? edges : null;
}

/** One edge with the errors within it, at the places where the client asked. */
function answerOf(query: ReplayQuery, { edge, at }: { readonly edge: unknown; readonly at: number }, { errors }: Answer): ExecutionResult {
  const own = (errors ?? []).filter(({ path }) => path === undefined || path[2] === at);
  const placed = own.map(
    ({ message, path, extensions }) =>
      new GraphQLError(message, { path: [query.responseKey, ...(path ?? []).slice(3)], extensions: extensions ?? null }),
  );
  return { data: { [query.responseKey]: edge }, ...(placed.length === 0 ? {} : { errors: placed }) };
}

/** Asking again does not help where the caller or the question is at fault. */
function isFinal({ errors }: Answer): boolean {
  return (errors ?? []).some((error) => !["INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"].includes(codeOf(error)));
}

function unanswered({ errors }: Answer, since: string, number: number): GraphQLError {
  const why = errors?.[0]?.message ?? "its answer is empty";
  return new GraphQLError(`Change ${number} cannot be answered: ${why} Nothing is lost: subscribe again since "${since}".`, {
    extensions: { code: errors?.[0] === undefined ? "INTERNAL_SERVER_ERROR" : codeOf(errors[0]), since },
  });
}

function coded(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
