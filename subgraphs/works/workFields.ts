import { parseInstant, parseDay } from "./instants.ts";
import { AccessDenied } from "../kit/access.ts";
import type { PageArguments } from "../kit/page.ts";
import { requireOk } from "../kit/refusal.ts";
import { historyOf, requireHistoryField } from "./changes.ts";
import type { ChangeAnswer } from "./changes.ts";
import { todayOf } from "./commandTools.ts";
import { scoped, signedIn } from "./context.ts";
import type { Resolver, WorksContext } from "./context.ts";
import { parseOwnershipArea } from "./ownershipArea.ts";
import type { OwnershipArguments } from "./ownershipArea.ts";
import type { WorkPicture } from "./pictures.ts";
import { provenanceOf, sayingCreator, sayingRecording, sayingTitle } from "./provenance.ts";
import { recordingById, recordingClaims } from "./recordings/resolvers.ts";
import type { RecordingParent } from "./recordings/resolvers.ts";
import type { CreatorRecord, RecordingPartyRecord, StatementRecord, TitleRecord, WorkRecord } from "./records.ts";
import { partyRef } from "./refs.ts";
import { derivativePage } from "./derivatives.ts";
import { duplicatesOf } from "./duplicates.ts";
import { derivationsIn, derivationSources, disambiguationViews, iswcViews, linkViews } from "./relations.ts";
import type { StatedDerivation } from "./relations.ts";
import type { LinkedSource } from "./sources.ts";
import { ownershipView, registrationViews, statementView } from "./views.ts";

interface ById {
  readonly id: string;
}
interface AsKnown {
  readonly asKnownOn?: string | Date | null;
}
interface InTime extends AsKnown {
  readonly asOf?: string | null;
}

/** A work at an instant, null for now: what a part of it asks for its sources. */
interface Seen {
  readonly work: WorkRecord;
  readonly at: Date | null;
}
interface TitleParent extends TitleRecord {
  readonly seen: Seen | StatementRecord;
}
interface CreatorParent extends CreatorRecord {
  readonly seen: Seen | StatementRecord;
}
/** A source within the work that was made from it. */
interface DerivationParent extends StatedDerivation {
  readonly derivedId: string;
}

/** A part that brings its sources along. */
interface Sourced {
  readonly provenance: ReturnType<typeof provenanceOf>;
}

/** Works of one recording that are shown. */
const LINKS_MAX = 100;

type Drawn = WorkRecord | WorkPicture;

/** A field of the work as it is, or as it was known; only who has a token may ask for the past, which is not read from one record. */
function inTime<T>(pick: (drawn: Drawn, seen: Seen, args: InTime) => T): Resolver<WorkRecord, InTime, T | Promise<T>> {
  return async (work, args, { loaders, caller }) => {
    const at = requireOk(parseInstant(args.asKnownOn));
    const seen = { work, at };
    if (at === null) return pick(work, seen, args);
    if (caller.role === "anonymous")
      throw new AccessDenied("UNAUTHENTICATED", "A bearer token is needed to ask for what was known before.");
    return pick((await loaders.picture.load(seen)) ?? work, seen, args);
  };
}

/** The statements in force behind a part of a work. */
async function statementsBehind(seen: Seen | StatementRecord, { loaders }: WorksContext): Promise<readonly StatementRecord[]> {
  if ("receipts" in seen) return [seen];
  if (seen.at === null) return (await loaders.statements.load(seen.work._id)) ?? [];
  return (await loaders.picture.load(seen))?.statements ?? [];
}

const ownership: Resolver<WorkRecord, OwnershipArguments, unknown> = async (parent, args, { loaders, parts }) => {
  const area = requireOk(parseOwnershipArea(args, todayOf(parts.clock)));
  const answer = await loaders.ownership.load({ work: parent, area });
  return answer === null ? null : ownershipView(answer, parts.clock.now());
};

const workHistory: Resolver<WorkRecord, { readonly field?: string | null }, ChangeAnswer[]> = async ({ _id }, { field }, { loaders }) => {
  const named = field === null || field === undefined ? null : requireHistoryField(field);
  const conflicts = (await loaders.allConflicts.load(_id)) ?? [];
  const events = await loaders.events.loadMany([_id, ...conflicts.map((one) => one._id)]);
  return historyOf(
    events.flatMap((list) => list ?? []),
    named,
  );
};

const statements: Resolver<WorkRecord, InTime, unknown> = async (work, args, context) => {
  const asOf = requireOk(parseDay(args.asOf));
  const seen = { work, at: requireOk(parseInstant(args.asKnownOn)) };
  return (await statementsBehind(seen, context)).map((statement) => statementView(statement, asOf));
};

/** A field that is read from the statements in force, now or at an instant. */
function fromStatements<T>(
  pick: (drawn: Drawn, statements: readonly StatementRecord[], work: WorkRecord) => T,
): Resolver<WorkRecord, InTime, T> {
  return async (work, args, context) => {
    const seen = { work, at: requireOk(parseInstant(args.asKnownOn)) };
    const drawn = seen.at === null ? work : ((await context.loaders.picture.load(seen)) ?? work);
    return pick(drawn, await statementsBehind(seen, context), work);
  };
}

/** What the work that a source means gives; where it is found nowhere, why. */
function linked<T>(pick: (link: LinkedSource) => T): Resolver<DerivationParent, unknown, T | null> {
  return async (stated, _, { loaders }) => {
    const found = await loaders.source.load(derivationSources(stated, stated.derivedId));
    return found === null ? null : pick(found);
  };
}

