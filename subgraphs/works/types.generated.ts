// Made from the schema by `npm run codegen`. Not edited by hand.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SubgraphContext } from '../kit/server.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** International Standard Musical Work Code (ISO 15707), compact: `T` and ten digits. */
  Iswc: { input: string; output: string; }
  /** International Standard Recording Code (ISO 3901), twelve characters. */
  Isrc: { input: string; output: string; }
  /** IPI name number: eleven digits; identifies a name. */
  IpiNameNumber: { input: string; output: string; }
  /** IPI base number, `I-000000000-0`; identifies a party. */
  IpiBaseNumber: { input: string; output: string; }
  /** International Standard Name Identifier (ISO 27729), sixteen characters. */
  Isni: { input: string; output: string; }
  /** A society: three-digit CISAC code, or an organisation code such as `CAVCA` for one that has none. */
  SocietyCode: { input: string; output: string; }
  /** TIS numeric territory code, four digits: `0156` is China, `2136` the World. */
  TisCode: { input: string; output: string; }
  /** A calendar day, `YYYY-MM-DD`. */
  Date: { input: string; output: string; }
  /** An instant, ISO 8601 in UTC. */
  DateTime: { input: string; output: string | Date; }
  /** ISO 4217 currency code. */
  CurrencyCode: { input: string; output: string; }
  /** A decimal number as text, exact. */
  Decimal: { input: string; output: string; }
  /** A whole number of any size as text. */
  BigInt: { input: string; output: string | bigint | number; }
  _FieldSet: { input: string; output: string; }
};

/** An exact part of a whole. */
export type Share = {
  readonly __typename?: 'Share';
  /** The part in percent; exact where the decimal ends within twelve places, else rounded there. */
  readonly percent: Scalars['Decimal']['output'];
  /** Numerator of the exact fraction in lowest terms. */
  readonly numerator: Scalars['BigInt']['output'];
  /** Denominator of the exact fraction in lowest terms; positive. */
  readonly denominator: Scalars['BigInt']['output'];
};

/** An amount in a currency. */
export type Money = {
  readonly __typename?: 'Money';
  /** Amount in units of the currency, with exactly its number of decimals. */
  readonly amount: Scalars['Decimal']['output'];
  /** ISO 4217 code. */
  readonly currency: Scalars['CurrencyCode']['output'];
};