const recordingLinks: Resolver<RecordingParent, unknown, unknown> = async (parent, _, { loaders }) => {
  const { recording, work } = parent;
  const others = recording.isrc === null ? [] : ((await loaders.worksByIsrc.load(recording.isrc)) ?? []);
  const works = [work, ...others.filter(({ _id }) => _id !== work._id)].slice(0, LINKS_MAX);
  const stated = await loaders.statements.loadMany(works.map(({ _id }) => _id));
  return linkViews(
    recording,
    works.map((one, index) => ({ work: one, statements: stated[index] ?? [] })),
  );
};

const duplicates: Resolver<WorkRecord, unknown, unknown> = async (work, _, { loaders }) => await duplicatesOf(work, loaders);

const Work = {
  __resolveReference: async ({ id }: ById, { loaders }: WorksContext) => await loaders.work.load(id),
  id: ({ _id }: WorkRecord) => _id,
  title: inTime(({ titles }) => titles[0]?.text ?? ""),
  titles: inTime(({ titles }, seen) => titles.map((title): TitleParent => ({ ...title, seen }))),
  iswc: inTime(({ iswc }) => iswc ?? null),
  archivedIswcs: inTime(({ iswc, iswcs }) => iswcs.filter((code) => code !== iswc)),
  iswcs: signedIn(fromStatements(iswcViews)),
  derivedFrom: signedIn(
    fromStatements((_, inForce, { _id }) => derivationsIn(inForce).map((stated): DerivationParent => ({ ...stated, derivedId: _id }))),
  ),
  derivatives: signedIn(async (work: WorkRecord, page: PageArguments, { loaders }) =>
    derivativePage((await loaders.derivatives.load(work)) ?? [], page),
  ),
  disambiguations: signedIn(fromStatements((_, inForce) => disambiguationViews(inForce))),
  duplicates: scoped("shares:read", duplicates),
  creators: inTime(({ creators }, seen) => creators.map((creator): CreatorParent => ({ ...creator, seen }))),
  recordings: signedIn(inTime(({ recordings }, seen) => recordings.map((recording): RecordingParent => ({ ...seen, recording })))),
  registrations: scoped(
    "shares:read",
    inTime(({ registrations }, _, { asOf }) => registrationViews(registrations, requireOk(parseDay(asOf)))),
  ),
  aiLabel: signedIn(inTime(({ aiLabel }) => aiLabel)),
  statements: scoped("shares:read", statements),
  ownership: scoped("shares:read", ownership),
  conflicts: scoped<WorkRecord, unknown, unknown>("shares:read", async ({ _id }, _, { loaders }) => {
    const found = (await loaders.openConflicts.load(_id)) ?? [];
    return [...found].sort((one, other) => (one.deadline + one._id < other.deadline + other._id ? -1 : 1)).slice(0, 100);
  }),
  history: scoped("shares:read", workHistory),
};

const Recording = {
  __resolveReference: async ({ id }: ById, context: WorksContext) => await recordingById(id, context),
  id: ({ recording }: RecordingParent) => recording.id,
  isrc: ({ recording }: RecordingParent) => recording.isrc,
  title: ({ recording }: RecordingParent) => recording.title,
  performers: ({ recording }: RecordingParent) => recording.performers,
  durationMs: ({ recording }: RecordingParent) => recording.durationMs,
  kind: ({ recording }: RecordingParent) => recording.kind ?? "AUDIO",
  isan: ({ recording }: RecordingParent) => recording.isan ?? null,
  performerParties: ({ recording }: RecordingParent) => recording.performerParties ?? [],
  producers: ({ recording }: RecordingParent) => recording.producers ?? [],
  links: signedIn(recordingLinks),
  ...recordingClaims,
  provenance: scoped<RecordingParent, unknown, unknown>("shares:read", async (parent, _, context) =>
    provenanceOf(sayingRecording(await statementsBehind(parent, context), parent.recording)),
  ),
};

/** The fields of a work and of its parts. */
export const workFields = {
  Work,
  WorkTitle: {
    provenance: scoped<TitleParent, unknown, unknown>("shares:read", async (title, _, context) =>
      provenanceOf(sayingTitle(await statementsBehind(title.seen, context), title)),
    ),
  },
  Creator: {
    party: ({ partyId }: CreatorRecord) => partyRef(partyId),
    provenance: scoped<CreatorParent, unknown, unknown>("shares:read", async (creator, _, context) =>
      provenanceOf(sayingCreator(await statementsBehind(creator.seen, context), creator)),
    ),
  },
  Recording,
  RecordingParty: { party: ({ partyId }: RecordingPartyRecord) => partyRef(partyId) },
  Derivation: {
    work: linked(({ work }) => work),
    linkedBy: linked(({ linkedBy }) => linkedBy),
    because: linked(({ because }) => because),
    workCode: ({ workNumber }: DerivationParent) => workNumber ?? null,
    creators: ({ creators }: DerivationParent) => creators ?? [],
    provenance: scoped<Sourced, unknown, unknown>("shares:read", ({ provenance }) => provenance),
  },
  Derivative: { provenance: scoped<Sourced, unknown, unknown>("shares:read", ({ provenance }) => provenance) },
  WorkIswc: {
    provenance: scoped<Sourced, unknown, unknown>("shares:read", ({ provenance }) => provenance),
    notices: scoped<ReturnType<typeof iswcViews>[number], unknown, unknown>("shares:read", ({ notices }) => notices),
  },
  Disambiguation: { provenance: scoped<Sourced, unknown, unknown>("shares:read", ({ provenance }) => provenance) },
  RecordingLink: { provenance: scoped<Sourced, unknown, unknown>("shares:read", ({ provenance }) => provenance) },
};