/** Days from `from` up to, but without, `until`; null is open on that side. */
export type Period = {
  readonly __typename?: 'Period';
  /** First day. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** The day after the last. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** Days from `from` up to, but without, `until`; absent is open on that side. */
export type PeriodInput = {
  /** First day. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** The day after the last. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** Where a page stands in its list (Relay connections). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether more follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether some come before. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Opaque cursor of the first edge. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Opaque cursor of the last edge; pass it as `after` (or `since`) to go on. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** What is wrong with an input: for programs a code, for people a message, and the place. */
export type Problem = {
  /** Stable code in SCREAMING_SNAKE. */
  readonly code: Scalars['String']['output'];
  /** What was wrong, with the value, and what would be right. */
  readonly message: Scalars['String']['output'];
  /** Path into the input, outermost first. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** A fault in what was sent. */
export type InputProblem = Problem & {
  readonly __typename?: 'InputProblem';
  /** Stable code in SCREAMING_SNAKE. */
  readonly code: Scalars['String']['output'];
  /** What was wrong, with the value, and what would be right. */
  readonly message: Scalars['String']['output'];
  /** Path into the input, outermost first. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** The 25 rights of IPI. Online performance is OD and OB together. */
export type IpiRight =
  /** Performing right. */
  | 'PR'
  /** Theatrical performing right. */
  | 'PT'
  /** Right of public performance of a recording. */
  | 'PC'
  /** Television broadcast right. */
  | 'TB'
  /** Retransmission right. */
  | 'RT'
  /** Right of retransmission of performance. */
  | 'TP'
  /** Right of public performance of radio broadcast. */
  | 'TO'
  /** Right of public performance of TV broadcast. */
  | 'TV'
  /** Motion picture exhibition right. */
  | 'MP'
  /** Making available right-interactive. */
  | 'OD'
  /** Making available right-non interactive. */
  | 'OB'
  /** Mechanical right sound carrier. */
  | 'MR'
  /** Mechanical right video. */
  | 'MV'
  /** Mechanical right radio. */
  | 'MA'
  /** Mechanical right TV. */
  | 'MT'
  /** Mechanical right-interactive. */
  | 'MD'
  /** Mechanical right-non interactive. */
  | 'MB'
  /** Reproduction right. */
  | 'RP'
  /** Synchronisation right. */
  | 'SY'
  /** Database right. */
  | 'DB'
  /** Blank tape remuneration. */
  | 'BT'
  /** Unverified (reprography or radio broadcasting): nothing rests on it. */
  | 'RB'
  /** Rental and lending right. */
  | 'RL'
  /** Resale right (droit de suite). */
  | 'RR'
  /** Educational right. */
  | 'ER';

/** How music is used. */
export type UseType =
  /** Streaming on demand (OD, MD). */
  | 'STREAM_INTERACTIVE'
  /** Streaming of a programme that others choose, such as web radio (OB, MB). */
  | 'STREAM_NON_INTERACTIVE'
  /** Sale of a copy online (MD, OD). */
  | 'DOWNLOAD'
  /** Radio broadcast (PR, MA). */
  | 'RADIO'
  /** Television broadcast (TB, MT). */
  | 'TELEVISION'
  /** Music in public places (PR, PC, TO, TV). */
  | 'PUBLIC_PERFORMANCE'
  /** Karaoke venues (PC, MV). */
  | 'KARAOKE'
  /** Setting music to pictures (SY). */
  | 'SYNCHRONISATION'
  /** Copying works to train a generative model (RP). */
  | 'AI_TRAINING'
  /** What a generative model gives out (OD, MD). */
  | 'AI_OUTPUT';

/** The families in which CWR states shares. */
export type RightFamily =
  /** Performing rights: PR, PT, PC, TB, RT, TP, TO, TV, MP, OD, OB. */
  | 'PERFORMING'
  /** Mechanical rights: MR, MV, MA, MT, MD, MB, RP. */
  | 'MECHANICAL'
  /** Synchronisation: SY. */
  | 'SYNC';

/** What a party takes part as: of a work as creator or as publisher, of a recording as producer or as performer. */
export type Side =
  /** Composer, author, arranger, … */
  | 'WRITER'
  /** Original publisher, administrator, sub-publisher, … */
  | 'PUBLISHER'
  /** Who made a recording, or owns what its maker had. Of recordings alone. */
  | 'PRODUCER'
  /** Who performs on a recording. Of recordings alone. */
  | 'PERFORMER';

/**
 * The right sets of recordings. Each has 100 percent of its own, and none is added to another or to the shares of the works that are recorded. A right stands in a set by its IPI
 * code: that one playing in public (PC) is paid to producers and to performers makes two rights of it.
 */
export type RecordingRightSet =
  /** What a producer may forbid: PC, TB, OD, MR, MV, MD, RP, SY, RL. */
  | 'PRODUCER_EXCLUSIVE'
  /** What a producer is paid for without being able to forbid it: PR (radio), PC, TB, OB. */
  | 'PRODUCER_REMUNERATION'
  /** What performers are paid for: PR (radio), PC, TB, OB. */
  | 'PERFORMER_REMUNERATION';

/** As what a party claims in a recording (ours). */
export type RecordingRole =
  /** It made the first fixation. Claims in the sets of producers. */
  | 'PRODUCER'
  /** It has the producer's rights by transfer or exclusive licence. Claims in the sets of producers. */
  | 'RIGHTS_OWNER'
  /** The artist under whose name it is published. Claims in the set of performers. */
  | 'FEATURED_PERFORMER'
  /** Another performer, such as a session musician. Claims in the set of performers. */
  | 'SESSION_PERFORMER';

/** Anything with an id of its own. */
export type Node = {
  /** Opaque id; its prefix says what it names. */
  readonly id: Scalars['ID']['output'];
};

export type Query = {
  readonly __typename?: 'Query';
  /** Anything by its id; null when the id has no known form or names nothing here. */
  readonly node?: Maybe<Node>;
  /** The work with this id; a merged work answers with its survivor. Null when unknown. */
  readonly work?: Maybe<Work>;
  /** The work that bears this ISWC now or did before it was archived; a merged one answers with its survivor. Null when unknown. */
  readonly workByIswc?: Maybe<Work>;
  /**
   * Works by title and creator in one box, best first, at most 300: Latin without regard to accents, Han simplified and traditional alike,
   * pinyin with or without tones and spaces, typos (one in words of three to five letters, two in longer ones), numbers and common words
   * in any form. Works with all words, and only where there are none, with most of them.
   */
  readonly searchWorks: WorkConnection;
  /** What each code of a mixed batch is and names, in the order asked. More than 10,000 are refused (`TOO_MANY_CODES`). */
  readonly identify: ReadonlyArray<Identification>;
  /** Conflicts between claims and between works. */
  readonly conflicts: ConflictConnection;
  /** The conflict with this id; null when unknown. */
  readonly conflict?: Maybe<Conflict>;
  /** What a ruling would make of the shares; nothing is stored. */
  readonly simulateRuling: RulingEffect;
  /** Transfers of catalogues that concern the caller's society: it holds a mandate of a side, or proposed it. The newest first. */
  readonly catalogueTransfers: CatalogueTransferConnection;
  /** The transfer with this id; null when unknown, or where it does not concern the caller's society. */
  readonly catalogueTransfer?: Maybe<CatalogueTransfer>;
  /** What a transfer would do; nothing is stored. For a society that holds a mandate of one of the two parties. */
  readonly previewCatalogueTransfer: CatalogueTransferTrial;
  /** Jobs of any part of the house that the caller's society gave (a licensee: that it gave itself), the newest first. */
  readonly jobs: JobConnection;
  /** A job of any part of the house, such as an import: its sender's society's own. Null when unknown, or another's. */
  readonly job?: Maybe<Job>;
  /** Every change to works, in order, from the beginning or after a cursor; can be replayed at any time. */
  readonly changes: ChangeConnection;
  /**
   * What one society states about works: its own statements, and those that publishers sent to it. With codes, what is in force on the works that bear
   * them, and what is not in the answer is not in force; without, every statement that was made, received or withdrawn, in that order, so that whoever goes on from `pageInfo.endCursor` misses none.
   * Other societies' statements are never among them: they are theirs to tell. Refused: more than 500 codes (`TOO_MANY_CODES`), what is no code (`BAD_CODE`), another society than
   * the one whose node this is (`NODE_SOCIETY`).
   */
  readonly societyStatements: SocietyStatementConnection;
  /** The sources that are registered, by society, at most 1,000. */
  readonly societySources: ReadonlyArray<SocietySource>;
  /** The webhooks of the caller's society, at most ten. */
  readonly webhooks: ReadonlyArray<Webhook>;
  /** What was sent to a webhook of the caller's society and what could not be, newest first. Deliveries are kept 7 days, dead letters 90. */
  readonly webhookDeliveries: WebhookDeliveryConnection;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWorkArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWorkByIswcArgs = {
  iswc: Scalars['String']['input'];
};


export type QuerySearchWorksArgs = {
  query: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryIdentifyArgs = {
  codes: ReadonlyArray<Scalars['String']['input']>;
};


export type QueryConflictsArgs = {
  filter?: InputMaybe<ConflictFilter>;
  orderBy?: InputMaybe<ConflictOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryConflictArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySimulateRulingArgs = {
  conflict: Scalars['ID']['input'];
  ruling: RulingInput;
};


export type QueryCatalogueTransfersArgs = {
  states?: InputMaybe<ReadonlyArray<CatalogueTransferState>>;
  party?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCatalogueTransferArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPreviewCatalogueTransferArgs = {
  transfer: CatalogueTransferInput;
};


export type QueryJobsArgs = {
  states?: InputMaybe<ReadonlyArray<JobState>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryChangesArgs = {
  since?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySocietyStatementsArgs = {
  society?: InputMaybe<Scalars['SocietyCode']['input']>;
  codes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  since?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryWebhookDeliveriesArgs = {
  webhook: Scalars['ID']['input'];
  state?: InputMaybe<WebhookDeliveryState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Registers a work as the caller's society knows it, with its claims; joins a known work by its code or ISWC. */
  readonly registerWork: RegisterWorkPayload;
  /** States a claim for the caller's society beside all others, or revises one of its own. */
  readonly submitClaim: SubmitClaimPayload;
  /** States a claim in a recording for the caller's society beside all others, or revises one of its own. */
  readonly submitRecordingClaim: SubmitRecordingClaimPayload;
  /** Withdraws a claim of the caller's society, in a work or in a recording; it stays in the history. */
  readonly withdrawClaim: WithdrawClaimPayload;
  /** Proposes how to settle a conflict that the caller's society has a part in, and signs the proposal for it where its signature is needed. */
  readonly proposeRuling: ProposeRulingPayload;
  /** Signs a proposal for the caller's society; with the last signature it takes effect. */
  readonly signRuling: SignRulingPayload;
  /** Answers a proposal in a conflict that the caller's society has a part in with another one; the earlier one is closed. */
  readonly counterRuling: CounterRulingPayload;
  /** Proposes that claims go from one party to another from a day on. Nothing moves until the societies of both sides have confirmed it. */
  readonly proposeCatalogueTransfer: ProposeCatalogueTransferPayload;
  /** Confirms a transfer as its preview shows it, for a society that holds a mandate of a side; the last confirmation lets it be applied. */
  readonly confirmCatalogueTransfer: ConfirmCatalogueTransferPayload;
  /** Takes a transfer back that is not applied yet, for a society that holds a mandate of a side or proposed it. */
  readonly withdrawCatalogueTransfer: WithdrawCatalogueTransferPayload;
  /** Adds evidence to a conflict that the caller's society has a part in. */
  readonly addEvidence: AddEvidencePayload;
  /** Gives a conflict that the caller's society has a part in to one of its people, or takes it back. Nobody else sees it. */
  readonly assignConflict: AssignConflictPayload;
  /** Writes a note about a conflict that the caller's society has a part in, for that society alone. */
  readonly addConflictNote: AddConflictNotePayload;
  /** States what a conflict that the caller's society has a part in may be worth; it counts where no money is known. */
  readonly estimateConflict: EstimateConflictPayload;
  /** Makes two records of one work one: the survivor takes over titles, codes, recordings and statements. For a society with a part in both. */
  readonly mergeWorks: MergeWorksPayload;
  /** Takes a merge back: what the merged work brought returns to it. For a society with a part in the work. */
  readonly undoMerge: UndoMergePayload;
  /** Ends a job of one's own society that is not finished; what it stored until then stays. Twice is once. */
  readonly cancelJob: CancelJobPayload;
  /** Queues a cancelled job again, or one that failed for no fault of its input: it begins from its start, and what it stored before changes nothing. */
  readonly resumeJob: ResumeJobPayload;
  /** Declares how much of a work a generative model made, for a society with a part in it. */
  readonly declareAiLabel: DeclareAiLabelPayload;
  /** Says in which rhythm a society sends files: its word is LIVE no longer than that. For the caller's society; an admin for any. */
  readonly registerFileSource: SocietySourcePayload;
  /** Says where a society's node is: it is asked when ownership is, and once a minute for what is new. For the caller's society; an admin for any. */
  readonly registerNodeSource: SocietySourcePayload;
  /** Forgets where a society's word comes from; what it stated stays. For the caller's society; an admin for any. */
  readonly removeSocietySource: RemoveSocietySourcePayload;
  /** Registers an address of the caller's society that is told of changes, at least once each and in order; at most ten a society. */
  readonly registerWebhook: RegisterWebhookPayload;
  /** Stops a webhook where it stands. */
  readonly disableWebhook: WebhookPayload;
  /** Lets a disabled webhook go on where it stands. */
  readonly enableWebhook: WebhookPayload;
  /** Forgets a webhook with its secret and its deliveries. */
  readonly deleteWebhook: DeleteWebhookPayload;
  /** Sends a dead letter again, beside what is being delivered. */
  readonly replayDelivery: ReplayDeliveryPayload;
};


export type MutationRegisterWorkArgs = {
  input: RegisterWorkInput;
};


export type MutationSubmitClaimArgs = {
  input: SubmitClaimInput;
};


export type MutationSubmitRecordingClaimArgs = {
  input: SubmitRecordingClaimInput;
};


export type MutationWithdrawClaimArgs = {
  input: WithdrawClaimInput;
};


export type MutationProposeRulingArgs = {
  input: ProposeRulingInput;
};


export type MutationSignRulingArgs = {
  input: SignRulingInput;
};


export type MutationCounterRulingArgs = {
  input: CounterRulingInput;
};


export type MutationProposeCatalogueTransferArgs = {
  input: ProposeCatalogueTransferInput;
};


export type MutationConfirmCatalogueTransferArgs = {
  input: ConfirmCatalogueTransferInput;
};


export type MutationWithdrawCatalogueTransferArgs = {
  input: WithdrawCatalogueTransferInput;
};


export type MutationAddEvidenceArgs = {
  input: AddEvidenceInput;
};


export type MutationAssignConflictArgs = {
  input: AssignConflictInput;
};


export type MutationAddConflictNoteArgs = {
  input: AddConflictNoteInput;
};


export type MutationEstimateConflictArgs = {
  input: EstimateConflictInput;
};


export type MutationMergeWorksArgs = {
  input: MergeWorksInput;
};


export type MutationUndoMergeArgs = {
  input: UndoMergeInput;
};


export type MutationCancelJobArgs = {
  input: CancelJobInput;
};


export type MutationResumeJobArgs = {
  input: ResumeJobInput;
};


export type MutationDeclareAiLabelArgs = {
  input: DeclareAiLabelInput;
};


export type MutationRegisterFileSourceArgs = {
  input: RegisterFileSourceInput;
};


export type MutationRegisterNodeSourceArgs = {
  input: RegisterNodeSourceInput;
};


export type MutationRemoveSocietySourceArgs = {
  input: RemoveSocietySourceInput;
};


export type MutationRegisterWebhookArgs = {
  input: RegisterWebhookInput;
};


export type MutationDisableWebhookArgs = {
  input: WebhookInput;
};


export type MutationEnableWebhookArgs = {
  input: WebhookInput;
};


export type MutationDeleteWebhookArgs = {
  input: WebhookInput;
};


export type MutationReplayDeliveryArgs = {
  input: ReplayDeliveryInput;
};

/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type Party = Node & {
  readonly __typename?: 'Party';
  /** Opaque id, `pty_…`. */
  readonly id: Scalars['ID']['output'];
};

/** A collective management organisation. */
export type Society = {
  readonly __typename?: 'Society';
  /** CISAC code, or letters for an organisation that has none. */
  readonly code: Scalars['SocietyCode']['output'];
};

/** Leave to use music in some countries for a time, with the terms and the rights it rested on when it was issued. */
export type License = Node & {
  readonly __typename?: 'License';
  /** Opaque id, `lic_…`. */
  readonly id: Scalars['ID']['output'];
};

/** One distribution of licence income over usage, claims and societies. Runs are never changed; corrections are new entries. */
export type DistributionRun = Node & {
  readonly __typename?: 'DistributionRun';
  /** Opaque id, `dst_…`; of a dry run it names nothing stored. */
  readonly id: Scalars['ID']['output'];
};

/** What one society pays another out of one run, in one currency of income. Gross less deductions less tax is remitted. */
export type Statement = Node & {
  readonly __typename?: 'Statement';
  /** Opaque id, `sta_…`. */
  readonly id: Scalars['ID']['output'];
};

/** A musical work, as all statements together describe it. */
export type Work = Node & {
  readonly __typename?: 'Work';
  /** Opaque id, `wrk_…`. */
  readonly id: Scalars['ID']['output'];
  /** The original title; empty at an instant when nobody had stated one. */
  readonly title: Scalars['String']['output'];
  /** All titles in all scripts, the original one first; at most 100. */
  readonly titles: ReadonlyArray<WorkTitle>;
  /** ISWC, where one is assigned. */
  readonly iswc?: Maybe<Scalars['Iswc']['output']>;
  /** ISWCs that lead here too, because they were archived or came with a merged work. */
  readonly archivedIswcs: ReadonlyArray<Scalars['Iswc']['output']>;
  /** Every ISWC that leads here, the current one first, each with its state. */
  readonly iswcs: ReadonlyArray<WorkIswc>;
  /** The works that it was made from, as statements in force say; at most 100. */
  readonly derivedFrom: ReadonlyArray<Derivation>;
  /**
   * The works that were made from it, the oldest record first: those whose statements in force name it as their source, by the same rules by which
   * `derivedFrom` finds a source. Of one work at most 1,000 that may name it are looked at.
   */
  readonly derivatives: DerivativeConnection;
  /** Works that it is expressly told apart from, as statements in force say. */
  readonly disambiguations: ReadonlyArray<Disambiguation>;
  /** Works that are probably this one or bear its code, found when statements were stored, with what is alike; at most 100. */
  readonly duplicates: ReadonlyArray<DuplicateSuggestion>;
  /** Who made it; at most 100. */
  readonly creators: ReadonlyArray<Creator>;
  /** Recordings of it that statements name or once named; at most 500. */
  readonly recordings: ReadonlyArray<Recording>;
  /** Where it is registered, and under which number; at most 200. */
  readonly registrations: ReadonlyArray<Registration>;
  /** What was declared about generative models; null when nothing was. */
  readonly aiLabel?: Maybe<AiLabel>;
  /** Every statement in force on the work, whoever made it; at most 200. */
  readonly statements: ReadonlyArray<WorkStatement>;
  /** Who owns which right where and when: each party's share once, with everyone who states it. */
  readonly ownership: Ownership;
  /** Open conflicts of the work, the nearest deadline first; at most 100. */
  readonly conflicts: ReadonlyArray<Conflict>;
  /** What changed, when, by whom and in which message and line, from the first to the last; at most 1,000. */
  readonly history: ReadonlyArray<Change>;
  /** Rises with every statement on the work. */
  readonly version: Scalars['Int']['output'];
};


/** A musical work, as all statements together describe it. */
export type WorkTitleArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkTitlesArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkIswcArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkArchivedIswcsArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkIswcsArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkDerivedFromArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkDerivativesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkDisambiguationsArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkCreatorsArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkRecordingsArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkRegistrationsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkAiLabelArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkStatementsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkOwnershipArgs = {
  use?: InputMaybe<UseType>;
  rights?: InputMaybe<ReadonlyArray<IpiRight>>;
  territories: ReadonlyArray<Scalars['TisCode']['input']>;
  on?: InputMaybe<Scalars['Date']['input']>;
  period?: InputMaybe<PeriodInput>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A musical work, as all statements together describe it. */
export type WorkHistoryArgs = {
  field?: InputMaybe<Scalars['String']['input']>;
};

/** A title in one script. */
export type WorkTitle = {
  readonly __typename?: 'WorkTitle';
  /** The title as stated. */
  readonly text: Scalars['String']['output'];
  /** `ORIGINAL`, or CWR's title types such as `AT` (alternative), `FT` (first line), `TT` (translated). */
  readonly kind: Scalars['String']['output'];
  /** ISO 639-1 language, where stated. */
  readonly language?: Maybe<Scalars['String']['output']>;
  /** ISO 15924 script, such as `Latn` or `Hani`. */
  readonly script: Scalars['String']['output'];
  /** Who says so, the first received first. */
  readonly provenance: ReadonlyArray<Provenance>;
};

/** Someone who made the work. */
export type Creator = {
  readonly __typename?: 'Creator';
  /** CWR's writer designation: `C` composer, `A` author, `CA` both, `AR` arranger, … */
  readonly role: Scalars['String']['output'];
  /** The name as stated. */
  readonly name: Scalars['String']['output'];
  /** The party. */
  readonly party?: Maybe<Party>;
  /** Who says so, the first received first. */
  readonly provenance: ReadonlyArray<Provenance>;
};

/** Who stated a value, when and to whom, in which message and line, and what the statement replaced. */
export type Provenance = {
  readonly __typename?: 'Provenance';
  /** What makes two messages of one sender the same submitter: `SO:052`, `PB:00000000199`. */
  readonly submitter: Scalars['String']['output'];
  /** The submitter's name. */
  readonly submitterName: Scalars['String']['output'];
  /** The submitter, where it is a society. */
  readonly society?: Maybe<Society>;
  /** The submitter's own number of the work. */
  readonly submitterWorkNumber: Scalars['String']['output'];
  /** The society that received it; null where nobody says, as with a mutation. */
  readonly receiver?: Maybe<Society>;
  /** The file (`msg_…`) or command (`registerWork:evt_…`) that brought it. */
  readonly message: Scalars['String']['output'];
  /** First line of the transaction in the file; null for a command. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** When it was received. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The statement, `stm_…`. */
  readonly statement: Scalars['ID']['output'];
  /** The statement that it replaced as known from then on; null for the first of its submitter and number. */
  readonly replaces?: Maybe<Scalars['ID']['output']>;
};

/** An ISWC of a work. */
export type WorkIswc = {
  readonly __typename?: 'WorkIswc';
  /** The code. */
  readonly iswc: Scalars['Iswc']['output'];
  /** How it stands. */
  readonly state: IswcState;
  /** Who says so in force, the first received first; empty for one that nobody states any longer. */
  readonly provenance: ReadonlyArray<Provenance>;
  /** Societies that gave it with their answers to registrations, the last one first. */
  readonly notices: ReadonlyArray<IswcNotice>;
};

/** An ISWC that a society gave with its answer to a registration (CWR ISW, or an ACK that carries one). */
export type IswcNotice = {
  readonly __typename?: 'IswcNotice';
  /** The society. */
  readonly society: Society;
  /** `ISWC` for a notice, which prevails over what is stated; else CWR's status of the acknowledgement that carries it. */
  readonly status: Scalars['String']['output'];
  /** When it was processed, else received. */
  readonly at: Scalars['DateTime']['output'];
  /** The file (`msg_…`) that brought it. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** The line of the file. */
  readonly line?: Maybe<Scalars['Int']['output']>;
};

/** States of an ISWC. */
export type IswcState =
  /** The one current number of the work. */
  | 'PREFERRED'
  /** It leads here: it lost to another, or came with a merged work. */
  | 'ARCHIVED'
  /** Given before the work was fully registered; a full one prevails over it. */
  | 'PROVISIONAL';

/** A work that another one was made from. */
export type Derivation = {
  readonly __typename?: 'Derivation';
  /** How. */
  readonly kind: DerivationKind;
  /** Its title as stated. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Its title in its own script, as stated. */
  readonly nativeTitle?: Maybe<Scalars['String']['output']>;
  /** CIS language code of its title, as stated. */
  readonly language?: Maybe<Scalars['String']['output']>;
  /** Its ISWC as stated. */
  readonly iswc?: Maybe<Scalars['Iswc']['output']>;
  /** The submitter's own number of it, as stated. */
  readonly workCode?: Maybe<Scalars['String']['output']>;
  /** Its creators as stated; at most 20, and in CWR 2. */
  readonly creators: ReadonlyArray<SourceCreator>;
  /** Where it comes from, such as the production it was written for, as stated. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** How long it sounds in a composite, in milliseconds, as stated. */
  readonly durationMs?: Maybe<Scalars['Int']['output']>;
  /** The work here that it means, as things stand now, whoever came first; null where none or several fit: `because` tells. */
  readonly work?: Maybe<Work>;
  /** How that work was found. */
  readonly linkedBy?: Maybe<SourceLink>;
  /** Why it is linked to that work, or to none. */
  readonly because: Scalars['String']['output'];
  /** Who says so, the first received first; a file with the line of the record that names the source. */
  readonly provenance: ReadonlyArray<Provenance>;
};

/** A creator of a work that another one was made from, as it is named there. */
export type SourceCreator = {
  readonly __typename?: 'SourceCreator';
  /** The name as stated. */
  readonly name: Scalars['String']['output'];
  /** IPI name number as stated. */
  readonly ipiNameNumber?: Maybe<Scalars['IpiNameNumber']['output']>;
};

/** How the work that a source means was found (ours). */
export type SourceLink =
  /** It bears the ISWC. */
  | 'ISWC'
  /** The submitter stated it under the number that it gives for its source. */
  | 'WORK_NUMBER'
  /** It alone has the title and every creator that is named, and no other ISWC. */
  | 'TITLE_AND_CREATORS';

/** Works that were made from another, page by page. */
export type DerivativeConnection = {
  readonly __typename?: 'DerivativeConnection';
  /** The works of this page. */
  readonly edges: ReadonlyArray<DerivativeEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A derived work in its place in a list. */
export type DerivativeEdge = {
  readonly __typename?: 'DerivativeEdge';
  /** Opaque; pass it as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The derived work. */
  readonly node: Derivative;
};

/** A work that was made from another. */
export type Derivative = {
  readonly __typename?: 'Derivative';
  /** The work that was made. */
  readonly work: Work;
  /** How. */
  readonly kind: DerivationKind;
  /** How the source was found. */
  readonly linkedBy: SourceLink;
  /** Why they are linked. */
  readonly because: Scalars['String']['output'];
  /** Who says so, the first received first. */
  readonly provenance: ReadonlyArray<Provenance>;
};

/** How a work was made from another. */
export type DerivationKind =
  /** A modified version or an arrangement. */
  | 'VERSION'
  /** A part of it. */
  | 'EXCERPT'
  /** It is one of several works that were put together. */
  | 'COMPOSITE';

/** That a work is another one than some which look the same. */
export type Disambiguation = {
  readonly __typename?: 'Disambiguation';
  /** Why they are two. */
  readonly reason: DisambiguationReason;
  /** The ISWCs of the others. */
  readonly from: ReadonlyArray<Scalars['Iswc']['output']>;
  /** Who says so, the first received first. */
  readonly provenance: ReadonlyArray<Provenance>;
};

/** Why two works that look the same are two (ISWC). */
export type DisambiguationReason =
  /** A different work with the same title. */
  | 'DIT'
  /** An arrangement. */
  | 'DIA'
  /** An excerpt. */
  | 'DIE'
  /** A cue sheet. */
  | 'DIC'
  /** A different performer. */
  | 'DIP'
  /** A different version. */
  | 'DIV';

/** A work that may be the same as another one: a person decides, by merging them or by ruling that they are two. */
export type DuplicateSuggestion = {
  readonly __typename?: 'DuplicateSuggestion';
  /** The other work. */
  readonly work?: Maybe<Work>;
  /** The task: `DUPLICATE_WORK`, or `ISWC_MISMATCH` where the code speaks for one work and the creators for two. */
  readonly conflict: Conflict;
  /** Field by field, what speaks for it and what against. */
  readonly reasons: ReadonlyArray<IdentityReason>;
};

/** How two works compare in one field. */
export type IdentityReason = {
  readonly __typename?: 'IdentityReason';
  /** The field. */
  readonly field: IdentityField;
  /** How alike they are in it. */
  readonly verdict: IdentityVerdict;
  /**
   * What it adds for their being one or, negative, against it; a task opens where all fields together come to 90 (ours). No field but the ISWC is enough by
   * itself. An ISRC in which more than two works stand is a medley and adds nothing; a duration never adds anything.
   */
  readonly weight: Scalars['Int']['output'];
  /** What this work says; null for nothing. */
  readonly here?: Maybe<Scalars['String']['output']>;
  /** What the other says; null for nothing. */
  readonly there?: Maybe<Scalars['String']['output']>;
};

/** Fields that tell works from each other. */
export type IdentityField =
  /** All titles, without marks, case and signs. */
  | 'TITLE'
  /** Creators, by party, IPI name number or name. */
  | 'CREATORS'
  /** The current ISWC. */
  | 'ISWC'
  /** ISRCs of recordings. */
  | 'ISRC'
  /** Durations of recordings, in the same second or the next. */
  | 'DURATION';

/** How alike two works are in a field. */
export type IdentityVerdict =
  /** All of both. */
  | 'SAME'
  /** Some of it. */
  | 'PARTLY'
  /** None of it, but alike but for typos or a version in brackets: titles of works in one recording. */
  | 'NEAR'
  /** Nothing. */
  | 'DIFFERENT'
  /** One of them says nothing: it speaks neither for it nor against. */
  | 'MISSING';

/** A recording of a work. */
export type Recording = Node & {
  readonly __typename?: 'Recording';
  /** Opaque id, `rec_…`. */
  readonly id: Scalars['ID']['output'];
  /** Sound alone, or a music video. */
  readonly kind: RecordingKind;
  /** ISRC, where stated. */
  readonly isrc?: Maybe<Scalars['Isrc']['output']>;
  /** ISAN of a music video, where stated: sixteen or twenty-four hexadecimal digits with check characters. */
  readonly isan?: Maybe<Scalars['String']['output']>;
  /** Title of the recording, where it differs. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Who performs, as stated. */
  readonly performers: ReadonlyArray<Scalars['String']['output']>;
  /** Duration in milliseconds, where stated. */
  readonly durationMs?: Maybe<Scalars['Int']['output']>;
  /** Performers that are known as parties; at most 100. */
  readonly performerParties: ReadonlyArray<RecordingParty>;
  /** Who produced it, as stated; at most 20. */
  readonly producers: ReadonlyArray<RecordingParty>;
  /** The work that is recorded. */
  readonly work?: Maybe<Work>;
  /** Every work that a recording of this ISRC was ever stated for, this one first; at most 100. */
  readonly links: ReadonlyArray<RecordingLink>;
  /** Who says so, the first received first; empty once nobody says so any longer. */
  readonly provenance: ReadonlyArray<Provenance>;
  /**
   * Who owns which right in the recording where and when, by right set. All recordings of one ISRC (else one ISAN) have one picture, whatever works they
   * are of; in one without either nothing can be claimed. Nothing of it is added to the shares of the works.
   */
  readonly ownership: Ownership;
  /** Open conflicts between claims in the recording, the nearest deadline first; at most 100. */
  readonly conflicts: ReadonlyArray<Conflict>;
  /** Rises with every claim in the recording that is stated, revised or withdrawn; 0 before the first. */
  readonly version: Scalars['Int']['output'];
};


/** A recording of a work. */
export type RecordingOwnershipArgs = {
  use?: InputMaybe<UseType>;
  rightSets?: InputMaybe<ReadonlyArray<RecordingRightSet>>;
  rights?: InputMaybe<ReadonlyArray<IpiRight>>;
  territories: ReadonlyArray<Scalars['TisCode']['input']>;
  on?: InputMaybe<Scalars['Date']['input']>;
  period?: InputMaybe<PeriodInput>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Whether a recording has pictures. */
export type RecordingKind =
  /** Sound alone. */
  | 'AUDIO'
  /** A music video. */
  | 'MUSIC_VIDEO';

/** Someone who takes part in a recording. */
export type RecordingParty = {
  readonly __typename?: 'RecordingParty';
  /** The name as it was when it was stated. */
  readonly name: Scalars['String']['output'];
  /** The party. */
  readonly party?: Maybe<Party>;
};

/** That a recording is one of a work. */
export type RecordingLink = {
  readonly __typename?: 'RecordingLink';
  /** The work. */
  readonly work?: Maybe<Work>;
  /** Whether it is stated still. */
  readonly state: RecordingLinkState;
  /** Who says so in force, the first received first. */
  readonly provenance: ReadonlyArray<Provenance>;
};

/** How the link of a recording to a work stands. */
export type RecordingLinkState =
  /** A statement in force says so. */
  | 'STATED'
  /** It was stated once, and no statement in force says so. */
  | 'NO_LONGER_STATED';

/** A work's registration at one society. */
export type Registration = {
  readonly __typename?: 'Registration';
  /** Where. */
  readonly society?: Maybe<Society>;
  /** The society's own number of the work. */
  readonly workCode?: Maybe<Scalars['String']['output']>;
  /** How it stands there: `REGISTERED`, or CWR's acknowledgement status. */
  readonly status: Scalars['String']['output'];
  /** How it came to stand so, from the first to the last. */
  readonly history: ReadonlyArray<RegistrationStep>;
};

/** One step of a registration. */
export type RegistrationStep = {
  readonly __typename?: 'RegistrationStep';
  /** The status reached: `REGISTERED`, `REVISED`, `ISR` where an ISWC was requested, or CWR's acknowledgement status; see `isReadyForPayment`. */
  readonly status: Scalars['String']['output'];
  /** Whether the society pays on it, by that status: `AS` says yes in CWR 2.x and no in 3.1, where `SR` and `CR` do. Null where it does not say. */
  readonly isReadyForPayment?: Maybe<Scalars['Boolean']['output']>;
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** The message that brought it. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** The line of the file, where it came in one. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** Who sent the message, as in `Provenance.submitter`; null where the step is older than that was kept. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** What the society said with it, in words: the rules that its acknowledgement names, an ISWC, a work in the way; at most 100. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
};

/** What was declared about generative models. The tool is a fact, never a payee. */
export type AiLabel = {
  readonly __typename?: 'AiLabel';
  /** How much of the work a model made. */
  readonly extent: AiExtent;
  /** The provider and tool, where declared. */
  readonly tool?: Maybe<Scalars['String']['output']>;
  /** Who declared it. */
  readonly declaredBy: Scalars['String']['output'];
  /** When. */
  readonly declaredAt: Scalars['DateTime']['output'];
};

/** How much of a work a generative model made. */
export type AiExtent =
  /** All of it. */
  | 'ALL'
  /** Part of it: AI-assisted. */
  | 'PARTLY'
  /** None of it, expressly declared. */
  | 'NONE';

/** Works, best or first one first. */
export type WorkConnection = {
  readonly __typename?: 'WorkConnection';
  /** The works of this page. */
  readonly edges: ReadonlyArray<WorkEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A work in its place in a list. */
export type WorkEdge = {
  readonly __typename?: 'WorkEdge';
  /** Opaque; pass it as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The work. */
  readonly node: Work;
  /** How near the work is to what was asked: 1 for a whole title or name, less for some of its words, for beginnings, pinyin and typos (ours). */
  readonly score: Scalars['Float']['output'];
  /** Why the work is found: the titles and names that have the words asked for, titles first. */
  readonly reasons: ReadonlyArray<SearchReason>;
};

/** A title or name in which words of a search are found. */
export type SearchReason = {
  readonly __typename?: 'SearchReason';
  /** Where they are found. */
  readonly field: SearchField;
  /** The title or name. */
  readonly text: Scalars['String']['output'];
  /** How: the loosest way in which one of the words is found there. */
  readonly how: SearchMatch;
  /** The words of the search, as they are compared: lower case, without accents, Han simplified and in pairs. */
  readonly words: ReadonlyArray<Scalars['String']['output']>;
};

/** What is searched. */
export type SearchField =
  /** A title of the work. */
  | 'TITLE'
  /** A name of a creator or party. */
  | 'NAME';

/** How a word of a search is found, from the closest to the loosest. */
export type SearchMatch =
  /** The whole title or name is what was asked, in either Han script or by its pinyin. */
  | 'WHOLE'
  /** The word itself; case, accents, spaces and ways to write numbers do not count. */
  | 'WORD'
  /** The word in the other Han script, traditional or simplified. */
  | 'SCRIPT'
  /** By its pinyin. */
  | 'PINYIN'
  /** A word that begins so. */
  | 'BEGINNING'
  /** A word with one typo, or two in words of six letters and more. */
  | 'TYPO';

/** What one code is and names. */
export type Identification = {
  readonly __typename?: 'Identification';
  /** The code as it was asked. */
  readonly code: Scalars['String']['output'];
  /** Canonical form, where the code is well formed. */
  readonly canonical?: Maybe<Scalars['String']['output']>;
  /** What kind of code it is; null when its form is none that is known. */
  readonly kind?: Maybe<IdentifierKind>;
  /** Whether it names something here. */
  readonly status: IdentificationStatus;
  /** Why, in a sentence; of a malformed code also what would be right, such as the check digit. */
  readonly reason: Scalars['String']['output'];
  /** The way from the code to what answers, both included: of an archived ISWC the one borne now, of merged records their ids. Empty unless REDIRECTED. */
  readonly redirects: ReadonlyArray<Scalars['String']['output']>;
  /** The work it names. */
  readonly work?: Maybe<Work>;
  /** The party it names. */
  readonly party?: Maybe<Party>;
  /** The recording it names. */
  readonly recording?: Maybe<Recording>;
  /** The society it names. */
  readonly society?: Maybe<Society>;
};

/** Kinds of codes. */
export type IdentifierKind =
  /** Musical work code (ISO 15707). */
  | 'ISWC'
  /** IPI name number. */
  | 'IPI_NAME_NUMBER'
  /** IPI base number. */
  | 'IPI_BASE_NUMBER'
  /** Recording code (ISO 3901). */
  | 'ISRC'
  /** Name identifier (ISO 27729). */
  | 'ISNI'
  /** Audiovisual number (ISO 15706). */
  | 'ISAN'
  /** DDEX party id. */
  | 'DPID'
  /** Global Release Identifier. */
  | 'GRID'
  /** Code of a society (CISAC), or of an organisation that has none there, such as `CAVCA`. */
  | 'SOCIETY'
  /** A work's id of this house. */
  | 'WORK_ID'
  /** A party's id of this house. */
  | 'PARTY_ID'
  /** A recording's id of this house. */
  | 'RECORDING_ID';

/** Whether a code names something here. */
export type IdentificationStatus =
  /** It is known. */
  | 'OK'
  /** It is known, and leads to another record: archived, merged or forwarded. */
  | 'REDIRECTED'
  /** It is well formed and names nothing here. */
  | 'UNKNOWN'
  /** It cannot be right: the reason says what would be. */
  | 'MALFORMED';

/** Who owns a work or a recording, by all statements that stand side by side. */
export type Ownership = {
  readonly __typename?: 'Ownership';
  /** Whether the word of every expected source is here, live or cached: false as soon as one is ABSENT, for then more may be owned than is shown. */
  readonly complete: Scalars['Boolean']['output'];
  /** The societies whose word is expected, and the state of each. */
  readonly sources: ReadonlyArray<OwnershipSource>;
  /** The statements that the answer rests on. */
  readonly statements: ReadonlyArray<OwnershipStatement>;
  /** Open conflicts that touch an asked cell. */
  readonly conflicts: ReadonlyArray<Conflict>;
  /**
   * Where memberships of the parties who claim here clash, as known now, so that a claim's society is one of several: tasks of the party, which no ruling
   * on a claim settles. At most 100.
   */
  readonly membershipClashes: ReadonlyArray<TouchingMembershipClash>;
  /** One right in all countries and adjoining days where the picture is the same; together they cover what was asked exactly once. */
  readonly cells: ReadonlyArray<OwnershipCell>;
};

/** A society whose word on the work is expected: it holds a named party's mandate, or stated the work before. */
export type OwnershipSource = {
  readonly __typename?: 'OwnershipSource';
  /** Which. */
  readonly society?: Maybe<Society>;
  /** How it answers. */
  readonly status: SourceStatus;
  /** The instant as of which its word stands: of its last message where it promised a rhythm, of its last answer where it is asked at its node, else of its last word on the work. Null for an absent one. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** How old that is in seconds; null for an absent one. */
  readonly staleSeconds?: Maybe<Scalars['Int']['output']>;
};

/** How a source answers. */
export type SourceStatus =
  /** Its word is here, and as new as it promised. */
  | 'LIVE'
  /** Its word is here as it was last known: its file is overdue, or its node gives no answer. It counts, with its age. */
  | 'CACHED'
  /** Nothing of it is here: neither file nor node. */
  | 'ABSENT';

/** How a society's word comes to this house. */
export type SourceForm =
  /** In files that it sends. */
  | 'FILE'
  /** From its node: another house of this kind, which is asked over HTTP. */
  | 'NODE';

/** Where the word of a society comes from, and how it stands. A society that is not listed sends files in no promised rhythm. */
export type SocietySource = {
  readonly __typename?: 'SocietySource';
  /** Which. */
  readonly society?: Maybe<Society>;
  /** How its word comes. */
  readonly form: SourceForm;
  /** FILE: a file is promised at least every so many days; an older word is CACHED. */
  readonly rhythmDays?: Maybe<Scalars['Int']['output']>;
  /** How its word as a whole stands: ABSENT before its first. */
  readonly status: SourceStatus;
  /** The instant as of which its word stands; null before its first. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** How old that is in seconds; null before its first. */
  readonly staleSeconds?: Maybe<Scalars['Int']['output']>;
  /** NODE: where it is asked. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** NODE: how long a question that somebody waits for may take, in milliseconds. */
  readonly deadlineMs?: Maybe<Scalars['Int']['output']>;
  /** NODE: how long it is left alone after three failures in a row, in seconds; then one question tries it. */
  readonly pauseSeconds?: Maybe<Scalars['Int']['output']>;
  /** NODE: failures in a row; 0 after an answer. */
  readonly failures: Scalars['Int']['output'];
  /** NODE: left alone until then; null when it is not. */
  readonly pausedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** NODE: when it last gave an answer to use, to within seconds. */
  readonly lastSuccessAt?: Maybe<Scalars['DateTime']['output']>;
  /** NODE: when it last gave none. */
  readonly lastFailureAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * NODE: why it last gave none. `NODE_UNREACHED` no connection; `NODE_DEADLINE` too slow; `NODE_HTTP` a status other than 2xx; `NODE_ERRORS` its graph refused the question; `NODE_GARBAGE` no JSON, or not
   * of the form; `NODE_TOO_LARGE`, `NODE_TOO_DEEP`; `NODE_OTHER_SOCIETY` statements that are not the society's to tell; `NODE_TOKEN` its token does not open.
   */
  readonly lastErrorCode?: Maybe<Scalars['String']['output']>;
  /** NODE: the same in words. */
  readonly lastError?: Maybe<Scalars['String']['output']>;
  /** Who registered it last. */
  readonly registeredBy: Scalars['String']['output'];
  /** When. */
  readonly registeredAt: Scalars['DateTime']['output'];
  /** Rises with each registration. */
  readonly version: Scalars['Int']['output'];
};

/** A statement that an answer rests on. */
export type OwnershipStatement = {
  readonly __typename?: 'OwnershipStatement';
  /** Who stated it, and to whom: `SO:052 to 052, 058`. */
  readonly source: Scalars['String']['output'];
  /** When it was first received. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** First lines of its transactions in the files. */
  readonly lines: ReadonlyArray<Scalars['Int']['output']>;
  /** Files and commands that brought it. */
  readonly messages: ReadonlyArray<Scalars['String']['output']>;
  /** The whole statement. */
  readonly statement: WorkStatement;
};

/** What the claims say for one right in some countries during some days. */
export type OwnershipCell = {
  readonly __typename?: 'OwnershipCell';
  /** The right. */
  readonly right: IpiRight;
  /** Of a recording the set that the right is of; null of a work. */
  readonly rightSet?: Maybe<RecordingRightSet>;
  /** The countries, whatever groups were asked for. */
  readonly territories: ReadonlyArray<Scalars['TisCode']['output']>;
  /** The days. */
  readonly period: Period;
  /** What the claims amount to. */
  readonly state: CellState;
  /** Sum of the counted shares, exact. */
  readonly claimed: Share;
  /** What is missing to 100, exact. */
  readonly unclaimed: Share;
  /** What exceeds 100, exact. */
  readonly over: Share;
  /** The disputed part of the whole, which is not paid until the dispute is settled. */
  readonly held: Share;
  /** Who is named without a claim there: unclaimed, and whom to ask. */
  readonly reported: ReadonlyArray<ReportedParty>;
  /** Each party's share, once, however many statements name it; writers first. */
  readonly claims: ReadonlyArray<OwnershipClaim>;
};

/** What the claims of a cell amount to: the first that fits. */
export type CellState =
  /** An open conflict touches it. */
  | 'DISPUTED'
  /** More than 100.06 percent is claimed. */
  | 'OVER'
  /** No statement on the work names the right or its family anywhere. */
  | 'NOT_STATED'
  /** Nothing is claimed. */
  | 'UNCLAIMED'
  /** Less than 99.94 percent is claimed. */
  | 'UNDER'
  /** It is whole. */
  | 'CLEAR';

/** One party's share in a cell. */
export type OwnershipClaim = {
  readonly __typename?: 'OwnershipClaim';
  /** The claim behind the share; the first of several. */
  readonly claim: Claim;
  /** The party that collects there. */
  readonly party?: Maybe<Party>;
  /** Its name as stated. */
  readonly partyName: Scalars['String']['output'];
  /** As creator or as publisher; in a recording as producer or as performer. */
  readonly side: Side;
  /** CWR's role: `CA`, `E`, `AM`, `SE`, …; in a recording one of `RecordingRole`. */
  readonly role: Scalars['String']['output'];
  /** Whether it is claimed, or free of rights. */
  readonly kind: ClaimKind;
  /** The mandate holder there and then: not the receiver of a file, nor merely the affiliation printed in it. Null: no mandate known. */
  readonly society?: Maybe<Society>;
  /** The counted share, as stated. */
  readonly share: Share;
  /** The part of the whole that may be paid now. */
  readonly payable: Share;
  /** Whether it is a contestant of a dispute in this cell. */
  readonly contested: Scalars['Boolean']['output'];
  /** The chain of publishers, from the original one down, as stated. */
  readonly chain: ReadonlyArray<Scalars['String']['output']>;
  /** Who states the counted figure, and to whom: `SO:052 to 052, 058`. */
  readonly statedBy: ReadonlyArray<Scalars['String']['output']>;
  /** Every figure stated for the party here, the counted one first. */
  readonly figures: ReadonlyArray<StatedFigure>;
};

/** One figure for a party, with all who state it. */
export type StatedFigure = {
  readonly __typename?: 'StatedFigure';
  /** The figure. */
  readonly share: Share;
  /** Who states it, and to whom. */
  readonly statedBy: ReadonlyArray<Scalars['String']['output']>;
  /** Whether one of them is entitled to: the mandate holder there and then, or the publisher itself. */
  readonly entitled: Scalars['Boolean']['output'];
};

/** Whether a share is claimed or free of rights. */
export type ClaimKind =
  /** Claimed. */
  | 'CLAIMED'
  /** Public domain or traditional: counted to 100, never priced, paid or unclaimed. */
  | 'FREE';

/** A party that is named without a claim. */
export type ReportedParty = {
  readonly __typename?: 'ReportedParty';
  /** The party, where it is known. */
  readonly party?: Maybe<Party>;
  /** Its name as stated. */
  readonly partyName: Scalars['String']['output'];
  /** As creator or as publisher. */
  readonly side: Side;
  /** CWR's role. */
  readonly role: Scalars['String']['output'];
  /** Whom to ask: the mandate holder, else the society printed beside the name. */
  readonly society?: Maybe<Society>;
  /** The share that is reported. */
  readonly share: Share;
  /** Who states it, and to whom. */
  readonly statedBy: ReadonlyArray<Scalars['String']['output']>;
};

/** What one submitter states about a work: its whole picture; or one of its claims in a recording. Never edited: a new one replaces it as known from then on. */
export type WorkStatement = {
  readonly __typename?: 'WorkStatement';
  /** Opaque id, `stm_…`. */
  readonly id: Scalars['ID']['output'];
  /** Who stated it, and to whom: `SO:052 to 052, 058`. */
  readonly source: Scalars['String']['output'];
  /** The submitter's name. */
  readonly submitterName: Scalars['String']['output'];
  /** The submitter, where it is a society. */
  readonly society?: Maybe<Society>;
  /** The submitter's own number of the work. */
  readonly submitterWorkNumber: Scalars['String']['output'];
  /** Whom it was sent to. */
  readonly receivers: ReadonlyArray<Society>;
  /** When it was first received. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Each receipt, the first one first. */
  readonly provenance: ReadonlyArray<Provenance>;
  /** How it describes the work: titles, the original one first; none where it only claims. */
  readonly titles: ReadonlyArray<WorkTitle>;
  /** The ISWC that it states. */
  readonly iswc?: Maybe<Scalars['Iswc']['output']>;
  /** The creators that it names. */
  readonly creators: ReadonlyArray<Creator>;
  /** What it claims. */
  readonly claims: ReadonlyArray<Claim>;
  /** Whom it names without a claim, or as owner at the origin. */
  readonly named: ReadonlyArray<NamedShare>;
};

/** What one party collects, where and when, in one statement. */
export type Claim = {
  readonly __typename?: 'Claim';
  /** Opaque id, `clm_…`. */
  readonly id: Scalars['ID']['output'];
  /** The party that collects there. */
  readonly party?: Maybe<Party>;
  /** Its name as stated. */
  readonly partyName: Scalars['String']['output'];
  /** As creator or as publisher; in a recording as producer or as performer. */
  readonly side: Side;
  /** CWR's role: `CA`, `E`, `AM`, `SE`, …; in a recording one of `RecordingRole`. */
  readonly role: Scalars['String']['output'];
  /** Whether it is claimed, or free of rights. */
  readonly kind: ClaimKind;
  /** The shares, by family or single right. */
  readonly figures: ReadonlyArray<ClaimFigure>;
  /** The territories as stated, in order. */
  readonly territories: ReadonlyArray<ScopeRow>;
  /** When it is valid. */
  readonly period: Period;
  /** The creators whose share it is part of; none in a recording. */
  readonly writers: ReadonlyArray<Party>;
  /** The chain of publishers, as stated. */
  readonly chain: ReadonlyArray<Scalars['String']['output']>;
  /** The submitter's agreement number, where named. */
  readonly agreement?: Maybe<Scalars['String']['output']>;
  /** The line of the file, where it came in one. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** Who states it, and to whom. */
  readonly statedBy: Scalars['String']['output'];
  /** Each receipt of its statement, the first one first. */
  readonly provenance: ReadonlyArray<Provenance>;
};

/** A share of one family or of one right. */
export type ClaimFigure = {
  readonly __typename?: 'ClaimFigure';
  /** The family, when the figure speaks of one. */
  readonly family?: Maybe<RightFamily>;
  /** In a recording the set that the figure speaks of, whole where it names no single right; null in a work. */
  readonly rightSet?: Maybe<RecordingRightSet>;
  /** The single right, when the figure speaks of one; it prevails over the family or set. */
  readonly right?: Maybe<IpiRight>;
  /** The share. */
  readonly share: Share;
};

/** One row of an ordered list of territories. */
export type ScopeRow = {
  readonly __typename?: 'ScopeRow';
  /** Whether the row adds the territory or takes it out. */
  readonly isIncluded: Scalars['Boolean']['output'];
  /** A country or group. */
  readonly territory: Scalars['TisCode']['output'];
};

/** A share in a statement that is no claim. */
export type NamedShare = {
  readonly __typename?: 'NamedShare';
  /** Whether the party is reported without a claim, or owned at the origin. */
  readonly kind: NamedShareKind;
  /** The party, where it is known. */
  readonly party?: Maybe<Party>;
  /** Its name as stated. */
  readonly partyName: Scalars['String']['output'];
  /** As creator or as publisher. */
  readonly side: Side;
  /** CWR's role. */
  readonly role: Scalars['String']['output'];
  /** The shares. */
  readonly figures: ReadonlyArray<ClaimFigure>;
};

/** Why a share in a statement is no claim. */
export type NamedShareKind =
  /** Named without a claim: unclaimed, ask here. */
  | 'REPORTED'
  /** Ownership at the origin (CWR's SPU and SWR): no territory, never summed. */
  | 'ORIGIN';

/** Claims that exclude each other, or works that are one or bear one code. */
export type Conflict = Node & {
  readonly __typename?: 'Conflict';
  /** Opaque id, `cnf_…`. */
  readonly id: Scalars['ID']['output'];
  /** What kind of conflict. */
  readonly kind: ConflictKind;
  /** How it stands. */
  readonly state: ConflictState;
  /** The work; of two works the older record; null where it is between claims in a recording. */
  readonly work?: Maybe<Work>;
  /** All works it concerns. */
  readonly works: ReadonlyArray<Work>;
  /** The recording in which claims exclude each other; null where it is about works. */
  readonly recording?: Maybe<Recording>;
  /** The claims that exclude each other, as they are now. */
  readonly claims: ReadonlyArray<Claim>;
  /** Where and when they do. */
  readonly cells: ReadonlyArray<ConflictCell>;
  /** The most by which a cell exceeds 100, a chain what it has, or by which two figures differ; null between works. */
  readonly excess?: Maybe<Share>;
  /** Why it is one, in a sentence. */
  readonly because: Scalars['String']['output'];
  /**
   * A first guess of what led to it, with what the guess rests on, for a person to check: it decides nothing. Null where no rule explains it, between works, and
   * once it is resolved.
   */
  readonly cause?: Maybe<ConflictCause>;
  /** When it was found. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** When it was settled. */
  readonly closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The term that runs. */
  readonly term: ConflictTerm;
  /**
   * The last day of the running term, by which the parties should answer (first term) or agree (second); after both, the last day of the second. Ours: 60
   * days each, unless the house says otherwise; fixed when the conflict is found.
   */
  readonly deadline: Scalars['Date']['output'];
  /** What it is worth, and how that is known. */
  readonly valueAtStake: ValueAtStake;
  /** Where memberships of its contestants clash, as known now: then a signature may be another society's. Tasks of the party, which no ruling settles. At most 100. */
  readonly membershipClashes: ReadonlyArray<TouchingMembershipClash>;
  /** What it asks of each society that has a part in it, ascending; where nothing is asked of one, that too. */
  readonly tasks: ReadonlyArray<ConflictTask>;
  /** Proposals to settle it, from the first to the last; at most 100. */
  readonly proposals: ReadonlyArray<Ruling>;
  /** What the parties bring forward, from the first to the last; at most 200. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** What the caller's own society keeps about it for itself; null for a caller who speaks for none. */
  readonly desk?: Maybe<ConflictDesk>;
  /** What happened to it, from the first to the last. */
  readonly history: ReadonlyArray<Change>;
  /** Rises with every change to it. */
  readonly version: Scalars['Int']['output'];
};

/** Memberships of a party that clash, where a conflict or a picture lies: stated for several numbers that are merged since, they give away more than the whole. */
export type TouchingMembershipClash = {
  readonly __typename?: 'TouchingMembershipClash';
  /** The party; its `membershipClashes` tell which memberships, and all of the clash. */
  readonly party: Party;
  /** The side on which they clash; null is both. */
  readonly side?: Maybe<Side>;
  /** The rights that clash there. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The countries of the clash that lie there. */
  readonly countries: ReadonlyArray<Scalars['TisCode']['output']>;
  /** The days of the clash that lie there. */
  readonly period: Period;
  /** Whose memberships they are. */
  readonly societies: ReadonlyArray<Society>;
  /** Why it is one, in a sentence. */
  readonly because: Scalars['String']['output'];
};

/** What one society keeps about a conflict for itself: shown to nobody else, told by no feed, and no part of the conflict's history. */
export type ConflictDesk = {
  readonly __typename?: 'ConflictDesk';
  /** Who of the society works on it: a handle of its own choice; null for nobody. */
  readonly assignee?: Maybe<Scalars['String']['output']>;
  /** The society's notes, from the first to the last; at most 500. */
  readonly notes: ReadonlyArray<ConflictNote>;
};

/** A society's note about a conflict. */
export type ConflictNote = {
  readonly __typename?: 'ConflictNote';
  /** What it says. */
  readonly text: Scalars['String']['output'];
  /** Who wrote it: the subject of the token. */
  readonly by: Scalars['String']['output'];
  /** When. */
  readonly writtenAt: Scalars['DateTime']['output'];
};

/** Kinds of conflicts. */
export type ConflictKind =
  /** More than 100.06 percent is claimed. */
  | 'OVER_CLAIM'
  /**
   * Publishers claim on one writer's chain beyond what it has: more, with the writer, than what the statement that leaves the chain the most does not give to
   * others. The cell itself is not over, so that nothing is held.
   */
  | 'CHAIN_OVER_CLAIM'
  /** Two figures are stated for one party at one place. */
  | 'SHARES_DIFFER'
  /** Two works bear one ISWC and have no creator in common. */
  | 'ISWC_MISMATCH'
  /** Two works are probably one. */
  | 'DUPLICATE_WORK';

/** How a conflict stands. The clock moves it by itself over its two deadlines; no claim, proposal or held share changes with that, because nobody has signed. */
export type ConflictState =
  /** In its first term; nothing that was proposed waits. */
  | 'OPEN'
  /** A proposal waits for signatures, in either term; the clock runs on. */
  | 'PROPOSED'
  /** In its second term; nothing that was proposed waits. */
  | 'ESCALATED'
  /** Both deadlines have passed. What waits can still be signed, and anything proposed. */
  | 'TIMED_OUT'
  /** It no longer holds, or was settled. */
  | 'RESOLVED';

/**
 * What a conflict is worth: the money that is held for it and that its contestants were paid where it lies, by all committed runs; else what a party estimates.
 * Shown to societies with a part in the conflict. Nothing is invented: what is not known is null, and `because` says why.
 */
export type ValueAtStake = {
  readonly __typename?: 'ValueAtStake';
  /** All of it, where it is in one currency; null where it is in several, and where nothing is known. */
  readonly amount?: Maybe<Money>;
  /** All of it, one amount a currency; amounts in two currencies are not added. */
  readonly amounts: ReadonlyArray<Money>;
  /** How it is known; null where it is not. */
  readonly basis?: Maybe<StakeBasis>;
  /** What runs hold for it: disputed money that waits for the end. What is held for two conflicts at once is shown with both. */
  readonly held: ReadonlyArray<Money>;
  /** What its contestants were paid for the work in its rights, territories and days before: what a ruling may ask back in part. */
  readonly paid: ReadonlyArray<Money>;
  /** What parties say that it is worth, from the first to the last; at most 100. */
  readonly estimates: ReadonlyArray<StakeEstimate>;
  /** Why it is this, or why it is not known, in a sentence. */
  readonly because: Scalars['String']['output'];
};

/** How it is known what a conflict is worth. */
export type StakeBasis =
  /** By money that was held or paid. */
  | 'MONEY'
  /** By the last estimate of a party; no money was held or paid. */
  | 'ESTIMATE';

/** What a party says that a conflict is worth. */
export type StakeEstimate = {
  readonly __typename?: 'StakeEstimate';
  /** Who says so. */
  readonly society?: Maybe<Society>;
  /** How much. */
  readonly amount: Money;
  /** What it rests on. */
  readonly because: Scalars['String']['output'];
  /** When. */
  readonly statedAt: Scalars['DateTime']['output'];
};

/** What may have led to a conflict between claims, by rules of the house. */
export type ConflictCause = {
  readonly __typename?: 'ConflictCause';
  /** Which rule. */
  readonly kind: CauseKind;
  /** The guess, in a sentence. */
  readonly because: Scalars['String']['output'];
  /** What it rests on, each in a sentence; at least one. */
  readonly evidence: ReadonlyArray<Scalars['String']['output']>;
};

/** What may have led to a conflict. Ours; the first that explains a pair of its claims. */
export type CauseKind =
  /** One claim was stated for two numbers of one party. */
  | 'SAME_PARTY'
  /** Two figures are one, rounded in two ways: within CWR's tolerance of 0.06 percent. */
  | 'ROUNDING'
  /** A figure was typed wrong: digits swapped, the point moved, an equal digit too many or too few. */
  | 'TYPING_SLIP'
  /** A sub-publisher's claim runs on where another's begins. */
  | 'EXPIRED_TERM'
  /** The same shares of the same writers stand under two publishers. */
  | 'CATALOGUE_TRANSFER'
  /** One claims more rights, of which the other claims a part. */
  | 'RIGHT_SCOPE'
  /** One claims in more countries, of which the other claims in a part. */
  | 'TERRITORY_SCOPE';

/** The terms of a conflict. */
export type ConflictTerm =
  /** The parties are to answer. */
  | 'FIRST'
  /** They are to agree. */
  | 'SECOND'
  /** Both deadlines have passed. */
  | 'OVER';

/** What a conflict asks of a society. */
export type ConflictAsk =
  /** A proposal waits for its signature. */
  | 'SIGN'
  /** It speaks for a contestant and has said nothing yet: neither proposed, nor signed, nor brought evidence. */
  | 'ANSWER'
  /** It has answered, and another party has brought evidence where it has not. */
  | 'ADD_EVIDENCE'
  /** Nothing: it waits for others, or only stated or received a claim. */
  | 'NOTHING';

/** A society's part in a conflict. */
export type ConflictTask = {
  readonly __typename?: 'ConflictTask';
  /** Which society. */
  readonly society?: Maybe<Society>;
  /** What is asked of it: the first that fits. */
  readonly asks: ConflictAsk;
  /** Why, in a sentence. */
  readonly because: Scalars['String']['output'];
};

/** Where and when claims exclude each other. */
export type ConflictCell = {
  readonly __typename?: 'ConflictCell';
  /** The rights. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** In a recording the set that they are of; null in a work. */
  readonly rightSet?: Maybe<RecordingRightSet>;
  /** The countries. */
  readonly territories: ReadonlyArray<Scalars['TisCode']['output']>;
  /** The days. */
  readonly period: Period;
  /** By how much. */
  readonly excess: Share;
};

/** Evidence in a conflict. */
export type Evidence = {
  readonly __typename?: 'Evidence';
  /** Who brought it forward. */
  readonly society?: Maybe<Society>;
  /** What it says. */
  readonly text: Scalars['String']['output'];
  /** Where a document lies elsewhere, if anywhere. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** A document that lies here, sent to `POST /files/evidence`. */
  readonly file?: Maybe<EvidenceFile>;
  /** When. */
  readonly addedAt: Scalars['DateTime']['output'];
};

/** A document in evidence. */
export type EvidenceFile = {
  readonly __typename?: 'EvidenceFile';
  /** Where it is given out, to societies with a part in the conflict: `/files/evidence/…`. */
  readonly url: Scalars['String']['output'];
  /** What its sender calls it; empty for nothing. */
  readonly name: Scalars['String']['output'];
  /** What its bytes are, whatever its name: `application/pdf`, `image/png`, `image/jpeg`, `image/tiff` or `text/plain; charset=utf-8`. */
  readonly contentType: Scalars['String']['output'];
  /** How long it is; at most 20,000,000. */
  readonly bytes: Scalars['Int']['output'];
  /** The SHA-256 of its bytes, hexadecimal. */
  readonly sha256: Scalars['String']['output'];
};

/** A proposal to settle a conflict. */
export type Ruling = {
  readonly __typename?: 'Ruling';
  /** Opaque id, `rul_…`. */
  readonly id: Scalars['ID']['output'];
  /** How it stands. */
  readonly state: RulingState;
  /** How it settles. */
  readonly kind: RulingKind;
  /** CHANGE: what becomes of which claims. */
  readonly changes: ReadonlyArray<RulingChange>;
  /** SPLIT: each contestant's part, named by one of its claims. */
  readonly parts: ReadonlyArray<RulingPart>;
  /** ACCEPT and UPHOLD: the claim that stands, `clm_…`. */
  readonly claimId?: Maybe<Scalars['ID']['output']>;
  /** ACCEPT: the claims that give way to it; RELINQUISH: those that are given up. */
  readonly claimIds: ReadonlyArray<Scalars['ID']['output']>;
  /** END: when which claims end. */
  readonly ends: ReadonlyArray<RulingEnd>;
  /** MERGE_WORKS: the work that stays, `wrk_…`. */
  readonly survivorId?: Maybe<Scalars['ID']['output']>;
  /** MERGE_WORKS: the work that becomes part of it, `wrk_…`. */
  readonly mergedId?: Maybe<Scalars['ID']['output']>;
  /** Whether it declares the two works to be distinct. */
  readonly worksAreDistinct: Scalars['Boolean']['output'];
  /** UNDO: the ruling that it takes back, `rul_…`. */
  readonly undoes?: Maybe<Scalars['ID']['output']>;
  /** Who proposed it. */
  readonly proposedBy?: Maybe<Society>;
  /** Why. */
  readonly because: Scalars['String']['output'];
  /** When. */
  readonly proposedAt: Scalars['DateTime']['output'];
  /** Whose signatures it needs: one's own for less of one's own claim, else the mandate holder of every contestant. */
  readonly needed: ReadonlyArray<Society>;
  /** Who has signed. */
  readonly signed: ReadonlyArray<Society>;
};

/** How a proposal stands. */
export type RulingState =
  /** Waits for signatures. */
  | 'PROPOSED'
  /** Signed by all and in effect. */
  | 'IN_EFFECT'
  /** Answered by another proposal. */
  | 'COUNTERED'
  /** The conflict ended without it, or its claims changed while it waited. */
  | 'LAPSED'
  /** Was in effect until another ruling took it back. */
  | 'UNDONE';

/** How a ruling settles. Rulings on claims reach as far as their conflict: its rights, countries and days. */
export type RulingKind =
  /** Other shares for some claims, such as less of one's own. */
  | 'CHANGE'
  /** What the contestants have room for is split between them by agreed percentages. */
  | 'SPLIT'
  /** Some claims give way to one, in proportion, as far as the whole needs; of two figures for one party they take the accepted one. */
  | 'ACCEPT'
  /** All other claims of the conflict give way to one, in the same way. */
  | 'UPHOLD'
  /** Claims end at a day. */
  | 'END'
  /** Claims are given up. */
  | 'RELINQUISH'
  /**
   * Both terms have passed: each contestant keeps what is undisputed of its claim (its share less what exceeds the whole; of two figures the smaller), and the rest is
   * nobody's.
   */
  | 'TIME_OUT'
  /** The works are one. */
  | 'MERGE_WORKS'
  /** The works are distinct. */
  | 'KEEP_APART'
  /** Takes back a ruling that is in effect. */
  | 'UNDO';

/** What a proposal does to one claim. */
export type RulingChange = {
  readonly __typename?: 'RulingChange';
  /** The claim, `clm_…`. */
  readonly claimId: Scalars['ID']['output'];
  /** The new shares; none: the claim is withdrawn. */
  readonly figures: ReadonlyArray<ClaimFigure>;
};

/** A contestant's part in a split. */
export type RulingPart = {
  readonly __typename?: 'RulingPart';
  /** One of its claims, `clm_…`. */
  readonly claimId: Scalars['ID']['output'];
  /** Its part of what the contestants have room for together. */
  readonly share: Share;
};

/** When a ruling lets a claim end. */
export type RulingEnd = {
  readonly __typename?: 'RulingEnd';
  /** The claim, `clm_…`. */
  readonly claimId: Scalars['ID']['output'];
  /** The day after its last. */
  readonly until: Scalars['Date']['output'];
};

/** What a ruling would make of one work. */
export type RulingWorkEffect = {
  readonly __typename?: 'RulingWorkEffect';
  /** The work, `wrk_…`. */
  readonly workId: Scalars['ID']['output'];
  /** Its cells where the conflict lies, as they are; between works, all of them. */
  readonly before: ReadonlyArray<OwnershipCell>;
  /** The same places as they would be. */
  readonly after: ReadonlyArray<OwnershipCell>;
};

/** What a ruling would make of the shares: to the last unit what it makes of them when all have signed. */
export type RulingEffect = {
  readonly __typename?: 'RulingEffect';
  /** Work by work; none where works only stay apart. */
  readonly works: ReadonlyArray<RulingWorkEffect>;
  /** The cells of the conflict as they are; of a merge those of both works. */
  readonly before: ReadonlyArray<OwnershipCell>;
  /** The same places as they would be. */
  readonly after: ReadonlyArray<OwnershipCell>;
  /** Whether the conflict would end. */
  readonly isResolved: Scalars['Boolean']['output'];
  /** Whose signatures it needs. */
  readonly needed: ReadonlyArray<Society>;
  /** What it does to money; null when it cannot be done. */
  readonly money?: Maybe<RulingMoney>;
  /** Which licences it touches; null when it cannot be done. */
  readonly licenses?: Maybe<RulingLicenses>;
  /** Why it cannot be done, if so; then nothing else is answered. */
  readonly problems: ReadonlyArray<Problem>;
};

/**
 * Claims that go from one party to another from a day on: those of the statements in force, whoever made them, on up to 2,000 works with 20,000 claims. On the days before, all stays
 * as it is; from the day on, the successor has exactly what the predecessor had. It is applied whole or not at all.
 */
export type CatalogueTransfer = {
  readonly __typename?: 'CatalogueTransfer';
  /** Opaque id, `ctr_…`. */
  readonly id: Scalars['ID']['output'];
  /** How it stands. */
  readonly state: CatalogueTransferState;
  /** The party that gives. */
  readonly from: Party;
  /** The party that takes. */
  readonly to: Party;
  /** The first day of the successor; the day before is the predecessor's last. */
  readonly on: Scalars['Date']['output'];
  /** The works that it is limited to, `wrk_…`; null for all on which the party claims. */
  readonly works?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** The rights that it is limited to; null for all. */
  readonly rights?: Maybe<ReadonlyArray<IpiRight>>;
  /** The territories that it is limited to, as they are on the day; null for all. */
  readonly territories?: Maybe<ReadonlyArray<Scalars['TisCode']['output']>>;
  /** The transfer whose claims it brings back, `ctr_…`; null for any other. */
  readonly undoes?: Maybe<Scalars['ID']['output']>;
  /** Why. */
  readonly because: Scalars['String']['output'];
  /** Who proposed it; null for an admin that speaks for none. */
  readonly proposedBy?: Maybe<Society>;
  /** When. */
  readonly proposedAt: Scalars['DateTime']['output'];
  /** Who has to confirm it, as of its last change: the mandate holders of both parties for what goes. While it is open, `preview` tells who it is now. */
  readonly signatories: ReadonlyArray<CatalogueTransferSignatory>;
  /** What it would do as things are now; null once it is applied or withdrawn. `CLAIM_STARTS_LATER` and the like are said by its `problems`. */
  readonly preview?: Maybe<CatalogueTransferTrial>;
  /** The job that applies it, `job_…`; null until all have confirmed. */
  readonly job?: Maybe<Scalars['ID']['output']>;
  /** What it did; null until it is applied. */
  readonly effect?: Maybe<CatalogueTransferTotals>;
  /** When it was applied. */
  readonly appliedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was withdrawn, or is open again after all had confirmed; else null. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** Rises with every change to it. */
  readonly version: Scalars['Int']['output'];
};

/** States of a transfer. */
export type CatalogueTransferState =
  /** It waits for confirmations. */
  | 'OPEN'
  /** All have confirmed; it is being applied. */
  | 'CONFIRMED'
  /** It is in effect. */
  | 'APPLIED'
  /** It was taken back. */
  | 'WITHDRAWN';

/** A society that has to confirm a transfer. */
export type CatalogueTransferSignatory = {
  readonly __typename?: 'CatalogueTransferSignatory';
  /** The society. */
  readonly society: Society;
  /** For which parties: one confirmation serves for both. */
  readonly sides: ReadonlyArray<CatalogueTransferSide>;
  /** When it confirmed what the transfer was then; null when it did not. */
  readonly confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The `hash` of the preview that it confirmed. Where claims have changed since, it has to confirm again. */
  readonly preview?: Maybe<Scalars['String']['output']>;
};

/** Sides of a transfer. */
export type CatalogueTransferSide =
  /** The party that gives. */
  | 'FROM'
  /** The party that takes. */
  | 'TO';

/** A preview, or why there is none. */
export type CatalogueTransferTrial = {
  readonly __typename?: 'CatalogueTransferTrial';
  /** What the transfer would do; null where it cannot be done. */
  readonly preview?: Maybe<CatalogueTransferPreview>;
  /** Why it cannot be done. */
  readonly problems: ReadonlyArray<Problem>;
};

/** What a transfer would do: exactly that is done as long as its hash stays the same. */
export type CatalogueTransferPreview = {
  readonly __typename?: 'CatalogueTransferPreview';
  /** What a confirmation names: it stands for the transfer and every statement in force on its works, and is another one as soon as one of these changes. */
  readonly hash: Scalars['String']['output'];
  /** Who has to confirm it. */
  readonly signatories: ReadonlyArray<CatalogueTransferSignatory>;
  /** How much it changes. */
  readonly totals: CatalogueTransferTotals;
  /** Licences that rest on its works and hold on its day or later. A society sees those that it grants, where it may read licences. */
  readonly licenses: CatalogueTransferLicenses;
  /** What it changes work by work, by their ids. */
  readonly works: CatalogueTransferWorkConnection;
};


/** What a transfer would do: exactly that is done as long as its hash stays the same. */
export type CatalogueTransferPreviewWorksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The licences that a transfer touches. When it is applied, each looks anew at the rights it rests on, and raises its alarms. */
export type CatalogueTransferLicenses = {
  readonly __typename?: 'CatalogueTransferLicenses';
  /** By id, at most 1,000; null where they are not shown or cannot be told. */
  readonly licenses?: Maybe<ReadonlyArray<CatalogueTransferLicense>>;
  /** What is not told, and why; none when all is. */
  readonly problems: ReadonlyArray<Problem>;
};

/** A licence that a transfer touches. */
export type CatalogueTransferLicense = {
  readonly __typename?: 'CatalogueTransferLicense';
  /** The licence. */
  readonly license: License;
  /** How many works of the transfer it rests on. */
  readonly works: Scalars['Int']['output'];
};

/** How much a transfer changes. */
export type CatalogueTransferTotals = {
  readonly __typename?: 'CatalogueTransferTotals';
  /** Works with a claim that goes. */
  readonly works: Scalars['Int']['output'];
  /** Statements that get a revision. */
  readonly statements: Scalars['Int']['output'];
  /** Claims that go, whole or in part. */
  readonly claims: Scalars['Int']['output'];
  /** Conflicts between claims that there were not before. */
  readonly conflictsCreated: Scalars['Int']['output'];
  /** Conflicts between claims that end. */
  readonly conflictsRemoved: Scalars['Int']['output'];
  /** Conflicts between claims that go on with other claims, places or days. */
  readonly conflictsChanged: Scalars['Int']['output'];
};

/** Works that a transfer changes, page by page. */
export type CatalogueTransferWorkConnection = {
  readonly __typename?: 'CatalogueTransferWorkConnection';
  /** The works of this page. */
  readonly edges: ReadonlyArray<CatalogueTransferWorkEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A work that a transfer changes, in its place in a list. */
export type CatalogueTransferWorkEdge = {
  readonly __typename?: 'CatalogueTransferWorkEdge';
  /** Opaque; pass it as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** What it changes. */
  readonly node: CatalogueTransferWork;
};

/** What a transfer changes on one work. */
export type CatalogueTransferWork = {
  readonly __typename?: 'CatalogueTransferWork';
  /** The work. */
  readonly work: Work;
  /** The claims that go, whole or in part, as they are now. */
  readonly claims: ReadonlyArray<Claim>;
  /** The cells of the rights and countries that go, from the day on, as they are. */
  readonly before: ReadonlyArray<OwnershipCell>;
  /** The same places as they would be. Claims that the transfer makes are shown under ids that name nothing yet. */
  readonly after: ReadonlyArray<OwnershipCell>;
  /** Conflicts that there would be and are not now. */
  readonly conflictsCreated: ReadonlyArray<ExpectedConflict>;
  /** Conflicts that would end. */
  readonly conflictsRemoved: ReadonlyArray<Conflict>;
  /** Conflicts that would go on with other claims, places or days. */
  readonly conflictsChanged: ReadonlyArray<Conflict>;
};

/** A conflict that there is not yet. */
export type ExpectedConflict = {
  readonly __typename?: 'ExpectedConflict';
  /** What kind of conflict. */
  readonly kind: ConflictKind;
  /** Whose claims exclude each other. */
  readonly parties: ReadonlyArray<Party>;
  /** Where and when they would. */
  readonly cells: ReadonlyArray<ConflictCell>;
  /** The most by which a cell would exceed 100, a chain what it has, or by which two figures would differ. */
  readonly excess: Share;
  /** Why it would be one, in a sentence. */
  readonly because: Scalars['String']['output'];
};

/** Transfers, page by page. */
export type CatalogueTransferConnection = {
  readonly __typename?: 'CatalogueTransferConnection';
  /** The transfers of this page. */
  readonly edges: ReadonlyArray<CatalogueTransferEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A transfer in its place in a list. */
export type CatalogueTransferEdge = {
  readonly __typename?: 'CatalogueTransferEdge';
  /** Opaque; pass it as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The transfer. */
  readonly node: CatalogueTransfer;
};

/** Which claims go from whom to whom, and when. What is left out limits nothing. */
export type CatalogueTransferInput = {
  /** The party that gives, `pty_…`. */
  readonly from: Scalars['ID']['input'];
  /** The party that takes, `pty_…`. */
  readonly to: Scalars['ID']['input'];
  /** The first day of the successor. */
  readonly on: Scalars['Date']['input'];
  /** Only on these works, `wrk_…`; 1 to 2,000. */
  readonly works?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only these rights. */
  readonly rights?: InputMaybe<ReadonlyArray<IpiRight>>;
  /** Only in these countries and groups, as they are on the day; 1 to 300. */
  readonly territories?: InputMaybe<ReadonlyArray<Scalars['TisCode']['input']>>;
  /** Only the claims that this transfer, which is in effect, brought, `ctr_…`: it goes the other way. */
  readonly undoes?: InputMaybe<Scalars['ID']['input']>;
};

/** A proposal of a transfer. */
export type ProposeCatalogueTransferInput = {
  /** The transfer. */
  readonly transfer: CatalogueTransferInput;
  /** Why. */
  readonly because: Scalars['String']['input'];
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A confirmation of a transfer. */
export type ConfirmCatalogueTransferInput = {
  /** The transfer, `ctr_…`. */
  readonly transfer: Scalars['ID']['input'];
  /** The `hash` of the preview that is confirmed; another one refuses. */
  readonly preview: Scalars['String']['input'];
  /** The society that confirms; the caller's own when absent. */
  readonly society?: InputMaybe<Scalars['SocietyCode']['input']>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The end of a transfer that is not applied. */
export type WithdrawCatalogueTransferInput = {
  /** The transfer, `ctr_…`. */
  readonly transfer: Scalars['ID']['input'];
  /** The version of the transfer that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Why. */
  readonly because: Scalars['String']['input'];
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What a ruling does to money. Usage that is not paid yet is paid by the shares of the day of its run: with the ruling in effect the next run of each
 * licensor and quarter pays otherwise, as told here to the last unit. Runs that were committed stay as they are: what they hold stays held, and what they
 * paid is not asked back. Shown to the societies that have a part in the conflict, and to admins.
 */
export type RulingMoney = {
  readonly __typename?: 'RulingMoney';
  /** The next runs that pay otherwise, one a licensor, quarter and currency; null where that is not shown or cannot be told. */
  readonly runs?: Maybe<ReadonlyArray<RulingRun>>;
  /** What committed runs hold for the conflict, one amount a currency; null where that is not shown or cannot be told. */
  readonly held?: Maybe<ReadonlyArray<Money>>;
  /** What committed runs paid the contestants there; null as above. */
  readonly paid?: Maybe<ReadonlyArray<Money>>;
  /** What is not told, and why; none when all is. */
  readonly problems: ReadonlyArray<Problem>;
};

/** One run to come, with what the ruling changes in it. */
export type RulingRun = {
  readonly __typename?: 'RulingRun';
  /** Whose income it distributes. */
  readonly licensor: Society;
  /** The quarter, `2026-Q1`. */
  readonly period: Scalars['String']['output'];
  /** What is added to its totals, or below zero taken away. */
  readonly changes: RulingTotals;
  /** What the work earns, where that differs; gross, to the last decimal of a line. */
  readonly earnings: ReadonlyArray<RulingEarning>;
  /** What societies are remitted, where that differs. To a society, those that it pays or gets; null for whoever does not read money. */
  readonly remittances?: Maybe<ReadonlyArray<RulingRemittance>>;
};

/** Changes of a run's totals, in whole minor units. All others add up to `income`. */
export type RulingTotals = {
  readonly __typename?: 'RulingTotals';
  /** What licensees owe: it changes only where a tariff goes by licensed shares, or where shares become free. */
  readonly income: Money;
  /** Paid to societies, less deductions and tax. */
  readonly remitted: Money;
  /** Deducted by agreements. */
  readonly deductions: Money;
  /** Withheld as tax. */
  readonly tax: Money;
  /** Held as disputed: below zero, so much is released to where the others say. */
  readonly held: Money;
  /** For usage that matched no work. */
  readonly unmatched: Money;
  /** For shares that nobody claims. */
  readonly unclaimed: Money;
  /** For parties that are members nowhere. */
  readonly nonMembers: Money;
  /** For right holders and societies that the licensor cannot reach. */
  readonly notRepresented: Money;
};

/** Where a part of the work's income goes. */
export type RulingEarning = {
  readonly __typename?: 'RulingEarning';
  /** What becomes of it. */
  readonly destination: EarningDestination;
  /** Whose claim earns it; null for what is held, unmatched or claimed by nobody. */
  readonly party?: Maybe<Party>;
  /** The society that the licensor pays for it; null where it is not paid. */
  readonly payee?: Maybe<Society>;
  /** The society that holds the party's mandate; null where it is not paid. */
  readonly holder?: Maybe<Society>;
  /** ISO 4217 code of the amounts. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** As the claims are. */
  readonly before: Scalars['Decimal']['output'];
  /** With the ruling in effect. */
  readonly after: Scalars['Decimal']['output'];
};

/** What becomes of a part of income. */
export type EarningDestination =
  /** It is paid. */
  | 'PAYABLE'
  /** It is disputed, and held. */
  | 'HELD'
  /** The usage matched no work. */
  | 'UNMATCHED'
  /** Nobody claims the share. */
  | 'UNCLAIMED'
  /** The party is a member nowhere. */
  | 'NON_MEMBERS'
  /** The licensor cannot reach the society or the right holder. */
  | 'NOT_REPRESENTED';

/** What a society is remitted out of one run, for all works. */
export type RulingRemittance = {
  readonly __typename?: 'RulingRemittance';
  /** Who gets it. */
  readonly payee: Society;
  /** As the claims are. */
  readonly before: Money;
  /** With the ruling in effect. */
  readonly after: Money;
};

/** Which licences a ruling touches: those in force or yet to begin whose rights rest on the work. A society sees those that it grants, where it may read licences. */
export type RulingLicenses = {
  readonly __typename?: 'RulingLicenses';
  /** By id; null where they are not shown or cannot be told. */
  readonly licenses?: Maybe<ReadonlyArray<RulingLicense>>;
  /** What is not told, and why; none when all is. */
  readonly problems: ReadonlyArray<Problem>;
};

/** A licence, with what the ruling changes in it. */
export type RulingLicense = {
  readonly __typename?: 'RulingLicense';
  /** The licence. */
  readonly license: License;
  /** Its works that the ruling is about. */
  readonly works: ReadonlyArray<RulingLicensedWork>;
};

/** A licensed work, with what the ruling changes. */
export type RulingLicensedWork = {
  readonly __typename?: 'RulingLicensedWork';
  /** The work. */
  readonly work?: Maybe<Work>;
  /** What becomes of its alarm. */
  readonly alarm: RulingAlarm;
  /** What the alarm says as the claims are; null for none. */
  readonly alarmBefore?: Maybe<Scalars['String']['output']>;
  /** What it says with the ruling in effect; null for none. */
  readonly alarmAfter?: Maybe<Scalars['String']['output']>;
  /** The part of the work that the licensor may license, where that differs. */
  readonly coverage: ReadonlyArray<RulingCoverage>;
};

/** What becomes of a licence's alarm about a work. */
export type RulingAlarm =
  /** There is none, and none is raised. */
  | 'NONE'
  /** It is raised. */
  | 'RAISED'
  /** It says something else. */
  | 'CHANGED'
  /** It stands as it is. */
  | 'STANDS'
  /** It is cleared: the rights are again those that the licence rests on. */
  | 'CLEARED';

/** How much of a work is licensed. */
export type RulingCoverage = {
  readonly __typename?: 'RulingCoverage';
  /** The right. */
  readonly right: IpiRight;
  /** Where. */
  readonly territories: ReadonlyArray<Scalars['TisCode']['output']>;
  /** As the claims are. */
  readonly before: Share;
  /** With the ruling in effect. */
  readonly after: Share;
};

/** Which conflicts. */
export type ConflictFilter = {
  /** In one of these states; without, all that are not RESOLVED, and of those that ask to SIGN also the resolved ones where the undoing of a ruling waits. */
  readonly states?: InputMaybe<ReadonlyArray<ConflictState>>;
  /** Of one of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<ConflictKind>>;
  /** That concern this work. */
  readonly work?: InputMaybe<Scalars['ID']['input']>;
  /** Between claims in this recording, `rec_…`. */
  readonly recording?: InputMaybe<Scalars['ID']['input']>;
  /** In which this society states a claim. */
  readonly society?: InputMaybe<Scalars['SocietyCode']['input']>;
  /** In whose queue they stand: it states or received a claim, speaks for a contestant, or is asked to sign. */
  readonly concerns?: InputMaybe<Scalars['SocietyCode']['input']>;
  /** Only where one of these is asked of the society in `concerns`; without that, of the caller's own. */
  readonly asks?: InputMaybe<ReadonlyArray<ConflictAsk>>;
  /** The currency in which they are ordered by WORTH. */
  readonly currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** That the caller's society gave to this one of its people (`assignConflict`); of more than 1,000 the latest found. */
  readonly assignee?: InputMaybe<Scalars['String']['input']>;
};

/** Orders of conflicts. */
export type ConflictOrder =
  /** The nearest deadline first. */
  | 'DEADLINE'
  /** The latest found first. */
  | 'NEWEST'
  /**
   * The greatest worth for each day that is left to the deadline first, in the currency that the filter names; only conflicts of known worth in it, and of these
   * what the caller may see (`valueAtStake`). At most 1,000 conflicts are ordered so; where more fit, the filter must narrow them.
   */
  | 'WORTH';

/** Conflicts in the order asked for. */
export type ConflictConnection = {
  readonly __typename?: 'ConflictConnection';
  /** The conflicts of this page. */
  readonly edges: ReadonlyArray<ConflictEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A conflict in its place in a list. */
export type ConflictEdge = {
  readonly __typename?: 'ConflictEdge';
  /** Opaque; pass it as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The conflict. */
  readonly node: Conflict;
};

/**
 * What happens, as it happens, over WebSocket (`graphql-transport-ws`) on the address of the graph. Each answer comes with its cursor; who subscribes
 * again with the last one as `since` misses nothing and gets nothing twice.
 */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Each change to works, their claims and conflicts; the same edges that `changes` replays. */
  readonly workChanged: ChangeEdge;
  /** Each change to conflicts; the same edges that `changes` replays. */
  readonly conflictChanged: ChangeEdge;
};


/**
 * What happens, as it happens, over WebSocket (`graphql-transport-ws`) on the address of the graph. Each answer comes with its cursor; who subscribes
 * again with the last one as `since` misses nothing and gets nothing twice.
 */
export type SubscriptionWorkChangedArgs = {
  since?: InputMaybe<Scalars['String']['input']>;
  work?: InputMaybe<Scalars['ID']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/**
 * What happens, as it happens, over WebSocket (`graphql-transport-ws`) on the address of the graph. Each answer comes with its cursor; who subscribes
 * again with the last one as `since` misses nothing and gets nothing twice.
 */
export type SubscriptionConflictChangedArgs = {
  since?: InputMaybe<Scalars['String']['input']>;
  conflict?: InputMaybe<Scalars['ID']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** One change, in its place in the order of things. */
export type Change = {
  readonly __typename?: 'Change';
  /** Opaque id, `evt_…`; the same whenever and however the change is told. */
  readonly id: Scalars['ID']['output'];
  /** 1, 2, 3, … without gaps. */
  readonly number: Scalars['Int']['output'];
  /** What happened: `STATEMENT_RECORDED`, `STATEMENT_WITNESSED`, `WORK_REGISTERED`, `CONFLICT_OPENED`, … */
  readonly kind: Scalars['String']['output'];
  /** The id of what it happened to; of claims in a recording its code, such as `isrc:GBAAA0800736`, which all recordings of that code share. */
  readonly subject: Scalars['ID']['output'];
  /** The work it happened to, if any. */
  readonly work?: Maybe<Work>;
  /** The recording it happened to, if any. */
  readonly recording?: Maybe<Recording>;
  /** The conflict it happened to, if any. */
  readonly conflict?: Maybe<Conflict>;
  /** When it was recorded; strictly rising. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The field that changed, where it was one. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** Its value before, as text. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** Its value after, as text. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** Who stated it, where it was a statement. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** The file or command that brought it. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** The line of the file. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** The statement that made the change, `stm_…`, where one did. */
  readonly statement?: Maybe<Scalars['ID']['output']>;
  /** The statement that it replaced. */
  readonly replaces?: Maybe<Scalars['ID']['output']>;
  /** When the message was received, where one brought it; the record is made at `recordedAt`. */
  readonly receivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The last day of the term that ended, where a conflict moved over a deadline. */
  readonly dueOn?: Maybe<Scalars['Date']['output']>;
};

/** Changes in order. */
export type ChangeConnection = {
  readonly __typename?: 'ChangeConnection';
  /** The changes of this page. */
  readonly edges: ReadonlyArray<ChangeEdge>;
  /** Where the page stands; `endCursor` is never null: who has seen everything goes on from there. */
  readonly pageInfo: PageInfo;
};

/** A change in its place. */
export type ChangeEdge = {
  readonly __typename?: 'ChangeEdge';
  /** Opaque; pass it as `since`. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: Change;
};

/** Work that outlives a request: an import, a run. */
export type Job = Node & {
  readonly __typename?: 'Job';
  /** Opaque id, `job_…`. */
  readonly id: Scalars['ID']['output'];
  /** What it does: `IMPORT_CWR`, … */
  readonly kind: Scalars['String']['output'];
  /** How it stands. */
  readonly state: JobState;
  /** How far it is. */
  readonly progress: JobProgress;
  /** What was wrong with its input; at most 10,000. */
  readonly problems: ReadonlyArray<FileProblem>;
  /** Its result as JSON, once there is one. */
  readonly result?: Maybe<Scalars['String']['output']>;
  /** When it was given. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ended; null until then. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Jobs in order. */
export type JobConnection = {
  readonly __typename?: 'JobConnection';
  /** The page. */
  readonly edges: ReadonlyArray<JobEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A job in its list. */
export type JobEdge = {
  readonly __typename?: 'JobEdge';
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
  /** The job. */
  readonly node: Job;
};

/** How a job stands. */
export type JobState =
  /** Waits for its turn. */
  | 'QUEUED'
  /** Is being done. */
  | 'RUNNING'
  /** Is done. */
  | 'DONE'
  /** Could not be done. */
  | 'FAILED'
  /** Was cancelled; what it stored until then stays. */
  | 'CANCELLED';

/** How far a job is, in units of its kind. */
export type JobProgress = {
  readonly __typename?: 'JobProgress';
  /** Units done. */
  readonly done: Scalars['Int']['output'];
  /** Units in all; null while unknown. */
  readonly total?: Maybe<Scalars['Int']['output']>;
};

/** A fault in a file, with its place. */
export type FileProblem = {
  readonly __typename?: 'FileProblem';
  /** The standard's code, or ours in SCREAMING_SNAKE. */
  readonly code: Scalars['String']['output'];
  /** What was wrong, with the value, and what would be right. */
  readonly message: Scalars['String']['output'];
  /** Line, from 1. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** Column, from 1. */
  readonly column?: Maybe<Scalars['Int']['output']>;
  /** Record type. */
  readonly record?: Maybe<Scalars['String']['output']>;
  /** The standard's name of the field. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** CWR's severity: ER, GR, TR, RR, FR, or INFO. */
  readonly severity?: Maybe<Scalars['String']['output']>;
};

/** A share of one family or of one right of a work: name one of them. In a recording of a set, or of one right of a set: name the set, and the right where it is one. */
export type FigureInput = {
  /** The family; of works alone. */
  readonly family?: InputMaybe<RightFamily>;
  /** The set; of recordings alone. */
  readonly rightSet?: InputMaybe<RecordingRightSet>;
  /** The single right. */
  readonly right?: InputMaybe<IpiRight>;
  /** Percent, exact: `33.33`; or a fraction: `1/3`. */
  readonly percent: Scalars['String']['input'];
};

/** One row of an ordered list of territories. */
export type ScopeRowInput = {
  /** Whether the row adds the territory or takes it out. */
  readonly isIncluded?: InputMaybe<Scalars['Boolean']['input']>;
  /** A country or group: `0156`, `2136`. */
  readonly territory: Scalars['String']['input'];
};

/** What one party collects, where and when. */
export type ClaimInput = {
  /** The party that collects, `pty_…`. */
  readonly party: Scalars['ID']['input'];
  /** As creator or as publisher. */
  readonly side: Side;
  /** CWR's role: `CA`, `E`, `AM`, `SE`, … */
  readonly role: Scalars['String']['input'];
  /** The shares, by family or single right; 1 to 28. */
  readonly figures: ReadonlyArray<FigureInput>;
  /** The ordered list of territories; without one, the World. */
  readonly territories?: InputMaybe<ReadonlyArray<ScopeRowInput>>;
  /** When it is valid; without one, always. */
  readonly period?: InputMaybe<PeriodInput>;
  /** The creators whose share it is part of, `pty_…`. */
  readonly writers?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The chain of publishers, from the original one down. */
  readonly chain?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The agreement it rests on. */
  readonly agreement?: InputMaybe<Scalars['String']['input']>;
};

/** A title. */
export type WorkTitleInput = {
  /** The title. */
  readonly text: Scalars['String']['input'];
  /** `ORIGINAL`, or CWR's title types such as `AT`. */
  readonly kind?: InputMaybe<Scalars['String']['input']>;
  /** ISO 639-1 language. */
  readonly language?: InputMaybe<Scalars['String']['input']>;
};

/** Someone who made the work. */
export type CreatorInput = {
  /** The party, `pty_…`. */
  readonly party: Scalars['ID']['input'];
  /** CWR's writer designation. */
  readonly role: Scalars['String']['input'];
};

/** A recording. */
export type RecordingInput = {
  /** Sound alone, or a music video. */
  readonly kind?: InputMaybe<RecordingKind>;
  /** ISRC. */
  readonly isrc?: InputMaybe<Scalars['String']['input']>;
  /** ISAN, for a music video. */
  readonly isan?: InputMaybe<Scalars['String']['input']>;
  /** Title, where it differs. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** Who performs, as shown; at most 100. */
  readonly performers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Performers that are known as parties, `pty_…`; at most 100. Their names need not be repeated. */
  readonly performerParties?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Who produced it, `pty_…`; at most 20. */
  readonly producers?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Duration in milliseconds; 1 to 86,400,000. */
  readonly durationMs?: InputMaybe<Scalars['Int']['input']>;
};

/** A work that another one was made from; named by its ISWC, by the society's own work code, or by its title, best with its creators. */
export type DerivedFromInput = {
  /** How. */
  readonly kind: DerivationKind;
  /** Its title, at most 500 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** Its ISWC. */
  readonly iswc?: InputMaybe<Scalars['String']['input']>;
  /** The society's own number of it, at most 50 characters. */
  readonly workCode?: InputMaybe<Scalars['String']['input']>;
  /** Names of its creators, at most 20: with the title they lead to the one work here that has them all. */
  readonly creators?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What tells a work from another that looks the same. */
export type DisambiguationInput = {
  /** Why they are two. */
  readonly reason: DisambiguationReason;
  /** The ISWCs of the others; 1 to 20. */
  readonly from: ReadonlyArray<Scalars['String']['input']>;
};

/** A work as one society knows it. */
export type RegisterWorkInput = {
  /** For which society; without one, the caller's own. */
  readonly society?: InputMaybe<Scalars['String']['input']>;
  /** The society's own number of the work. */
  readonly workCode: Scalars['String']['input'];
  /** Titles, the original one first; 1 to 100. */
  readonly titles: ReadonlyArray<WorkTitleInput>;
  /** ISWC, if assigned. */
  readonly iswc?: InputMaybe<Scalars['String']['input']>;
  /** Whether the ISWC is provisional: given before the work is fully registered. A full one prevails over it. */
  readonly isIswcProvisional?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it was made from; at most 100. */
  readonly derivedFrom?: InputMaybe<ReadonlyArray<DerivedFromInput>>;
  /** That it is another work than some which look the same: no duplicate is suggested. */
  readonly disambiguation?: InputMaybe<DisambiguationInput>;
  /** Who made it; 1 to 100. */
  readonly creators: ReadonlyArray<CreatorInput>;
  /** Recordings; at most 100. */
  readonly recordings?: InputMaybe<ReadonlyArray<RecordingInput>>;
  /** The society's whole picture of who collects what; at most 200. */
  readonly claims?: InputMaybe<ReadonlyArray<ClaimInput>>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A claim of the caller's society. */
export type SubmitClaimInput = {
  /** The work, `wrk_…`. */
  readonly work: Scalars['ID']['input'];
  /** The version of the work that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** For which society; without one, the caller's own. */
  readonly society?: InputMaybe<Scalars['String']['input']>;
  /** The claim. */
  readonly claim: ClaimInput;
  /** An own claim that it revises, `clm_…`; without one it stands beside all others. */
  readonly replaces?: InputMaybe<Scalars['ID']['input']>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What one party claims in a recording, where and when. */
export type RecordingClaimInput = {
  /** The party that collects, `pty_…`. */
  readonly party: Scalars['ID']['input'];
  /** As what: it decides in which sets it can claim. */
  readonly role: RecordingRole;
  /** The shares, by set or single right of a set; 1 to 28. */
  readonly figures: ReadonlyArray<FigureInput>;
  /** The ordered list of territories; without one, the World. */
  readonly territories?: InputMaybe<ReadonlyArray<ScopeRowInput>>;
  /** When it is valid; without one, always. */
  readonly period?: InputMaybe<PeriodInput>;
  /** The agreement it rests on. */
  readonly agreement?: InputMaybe<Scalars['String']['input']>;
};

/** A claim of the caller's society in a recording. */
export type SubmitRecordingClaimInput = {
  /** The recording, `rec_…`, which bears an ISRC or ISAN. */
  readonly recording: Scalars['ID']['input'];
  /** The recording's `version` that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** For which society; without one, the caller's own. */
  readonly society?: InputMaybe<Scalars['String']['input']>;
  /** The claim. */
  readonly claim: RecordingClaimInput;
  /** An own claim in the recording that it revises, `clm_…`; without one it stands beside all others. */
  readonly replaces?: InputMaybe<Scalars['ID']['input']>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which claim is withdrawn, and why. */
export type WithdrawClaimInput = {
  /** The claim, `clm_…`. */
  readonly claim: Scalars['ID']['input'];
  /** The version of the work, or of the recording, that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Why. */
  readonly because?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/**
 * How to settle a conflict: exactly one of these fields. Rulings on claims reach as far as their conflict, its rights, countries and days; elsewhere the claims stay
 * as they are.
 */
export type RulingInput = {
  /** New shares for claims; claims not named stay as they are. */
  readonly changes?: InputMaybe<ReadonlyArray<RulingChangeInput>>;
  /** Each contesting party's percentage of what they have room for together; they add up to 100. */
  readonly split?: InputMaybe<ReadonlyArray<RulingPartInput>>;
  /** Some claims give way to one. */
  readonly accept?: InputMaybe<AcceptClaimInput>;
  /** The claim, `clm_…`, to which all other claims of the conflict give way: a counter-claim that is right, or one that no counter-claim can shake. */
  readonly uphold?: InputMaybe<Scalars['ID']['input']>;
  /** Claims end. */
  readonly end?: InputMaybe<ReadonlyArray<EndClaimInput>>;
  /** Claims, `clm_…`, that are given up. */
  readonly relinquish?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Both terms have passed: each contestant keeps what is undisputed of its claim, and the rest is nobody's. */
  readonly timeOut?: InputMaybe<Scalars['Boolean']['input']>;
  /** Between works: they are one. */
  readonly merge?: InputMaybe<RulingMergeInput>;
  /** Between works: they are distinct. */
  readonly worksAreDistinct?: InputMaybe<Scalars['Boolean']['input']>;
  /** A ruling of this conflict that is in effect, `rul_…`: statements and works are again as it found them. */
  readonly undo?: InputMaybe<Scalars['ID']['input']>;
};

/** What becomes of one claim. */
export type RulingChangeInput = {
  /** The claim, `clm_…`. */
  readonly claim: Scalars['ID']['input'];
  /** New shares for these families or rights, the others stay; an empty list gives the claim up. */
  readonly figures: ReadonlyArray<FigureInput>;
};

/** One contesting party's part in a split. */
export type RulingPartInput = {
  /** One of the party's claims, `clm_…`; its further claims in the conflict follow. */
  readonly claim: Scalars['ID']['input'];
  /** Its part of what the contestants have room for: a percentage such as 33.33, or a fraction such as 1/3. */
  readonly percent: Scalars['String']['input'];
};

/** An accepted claim. */
export type AcceptClaimInput = {
  /** The claim that is accepted as it stands, `clm_…`. */
  readonly claim: Scalars['ID']['input'];
  /** The claims that give way to it, `clm_…`: in proportion, and no further than the whole needs. */
  readonly yields: ReadonlyArray<Scalars['ID']['input']>;
};

/** The end of a claim. */
export type EndClaimInput = {
  /** The claim, `clm_…`. */
  readonly claim: Scalars['ID']['input'];
  /** The day after its last, within the days of the claim and of the conflict. */
  readonly until: Scalars['Date']['input'];
};

/** Two works of a conflict that are one. */
export type RulingMergeInput = {
  /** The work that stays, `wrk_…`. */
  readonly survivor: Scalars['ID']['input'];
  /** The work that becomes part of it, `wrk_…`. */
  readonly merged: Scalars['ID']['input'];
};

/** A proposal to settle a conflict. */
export type ProposeRulingInput = {
  /** The conflict, `cnf_…`. */
  readonly conflict: Scalars['ID']['input'];
  /** The version of the conflict that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The ruling. */
  readonly ruling: RulingInput;
  /** Why. */
  readonly because: Scalars['String']['input'];
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A signature. */
export type SignRulingInput = {
  /** The proposal, `rul_…`. */
  readonly ruling: Scalars['ID']['input'];
  /** The version of the conflict that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** For which society; without one, the caller's own. */
  readonly society?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A counter-proposal. */
export type CounterRulingInput = {
  /** The proposal that is answered, `rul_…`. */
  readonly ruling: Scalars['ID']['input'];
  /** The version of the conflict that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The other ruling. */
  readonly counter: RulingInput;
  /** Why. */
  readonly because: Scalars['String']['input'];
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Evidence for a conflict. */
export type AddEvidenceInput = {
  /** The conflict, `cnf_…`. */
  readonly conflict: Scalars['ID']['input'];
  /** What it says; at most 10,000 characters. */
  readonly text: Scalars['String']['input'];
  /** Where a document lies; https. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Who works on a conflict. */
export type AssignConflictInput = {
  /** The conflict, `cnf_…`. */
  readonly conflict: Scalars['ID']['input'];
  /** A handle of the society's own choice: letters, digits and `._@+-`, 1 to 64; null for nobody. */
  readonly assignee?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A note about a conflict. */
export type AddConflictNoteInput = {
  /** The conflict, `cnf_…`. */
  readonly conflict: Scalars['ID']['input'];
  /** What it says; at most 10,000 characters. */
  readonly text: Scalars['String']['input'];
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What a conflict may be worth. */
export type EstimateConflictInput = {
  /** The conflict, `cnf_…`. */
  readonly conflict: Scalars['ID']['input'];
  /** The version of the conflict that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** How much, in units of the currency; more than nothing, with no more decimals than it has. */
  readonly amount: Scalars['Decimal']['input'];
  /** ISO 4217 code of a currency with a minor unit. */
  readonly currency: Scalars['CurrencyCode']['input'];
  /** What it rests on; at most 10,000 characters. */
  readonly because: Scalars['String']['input'];
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Two records of one work. */
export type MergeWorksInput = {
  /** The record that stays, `wrk_…`. */
  readonly survivor: Scalars['ID']['input'];
  /** The record that leads to it from now on, `wrk_…`. */
  readonly merged: Scalars['ID']['input'];
  /** The version of the survivor that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Why they are one. */
  readonly because: Scalars['String']['input'];
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A merge that was wrong. */
export type UndoMergeInput = {
  /** The record that was merged into another, `wrk_…`. */
  readonly merged: Scalars['ID']['input'];
  /** Why they are two. */
  readonly because: Scalars['String']['input'];
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A declaration about generative models. */
export type DeclareAiLabelInput = {
  /** The work, `wrk_…`. */
  readonly work: Scalars['ID']['input'];
  /** The version of the work that the caller has seen; another one refuses. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** How much of the work a model made. */
  readonly extent: AiExtent;
  /** The provider and tool. */
  readonly tool?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input answers the same and does nothing twice. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Answer to `registerWork`. */
export type RegisterWorkPayload = {
  readonly __typename?: 'RegisterWorkPayload';
  /** The work. Null when refused. */
  readonly work?: Maybe<Work>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `submitClaim`. */
export type SubmitClaimPayload = {
  readonly __typename?: 'SubmitClaimPayload';
  /** The claim. Null when refused. */
  readonly claim?: Maybe<Claim>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `submitRecordingClaim`. */
export type SubmitRecordingClaimPayload = {
  readonly __typename?: 'SubmitRecordingClaimPayload';
  /** The claim. Null when refused. */
  readonly claim?: Maybe<Claim>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `withdrawClaim`. */
export type WithdrawClaimPayload = {
  readonly __typename?: 'WithdrawClaimPayload';
  /** The work, without the claim. Null when refused, and where the claim was in a recording. */
  readonly work?: Maybe<Work>;
  /** The recording, without the claim; null where it was in a work. */
  readonly recording?: Maybe<Recording>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** What `proposeCatalogueTransfer` answers. */
export type ProposeCatalogueTransferPayload = {
  readonly __typename?: 'ProposeCatalogueTransferPayload';
  /** The transfer, as it then is. Null when refused. */
  readonly transfer?: Maybe<CatalogueTransfer>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** What `confirmCatalogueTransfer` answers. */
export type ConfirmCatalogueTransferPayload = {
  readonly __typename?: 'ConfirmCatalogueTransferPayload';
  /** The transfer, as it then is. Null when refused. */
  readonly transfer?: Maybe<CatalogueTransfer>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** What `withdrawCatalogueTransfer` answers. */
export type WithdrawCatalogueTransferPayload = {
  readonly __typename?: 'WithdrawCatalogueTransferPayload';
  /** The transfer, as it then is. Null when refused. */
  readonly transfer?: Maybe<CatalogueTransfer>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `proposeRuling`. */
export type ProposeRulingPayload = {
  readonly __typename?: 'ProposeRulingPayload';
  /** The conflict with the proposal. Null when refused. */
  readonly conflict?: Maybe<Conflict>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `signRuling`. */
export type SignRulingPayload = {
  readonly __typename?: 'SignRulingPayload';
  /** The conflict with the signature. Null when refused. */
  readonly conflict?: Maybe<Conflict>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `counterRuling`. */
export type CounterRulingPayload = {
  readonly __typename?: 'CounterRulingPayload';
  /** The conflict with the counter-proposal. Null when refused. */
  readonly conflict?: Maybe<Conflict>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `addEvidence`. */
export type AddEvidencePayload = {
  readonly __typename?: 'AddEvidencePayload';
  /** The conflict with the evidence. Null when refused. */
  readonly conflict?: Maybe<Conflict>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `assignConflict`. */
export type AssignConflictPayload = {
  readonly __typename?: 'AssignConflictPayload';
  /** The conflict. Null when refused. */
  readonly conflict?: Maybe<Conflict>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `addConflictNote`. */
export type AddConflictNotePayload = {
  readonly __typename?: 'AddConflictNotePayload';
  /** The conflict. Null when refused. */
  readonly conflict?: Maybe<Conflict>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `estimateConflict`. */
export type EstimateConflictPayload = {
  readonly __typename?: 'EstimateConflictPayload';
  /** The conflict with the estimate. Null when refused. */
  readonly conflict?: Maybe<Conflict>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `mergeWorks`. */
export type MergeWorksPayload = {
  readonly __typename?: 'MergeWorksPayload';
  /** The survivor. Null when refused. */
  readonly work?: Maybe<Work>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `undoMerge`. */
export type UndoMergePayload = {
  readonly __typename?: 'UndoMergePayload';
  /** The work that stands by itself again. Null when refused. */
  readonly work?: Maybe<Work>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `declareAiLabel`. */
export type DeclareAiLabelPayload = {
  readonly __typename?: 'DeclareAiLabelPayload';
  /** The work with its label. Null when refused. */
  readonly work?: Maybe<Work>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** A job to cancel. */
export type CancelJobInput = {
  /** `job_…` */
  readonly job: Scalars['ID']['input'];
  /** Taken as every command takes it; without it twice is once too. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type CancelJobPayload = {
  readonly __typename?: 'CancelJobPayload';
  /** The job as it then is; null when refused. */
  readonly job?: Maybe<Job>;
  /** What keeps it from being done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether it was so before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** A job to resume. */
export type ResumeJobInput = {
  /** `job_…` */
  readonly job: Scalars['ID']['input'];
  /** Taken as every command takes it; without it twice is once too. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type ResumeJobPayload = {
  readonly __typename?: 'ResumeJobPayload';
  /** The job as it then is; null when refused. */
  readonly job?: Maybe<Job>;
  /** What keeps it from being done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether it was so before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** What can be followed. */
export type ChangeFeed =
  /** Works, claims, conflicts: what `changes` replays. */
  | 'WORKS'
  /** Parties, memberships, agreements: what `partyChanges` replays. */
  | 'PARTIES'
  /** Alarms on licences of the webhook's society: what `licenseAlarms` replays. */
  | 'LICENSES';

/** Whether a webhook is told of changes. */
export type WebhookState =
  /** It is. */
  | 'ACTIVE'
  /** It is not, and keeps its place. */
  | 'DISABLED';

/** What became of a message to a webhook. */
export type WebhookDeliveryState =
  /** It was answered with 2xx. */
  | 'DELIVERED'
  /** It was given up; what follows it goes on. */
  | 'DEAD'
  /** It was given up and is to be replayed. */
  | 'WAITING';

/** An address of a society's own that is told of changes by signed POST; see docs/change-feed.md for its form. */
export type Webhook = {
  readonly __typename?: 'Webhook';
  /** Opaque id, `whk_…`. */
  readonly id: Scalars['ID']['output'];
  /** Where it is sent. */
  readonly url: Scalars['String']['output'];
  /** Only these kinds of change are sent; all when there is none. */
  readonly kinds: ReadonlyArray<Scalars['String']['output']>;
  /** Whether it is told of changes. */
  readonly state: WebhookState;
  /** Why it is disabled; null while it is active. */
  readonly because?: Maybe<Scalars['String']['output']>;
  /** Where it stands, in each feed that it is told of. */
  readonly positions: ReadonlyArray<WebhookPosition>;
  /** The subject of the token that registered it. */
  readonly registeredBy: Scalars['String']['output'];
  /** When. */
  readonly registeredAt: Scalars['DateTime']['output'];
};

/** Where a webhook stands in a feed. */
export type WebhookPosition = {
  readonly __typename?: 'WebhookPosition';
  /** Which feed. */
  readonly feed: ChangeFeed;
  /** Everything up to here was delivered, is not wanted, or lies with the dead letters. */
  readonly cursor: Scalars['String']['output'];
  /** Calls for what comes next that failed; after eight it is a dead letter. */
  readonly failures: Scalars['Int']['output'];
  /** Not called again before; null when it may be at once. */
  readonly nextTryAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Changes that were sent together, or could not be. */
export type WebhookDelivery = {
  readonly __typename?: 'WebhookDelivery';
  /** Opaque id, `dlv_…`. */
  readonly id: Scalars['ID']['output'];
  /** Of which feed. */
  readonly feed: ChangeFeed;
  /** The cursor before its first change: replay the feed since here to see them. */
  readonly since: Scalars['String']['output'];
  /** The cursor after its last change. */
  readonly until: Scalars['String']['output'];
  /** How many changes it tells of. */
  readonly eventCount: Scalars['Int']['output'];
  /** What became of it. */
  readonly state: WebhookDeliveryState;
  /** How often it was called. */
  readonly attempts: Scalars['Int']['output'];
  /** The HTTP status of the last answer; null when none came. */
  readonly status?: Maybe<Scalars['Int']['output']>;
  /** Why the last call failed; null when it did not. */
  readonly because?: Maybe<Scalars['String']['output']>;
  /** When it came to this state. */
  readonly at: Scalars['DateTime']['output'];
};

/** Deliveries, newest first. */
export type WebhookDeliveryConnection = {
  readonly __typename?: 'WebhookDeliveryConnection';
  /** The deliveries of this page. */
  readonly edges: ReadonlyArray<WebhookDeliveryEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A delivery in its place. */
export type WebhookDeliveryEdge = {
  readonly __typename?: 'WebhookDeliveryEdge';
  /** Opaque; pass it as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: WebhookDelivery;
};

/** An address to tell of changes. */
export type RegisterWebhookInput = {
  /** `https://host/path`, at most 2,000 characters, on a public address. `http:` and this machine itself only on the embedded store. */
  readonly url: Scalars['String']['input'];
  /** What to follow; all that the caller may read when absent. LICENSES needs the scope `licenses:read`. */
  readonly feeds?: InputMaybe<ReadonlyArray<ChangeFeed>>;
  /** Only these kinds, such as `WORK_REGISTERED`, at most 50; all when absent. */
  readonly kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** A cursor of `changes` to begin after; an empty text: from the beginning; from now on when absent. */
  readonly sinceWorks?: InputMaybe<Scalars['String']['input']>;
  /** A cursor of `partyChanges` to begin after; an empty text: from the beginning; from now on when absent. */
  readonly sinceParties?: InputMaybe<Scalars['String']['input']>;
  /** A cursor of `licenseAlarms` to begin after; an empty text: from the beginning; from now on when absent. */
  readonly sinceLicenses?: InputMaybe<Scalars['String']['input']>;
  /** Sent twice, it happens once; 1 to 200 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which webhook. */
export type WebhookInput = {
  /** `whk_…`, of the caller's society. */
  readonly webhook: Scalars['ID']['input'];
  /** Sent twice, it happens once; 1 to 200 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which delivery. */
export type ReplayDeliveryInput = {
  /** `dlv_…`, of the caller's society, in state DEAD. */
  readonly delivery: Scalars['ID']['input'];
  /** Sent twice, it happens once; 1 to 200 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Answer to `registerWebhook`. */
export type RegisterWebhookPayload = {
  readonly __typename?: 'RegisterWebhookPayload';
  /** The webhook. Null when refused. */
  readonly webhook?: Maybe<Webhook>;
  /** The key of its signatures. It is shown here once and never again: null for a replay. */
  readonly secret?: Maybe<Scalars['String']['output']>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `disableWebhook` and `enableWebhook`. */
export type WebhookPayload = {
  readonly __typename?: 'WebhookPayload';
  /** The webhook. Null when refused. */
  readonly webhook?: Maybe<Webhook>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `deleteWebhook`. */
export type DeleteWebhookPayload = {
  readonly __typename?: 'DeleteWebhookPayload';
  /** The webhook that is gone. Null when refused. */
  readonly webhookId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `replayDelivery`. */
export type ReplayDeliveryPayload = {
  readonly __typename?: 'ReplayDeliveryPayload';
  /** The delivery. Null when refused. */
  readonly delivery?: Maybe<WebhookDelivery>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** A society that sends files in a rhythm. */
export type RegisterFileSourceInput = {
  /** The society; the caller's own when absent. */
  readonly society?: InputMaybe<Scalars['SocietyCode']['input']>;
  /** A file comes at least every so many days; 1 to 3,653. */
  readonly rhythmDays: Scalars['Int']['input'];
  /** The version that the caller decided on, 0 for none registered; another one is refused (`STALE_VERSION`). */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Sent twice, it happens once; 1 to 200 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A society that is asked at its node. */
export type RegisterNodeSourceInput = {
  /** The society; the caller's own when absent. */
  readonly society?: InputMaybe<Scalars['SocietyCode']['input']>;
  /** The address of its graph, such as `https://node.example.org/graphql`, on a public address, at most 2,000 characters. `http:` and this machine itself only on the embedded store. */
  readonly url: Scalars['String']['input'];
  /** The bearer token to ask with, given by the node's house. It is kept sealed and never shown. */
  readonly token: Scalars['String']['input'];
  /** How long a question that somebody waits for may take, 100 to 30,000 milliseconds. */
  readonly deadlineMs?: InputMaybe<Scalars['Int']['input']>;
  /** How long it is left alone after three failures in a row, 1 to 3,600 seconds. */
  readonly pauseSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The version that the caller decided on, 0 for none registered; another one is refused (`STALE_VERSION`). */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Sent twice, it happens once; 1 to 200 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which source. */
export type RemoveSocietySourceInput = {
  /** The society; the caller's own when absent. */
  readonly society?: InputMaybe<Scalars['SocietyCode']['input']>;
  /** The version that the caller decided on; another one is refused (`STALE_VERSION`). */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Sent twice, it happens once; 1 to 200 characters. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Answer to `registerFileSource` and `registerNodeSource`. */
export type SocietySourcePayload = {
  readonly __typename?: 'SocietySourcePayload';
  /** The source. Null when refused. */
  readonly source?: Maybe<SocietySource>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Answer to `removeSocietySource`. */
export type RemoveSocietySourcePayload = {
  readonly __typename?: 'RemoveSocietySourcePayload';
  /** The society whose source is forgotten. Null when refused. */
  readonly society?: Maybe<Society>;
  /** What was wrong with the input; empty when it was done. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was done before, so that nothing was done now. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** What a society states, page by page. */
export type SocietyStatementConnection = {
  readonly __typename?: 'SocietyStatementConnection';
  /** Whose statements they are. */
  readonly society: Society;
  /** A page of them. */
  readonly edges: ReadonlyArray<SocietyStatementEdge>;
  /** Where the page stands; `endCursor` is never null, so that whoever has seen everything goes on from there. */
  readonly pageInfo: PageInfo;
};

/** A statement in its place. */
export type SocietyStatementEdge = {
  readonly __typename?: 'SocietyStatementEdge';
  /** Pass it as `since` to go on after this statement: of a question with codes. Without codes, go on from `pageInfo.endCursor`. */
  readonly cursor: Scalars['String']['output'];
  /** The statement. */
  readonly node: SocietyStatement;
};

/** A statement whole, in a form that another house can record as its own copy: nothing of it is left out, and nothing needs another question. */
export type SocietyStatement = {
  readonly __typename?: 'SocietyStatement';
  /** Who states it: `SO:052`, `PB:00000000199`. */
  readonly submitter: Scalars['String']['output'];
  /** The submitter's name. */
  readonly submitterName: Scalars['String']['output'];
  /** The submitter's own number of the work; with the submitter it is what a later version replaces. */
  readonly submitterWorkNumber: Scalars['String']['output'];
  /** Whether it is in force; else it was withdrawn, and this is what it said. */
  readonly isInForce: Scalars['Boolean']['output'];
  /** When this version of it was first known: where two houses hold different versions, the later one prevails. */
  readonly statedAt: Scalars['DateTime']['output'];
  /** Each receipt by the society, the first one first. */
  readonly receipts: ReadonlyArray<SocietyReceipt>;
  /** The codes of the work that it is on: ISWCs, and submitters' numbers with the submitter. */
  readonly workCodes: ReadonlyArray<Scalars['String']['output']>;
  /** Everyone that it names and that is known to the society's house, once each. */
  readonly parties: ReadonlyArray<SocietyParty>;
  /** How it describes the work: titles, the original one first; none where it only claims. */
  readonly titles: ReadonlyArray<SocietyTitle>;
  /** The ISWC that it states. */
  readonly iswc?: Maybe<Scalars['Iswc']['output']>;
  /** The creators that it names. */
  readonly creators: ReadonlyArray<SocietyCreator>;
  /** What it claims, in order. */
  readonly claims: ReadonlyArray<SocietyClaim>;
  /** Whom it names without a claim, or as owner at the origin, in order. */
  readonly named: ReadonlyArray<SocietyShare>;
  /** The rest of its description as JSON: `recordings`, `derivedFrom`, `disambiguation`, `isIswcProvisional`, `details`; parties by their keys. */
  readonly further: Scalars['String']['output'];
};

/** A receipt of a statement by the society that tells it. */
export type SocietyReceipt = {
  readonly __typename?: 'SocietyReceipt';
  /** The society it was sent to; null for what it stated itself. */
  readonly receiver?: Maybe<Scalars['SocietyCode']['output']>;
  /** The file (`msg_…`) or command that brought it, as the society's house calls it. */
  readonly message: Scalars['String']['output'];
  /** The first line of its transaction in the file. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** When. */
  readonly receivedAt: Scalars['DateTime']['output'];
};

/** A party that a statement names. */
export type SocietyParty = {
  readonly __typename?: 'SocietyParty';
  /** What the statement calls it: the id of the society's house, which means nothing elsewhere. */
  readonly key: Scalars['String']['output'];
  /** Its IPI name number. */
  readonly ipiNameNumber?: Maybe<Scalars['IpiNameNumber']['output']>;
  /** Its IPI base number. */
  readonly ipiBaseNumber?: Maybe<Scalars['IpiBaseNumber']['output']>;
  /** Whether it is a person. */
  readonly isNatural: Scalars['Boolean']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
};

/** A title as stated. */
export type SocietyTitle = {
  readonly __typename?: 'SocietyTitle';
  /** The title. */
  readonly text: Scalars['String']['output'];
  /** `ORIGINAL`, or CWR's title type. */
  readonly kind: Scalars['String']['output'];
  /** ISO 639-1, where stated. */
  readonly language?: Maybe<Scalars['String']['output']>;
  /** ISO 15924. */
  readonly script: Scalars['String']['output'];
};

/** A creator as stated. */
export type SocietyCreator = {
  readonly __typename?: 'SocietyCreator';
  /** The key of the party. */
  readonly party?: Maybe<Scalars['String']['output']>;
  /** Name as stated. */
  readonly name: Scalars['String']['output'];
  /** CWR's writer designation. */
  readonly role: Scalars['String']['output'];
  /** IPI name number as stated. */
  readonly ipiNameNumber?: Maybe<Scalars['IpiNameNumber']['output']>;
  /** Further names, such as the one in its own script. */
  readonly otherNames: ReadonlyArray<Scalars['String']['output']>;
};

/** A claim as stated. */
export type SocietyClaim = {
  readonly __typename?: 'SocietyClaim';
  /** The key of the party that collects. */
  readonly party: Scalars['String']['output'];
  /** Its name as stated. */
  readonly partyName: Scalars['String']['output'];
  /** As creator or as publisher. */
  readonly side: Side;
  /** CWR's role. */
  readonly role: Scalars['String']['output'];
  /** Whether it is claimed, or free of rights. */
  readonly kind: ClaimKind;
  /** The exact shares, by family or single right. */
  readonly figures: ReadonlyArray<ClaimFigure>;
  /** The territories as stated, in order. */
  readonly territories: ReadonlyArray<ScopeRow>;
  /** The day at which groups of territories were taken for their countries. */
  readonly expandedOn: Scalars['Date']['output'];
  /** When it is valid. */
  readonly period: Period;
  /** The keys of the creators whose share it is part of. */
  readonly writers: ReadonlyArray<Scalars['String']['output']>;
  /** The chain of publishers, as stated. */
  readonly chain: ReadonlyArray<Scalars['String']['output']>;
  /** Societies printed for the party, by family. */
  readonly affiliations: ReadonlyArray<SocietyAffiliation>;
  /** The submitter's agreement number, where named. */
  readonly agreement?: Maybe<Scalars['String']['output']>;
  /** The line of the file, where it came in one. */
  readonly line?: Maybe<Scalars['Int']['output']>;
};

/** A society printed for a party. */
export type SocietyAffiliation = {
  readonly __typename?: 'SocietyAffiliation';
  /** For the rights of which family. */
  readonly family: RightFamily;
  /** The society. */
  readonly society: Scalars['SocietyCode']['output'];
};

/** A share that is no claim, as stated. */
export type SocietyShare = {
  readonly __typename?: 'SocietyShare';
  /** Whether the party is reported without a claim, or owned at the origin. */
  readonly kind: NamedShareKind;
  /** The key of the party, where it is known. */
  readonly party?: Maybe<Scalars['String']['output']>;
  /** Its name as stated. */
  readonly partyName: Scalars['String']['output'];
  /** As creator or as publisher. */
  readonly side: Side;
  /** CWR's role. */
  readonly role: Scalars['String']['output'];
  /** The exact shares. */
  readonly figures: ReadonlyArray<ClaimFigure>;
  /** The territories as stated, in order; none where it gives none. */
  readonly territories: ReadonlyArray<ScopeRow>;
  /** The day at which groups of territories were taken for their countries; null where it gives none. */
  readonly expandedOn?: Maybe<Scalars['Date']['output']>;
  /** Societies printed for the party, by family. */
  readonly affiliations: ReadonlyArray<SocietyAffiliation>;
  /** The line of the file, where it came in one. */
  readonly line?: Maybe<Scalars['Int']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Work: Work;
  Recording: Recording;
  Conflict: Conflict;
  Job: Job;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Work:
    ( { __typename: 'Work' }
    & GraphQLRecursivePick<FederationTypes['Work'], {"id":true}> );
  Recording:
    ( { __typename: 'Recording' }
    & GraphQLRecursivePick<FederationTypes['Recording'], {"id":true}> );
  Conflict:
    ( { __typename: 'Conflict' }
    & GraphQLRecursivePick<FederationTypes['Conflict'], {"id":true}> );
  Job:
    ( { __typename: 'Job' }
    & GraphQLRecursivePick<FederationTypes['Job'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Problem: ( InputProblem );
  Node:
    | ( Party )
    | ( License )
    | ( DistributionRun )
    | ( Statement )
    | ( Work )
    | ( Recording )
    | ( Conflict )
    | ( Job )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Iswc: ResolverTypeWrapper<Scalars['Iswc']['output']>;
  Isrc: ResolverTypeWrapper<Scalars['Isrc']['output']>;
  IpiNameNumber: ResolverTypeWrapper<Scalars['IpiNameNumber']['output']>;
  IpiBaseNumber: ResolverTypeWrapper<Scalars['IpiBaseNumber']['output']>;
  Isni: ResolverTypeWrapper<Scalars['Isni']['output']>;
  SocietyCode: ResolverTypeWrapper<Scalars['SocietyCode']['output']>;
  TisCode: ResolverTypeWrapper<Scalars['TisCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  Share: ResolverTypeWrapper<Share>;
  Money: ResolverTypeWrapper<Money>;
  Period: ResolverTypeWrapper<Period>;
  PeriodInput: PeriodInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Problem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Problem']>;
  InputProblem: ResolverTypeWrapper<InputProblem>;
  IpiRight: IpiRight;
  UseType: UseType;
  RightFamily: RightFamily;
  Side: Side;
  RecordingRightSet: RecordingRightSet;
  RecordingRole: RecordingRole;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Party: ResolverTypeWrapper<Party>;
  Society: ResolverTypeWrapper<Society>;
  License: ResolverTypeWrapper<License>;
  DistributionRun: ResolverTypeWrapper<DistributionRun>;
  Statement: ResolverTypeWrapper<Statement>;
  Work: ResolverTypeWrapper<Work>;
  WorkTitle: ResolverTypeWrapper<WorkTitle>;
  Creator: ResolverTypeWrapper<Creator>;
  Provenance: ResolverTypeWrapper<Provenance>;
  WorkIswc: ResolverTypeWrapper<WorkIswc>;
  IswcNotice: ResolverTypeWrapper<IswcNotice>;
  IswcState: IswcState;
  Derivation: ResolverTypeWrapper<Derivation>;
  SourceCreator: ResolverTypeWrapper<SourceCreator>;
  SourceLink: SourceLink;
  DerivativeConnection: ResolverTypeWrapper<DerivativeConnection>;
  DerivativeEdge: ResolverTypeWrapper<DerivativeEdge>;
  Derivative: ResolverTypeWrapper<Derivative>;
  DerivationKind: DerivationKind;
  Disambiguation: ResolverTypeWrapper<Disambiguation>;
  DisambiguationReason: DisambiguationReason;
  DuplicateSuggestion: ResolverTypeWrapper<DuplicateSuggestion>;
  IdentityReason: ResolverTypeWrapper<IdentityReason>;
  IdentityField: IdentityField;
  IdentityVerdict: IdentityVerdict;
  Recording: ResolverTypeWrapper<Recording>;
  RecordingKind: RecordingKind;
  RecordingParty: ResolverTypeWrapper<RecordingParty>;
  RecordingLink: ResolverTypeWrapper<RecordingLink>;
  RecordingLinkState: RecordingLinkState;
  Registration: ResolverTypeWrapper<Registration>;
  RegistrationStep: ResolverTypeWrapper<RegistrationStep>;
  AiLabel: ResolverTypeWrapper<AiLabel>;
  AiExtent: AiExtent;
  WorkConnection: ResolverTypeWrapper<WorkConnection>;
  WorkEdge: ResolverTypeWrapper<WorkEdge>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  SearchReason: ResolverTypeWrapper<SearchReason>;
  SearchField: SearchField;
  SearchMatch: SearchMatch;
  Identification: ResolverTypeWrapper<Identification>;
  IdentifierKind: IdentifierKind;
  IdentificationStatus: IdentificationStatus;
  Ownership: ResolverTypeWrapper<Ownership>;
  OwnershipSource: ResolverTypeWrapper<OwnershipSource>;
  SourceStatus: SourceStatus;
  SourceForm: SourceForm;
  SocietySource: ResolverTypeWrapper<SocietySource>;
  OwnershipStatement: ResolverTypeWrapper<OwnershipStatement>;
  OwnershipCell: ResolverTypeWrapper<OwnershipCell>;
  CellState: CellState;
  OwnershipClaim: ResolverTypeWrapper<OwnershipClaim>;
  StatedFigure: ResolverTypeWrapper<StatedFigure>;
  ClaimKind: ClaimKind;
  ReportedParty: ResolverTypeWrapper<ReportedParty>;
  WorkStatement: ResolverTypeWrapper<WorkStatement>;
  Claim: ResolverTypeWrapper<Claim>;
  ClaimFigure: ResolverTypeWrapper<ClaimFigure>;
  ScopeRow: ResolverTypeWrapper<ScopeRow>;
  NamedShare: ResolverTypeWrapper<NamedShare>;
  NamedShareKind: NamedShareKind;
  Conflict: ResolverTypeWrapper<Conflict>;
  TouchingMembershipClash: ResolverTypeWrapper<TouchingMembershipClash>;
  ConflictDesk: ResolverTypeWrapper<ConflictDesk>;
  ConflictNote: ResolverTypeWrapper<ConflictNote>;
  ConflictKind: ConflictKind;
  ConflictState: ConflictState;
  ValueAtStake: ResolverTypeWrapper<ValueAtStake>;
  StakeBasis: StakeBasis;
  StakeEstimate: ResolverTypeWrapper<StakeEstimate>;
  ConflictCause: ResolverTypeWrapper<ConflictCause>;
  CauseKind: CauseKind;
  ConflictTerm: ConflictTerm;
  ConflictAsk: ConflictAsk;
  ConflictTask: ResolverTypeWrapper<ConflictTask>;
  ConflictCell: ResolverTypeWrapper<ConflictCell>;
  Evidence: ResolverTypeWrapper<Evidence>;
  EvidenceFile: ResolverTypeWrapper<EvidenceFile>;
  Ruling: ResolverTypeWrapper<Ruling>;
  RulingState: RulingState;
  RulingKind: RulingKind;
  RulingChange: ResolverTypeWrapper<RulingChange>;
  RulingPart: ResolverTypeWrapper<RulingPart>;
  RulingEnd: ResolverTypeWrapper<RulingEnd>;
  RulingWorkEffect: ResolverTypeWrapper<RulingWorkEffect>;
  RulingEffect: ResolverTypeWrapper<Omit<RulingEffect, 'money' | 'licenses' | 'problems'> & { money?: Maybe<ResolversTypes['RulingMoney']>, licenses?: Maybe<ResolversTypes['RulingLicenses']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  CatalogueTransfer: ResolverTypeWrapper<Omit<CatalogueTransfer, 'preview' | 'effect'> & { preview?: Maybe<ResolversTypes['CatalogueTransferTrial']>, effect?: Maybe<ResolversTypes['CatalogueTransferTotals']> }>;
  CatalogueTransferState: CatalogueTransferState;
  CatalogueTransferSignatory: ResolverTypeWrapper<CatalogueTransferSignatory>;
  CatalogueTransferSide: CatalogueTransferSide;
  CatalogueTransferTrial: ResolverTypeWrapper<Omit<CatalogueTransferTrial, 'preview' | 'problems'> & { preview?: Maybe<ResolversTypes['CatalogueTransferPreview']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  CatalogueTransferPreview: ResolverTypeWrapper<Omit<CatalogueTransferPreview, 'totals' | 'licenses'> & { totals: ResolversTypes['CatalogueTransferTotals'], licenses: ResolversTypes['CatalogueTransferLicenses'] }>;
  CatalogueTransferLicenses: ResolverTypeWrapper<Omit<CatalogueTransferLicenses, 'licenses' | 'problems'> & { licenses?: Maybe<ReadonlyArray<ResolversTypes['CatalogueTransferLicense']>>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  CatalogueTransferLicense: ResolverTypeWrapper<CatalogueTransferLicense>;
  CatalogueTransferTotals: ResolverTypeWrapper<CatalogueTransferTotals>;
  CatalogueTransferWorkConnection: ResolverTypeWrapper<CatalogueTransferWorkConnection>;
  CatalogueTransferWorkEdge: ResolverTypeWrapper<CatalogueTransferWorkEdge>;
  CatalogueTransferWork: ResolverTypeWrapper<CatalogueTransferWork>;
  ExpectedConflict: ResolverTypeWrapper<ExpectedConflict>;
  CatalogueTransferConnection: ResolverTypeWrapper<Omit<CatalogueTransferConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['CatalogueTransferEdge']> }>;
  CatalogueTransferEdge: ResolverTypeWrapper<Omit<CatalogueTransferEdge, 'node'> & { node: ResolversTypes['CatalogueTransfer'] }>;
  CatalogueTransferInput: CatalogueTransferInput;
  ProposeCatalogueTransferInput: ProposeCatalogueTransferInput;
  ConfirmCatalogueTransferInput: ConfirmCatalogueTransferInput;
  WithdrawCatalogueTransferInput: WithdrawCatalogueTransferInput;
  RulingMoney: ResolverTypeWrapper<Omit<RulingMoney, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RulingRun: ResolverTypeWrapper<RulingRun>;
  RulingTotals: ResolverTypeWrapper<RulingTotals>;
  RulingEarning: ResolverTypeWrapper<RulingEarning>;
  EarningDestination: EarningDestination;
  RulingRemittance: ResolverTypeWrapper<RulingRemittance>;
  RulingLicenses: ResolverTypeWrapper<Omit<RulingLicenses, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RulingLicense: ResolverTypeWrapper<RulingLicense>;
  RulingLicensedWork: ResolverTypeWrapper<RulingLicensedWork>;
  RulingAlarm: RulingAlarm;
  RulingCoverage: ResolverTypeWrapper<RulingCoverage>;
  ConflictFilter: ConflictFilter;
  ConflictOrder: ConflictOrder;
  ConflictConnection: ResolverTypeWrapper<ConflictConnection>;
  ConflictEdge: ResolverTypeWrapper<ConflictEdge>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Change: ResolverTypeWrapper<Change>;
  ChangeConnection: ResolverTypeWrapper<ChangeConnection>;
  ChangeEdge: ResolverTypeWrapper<ChangeEdge>;
  Job: ResolverTypeWrapper<Job>;
  JobConnection: ResolverTypeWrapper<JobConnection>;
  JobEdge: ResolverTypeWrapper<JobEdge>;
  JobState: JobState;
  JobProgress: ResolverTypeWrapper<JobProgress>;
  FileProblem: ResolverTypeWrapper<FileProblem>;
  FigureInput: FigureInput;
  ScopeRowInput: ScopeRowInput;
  ClaimInput: ClaimInput;
  WorkTitleInput: WorkTitleInput;
  CreatorInput: CreatorInput;
  RecordingInput: RecordingInput;
  DerivedFromInput: DerivedFromInput;
  DisambiguationInput: DisambiguationInput;
  RegisterWorkInput: RegisterWorkInput;
  SubmitClaimInput: SubmitClaimInput;
  RecordingClaimInput: RecordingClaimInput;
  SubmitRecordingClaimInput: SubmitRecordingClaimInput;
  WithdrawClaimInput: WithdrawClaimInput;
  RulingInput: RulingInput;
  RulingChangeInput: RulingChangeInput;
  RulingPartInput: RulingPartInput;
  AcceptClaimInput: AcceptClaimInput;
  EndClaimInput: EndClaimInput;
  RulingMergeInput: RulingMergeInput;
  ProposeRulingInput: ProposeRulingInput;
  SignRulingInput: SignRulingInput;
  CounterRulingInput: CounterRulingInput;
  AddEvidenceInput: AddEvidenceInput;
  AssignConflictInput: AssignConflictInput;
  AddConflictNoteInput: AddConflictNoteInput;
  EstimateConflictInput: EstimateConflictInput;
  MergeWorksInput: MergeWorksInput;
  UndoMergeInput: UndoMergeInput;
  DeclareAiLabelInput: DeclareAiLabelInput;
  RegisterWorkPayload: ResolverTypeWrapper<Omit<RegisterWorkPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  SubmitClaimPayload: ResolverTypeWrapper<Omit<SubmitClaimPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  SubmitRecordingClaimPayload: ResolverTypeWrapper<Omit<SubmitRecordingClaimPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  WithdrawClaimPayload: ResolverTypeWrapper<Omit<WithdrawClaimPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  ProposeCatalogueTransferPayload: ResolverTypeWrapper<Omit<ProposeCatalogueTransferPayload, 'transfer' | 'problems'> & { transfer?: Maybe<ResolversTypes['CatalogueTransfer']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  ConfirmCatalogueTransferPayload: ResolverTypeWrapper<Omit<ConfirmCatalogueTransferPayload, 'transfer' | 'problems'> & { transfer?: Maybe<ResolversTypes['CatalogueTransfer']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  WithdrawCatalogueTransferPayload: ResolverTypeWrapper<Omit<WithdrawCatalogueTransferPayload, 'transfer' | 'problems'> & { transfer?: Maybe<ResolversTypes['CatalogueTransfer']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  ProposeRulingPayload: ResolverTypeWrapper<Omit<ProposeRulingPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  SignRulingPayload: ResolverTypeWrapper<Omit<SignRulingPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  CounterRulingPayload: ResolverTypeWrapper<Omit<CounterRulingPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  AddEvidencePayload: ResolverTypeWrapper<Omit<AddEvidencePayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  AssignConflictPayload: ResolverTypeWrapper<Omit<AssignConflictPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  AddConflictNotePayload: ResolverTypeWrapper<Omit<AddConflictNotePayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  EstimateConflictPayload: ResolverTypeWrapper<Omit<EstimateConflictPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  MergeWorksPayload: ResolverTypeWrapper<Omit<MergeWorksPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  UndoMergePayload: ResolverTypeWrapper<Omit<UndoMergePayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  DeclareAiLabelPayload: ResolverTypeWrapper<Omit<DeclareAiLabelPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  CancelJobInput: CancelJobInput;
  CancelJobPayload: ResolverTypeWrapper<Omit<CancelJobPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  ResumeJobInput: ResumeJobInput;
  ResumeJobPayload: ResolverTypeWrapper<Omit<ResumeJobPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  ChangeFeed: ChangeFeed;
  WebhookState: WebhookState;
  WebhookDeliveryState: WebhookDeliveryState;
  Webhook: ResolverTypeWrapper<Webhook>;
  WebhookPosition: ResolverTypeWrapper<WebhookPosition>;
  WebhookDelivery: ResolverTypeWrapper<WebhookDelivery>;
  WebhookDeliveryConnection: ResolverTypeWrapper<WebhookDeliveryConnection>;
  WebhookDeliveryEdge: ResolverTypeWrapper<WebhookDeliveryEdge>;
  RegisterWebhookInput: RegisterWebhookInput;
  WebhookInput: WebhookInput;
  ReplayDeliveryInput: ReplayDeliveryInput;
  RegisterWebhookPayload: ResolverTypeWrapper<Omit<RegisterWebhookPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  WebhookPayload: ResolverTypeWrapper<Omit<WebhookPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  DeleteWebhookPayload: ResolverTypeWrapper<Omit<DeleteWebhookPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  ReplayDeliveryPayload: ResolverTypeWrapper<Omit<ReplayDeliveryPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RegisterFileSourceInput: RegisterFileSourceInput;
  RegisterNodeSourceInput: RegisterNodeSourceInput;
  RemoveSocietySourceInput: RemoveSocietySourceInput;
  SocietySourcePayload: ResolverTypeWrapper<Omit<SocietySourcePayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RemoveSocietySourcePayload: ResolverTypeWrapper<Omit<RemoveSocietySourcePayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  SocietyStatementConnection: ResolverTypeWrapper<SocietyStatementConnection>;
  SocietyStatementEdge: ResolverTypeWrapper<SocietyStatementEdge>;
  SocietyStatement: ResolverTypeWrapper<SocietyStatement>;
  SocietyReceipt: ResolverTypeWrapper<SocietyReceipt>;
  SocietyParty: ResolverTypeWrapper<SocietyParty>;
  SocietyTitle: ResolverTypeWrapper<SocietyTitle>;
  SocietyCreator: ResolverTypeWrapper<SocietyCreator>;
  SocietyClaim: ResolverTypeWrapper<SocietyClaim>;
  SocietyAffiliation: ResolverTypeWrapper<SocietyAffiliation>;
  SocietyShare: ResolverTypeWrapper<SocietyShare>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Iswc: Scalars['Iswc']['output'];
  Isrc: Scalars['Isrc']['output'];
  IpiNameNumber: Scalars['IpiNameNumber']['output'];
  IpiBaseNumber: Scalars['IpiBaseNumber']['output'];
  Isni: Scalars['Isni']['output'];
  SocietyCode: Scalars['SocietyCode']['output'];
  TisCode: Scalars['TisCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Decimal: Scalars['Decimal']['output'];
  BigInt: Scalars['BigInt']['output'];
  Share: Share;
  Money: Money;
  Period: Period;
  PeriodInput: PeriodInput;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Problem: ResolversInterfaceTypes<ResolversParentTypes>['Problem'];
  InputProblem: InputProblem;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Scalars['ID']['output'];
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  Party: Party;
  Society: Society;
  License: License;
  DistributionRun: DistributionRun;
  Statement: Statement;
  Work: Work | FederationReferenceTypes['Work'];
  WorkTitle: WorkTitle;
  Creator: Creator;
  Provenance: Provenance;
  WorkIswc: WorkIswc;
  IswcNotice: IswcNotice;
  Derivation: Derivation;
  SourceCreator: SourceCreator;
  DerivativeConnection: DerivativeConnection;
  DerivativeEdge: DerivativeEdge;
  Derivative: Derivative;
  Disambiguation: Disambiguation;
  DuplicateSuggestion: DuplicateSuggestion;
  IdentityReason: IdentityReason;
  Recording: Recording | FederationReferenceTypes['Recording'];
  RecordingParty: RecordingParty;
  RecordingLink: RecordingLink;
  Registration: Registration;
  RegistrationStep: RegistrationStep;
  AiLabel: AiLabel;
  WorkConnection: WorkConnection;
  WorkEdge: WorkEdge;
  Float: Scalars['Float']['output'];
  SearchReason: SearchReason;
  Identification: Identification;
  Ownership: Ownership;
  OwnershipSource: OwnershipSource;
  SocietySource: SocietySource;
  OwnershipStatement: OwnershipStatement;
  OwnershipCell: OwnershipCell;
  OwnershipClaim: OwnershipClaim;
  StatedFigure: StatedFigure;
  ReportedParty: ReportedParty;
  WorkStatement: WorkStatement;
  Claim: Claim;
  ClaimFigure: ClaimFigure;
  ScopeRow: ScopeRow;
  NamedShare: NamedShare;
  Conflict: Conflict | FederationReferenceTypes['Conflict'];
  TouchingMembershipClash: TouchingMembershipClash;
  ConflictDesk: ConflictDesk;
  ConflictNote: ConflictNote;
  ValueAtStake: ValueAtStake;
  StakeEstimate: StakeEstimate;
  ConflictCause: ConflictCause;
  ConflictTask: ConflictTask;
  ConflictCell: ConflictCell;
  Evidence: Evidence;
  EvidenceFile: EvidenceFile;
  Ruling: Ruling;
  RulingChange: RulingChange;
  RulingPart: RulingPart;
  RulingEnd: RulingEnd;
  RulingWorkEffect: RulingWorkEffect;
  RulingEffect: Omit<RulingEffect, 'money' | 'licenses' | 'problems'> & { money?: Maybe<ResolversParentTypes['RulingMoney']>, licenses?: Maybe<ResolversParentTypes['RulingLicenses']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  CatalogueTransfer: Omit<CatalogueTransfer, 'preview' | 'effect'> & { preview?: Maybe<ResolversParentTypes['CatalogueTransferTrial']>, effect?: Maybe<ResolversParentTypes['CatalogueTransferTotals']> };
  CatalogueTransferSignatory: CatalogueTransferSignatory;
  CatalogueTransferTrial: Omit<CatalogueTransferTrial, 'preview' | 'problems'> & { preview?: Maybe<ResolversParentTypes['CatalogueTransferPreview']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  CatalogueTransferPreview: Omit<CatalogueTransferPreview, 'totals' | 'licenses'> & { totals: ResolversParentTypes['CatalogueTransferTotals'], licenses: ResolversParentTypes['CatalogueTransferLicenses'] };
  CatalogueTransferLicenses: Omit<CatalogueTransferLicenses, 'licenses' | 'problems'> & { licenses?: Maybe<ReadonlyArray<ResolversParentTypes['CatalogueTransferLicense']>>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  CatalogueTransferLicense: CatalogueTransferLicense;
  CatalogueTransferTotals: CatalogueTransferTotals;
  CatalogueTransferWorkConnection: CatalogueTransferWorkConnection;
  CatalogueTransferWorkEdge: CatalogueTransferWorkEdge;
  CatalogueTransferWork: CatalogueTransferWork;
  ExpectedConflict: ExpectedConflict;
  CatalogueTransferConnection: Omit<CatalogueTransferConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['CatalogueTransferEdge']> };
  CatalogueTransferEdge: Omit<CatalogueTransferEdge, 'node'> & { node: ResolversParentTypes['CatalogueTransfer'] };
  CatalogueTransferInput: CatalogueTransferInput;
  ProposeCatalogueTransferInput: ProposeCatalogueTransferInput;
  ConfirmCatalogueTransferInput: ConfirmCatalogueTransferInput;
  WithdrawCatalogueTransferInput: WithdrawCatalogueTransferInput;
  RulingMoney: Omit<RulingMoney, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  RulingRun: RulingRun;
  RulingTotals: RulingTotals;
  RulingEarning: RulingEarning;
  RulingRemittance: RulingRemittance;
  RulingLicenses: Omit<RulingLicenses, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  RulingLicense: RulingLicense;
  RulingLicensedWork: RulingLicensedWork;
  RulingCoverage: RulingCoverage;
  ConflictFilter: ConflictFilter;
  ConflictConnection: ConflictConnection;
  ConflictEdge: ConflictEdge;
  Subscription: Record<PropertyKey, never>;
  Change: Change;
  ChangeConnection: ChangeConnection;
  ChangeEdge: ChangeEdge;
  Job: Job | FederationReferenceTypes['Job'];
  JobConnection: JobConnection;
  JobEdge: JobEdge;
  JobProgress: JobProgress;
  FileProblem: FileProblem;
  FigureInput: FigureInput;
  ScopeRowInput: ScopeRowInput;
  ClaimInput: ClaimInput;
  WorkTitleInput: WorkTitleInput;
  CreatorInput: CreatorInput;
  RecordingInput: RecordingInput;
  DerivedFromInput: DerivedFromInput;
  DisambiguationInput: DisambiguationInput;
  RegisterWorkInput: RegisterWorkInput;
  SubmitClaimInput: SubmitClaimInput;
  RecordingClaimInput: RecordingClaimInput;
  SubmitRecordingClaimInput: SubmitRecordingClaimInput;
  WithdrawClaimInput: WithdrawClaimInput;
  RulingInput: RulingInput;
  RulingChangeInput: RulingChangeInput;
  RulingPartInput: RulingPartInput;
  AcceptClaimInput: AcceptClaimInput;
  EndClaimInput: EndClaimInput;
  RulingMergeInput: RulingMergeInput;
  ProposeRulingInput: ProposeRulingInput;
  SignRulingInput: SignRulingInput;
  CounterRulingInput: CounterRulingInput;
  AddEvidenceInput: AddEvidenceInput;
  AssignConflictInput: AssignConflictInput;
  AddConflictNoteInput: AddConflictNoteInput;
  EstimateConflictInput: EstimateConflictInput;
  MergeWorksInput: MergeWorksInput;
  UndoMergeInput: UndoMergeInput;
  DeclareAiLabelInput: DeclareAiLabelInput;
  RegisterWorkPayload: Omit<RegisterWorkPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  SubmitClaimPayload: Omit<SubmitClaimPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  SubmitRecordingClaimPayload: Omit<SubmitRecordingClaimPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  WithdrawClaimPayload: Omit<WithdrawClaimPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  ProposeCatalogueTransferPayload: Omit<ProposeCatalogueTransferPayload, 'transfer' | 'problems'> & { transfer?: Maybe<ResolversParentTypes['CatalogueTransfer']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  ConfirmCatalogueTransferPayload: Omit<ConfirmCatalogueTransferPayload, 'transfer' | 'problems'> & { transfer?: Maybe<ResolversParentTypes['CatalogueTransfer']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  WithdrawCatalogueTransferPayload: Omit<WithdrawCatalogueTransferPayload, 'transfer' | 'problems'> & { transfer?: Maybe<ResolversParentTypes['CatalogueTransfer']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  ProposeRulingPayload: Omit<ProposeRulingPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  SignRulingPayload: Omit<SignRulingPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  CounterRulingPayload: Omit<CounterRulingPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  AddEvidencePayload: Omit<AddEvidencePayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  AssignConflictPayload: Omit<AssignConflictPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  AddConflictNotePayload: Omit<AddConflictNotePayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  EstimateConflictPayload: Omit<EstimateConflictPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  MergeWorksPayload: Omit<MergeWorksPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  UndoMergePayload: Omit<UndoMergePayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  DeclareAiLabelPayload: Omit<DeclareAiLabelPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  CancelJobInput: CancelJobInput;
  CancelJobPayload: Omit<CancelJobPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  ResumeJobInput: ResumeJobInput;
  ResumeJobPayload: Omit<ResumeJobPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  Webhook: Webhook;
  WebhookPosition: WebhookPosition;
  WebhookDelivery: WebhookDelivery;
  WebhookDeliveryConnection: WebhookDeliveryConnection;
  WebhookDeliveryEdge: WebhookDeliveryEdge;
  RegisterWebhookInput: RegisterWebhookInput;
  WebhookInput: WebhookInput;
  ReplayDeliveryInput: ReplayDeliveryInput;
  RegisterWebhookPayload: Omit<RegisterWebhookPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  WebhookPayload: Omit<WebhookPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  DeleteWebhookPayload: Omit<DeleteWebhookPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  ReplayDeliveryPayload: Omit<ReplayDeliveryPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  RegisterFileSourceInput: RegisterFileSourceInput;
  RegisterNodeSourceInput: RegisterNodeSourceInput;
  RemoveSocietySourceInput: RemoveSocietySourceInput;
  SocietySourcePayload: Omit<SocietySourcePayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  RemoveSocietySourcePayload: Omit<RemoveSocietySourcePayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  SocietyStatementConnection: SocietyStatementConnection;
  SocietyStatementEdge: SocietyStatementEdge;
  SocietyStatement: SocietyStatement;
  SocietyReceipt: SocietyReceipt;
  SocietyParty: SocietyParty;
  SocietyTitle: SocietyTitle;
  SocietyCreator: SocietyCreator;
  SocietyClaim: SocietyClaim;
  SocietyAffiliation: SocietyAffiliation;
  SocietyShare: SocietyShare;
};

export interface IswcScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Iswc'], any> {
  name: 'Iswc';
}

export interface IsrcScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Isrc'], any> {
  name: 'Isrc';
}

export interface IpiNameNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IpiNameNumber'], any> {
  name: 'IpiNameNumber';
}

export interface IpiBaseNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IpiBaseNumber'], any> {
  name: 'IpiBaseNumber';
}

export interface IsniScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Isni'], any> {
  name: 'Isni';
}

export interface SocietyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SocietyCode'], any> {
  name: 'SocietyCode';
}

export interface TisCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TisCode'], any> {
  name: 'TisCode';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type ShareResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Share'] = ResolversParentTypes['Share']> = {
  percent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  numerator?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  denominator?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  __resolveType: TypeResolveFn<'InputProblem', ParentType, ContextType>;
};

export type InputProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['InputProblem'] = ResolversParentTypes['InputProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NodeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Party' | 'License' | 'DistributionRun' | 'Statement' | 'Work' | 'Recording' | 'Conflict' | 'Job', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType, RequireFields<QueryWorkArgs, 'id'>>;
  workByIswc?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType, RequireFields<QueryWorkByIswcArgs, 'iswc'>>;
  searchWorks?: Resolver<ResolversTypes['WorkConnection'], ParentType, ContextType, RequireFields<QuerySearchWorksArgs, 'query' | 'first'>>;
  identify?: Resolver<ReadonlyArray<ResolversTypes['Identification']>, ParentType, ContextType, RequireFields<QueryIdentifyArgs, 'codes'>>;
  conflicts?: Resolver<ResolversTypes['ConflictConnection'], ParentType, ContextType, RequireFields<QueryConflictsArgs, 'orderBy' | 'first'>>;
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType, RequireFields<QueryConflictArgs, 'id'>>;
  simulateRuling?: Resolver<ResolversTypes['RulingEffect'], ParentType, ContextType, RequireFields<QuerySimulateRulingArgs, 'conflict' | 'ruling'>>;
  catalogueTransfers?: Resolver<ResolversTypes['CatalogueTransferConnection'], ParentType, ContextType, RequireFields<QueryCatalogueTransfersArgs, 'first'>>;
  catalogueTransfer?: Resolver<Maybe<ResolversTypes['CatalogueTransfer']>, ParentType, ContextType, RequireFields<QueryCatalogueTransferArgs, 'id'>>;
  previewCatalogueTransfer?: Resolver<ResolversTypes['CatalogueTransferTrial'], ParentType, ContextType, RequireFields<QueryPreviewCatalogueTransferArgs, 'transfer'>>;
  jobs?: Resolver<ResolversTypes['JobConnection'], ParentType, ContextType, RequireFields<QueryJobsArgs, 'first'>>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobArgs, 'id'>>;
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<QueryChangesArgs, 'first'>>;
  societyStatements?: Resolver<ResolversTypes['SocietyStatementConnection'], ParentType, ContextType, RequireFields<QuerySocietyStatementsArgs, 'first'>>;
  societySources?: Resolver<ReadonlyArray<ResolversTypes['SocietySource']>, ParentType, ContextType>;
  webhooks?: Resolver<ReadonlyArray<ResolversTypes['Webhook']>, ParentType, ContextType>;
  webhookDeliveries?: Resolver<ResolversTypes['WebhookDeliveryConnection'], ParentType, ContextType, RequireFields<QueryWebhookDeliveriesArgs, 'webhook' | 'first'>>;
};

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  registerWork?: Resolver<ResolversTypes['RegisterWorkPayload'], ParentType, ContextType, RequireFields<MutationRegisterWorkArgs, 'input'>>;
  submitClaim?: Resolver<ResolversTypes['SubmitClaimPayload'], ParentType, ContextType, RequireFields<MutationSubmitClaimArgs, 'input'>>;
  submitRecordingClaim?: Resolver<ResolversTypes['SubmitRecordingClaimPayload'], ParentType, ContextType, RequireFields<MutationSubmitRecordingClaimArgs, 'input'>>;
  withdrawClaim?: Resolver<ResolversTypes['WithdrawClaimPayload'], ParentType, ContextType, RequireFields<MutationWithdrawClaimArgs, 'input'>>;
  proposeRuling?: Resolver<ResolversTypes['ProposeRulingPayload'], ParentType, ContextType, RequireFields<MutationProposeRulingArgs, 'input'>>;
  signRuling?: Resolver<ResolversTypes['SignRulingPayload'], ParentType, ContextType, RequireFields<MutationSignRulingArgs, 'input'>>;
  counterRuling?: Resolver<ResolversTypes['CounterRulingPayload'], ParentType, ContextType, RequireFields<MutationCounterRulingArgs, 'input'>>;
  proposeCatalogueTransfer?: Resolver<ResolversTypes['ProposeCatalogueTransferPayload'], ParentType, ContextType, RequireFields<MutationProposeCatalogueTransferArgs, 'input'>>;
  confirmCatalogueTransfer?: Resolver<ResolversTypes['ConfirmCatalogueTransferPayload'], ParentType, ContextType, RequireFields<MutationConfirmCatalogueTransferArgs, 'input'>>;
  withdrawCatalogueTransfer?: Resolver<ResolversTypes['WithdrawCatalogueTransferPayload'], ParentType, ContextType, RequireFields<MutationWithdrawCatalogueTransferArgs, 'input'>>;
  addEvidence?: Resolver<ResolversTypes['AddEvidencePayload'], ParentType, ContextType, RequireFields<MutationAddEvidenceArgs, 'input'>>;
  assignConflict?: Resolver<ResolversTypes['AssignConflictPayload'], ParentType, ContextType, RequireFields<MutationAssignConflictArgs, 'input'>>;
  addConflictNote?: Resolver<ResolversTypes['AddConflictNotePayload'], ParentType, ContextType, RequireFields<MutationAddConflictNoteArgs, 'input'>>;
  estimateConflict?: Resolver<ResolversTypes['EstimateConflictPayload'], ParentType, ContextType, RequireFields<MutationEstimateConflictArgs, 'input'>>;
  mergeWorks?: Resolver<ResolversTypes['MergeWorksPayload'], ParentType, ContextType, RequireFields<MutationMergeWorksArgs, 'input'>>;
  undoMerge?: Resolver<ResolversTypes['UndoMergePayload'], ParentType, ContextType, RequireFields<MutationUndoMergeArgs, 'input'>>;
  cancelJob?: Resolver<ResolversTypes['CancelJobPayload'], ParentType, ContextType, RequireFields<MutationCancelJobArgs, 'input'>>;
  resumeJob?: Resolver<ResolversTypes['ResumeJobPayload'], ParentType, ContextType, RequireFields<MutationResumeJobArgs, 'input'>>;
  declareAiLabel?: Resolver<ResolversTypes['DeclareAiLabelPayload'], ParentType, ContextType, RequireFields<MutationDeclareAiLabelArgs, 'input'>>;
  registerFileSource?: Resolver<ResolversTypes['SocietySourcePayload'], ParentType, ContextType, RequireFields<MutationRegisterFileSourceArgs, 'input'>>;
  registerNodeSource?: Resolver<ResolversTypes['SocietySourcePayload'], ParentType, ContextType, RequireFields<MutationRegisterNodeSourceArgs, 'input'>>;
  removeSocietySource?: Resolver<ResolversTypes['RemoveSocietySourcePayload'], ParentType, ContextType, RequireFields<MutationRemoveSocietySourceArgs, 'input'>>;
  registerWebhook?: Resolver<ResolversTypes['RegisterWebhookPayload'], ParentType, ContextType, RequireFields<MutationRegisterWebhookArgs, 'input'>>;
  disableWebhook?: Resolver<ResolversTypes['WebhookPayload'], ParentType, ContextType, RequireFields<MutationDisableWebhookArgs, 'input'>>;
  enableWebhook?: Resolver<ResolversTypes['WebhookPayload'], ParentType, ContextType, RequireFields<MutationEnableWebhookArgs, 'input'>>;
  deleteWebhook?: Resolver<ResolversTypes['DeleteWebhookPayload'], ParentType, ContextType, RequireFields<MutationDeleteWebhookArgs, 'input'>>;
  replayDelivery?: Resolver<ResolversTypes['ReplayDeliveryPayload'], ParentType, ContextType, RequireFields<MutationReplayDeliveryArgs, 'input'>>;
};

export type PartyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Party'] = ResolversParentTypes['Party']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SocietyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Society'] = ResolversParentTypes['Society']> = {
  code?: Resolver<ResolversTypes['SocietyCode'], ParentType, ContextType>;
};

export type LicenseResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['License'] = ResolversParentTypes['License']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DistributionRunResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DistributionRun'] = ResolversParentTypes['DistributionRun']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Work'] = ResolversParentTypes['Work'], FederationReferenceType extends FederationReferenceTypes['Work'] = FederationReferenceTypes['Work']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Work']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<WorkTitleArgs>>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['WorkTitle']>, ParentType, ContextType, Partial<WorkTitlesArgs>>;
  iswc?: Resolver<Maybe<ResolversTypes['Iswc']>, ParentType, ContextType, Partial<WorkIswcArgs>>;
  archivedIswcs?: Resolver<ReadonlyArray<ResolversTypes['Iswc']>, ParentType, ContextType, Partial<WorkArchivedIswcsArgs>>;
  iswcs?: Resolver<ReadonlyArray<ResolversTypes['WorkIswc']>, ParentType, ContextType, Partial<WorkIswcsArgs>>;
  derivedFrom?: Resolver<ReadonlyArray<ResolversTypes['Derivation']>, ParentType, ContextType, Partial<WorkDerivedFromArgs>>;
  derivatives?: Resolver<ResolversTypes['DerivativeConnection'], ParentType, ContextType, RequireFields<WorkDerivativesArgs, 'first'>>;
  disambiguations?: Resolver<ReadonlyArray<ResolversTypes['Disambiguation']>, ParentType, ContextType, Partial<WorkDisambiguationsArgs>>;
  duplicates?: Resolver<ReadonlyArray<ResolversTypes['DuplicateSuggestion']>, ParentType, ContextType>;
  creators?: Resolver<ReadonlyArray<ResolversTypes['Creator']>, ParentType, ContextType, Partial<WorkCreatorsArgs>>;
  recordings?: Resolver<ReadonlyArray<ResolversTypes['Recording']>, ParentType, ContextType, Partial<WorkRecordingsArgs>>;
  registrations?: Resolver<ReadonlyArray<ResolversTypes['Registration']>, ParentType, ContextType, Partial<WorkRegistrationsArgs>>;
  aiLabel?: Resolver<Maybe<ResolversTypes['AiLabel']>, ParentType, ContextType, Partial<WorkAiLabelArgs>>;
  statements?: Resolver<ReadonlyArray<ResolversTypes['WorkStatement']>, ParentType, ContextType, Partial<WorkStatementsArgs>>;
  ownership?: Resolver<ResolversTypes['Ownership'], ParentType, ContextType, RequireFields<WorkOwnershipArgs, 'territories'>>;
  conflicts?: Resolver<ReadonlyArray<ResolversTypes['Conflict']>, ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType, Partial<WorkHistoryArgs>>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkTitleResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WorkTitle'] = ResolversParentTypes['WorkTitle']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  script?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type CreatorResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Creator'] = ResolversParentTypes['Creator']> = {
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  submitter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submitterName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  submitterWorkNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receiver?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  replaces?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type WorkIswcResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WorkIswc'] = ResolversParentTypes['WorkIswc']> = {
  iswc?: Resolver<ResolversTypes['Iswc'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['IswcState'], ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
  notices?: Resolver<ReadonlyArray<ResolversTypes['IswcNotice']>, ParentType, ContextType>;
};

export type IswcNoticeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IswcNotice'] = ResolversParentTypes['IswcNotice']> = {
  society?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DerivationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Derivation'] = ResolversParentTypes['Derivation']> = {
  kind?: Resolver<ResolversTypes['DerivationKind'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  iswc?: Resolver<Maybe<ResolversTypes['Iswc']>, ParentType, ContextType>;
  workCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  creators?: Resolver<ReadonlyArray<ResolversTypes['SourceCreator']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  linkedBy?: Resolver<Maybe<ResolversTypes['SourceLink']>, ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type SourceCreatorResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SourceCreator'] = ResolversParentTypes['SourceCreator']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ipiNameNumber?: Resolver<Maybe<ResolversTypes['IpiNameNumber']>, ParentType, ContextType>;
};

export type DerivativeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DerivativeConnection'] = ResolversParentTypes['DerivativeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DerivativeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DerivativeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DerivativeEdge'] = ResolversParentTypes['DerivativeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Derivative'], ParentType, ContextType>;
};

export type DerivativeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Derivative'] = ResolversParentTypes['Derivative']> = {
  work?: Resolver<ResolversTypes['Work'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DerivationKind'], ParentType, ContextType>;
  linkedBy?: Resolver<ResolversTypes['SourceLink'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type DisambiguationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Disambiguation'] = ResolversParentTypes['Disambiguation']> = {
  reason?: Resolver<ResolversTypes['DisambiguationReason'], ParentType, ContextType>;
  from?: Resolver<ReadonlyArray<ResolversTypes['Iswc']>, ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type DuplicateSuggestionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DuplicateSuggestion'] = ResolversParentTypes['DuplicateSuggestion']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  conflict?: Resolver<ResolversTypes['Conflict'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['IdentityReason']>, ParentType, ContextType>;
};

export type IdentityReasonResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IdentityReason'] = ResolversParentTypes['IdentityReason']> = {
  field?: Resolver<ResolversTypes['IdentityField'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['IdentityVerdict'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  here?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  there?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RecordingResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Recording'] = ResolversParentTypes['Recording'], FederationReferenceType extends FederationReferenceTypes['Recording'] = FederationReferenceTypes['Recording']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Recording']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecordingKind'], ParentType, ContextType>;
  isrc?: Resolver<Maybe<ResolversTypes['Isrc']>, ParentType, ContextType>;
  isan?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  performers?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  performerParties?: Resolver<ReadonlyArray<ResolversTypes['RecordingParty']>, ParentType, ContextType>;
  producers?: Resolver<ReadonlyArray<ResolversTypes['RecordingParty']>, ParentType, ContextType>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  links?: Resolver<ReadonlyArray<ResolversTypes['RecordingLink']>, ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
  ownership?: Resolver<ResolversTypes['Ownership'], ParentType, ContextType, RequireFields<RecordingOwnershipArgs, 'territories'>>;
  conflicts?: Resolver<ReadonlyArray<ResolversTypes['Conflict']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecordingPartyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RecordingParty'] = ResolversParentTypes['RecordingParty']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
};

export type RecordingLinkResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RecordingLink'] = ResolversParentTypes['RecordingLink']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RecordingLinkState'], ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type RegistrationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Registration'] = ResolversParentTypes['Registration']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  workCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['RegistrationStep']>, ParentType, ContextType>;
};

export type RegistrationStepResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegistrationStep'] = ResolversParentTypes['RegistrationStep']> = {
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isReadyForPayment?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AiLabelResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AiLabel'] = ResolversParentTypes['AiLabel']> = {
  extent?: Resolver<ResolversTypes['AiExtent'], ParentType, ContextType>;
  tool?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  declaredBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  declaredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WorkConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WorkConnection'] = ResolversParentTypes['WorkConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WorkEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WorkEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WorkEdge'] = ResolversParentTypes['WorkEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Work'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['SearchReason']>, ParentType, ContextType>;
};

export type SearchReasonResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SearchReason'] = ResolversParentTypes['SearchReason']> = {
  field?: Resolver<ResolversTypes['SearchField'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  how?: Resolver<ResolversTypes['SearchMatch'], ParentType, ContextType>;
  words?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type IdentificationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Identification'] = ResolversParentTypes['Identification']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  canonical?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['IdentifierKind']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IdentificationStatus'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  redirects?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  recording?: Resolver<Maybe<ResolversTypes['Recording']>, ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
};

export type OwnershipResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Ownership'] = ResolversParentTypes['Ownership']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['OwnershipSource']>, ParentType, ContextType>;
  statements?: Resolver<ReadonlyArray<ResolversTypes['OwnershipStatement']>, ParentType, ContextType>;
  conflicts?: Resolver<ReadonlyArray<ResolversTypes['Conflict']>, ParentType, ContextType>;
  membershipClashes?: Resolver<ReadonlyArray<ResolversTypes['TouchingMembershipClash']>, ParentType, ContextType>;
  cells?: Resolver<ReadonlyArray<ResolversTypes['OwnershipCell']>, ParentType, ContextType>;
};

export type OwnershipSourceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OwnershipSource'] = ResolversParentTypes['OwnershipSource']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SourceStatus'], ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  staleSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SocietySourceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietySource'] = ResolversParentTypes['SocietySource']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  form?: Resolver<ResolversTypes['SourceForm'], ParentType, ContextType>;
  rhythmDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SourceStatus'], ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  staleSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deadlineMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pauseSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pausedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSuccessAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastFailureAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastErrorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registeredBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OwnershipStatementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OwnershipStatement'] = ResolversParentTypes['OwnershipStatement']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  messages?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['WorkStatement'], ParentType, ContextType>;
};

export type OwnershipCellResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OwnershipCell'] = ResolversParentTypes['OwnershipCell']> = {
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  rightSet?: Resolver<Maybe<ResolversTypes['RecordingRightSet']>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CellState'], ParentType, ContextType>;
  claimed?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  unclaimed?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  over?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  reported?: Resolver<ReadonlyArray<ResolversTypes['ReportedParty']>, ParentType, ContextType>;
  claims?: Resolver<ReadonlyArray<ResolversTypes['OwnershipClaim']>, ParentType, ContextType>;
};

export type OwnershipClaimResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OwnershipClaim'] = ResolversParentTypes['OwnershipClaim']> = {
  claim?: Resolver<ResolversTypes['Claim'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ClaimKind'], ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  payable?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  contested?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  chain?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  statedBy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  figures?: Resolver<ReadonlyArray<ResolversTypes['StatedFigure']>, ParentType, ContextType>;
};

export type StatedFigureResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StatedFigure'] = ResolversParentTypes['StatedFigure']> = {
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  statedBy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  entitled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReportedPartyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReportedParty'] = ResolversParentTypes['ReportedParty']> = {
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  statedBy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WorkStatementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WorkStatement'] = ResolversParentTypes['WorkStatement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submitterName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  submitterWorkNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivers?: Resolver<ReadonlyArray<ResolversTypes['Society']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['WorkTitle']>, ParentType, ContextType>;
  iswc?: Resolver<Maybe<ResolversTypes['Iswc']>, ParentType, ContextType>;
  creators?: Resolver<ReadonlyArray<ResolversTypes['Creator']>, ParentType, ContextType>;
  claims?: Resolver<ReadonlyArray<ResolversTypes['Claim']>, ParentType, ContextType>;
  named?: Resolver<ReadonlyArray<ResolversTypes['NamedShare']>, ParentType, ContextType>;
};

export type ClaimResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Claim'] = ResolversParentTypes['Claim']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ClaimKind'], ParentType, ContextType>;
  figures?: Resolver<ReadonlyArray<ResolversTypes['ClaimFigure']>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['ScopeRow']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  writers?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  chain?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  statedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType>;
};

export type ClaimFigureResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ClaimFigure'] = ResolversParentTypes['ClaimFigure']> = {
  family?: Resolver<Maybe<ResolversTypes['RightFamily']>, ParentType, ContextType>;
  rightSet?: Resolver<Maybe<ResolversTypes['RecordingRightSet']>, ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['IpiRight']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type ScopeRowResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ScopeRow'] = ResolversParentTypes['ScopeRow']> = {
  isIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
};

export type NamedShareResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NamedShare'] = ResolversParentTypes['NamedShare']> = {
  kind?: Resolver<ResolversTypes['NamedShareKind'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  figures?: Resolver<ReadonlyArray<ResolversTypes['ClaimFigure']>, ParentType, ContextType>;
};

export type ConflictResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Conflict'] = ResolversParentTypes['Conflict'], FederationReferenceType extends FederationReferenceTypes['Conflict'] = FederationReferenceTypes['Conflict']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Conflict']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ConflictKind'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ConflictState'], ParentType, ContextType>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  works?: Resolver<ReadonlyArray<ResolversTypes['Work']>, ParentType, ContextType>;
  recording?: Resolver<Maybe<ResolversTypes['Recording']>, ParentType, ContextType>;
  claims?: Resolver<ReadonlyArray<ResolversTypes['Claim']>, ParentType, ContextType>;
  cells?: Resolver<ReadonlyArray<ResolversTypes['ConflictCell']>, ParentType, ContextType>;
  excess?: Resolver<Maybe<ResolversTypes['Share']>, ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['ConflictCause']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  term?: Resolver<ResolversTypes['ConflictTerm'], ParentType, ContextType>;
  deadline?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  valueAtStake?: Resolver<ResolversTypes['ValueAtStake'], ParentType, ContextType>;
  membershipClashes?: Resolver<ReadonlyArray<ResolversTypes['TouchingMembershipClash']>, ParentType, ContextType>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['ConflictTask']>, ParentType, ContextType>;
  proposals?: Resolver<ReadonlyArray<ResolversTypes['Ruling']>, ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  desk?: Resolver<Maybe<ResolversTypes['ConflictDesk']>, ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TouchingMembershipClashResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TouchingMembershipClash'] = ResolversParentTypes['TouchingMembershipClash']> = {
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  side?: Resolver<Maybe<ResolversTypes['Side']>, ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['IpiRight']>, ParentType, ContextType>;
  countries?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  societies?: Resolver<ReadonlyArray<ResolversTypes['Society']>, ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ConflictDeskResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConflictDesk'] = ResolversParentTypes['ConflictDesk']> = {
  assignee?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['ConflictNote']>, ParentType, ContextType>;
};

export type ConflictNoteResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConflictNote'] = ResolversParentTypes['ConflictNote']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  writtenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ValueAtStakeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ValueAtStake'] = ResolversParentTypes['ValueAtStake']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  amounts?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  basis?: Resolver<Maybe<ResolversTypes['StakeBasis']>, ParentType, ContextType>;
  held?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  paid?: Resolver<ReadonlyArray<ResolversTypes['Money']>, ParentType, ContextType>;
  estimates?: Resolver<ReadonlyArray<ResolversTypes['StakeEstimate']>, ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StakeEstimateResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StakeEstimate'] = ResolversParentTypes['StakeEstimate']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ConflictCauseResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConflictCause'] = ResolversParentTypes['ConflictCause']> = {
  kind?: Resolver<ResolversTypes['CauseKind'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ConflictTaskResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConflictTask'] = ResolversParentTypes['ConflictTask']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  asks?: Resolver<ResolversTypes['ConflictAsk'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ConflictCellResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConflictCell'] = ResolversParentTypes['ConflictCell']> = {
  rights?: Resolver<ReadonlyArray<ResolversTypes['IpiRight']>, ParentType, ContextType>;
  rightSet?: Resolver<Maybe<ResolversTypes['RecordingRightSet']>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  excess?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['EvidenceFile']>, ParentType, ContextType>;
  addedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type EvidenceFileResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['EvidenceFile'] = ResolversParentTypes['EvidenceFile']> = {
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RulingResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Ruling'] = ResolversParentTypes['Ruling']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RulingState'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RulingKind'], ParentType, ContextType>;
  changes?: Resolver<ReadonlyArray<ResolversTypes['RulingChange']>, ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['RulingPart']>, ParentType, ContextType>;
  claimId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  claimIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  ends?: Resolver<ReadonlyArray<ResolversTypes['RulingEnd']>, ParentType, ContextType>;
  survivorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  mergedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  worksAreDistinct?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  undoes?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  proposedBy?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proposedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  needed?: Resolver<ReadonlyArray<ResolversTypes['Society']>, ParentType, ContextType>;
  signed?: Resolver<ReadonlyArray<ResolversTypes['Society']>, ParentType, ContextType>;
};

export type RulingChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingChange'] = ResolversParentTypes['RulingChange']> = {
  claimId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  figures?: Resolver<ReadonlyArray<ResolversTypes['ClaimFigure']>, ParentType, ContextType>;
};

export type RulingPartResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingPart'] = ResolversParentTypes['RulingPart']> = {
  claimId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type RulingEndResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingEnd'] = ResolversParentTypes['RulingEnd']> = {
  claimId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type RulingWorkEffectResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingWorkEffect'] = ResolversParentTypes['RulingWorkEffect']> = {
  workId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  before?: Resolver<ReadonlyArray<ResolversTypes['OwnershipCell']>, ParentType, ContextType>;
  after?: Resolver<ReadonlyArray<ResolversTypes['OwnershipCell']>, ParentType, ContextType>;
};

export type RulingEffectResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingEffect'] = ResolversParentTypes['RulingEffect']> = {
  works?: Resolver<ReadonlyArray<ResolversTypes['RulingWorkEffect']>, ParentType, ContextType>;
  before?: Resolver<ReadonlyArray<ResolversTypes['OwnershipCell']>, ParentType, ContextType>;
  after?: Resolver<ReadonlyArray<ResolversTypes['OwnershipCell']>, ParentType, ContextType>;
  isResolved?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  needed?: Resolver<ReadonlyArray<ResolversTypes['Society']>, ParentType, ContextType>;
  money?: Resolver<Maybe<ResolversTypes['RulingMoney']>, ParentType, ContextType>;
  licenses?: Resolver<Maybe<ResolversTypes['RulingLicenses']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type CatalogueTransferResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransfer'] = ResolversParentTypes['CatalogueTransfer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CatalogueTransferState'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  works?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  rights?: Resolver<Maybe<ReadonlyArray<ResolversTypes['IpiRight']>>, ParentType, ContextType>;
  territories?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TisCode']>>, ParentType, ContextType>;
  undoes?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proposedBy?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  proposedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  signatories?: Resolver<ReadonlyArray<ResolversTypes['CatalogueTransferSignatory']>, ParentType, ContextType>;
  preview?: Resolver<Maybe<ResolversTypes['CatalogueTransferTrial']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  effect?: Resolver<Maybe<ResolversTypes['CatalogueTransferTotals']>, ParentType, ContextType>;
  appliedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CatalogueTransferSignatoryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferSignatory'] = ResolversParentTypes['CatalogueTransferSignatory']> = {
  society?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  sides?: Resolver<ReadonlyArray<ResolversTypes['CatalogueTransferSide']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  preview?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CatalogueTransferTrialResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferTrial'] = ResolversParentTypes['CatalogueTransferTrial']> = {
  preview?: Resolver<Maybe<ResolversTypes['CatalogueTransferPreview']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type CatalogueTransferPreviewResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferPreview'] = ResolversParentTypes['CatalogueTransferPreview']> = {
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signatories?: Resolver<ReadonlyArray<ResolversTypes['CatalogueTransferSignatory']>, ParentType, ContextType>;
  totals?: Resolver<ResolversTypes['CatalogueTransferTotals'], ParentType, ContextType>;
  licenses?: Resolver<ResolversTypes['CatalogueTransferLicenses'], ParentType, ContextType>;
  works?: Resolver<ResolversTypes['CatalogueTransferWorkConnection'], ParentType, ContextType, RequireFields<CatalogueTransferPreviewWorksArgs, 'first'>>;
};

export type CatalogueTransferLicensesResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferLicenses'] = ResolversParentTypes['CatalogueTransferLicenses']> = {
  licenses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CatalogueTransferLicense']>>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type CatalogueTransferLicenseResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferLicense'] = ResolversParentTypes['CatalogueTransferLicense']> = {
  license?: Resolver<ResolversTypes['License'], ParentType, ContextType>;
  works?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CatalogueTransferTotalsResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferTotals'] = ResolversParentTypes['CatalogueTransferTotals']> = {
  works?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statements?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  claims?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conflictsCreated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conflictsRemoved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conflictsChanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CatalogueTransferWorkConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferWorkConnection'] = ResolversParentTypes['CatalogueTransferWorkConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CatalogueTransferWorkEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CatalogueTransferWorkEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferWorkEdge'] = ResolversParentTypes['CatalogueTransferWorkEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CatalogueTransferWork'], ParentType, ContextType>;
};

export type CatalogueTransferWorkResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferWork'] = ResolversParentTypes['CatalogueTransferWork']> = {
  work?: Resolver<ResolversTypes['Work'], ParentType, ContextType>;
  claims?: Resolver<ReadonlyArray<ResolversTypes['Claim']>, ParentType, ContextType>;
  before?: Resolver<ReadonlyArray<ResolversTypes['OwnershipCell']>, ParentType, ContextType>;
  after?: Resolver<ReadonlyArray<ResolversTypes['OwnershipCell']>, ParentType, ContextType>;
  conflictsCreated?: Resolver<ReadonlyArray<ResolversTypes['ExpectedConflict']>, ParentType, ContextType>;
  conflictsRemoved?: Resolver<ReadonlyArray<ResolversTypes['Conflict']>, ParentType, ContextType>;
  conflictsChanged?: Resolver<ReadonlyArray<ResolversTypes['Conflict']>, ParentType, ContextType>;
};

export type ExpectedConflictResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ExpectedConflict'] = ResolversParentTypes['ExpectedConflict']> = {
  kind?: Resolver<ResolversTypes['ConflictKind'], ParentType, ContextType>;
  parties?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  cells?: Resolver<ReadonlyArray<ResolversTypes['ConflictCell']>, ParentType, ContextType>;
  excess?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CatalogueTransferConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferConnection'] = ResolversParentTypes['CatalogueTransferConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CatalogueTransferEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CatalogueTransferEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CatalogueTransferEdge'] = ResolversParentTypes['CatalogueTransferEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CatalogueTransfer'], ParentType, ContextType>;
};

export type RulingMoneyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingMoney'] = ResolversParentTypes['RulingMoney']> = {
  runs?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RulingRun']>>, ParentType, ContextType>;
  held?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Money']>>, ParentType, ContextType>;
  paid?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Money']>>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type RulingRunResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingRun'] = ResolversParentTypes['RulingRun']> = {
  licensor?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['RulingTotals'], ParentType, ContextType>;
  earnings?: Resolver<ReadonlyArray<ResolversTypes['RulingEarning']>, ParentType, ContextType>;
  remittances?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RulingRemittance']>>, ParentType, ContextType>;
};

export type RulingTotalsResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingTotals'] = ResolversParentTypes['RulingTotals']> = {
  income?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  remitted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deductions?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unmatched?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unclaimed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  nonMembers?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  notRepresented?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RulingEarningResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingEarning'] = ResolversParentTypes['RulingEarning']> = {
  destination?: Resolver<ResolversTypes['EarningDestination'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  payee?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  holder?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  after?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type RulingRemittanceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingRemittance'] = ResolversParentTypes['RulingRemittance']> = {
  payee?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  after?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RulingLicensesResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingLicenses'] = ResolversParentTypes['RulingLicenses']> = {
  licenses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RulingLicense']>>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type RulingLicenseResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingLicense'] = ResolversParentTypes['RulingLicense']> = {
  license?: Resolver<ResolversTypes['License'], ParentType, ContextType>;
  works?: Resolver<ReadonlyArray<ResolversTypes['RulingLicensedWork']>, ParentType, ContextType>;
};

export type RulingLicensedWorkResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingLicensedWork'] = ResolversParentTypes['RulingLicensedWork']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  alarm?: Resolver<ResolversTypes['RulingAlarm'], ParentType, ContextType>;
  alarmBefore?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alarmAfter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  coverage?: Resolver<ReadonlyArray<ResolversTypes['RulingCoverage']>, ParentType, ContextType>;
};

export type RulingCoverageResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RulingCoverage'] = ResolversParentTypes['RulingCoverage']> = {
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  after?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type ConflictConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConflictConnection'] = ResolversParentTypes['ConflictConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConflictEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ConflictEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConflictEdge'] = ResolversParentTypes['ConflictEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Conflict'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  workChanged?: SubscriptionResolver<ResolversTypes['ChangeEdge'], "workChanged", ParentType, ContextType, Partial<SubscriptionWorkChangedArgs>>;
  conflictChanged?: SubscriptionResolver<ResolversTypes['ChangeEdge'], "conflictChanged", ParentType, ContextType, Partial<SubscriptionConflictChangedArgs>>;
};

export type ChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  recording?: Resolver<Maybe<ResolversTypes['Recording']>, ParentType, ContextType>;
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  replaces?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ChangeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeConnection'] = ResolversParentTypes['ChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChangeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChangeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ChangeEdge'] = ResolversParentTypes['ChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
};

export type JobResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job'], FederationReferenceType extends FederationReferenceTypes['Job'] = FederationReferenceTypes['Job']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Job']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JobState'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['JobProgress'], ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['FileProblem']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['JobConnection'] = ResolversParentTypes['JobConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['JobEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type JobEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['JobEdge'] = ResolversParentTypes['JobEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
};

export type JobProgressResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['JobProgress'] = ResolversParentTypes['JobProgress']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FileProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FileProblem'] = ResolversParentTypes['FileProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  record?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RegisterWorkPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegisterWorkPayload'] = ResolversParentTypes['RegisterWorkPayload']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SubmitClaimPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SubmitClaimPayload'] = ResolversParentTypes['SubmitClaimPayload']> = {
  claim?: Resolver<Maybe<ResolversTypes['Claim']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SubmitRecordingClaimPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SubmitRecordingClaimPayload'] = ResolversParentTypes['SubmitRecordingClaimPayload']> = {
  claim?: Resolver<Maybe<ResolversTypes['Claim']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type WithdrawClaimPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WithdrawClaimPayload'] = ResolversParentTypes['WithdrawClaimPayload']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  recording?: Resolver<Maybe<ResolversTypes['Recording']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProposeCatalogueTransferPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposeCatalogueTransferPayload'] = ResolversParentTypes['ProposeCatalogueTransferPayload']> = {
  transfer?: Resolver<Maybe<ResolversTypes['CatalogueTransfer']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ConfirmCatalogueTransferPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConfirmCatalogueTransferPayload'] = ResolversParentTypes['ConfirmCatalogueTransferPayload']> = {
  transfer?: Resolver<Maybe<ResolversTypes['CatalogueTransfer']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type WithdrawCatalogueTransferPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WithdrawCatalogueTransferPayload'] = ResolversParentTypes['WithdrawCatalogueTransferPayload']> = {
  transfer?: Resolver<Maybe<ResolversTypes['CatalogueTransfer']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProposeRulingPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ProposeRulingPayload'] = ResolversParentTypes['ProposeRulingPayload']> = {
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SignRulingPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SignRulingPayload'] = ResolversParentTypes['SignRulingPayload']> = {
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CounterRulingPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CounterRulingPayload'] = ResolversParentTypes['CounterRulingPayload']> = {
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AddEvidencePayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AddEvidencePayload'] = ResolversParentTypes['AddEvidencePayload']> = {
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AssignConflictPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AssignConflictPayload'] = ResolversParentTypes['AssignConflictPayload']> = {
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AddConflictNotePayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AddConflictNotePayload'] = ResolversParentTypes['AddConflictNotePayload']> = {
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type EstimateConflictPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['EstimateConflictPayload'] = ResolversParentTypes['EstimateConflictPayload']> = {
  conflict?: Resolver<Maybe<ResolversTypes['Conflict']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MergeWorksPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MergeWorksPayload'] = ResolversParentTypes['MergeWorksPayload']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UndoMergePayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['UndoMergePayload'] = ResolversParentTypes['UndoMergePayload']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DeclareAiLabelPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DeclareAiLabelPayload'] = ResolversParentTypes['DeclareAiLabelPayload']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CancelJobPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CancelJobPayload'] = ResolversParentTypes['CancelJobPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ResumeJobPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ResumeJobPayload'] = ResolversParentTypes['ResumeJobPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WebhookState'], ParentType, ContextType>;
  because?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  positions?: Resolver<ReadonlyArray<ResolversTypes['WebhookPosition']>, ParentType, ContextType>;
  registeredBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WebhookPositionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookPosition'] = ResolversParentTypes['WebhookPosition']> = {
  feed?: Resolver<ResolversTypes['ChangeFeed'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nextTryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  feed?: Resolver<ResolversTypes['ChangeFeed'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WebhookDeliveryState'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  because?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type RegisterWebhookPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegisterWebhookPayload'] = ResolversParentTypes['RegisterWebhookPayload']> = {
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type WebhookPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WebhookPayload'] = ResolversParentTypes['WebhookPayload']> = {
  webhook?: Resolver<Maybe<ResolversTypes['Webhook']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DeleteWebhookPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DeleteWebhookPayload'] = ResolversParentTypes['DeleteWebhookPayload']> = {
  webhookId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReplayDeliveryPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReplayDeliveryPayload'] = ResolversParentTypes['ReplayDeliveryPayload']> = {
  delivery?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SocietySourcePayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietySourcePayload'] = ResolversParentTypes['SocietySourcePayload']> = {
  source?: Resolver<Maybe<ResolversTypes['SocietySource']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RemoveSocietySourcePayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RemoveSocietySourcePayload'] = ResolversParentTypes['RemoveSocietySourcePayload']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SocietyStatementConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyStatementConnection'] = ResolversParentTypes['SocietyStatementConnection']> = {
  society?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['SocietyStatementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SocietyStatementEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyStatementEdge'] = ResolversParentTypes['SocietyStatementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SocietyStatement'], ParentType, ContextType>;
};

export type SocietyStatementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyStatement'] = ResolversParentTypes['SocietyStatement']> = {
  submitter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submitterName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submitterWorkNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isInForce?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  statedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  receipts?: Resolver<ReadonlyArray<ResolversTypes['SocietyReceipt']>, ParentType, ContextType>;
  workCodes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  parties?: Resolver<ReadonlyArray<ResolversTypes['SocietyParty']>, ParentType, ContextType>;
  titles?: Resolver<ReadonlyArray<ResolversTypes['SocietyTitle']>, ParentType, ContextType>;
  iswc?: Resolver<Maybe<ResolversTypes['Iswc']>, ParentType, ContextType>;
  creators?: Resolver<ReadonlyArray<ResolversTypes['SocietyCreator']>, ParentType, ContextType>;
  claims?: Resolver<ReadonlyArray<ResolversTypes['SocietyClaim']>, ParentType, ContextType>;
  named?: Resolver<ReadonlyArray<ResolversTypes['SocietyShare']>, ParentType, ContextType>;
  further?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SocietyReceiptResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyReceipt'] = ResolversParentTypes['SocietyReceipt']> = {
  receiver?: Resolver<Maybe<ResolversTypes['SocietyCode']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SocietyPartyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyParty'] = ResolversParentTypes['SocietyParty']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ipiNameNumber?: Resolver<Maybe<ResolversTypes['IpiNameNumber']>, ParentType, ContextType>;
  ipiBaseNumber?: Resolver<Maybe<ResolversTypes['IpiBaseNumber']>, ParentType, ContextType>;
  isNatural?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SocietyTitleResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyTitle'] = ResolversParentTypes['SocietyTitle']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  script?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SocietyCreatorResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyCreator'] = ResolversParentTypes['SocietyCreator']> = {
  party?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ipiNameNumber?: Resolver<Maybe<ResolversTypes['IpiNameNumber']>, ParentType, ContextType>;
  otherNames?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SocietyClaimResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyClaim'] = ResolversParentTypes['SocietyClaim']> = {
  party?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ClaimKind'], ParentType, ContextType>;
  figures?: Resolver<ReadonlyArray<ResolversTypes['ClaimFigure']>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['ScopeRow']>, ParentType, ContextType>;
  expandedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  writers?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  chain?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  affiliations?: Resolver<ReadonlyArray<ResolversTypes['SocietyAffiliation']>, ParentType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SocietyAffiliationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyAffiliation'] = ResolversParentTypes['SocietyAffiliation']> = {
  family?: Resolver<ResolversTypes['RightFamily'], ParentType, ContextType>;
  society?: Resolver<ResolversTypes['SocietyCode'], ParentType, ContextType>;
};

export type SocietyShareResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SocietyShare'] = ResolversParentTypes['SocietyShare']> = {
  kind?: Resolver<ResolversTypes['NamedShareKind'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['Side'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  figures?: Resolver<ReadonlyArray<ResolversTypes['ClaimFigure']>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['ScopeRow']>, ParentType, ContextType>;
  expandedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  affiliations?: Resolver<ReadonlyArray<ResolversTypes['SocietyAffiliation']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Iswc?: GraphQLScalarType;
  Isrc?: GraphQLScalarType;
  IpiNameNumber?: GraphQLScalarType;
  IpiBaseNumber?: GraphQLScalarType;
  Isni?: GraphQLScalarType;
  SocietyCode?: GraphQLScalarType;
  TisCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  BigInt?: GraphQLScalarType;
  Share?: ShareResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Problem?: ProblemResolvers<ContextType>;
  InputProblem?: InputProblemResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Party?: PartyResolvers<ContextType>;
  Society?: SocietyResolvers<ContextType>;
  License?: LicenseResolvers<ContextType>;
  DistributionRun?: DistributionRunResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  Work?: WorkResolvers<ContextType>;
  WorkTitle?: WorkTitleResolvers<ContextType>;
  Creator?: CreatorResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  WorkIswc?: WorkIswcResolvers<ContextType>;
  IswcNotice?: IswcNoticeResolvers<ContextType>;
  Derivation?: DerivationResolvers<ContextType>;
  SourceCreator?: SourceCreatorResolvers<ContextType>;
  DerivativeConnection?: DerivativeConnectionResolvers<ContextType>;
  DerivativeEdge?: DerivativeEdgeResolvers<ContextType>;
  Derivative?: DerivativeResolvers<ContextType>;
  Disambiguation?: DisambiguationResolvers<ContextType>;
  DuplicateSuggestion?: DuplicateSuggestionResolvers<ContextType>;
  IdentityReason?: IdentityReasonResolvers<ContextType>;
  Recording?: RecordingResolvers<ContextType>;
  RecordingParty?: RecordingPartyResolvers<ContextType>;
  RecordingLink?: RecordingLinkResolvers<ContextType>;
  Registration?: RegistrationResolvers<ContextType>;
  RegistrationStep?: RegistrationStepResolvers<ContextType>;
  AiLabel?: AiLabelResolvers<ContextType>;
  WorkConnection?: WorkConnectionResolvers<ContextType>;
  WorkEdge?: WorkEdgeResolvers<ContextType>;
  SearchReason?: SearchReasonResolvers<ContextType>;
  Identification?: IdentificationResolvers<ContextType>;
  Ownership?: OwnershipResolvers<ContextType>;
  OwnershipSource?: OwnershipSourceResolvers<ContextType>;
  SocietySource?: SocietySourceResolvers<ContextType>;
  OwnershipStatement?: OwnershipStatementResolvers<ContextType>;
  OwnershipCell?: OwnershipCellResolvers<ContextType>;
  OwnershipClaim?: OwnershipClaimResolvers<ContextType>;
  StatedFigure?: StatedFigureResolvers<ContextType>;
  ReportedParty?: ReportedPartyResolvers<ContextType>;
  WorkStatement?: WorkStatementResolvers<ContextType>;
  Claim?: ClaimResolvers<ContextType>;
  ClaimFigure?: ClaimFigureResolvers<ContextType>;
  ScopeRow?: ScopeRowResolvers<ContextType>;
  NamedShare?: NamedShareResolvers<ContextType>;
  Conflict?: ConflictResolvers<ContextType>;
  TouchingMembershipClash?: TouchingMembershipClashResolvers<ContextType>;
  ConflictDesk?: ConflictDeskResolvers<ContextType>;
  ConflictNote?: ConflictNoteResolvers<ContextType>;
  ValueAtStake?: ValueAtStakeResolvers<ContextType>;
  StakeEstimate?: StakeEstimateResolvers<ContextType>;
  ConflictCause?: ConflictCauseResolvers<ContextType>;
  ConflictTask?: ConflictTaskResolvers<ContextType>;
  ConflictCell?: ConflictCellResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  EvidenceFile?: EvidenceFileResolvers<ContextType>;
  Ruling?: RulingResolvers<ContextType>;
  RulingChange?: RulingChangeResolvers<ContextType>;
  RulingPart?: RulingPartResolvers<ContextType>;
  RulingEnd?: RulingEndResolvers<ContextType>;
  RulingWorkEffect?: RulingWorkEffectResolvers<ContextType>;
  RulingEffect?: RulingEffectResolvers<ContextType>;
  CatalogueTransfer?: CatalogueTransferResolvers<ContextType>;
  CatalogueTransferSignatory?: CatalogueTransferSignatoryResolvers<ContextType>;
  CatalogueTransferTrial?: CatalogueTransferTrialResolvers<ContextType>;
  CatalogueTransferPreview?: CatalogueTransferPreviewResolvers<ContextType>;
  CatalogueTransferLicenses?: CatalogueTransferLicensesResolvers<ContextType>;
  CatalogueTransferLicense?: CatalogueTransferLicenseResolvers<ContextType>;
  CatalogueTransferTotals?: CatalogueTransferTotalsResolvers<ContextType>;
  CatalogueTransferWorkConnection?: CatalogueTransferWorkConnectionResolvers<ContextType>;
  CatalogueTransferWorkEdge?: CatalogueTransferWorkEdgeResolvers<ContextType>;
  CatalogueTransferWork?: CatalogueTransferWorkResolvers<ContextType>;
  ExpectedConflict?: ExpectedConflictResolvers<ContextType>;
  CatalogueTransferConnection?: CatalogueTransferConnectionResolvers<ContextType>;
  CatalogueTransferEdge?: CatalogueTransferEdgeResolvers<ContextType>;
  RulingMoney?: RulingMoneyResolvers<ContextType>;
  RulingRun?: RulingRunResolvers<ContextType>;
  RulingTotals?: RulingTotalsResolvers<ContextType>;
  RulingEarning?: RulingEarningResolvers<ContextType>;
  RulingRemittance?: RulingRemittanceResolvers<ContextType>;
  RulingLicenses?: RulingLicensesResolvers<ContextType>;
  RulingLicense?: RulingLicenseResolvers<ContextType>;
  RulingLicensedWork?: RulingLicensedWorkResolvers<ContextType>;
  RulingCoverage?: RulingCoverageResolvers<ContextType>;
  ConflictConnection?: ConflictConnectionResolvers<ContextType>;
  ConflictEdge?: ConflictEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  ChangeConnection?: ChangeConnectionResolvers<ContextType>;
  ChangeEdge?: ChangeEdgeResolvers<ContextType>;
  Job?: JobResolvers<ContextType>;
  JobConnection?: JobConnectionResolvers<ContextType>;
  JobEdge?: JobEdgeResolvers<ContextType>;
  JobProgress?: JobProgressResolvers<ContextType>;
  FileProblem?: FileProblemResolvers<ContextType>;
  RegisterWorkPayload?: RegisterWorkPayloadResolvers<ContextType>;
  SubmitClaimPayload?: SubmitClaimPayloadResolvers<ContextType>;
  SubmitRecordingClaimPayload?: SubmitRecordingClaimPayloadResolvers<ContextType>;
  WithdrawClaimPayload?: WithdrawClaimPayloadResolvers<ContextType>;
  ProposeCatalogueTransferPayload?: ProposeCatalogueTransferPayloadResolvers<ContextType>;
  ConfirmCatalogueTransferPayload?: ConfirmCatalogueTransferPayloadResolvers<ContextType>;
  WithdrawCatalogueTransferPayload?: WithdrawCatalogueTransferPayloadResolvers<ContextType>;
  ProposeRulingPayload?: ProposeRulingPayloadResolvers<ContextType>;
  SignRulingPayload?: SignRulingPayloadResolvers<ContextType>;
  CounterRulingPayload?: CounterRulingPayloadResolvers<ContextType>;
  AddEvidencePayload?: AddEvidencePayloadResolvers<ContextType>;
  AssignConflictPayload?: AssignConflictPayloadResolvers<ContextType>;
  AddConflictNotePayload?: AddConflictNotePayloadResolvers<ContextType>;
  EstimateConflictPayload?: EstimateConflictPayloadResolvers<ContextType>;
  MergeWorksPayload?: MergeWorksPayloadResolvers<ContextType>;
  UndoMergePayload?: UndoMergePayloadResolvers<ContextType>;
  DeclareAiLabelPayload?: DeclareAiLabelPayloadResolvers<ContextType>;
  CancelJobPayload?: CancelJobPayloadResolvers<ContextType>;
  ResumeJobPayload?: ResumeJobPayloadResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookPosition?: WebhookPositionResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  RegisterWebhookPayload?: RegisterWebhookPayloadResolvers<ContextType>;
  WebhookPayload?: WebhookPayloadResolvers<ContextType>;
  DeleteWebhookPayload?: DeleteWebhookPayloadResolvers<ContextType>;
  ReplayDeliveryPayload?: ReplayDeliveryPayloadResolvers<ContextType>;
  SocietySourcePayload?: SocietySourcePayloadResolvers<ContextType>;
  RemoveSocietySourcePayload?: RemoveSocietySourcePayloadResolvers<ContextType>;
  SocietyStatementConnection?: SocietyStatementConnectionResolvers<ContextType>;
  SocietyStatementEdge?: SocietyStatementEdgeResolvers<ContextType>;
  SocietyStatement?: SocietyStatementResolvers<ContextType>;
  SocietyReceipt?: SocietyReceiptResolvers<ContextType>;
  SocietyParty?: SocietyPartyResolvers<ContextType>;
  SocietyTitle?: SocietyTitleResolvers<ContextType>;
  SocietyCreator?: SocietyCreatorResolvers<ContextType>;
  SocietyClaim?: SocietyClaimResolvers<ContextType>;
  SocietyAffiliation?: SocietyAffiliationResolvers<ContextType>;
  SocietyShare?: SocietyShareResolvers<ContextType>;
};
