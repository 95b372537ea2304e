// Made from the schema by `npm run codegen`. Not edited by hand.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LicenseParent, LicenseTermParent, LicenseAlarmChangeParent, Context } from './mappers.ts';
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

export type Query = {
  readonly __typename?: 'Query';
  /** What a licence would clear and cost, country by country; nothing is stored. For the licensing desk of the licensor. */
  readonly quote: Quote;
  /** The licence with this id; null when unknown or not the caller's to see. */
  readonly license?: Maybe<License>;
  /** Licences of the caller's society as licensor, or of the caller as licensee; newest first. */
  readonly licenses: LicenseConnection;
  /** A licensor's tariffs, one for each use, with their clauses. */
  readonly tariffs: ReadonlyArray<Tariff>;
  /** Every alarm on licences of the caller's society that was raised, changed or cleared, in order, from the beginning or after a cursor; can be replayed at any time. */
  readonly licenseAlarms: LicenseAlarmChangeConnection;
};


export type QueryQuoteArgs = {
  input: QuoteInput;
};


export type QueryLicenseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLicensesArgs = {
  filter?: InputMaybe<LicenseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryTariffsArgs = {
  licensor: Scalars['SocietyCode']['input'];
  use?: InputMaybe<UseType>;
  on?: InputMaybe<Scalars['Date']['input']>;
};


export type QueryLicenseAlarmsArgs = {
  since?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Issues a licence: its clauses, clearance and the rights it relies on are frozen. For the licensing desk of the licensor. */
  readonly issueLicense: IssueLicensePayload;
  /** Gives a licence new terms from a day on, frozen anew; the days before keep theirs. */
  readonly amendLicense: AmendLicensePayload;
  /** Ends a licence from a day on; the days before stay licensed. */
  readonly terminateLicense: TerminateLicensePayload;
};


export type MutationIssueLicenseArgs = {
  input: IssueLicenseInput;
};


export type MutationAmendLicenseArgs = {
  input: AmendLicenseInput;
};


export type MutationTerminateLicenseArgs = {
  input: TerminateLicenseInput;
};

/** A collective management organisation. */
export type Society = {
  readonly __typename?: 'Society';
  /** CISAC code, or letters for an organisation that has none. */
  readonly code: Scalars['SocietyCode']['output'];
};

/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type Party = {
  readonly __typename?: 'Party';
  /** Opaque id, `pty_…`. */
  readonly id: Scalars['ID']['output'];
};

/** A musical work, as all statements together describe it. */
export type Work = {
  readonly __typename?: 'Work';
  /** Opaque id, `wrk_…`. */
  readonly id: Scalars['ID']['output'];
};

/** What a licence would clear and cost. Clearance is that of the first day of the period. */
export type Quote = {
  readonly __typename?: 'Quote';
  /** Who would license; null when the code cannot be read. */
  readonly licensor?: Maybe<Society>;
  /** How the music is used. */
  readonly use: UseType;
  /** When; null when it cannot be read. */
  readonly period?: Maybe<Period>;
  /** What prices are in; null when it cannot be read. */
  readonly currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** How many works are cleared. */
  readonly works: ClearedWorks;
  /** Clearance in each country, by code; empty when the input is refused. */
  readonly territories: ReadonlyArray<QuoteTerritory>;
  /** The price, line by line; the lines add up to the total. */
  readonly lines: ReadonlyArray<PriceLine>;
  /** The price of one accounting period; null when the input is refused. */
  readonly total?: Maybe<Money>;
  /** What is wrong with the input, or missing: an issued licence has none. */
  readonly problems: ReadonlyArray<Problem>;
};

/** Works counted by how much of them is cleared: licensed, or free of rights. */
export type ClearedWorks = {
  readonly __typename?: 'ClearedWorks';
  /** All of them. */
  readonly total: Scalars['Int']['output'];
  /** Whole in every right that the use needs, and in every country asked for. */
  readonly fully: Scalars['Int']['output'];
  /** Some of it. */
  readonly partly: Scalars['Int']['output'];
  /** Nothing. */
  readonly not: Scalars['Int']['output'];
};

/** Clearance in one country: over all works, each counting the same. */
export type QuoteTerritory = {
  readonly __typename?: 'QuoteTerritory';
  /** The country. */
  readonly territory: Scalars['TisCode']['output'];
  /** Its name in TIS on the first day. */
  readonly name: Scalars['String']['output'];
  /** The rights together, weighed by the tariff's right split; the parts add up to one whole. Empty where no clause prices the country. */
  readonly combined: ReadonlyArray<ClearancePart>;
  /** Each right by itself. */
  readonly rights: ReadonlyArray<QuoteRight>;
  /** The works by how much is cleared here. */
  readonly works: ClearedWorks;
  /** What is not cleared, and whom to ask: names of all rights outside OWN, SISTER, BY_LAW and FREE, largest first; at most 80 for a right. */
  readonly uncleared: ReadonlyArray<UnclearedShare>;
};

/** Clearance of one right in one country. */
export type QuoteRight = {
  readonly __typename?: 'QuoteRight';
  /** The right. */
  readonly right: IpiRight;
  /** All eight categories; they add up to one whole. */
  readonly parts: ReadonlyArray<ClearancePart>;
  /** OWN, SISTER and BY_LAW together: what is licensed and priced. */
  readonly licensed: Share;
  /** Who stands behind each category, largest first; at most 20 each. */
  readonly names: ReadonlyArray<ClearanceName>;
  /** The works by how much of this right is cleared. */
  readonly works: ClearedWorks;
};

/** One category's part of a whole. */
export type ClearancePart = {
  readonly __typename?: 'ClearancePart';
  /** The category. */
  readonly category: ClearanceCategory;
  /** Its part, on average over the works. */
  readonly share: Share;
};

/** What a licensor may do with a share. */
export type ClearanceCategory =
  /** Of the licensor's own members: licensed. */
  | 'OWN'
  /** Licensed through a chain of agreements. */
  | 'SISTER'
  /** Licensed by statute or extended licence. */
  | 'BY_LAW'
  /** Claimed, but not the licensor's to license: ask whoever is named. */
  | 'ELSEWHERE'
  /** Withheld by the right holder. */
  | 'EXCLUDED'
  /** Nobody claims it. */
  | 'UNCLAIMED'
  /** Held by an open conflict. */
  | 'DISPUTED'
  /** Public domain or traditional: neither licensed nor priced. */
  | 'FREE';

/** Who stands behind a part. */
export type ClearanceName = {
  readonly __typename?: 'ClearanceName';
  /** The part it belongs to. */
  readonly category: ClearanceCategory;
  /** The party's name as works knows it; the conflicts' ids for DISPUTED; a name that statements only mention, or unknown, for UNCLAIMED. */
  readonly name: Scalars['String']['output'];
  /** The party; null where no one party stands behind it. */
  readonly party?: Maybe<Party>;
  /** Its mandate holder: whom to ask; null where the party itself must be asked, or nobody is known. */
  readonly society?: Maybe<Society>;
  /** Its part, on average over all works of the quote. */
  readonly share: Share;
  /** In how many works. */
  readonly works: Scalars['Int']['output'];
  /** Why it is in this category, with the chain of agreements for SISTER. */
  readonly because: Scalars['String']['output'];
};

/** A share that is not cleared, and whom to ask. */
export type UnclearedShare = {
  readonly __typename?: 'UnclearedShare';
  /** The right. */
  readonly right: IpiRight;
  /** Why it is not cleared. */
  readonly category: ClearanceCategory;
  /** Whom it concerns. */
  readonly name: Scalars['String']['output'];
  /** The party; null where no one party stands behind it. */
  readonly party?: Maybe<Party>;
  /** Whom to ask; null where the party itself must be asked, or nobody is known. */
  readonly society?: Maybe<Society>;
  /** Its part of the right, on average over all works of the quote. */
  readonly share: Share;
  /** In how many works. */
  readonly works: Scalars['Int']['output'];
  /** Why, in a sentence. */
  readonly because: Scalars['String']['output'];
};

/** The price of one right in one country, for one accounting period. */
export type PriceLine = {
  readonly __typename?: 'PriceLine';
  /** The country. */
  readonly territory: Scalars['TisCode']['output'];
  /** The right. */
  readonly right: IpiRight;
  /** The clause and version that prices it. */
  readonly clause: TariffClause;
  /** BLANKET: the full fee; SHARES: the fee times the licensed share. */
  readonly basis: FeeBasis;
  /** The right's part of the fee before shares. */
  readonly fullFee: Money;
  /** What is licensed of the right. */
  readonly licensedShare: Share;
  /** What is to pay; under SHARES rounded once, half to even. */
  readonly amount: Money;
  /** Which figure decided, in words. */
  readonly because: Scalars['String']['output'];
};

/** Whether a fee depends on what is licensed. */
export type FeeBasis =
  /** The full fee, whatever the licensor may license of it. */
  | 'BLANKET'
  /** The fee times the licensed share, for each right. */
  | 'SHARES';

/** A licensor's prices for one use. */
export type Tariff = {
  readonly __typename?: 'Tariff';
  /** Whose. */
  readonly licensor?: Maybe<Society>;
  /** For what use. */
  readonly use: UseType;
  /** By name, newest version first. */
  readonly clauses: ReadonlyArray<TariffClause>;
};

/** One clause of a tariff: how a use is priced somewhere, in a period. A change is a new version. */
export type TariffClause = {
  readonly __typename?: 'TariffClause';
  /** Opaque id, `trf_…`; the same for all versions. */
  readonly id: Scalars['ID']['output'];
  /** As people cite it. */
  readonly name: Scalars['String']['output'];
  /** 1, 2, … */
  readonly version: Scalars['Int']['output'];
  /** For what use. */
  readonly use: UseType;
  /** The countries it prices. */
  readonly territories: ReadonlyArray<Scalars['TisCode']['output']>;
  /** When it is in force. */
  readonly period: Period;
  /** Whether the fee depends on what is licensed. */
  readonly basis: FeeBasis;
  /** What its minima are in. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** Of the licensee's revenue from this use there, in percent. */
  readonly percentOfRevenue: Scalars['Decimal']['output'];
  /** The least per subscriber and accounting period, in units of the currency; null for none. */
  readonly minimumPerSubscriber?: Maybe<Scalars['Decimal']['output']>;
  /** The least per play, in units of the currency; null for none. */
  readonly minimumPerPlay?: Maybe<Scalars['Decimal']['output']>;
  /** By country: what the minima are multiplied with; 1 where no tier names the country. */
  readonly tiers: ReadonlyArray<TariffTier>;
  /** How the fee is divided between the rights of the use; adds up to one whole. */
  readonly rightSplit: ReadonlyArray<TariffRightPart>;
  /** The law or extended licence by which the licensor licenses what nobody else clears; null where there is none. */
  readonly byLaw?: Maybe<Scalars['String']['output']>;
  /** The wording. */
  readonly text: Scalars['String']['output'];
};

/** A group of countries with one factor for minima. */
export type TariffTier = {
  readonly __typename?: 'TariffTier';
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its countries. */
  readonly territories: ReadonlyArray<Scalars['TisCode']['output']>;
  /** The factor, exact where the decimal ends within twelve places. */
  readonly factor: Scalars['Decimal']['output'];
};

/** One right's part of a fee. */
export type TariffRightPart = {
  readonly __typename?: 'TariffRightPart';
  /** The right. */
  readonly right: IpiRight;
  /** Its part. */
  readonly share: Share;
};

/** Leave to use music in some countries for a time, with the terms and the rights it rested on when it was issued. */
export type License = {
  readonly __typename?: 'License';
  /** Opaque id, `lic_…`. */
  readonly id: Scalars['ID']['output'];
  /** As people cite it; unique for a licensor. */
  readonly number: Scalars['String']['output'];
  /** Where it stands today (UTC). */
  readonly state: LicenseState;
  /** Who licenses. */
  readonly licensor?: Maybe<Society>;
  /** Who may use: the code its tokens carry, or a name. */
  readonly licensee: Scalars['String']['output'];
  /** For what uses. */
  readonly uses: ReadonlyArray<UseType>;
  /** The countries of the latest terms. */
  readonly territories: ReadonlyArray<Scalars['TisCode']['output']>;
  /** From the first day to the end of the latest terms; a termination is told apart. */
  readonly period: Period;
  /** First day without it after termination; null while none was declared. */
  readonly terminatedFrom?: Maybe<Scalars['Date']['output']>;
  /** What it is priced in. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** Whether it covers the whole shared repertoire as it stood, or listed works. */
  readonly coversRepertoire: Scalars['Boolean']['output'];
  /** The frozen clauses of the present terms. */
  readonly clauses: ReadonlyArray<TariffClause>;
  /** The frozen clearance of the present terms. */
  readonly clearance: ReadonlyArray<LicenseClearance>;
  /** The frozen price of the present terms, line by line, for one accounting period as it was expected. */
  readonly lines: ReadonlyArray<PriceLine>;
  /** Sum of the lines. */
  readonly total: Money;
  /** The rights that the present terms rest on. */
  readonly snapshot: LicenseSnapshot;
  /** Works whose rights, or the mandates over them, are no longer those of the snapshot; computed when asked. */
  readonly alarms: ReadonlyArray<LicenseAlarm>;
  /** All terms, the first first; of several for a day the last prevails. At most 100. */
  readonly terms: ReadonlyArray<LicenseTerm>;
  /** Rises with every change; revisions name the version they expect. */
  readonly version: Scalars['Int']['output'];
  /** What happened to it, oldest first. */
  readonly history: ReadonlyArray<LicenseEvent>;
};


/** Leave to use music in some countries for a time, with the terms and the rights it rested on when it was issued. */
export type LicenseAlarmsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Where a licence stands. */
export type LicenseState =
  /** In force today. */
  | 'IN_FORCE'
  /** Ended before its time. */
  | 'TERMINATED'
  /** Its period is over. */
  | 'EXPIRED'
  /** Its period has not begun. */
  | 'NOT_YET';

/** Terms of a licence from a day on. */
export type LicenseTerm = {
  readonly __typename?: 'LicenseTerm';
  /** The version of the licence that brought them. */
  readonly version: Scalars['Int']['output'];
  /** First day. */
  readonly from: Scalars['Date']['output'];
  /** The day after the last, unless later terms prevail. */
  readonly until: Scalars['Date']['output'];
  /** The countries. */
  readonly territories: ReadonlyArray<Scalars['TisCode']['output']>;
  /** The frozen clauses. */
  readonly clauses: ReadonlyArray<TariffClause>;
  /** The frozen price of one accounting period as it was expected. */
  readonly total: Money;
  /** The rights they rest on. */
  readonly snapshot: LicenseSnapshot;
};

/** Frozen clearance of one right in one country. */
export type LicenseClearance = {
  readonly __typename?: 'LicenseClearance';
  /** The country. */
  readonly territory: Scalars['TisCode']['output'];
  /** The right. */
  readonly right: IpiRight;
  /** All eight categories; they add up to one whole. */
  readonly parts: ReadonlyArray<ClearancePart>;
  /** OWN, SISTER and BY_LAW together. */
  readonly licensed: Share;
  /** The works by how much of this right was cleared. */
  readonly works: ClearedWorks;
};

/**
 * What a licence relied on, kept as hashes for each work and as one over all: who owns what in all of its days, and by which mandates the licensor may
 * license it on the first and on the last day (category, mandate holder and agreements of each claim, right and country). So a mandate that ends or is
 * withheld within the licence raises an alarm; one that is interrupted and comes back by the same agreement before the last day does not.
 */
export type LicenseSnapshot = {
  readonly __typename?: 'LicenseSnapshot';
  /** SHA-256 over the works' ids and hashes, of rights and of mandates, in order of ids. */
  readonly hash: Scalars['String']['output'];
  /** When rights and mandates were read. */
  readonly takenAt: Scalars['DateTime']['output'];
  /** How many works. */
  readonly works: Scalars['Int']['output'];
};

/** A work whose rights, or the mandates over them, changed after the licence was issued. */
export type LicenseAlarm = {
  readonly __typename?: 'LicenseAlarm';
  /** The work; null when it is gone. */
  readonly work?: Maybe<Work>;
  /** Its title now; null when it is gone. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** What changed, in a sentence. */
  readonly message: Scalars['String']['output'];
  /** The work's version in the snapshot. */
  readonly versionThen: Scalars['Int']['output'];
  /** The work's version now. */
  readonly versionNow: Scalars['Int']['output'];
  /** Ids of the open conflicts that touch the licensed rights. */
  readonly conflicts: ReadonlyArray<Scalars['ID']['output']>;
};

/**
 * What happens, as it happens, over WebSocket (`graphql-transport-ws`) on the address of the graph. Each answer comes with its cursor; who subscribes
 * again with the last one as `since` misses nothing and gets nothing twice.
 */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Each alarm on licences of the caller's society that is raised, changed or cleared; the same edges that `licenseAlarms` replays. */
  readonly licenseAlarm: LicenseAlarmChangeEdge;
};


/**
 * What happens, as it happens, over WebSocket (`graphql-transport-ws`) on the address of the graph. Each answer comes with its cursor; who subscribes
 * again with the last one as `since` misses nothing and gets nothing twice.
 */
export type SubscriptionLicenseAlarmArgs = {
  since?: InputMaybe<Scalars['String']['input']>;
  license?: InputMaybe<Scalars['ID']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * An alarm that was raised, changed or cleared, in its place in the order of things. Who takes them in order has, for each licence and work, what
 * `License.alarms` answers: the last one that was not cleared.
 */
export type LicenseAlarmChange = {
  readonly __typename?: 'LicenseAlarmChange';
  /** Opaque id, `evt_…`; the same whenever and however the change is told. */
  readonly id: Scalars['ID']['output'];
  /** Its place among all events of licences, from 1; what lies between is another society's, or no alarm. */
  readonly number: Scalars['Int']['output'];
  /** `LICENSE_ALARM_RAISED`, `LICENSE_ALARM_CHANGED` (something else than before is to be said of it) or `LICENSE_ALARM_CLEARED`. */
  readonly kind: Scalars['String']['output'];
  /** The licence. */
  readonly license?: Maybe<License>;
  /** The licence's number, as people cite it. */
  readonly licenseNumber: Scalars['String']['output'];
  /** The alarm as it was told then; of one that was cleared, why it is over. */
  readonly alarm: LicenseAlarm;
  /** When it was recorded; strictly rising. */
  readonly recordedAt: Scalars['DateTime']['output'];
};

/** Alarms in order. */
export type LicenseAlarmChangeConnection = {
  readonly __typename?: 'LicenseAlarmChangeConnection';
  /** The changes of this page. */
  readonly edges: ReadonlyArray<LicenseAlarmChangeEdge>;
  /** Where the page stands; `endCursor` is never null: who has seen everything goes on from there. */
  readonly pageInfo: PageInfo;
};

/** An alarm's change in its place. */
export type LicenseAlarmChangeEdge = {
  readonly __typename?: 'LicenseAlarmChangeEdge';
  /** Opaque; pass it as `since`. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: LicenseAlarmChange;
};

/** Something that happened to a licence. */
export type LicenseEvent = {
  readonly __typename?: 'LicenseEvent';
  /** What. */
  readonly kind: LicenseEventKind;
  /** The version it brought. */
  readonly version: Scalars['Int']['output'];
  /** When it was recorded. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** First day that it concerns. */
  readonly from: Scalars['Date']['output'];
  /** What was changed or why, in words. */
  readonly note: Scalars['String']['output'];
};

/** What can happen to a licence. */
export type LicenseEventKind =
  /** It was issued. */
  | 'ISSUED'
  /** It got new terms. */
  | 'AMENDED'
  /** Its end was declared. */
  | 'TERMINATED';

/** A page of licences. */
export type LicenseConnection = {
  readonly __typename?: 'LicenseConnection';
  /** Newest first. */
  readonly edges: ReadonlyArray<LicenseEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A licence in its place. */
export type LicenseEdge = {
  readonly __typename?: 'LicenseEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The licence. */
  readonly node: License;
};

/** Which licences; what is absent does not matter. */
export type LicenseFilter = {
  /** Licensed by this society. */
  readonly licensor?: InputMaybe<Scalars['SocietyCode']['input']>;
  /** Licensed to this licensee. */
  readonly licensee?: InputMaybe<Scalars['String']['input']>;
  /** Where it stands today. */
  readonly state?: InputMaybe<LicenseState>;
  /** For this use. */
  readonly use?: InputMaybe<UseType>;
  /** In this country. */
  readonly territory?: InputMaybe<Scalars['TisCode']['input']>;
};

/** What a licence is asked for. */
export type QuoteInput = {
  /** Code of the society that would license. */
  readonly licensor: Scalars['String']['input'];
  /** How the music is used. */
  readonly use: UseType;
  /** TIS codes of countries or groups, 1 to 300; groups mean their countries on the first day. */
  readonly territories: ReadonlyArray<Scalars['String']['input']>;
  /** When; both ends are needed. */
  readonly period: PeriodInput;
  /** Work ids, ISWCs or society work codes, at most 10,000; absent is the whole shared repertoire, up to as many. */
  readonly works?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What is expected there; a country without one counts as nothing used. */
  readonly estimates?: ReadonlyArray<UseEstimateInput>;
  /** ISO 4217 code of revenue and prices: the one the tariff prices in. */
  readonly currency: Scalars['String']['input'];
};

/** What the licensee expects in one country in one accounting period. */
export type UseEstimateInput = {
  /** TIS code of a country. */
  readonly territory: Scalars['String']['input'];
  /** Revenue from this use there, in units of the currency. */
  readonly revenue?: Scalars['Decimal']['input'];
  /** Plays. */
  readonly plays?: Scalars['BigInt']['input'];
  /** Subscribers. */
  readonly subscribers?: Scalars['BigInt']['input'];
};

/** A licence to issue. */
export type IssueLicenseInput = {
  /** What is licensed: as in a quote without problems. */
  readonly quote: QuoteInput;
  /** Who may use: the code its tokens carry, or a name; 1 to 200 characters. */
  readonly licensee: Scalars['String']['input'];
  /** As people cite it, 1 to 60 characters; without one it is made from licensor, year and id. */
  readonly number?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type IssueLicensePayload = {
  readonly __typename?: 'IssueLicensePayload';
  /** The licence; null when refused. */
  readonly license?: Maybe<License>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** New terms for a licence; what is absent stays. */
export type AmendLicenseInput = {
  /** `lic_…` */
  readonly license: Scalars['ID']['input'];
  /** The version that is expected. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** First day of the new terms; not before today, so that no past answer changes. */
  readonly from: Scalars['Date']['input'];
  /** The new end: the day after the last. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
  /** All countries and groups from then on. */
  readonly territories?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** All estimates from then on. */
  readonly estimates?: InputMaybe<ReadonlyArray<UseEstimateInput>>;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type AmendLicensePayload = {
  readonly __typename?: 'AmendLicensePayload';
  /** The licence; null when refused. */
  readonly license?: Maybe<License>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The end of a licence. */
export type TerminateLicenseInput = {
  /** `lic_…` */
  readonly license: Scalars['ID']['input'];
  /** The version that is expected. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** First day without the licence; not before today, so that no past answer changes. */
  readonly from: Scalars['Date']['input'];
  /** Why, at most 500 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type TerminateLicensePayload = {
  readonly __typename?: 'TerminateLicensePayload';
  /** The licence; null when refused. */
  readonly license?: Maybe<License>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
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
  License: License;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  License:
    ( { __typename: 'License' }
    & GraphQLRecursivePick<FederationTypes['License'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Problem: ( InputProblem );
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
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Society: ResolverTypeWrapper<Society>;
  Party: ResolverTypeWrapper<Party>;
  Work: ResolverTypeWrapper<Work>;
  Quote: ResolverTypeWrapper<Omit<Quote, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  ClearedWorks: ResolverTypeWrapper<ClearedWorks>;
  QuoteTerritory: ResolverTypeWrapper<QuoteTerritory>;
  QuoteRight: ResolverTypeWrapper<QuoteRight>;
  ClearancePart: ResolverTypeWrapper<ClearancePart>;
  ClearanceCategory: ClearanceCategory;
  ClearanceName: ResolverTypeWrapper<ClearanceName>;
  UnclearedShare: ResolverTypeWrapper<UnclearedShare>;
  PriceLine: ResolverTypeWrapper<PriceLine>;
  FeeBasis: FeeBasis;
  Tariff: ResolverTypeWrapper<Tariff>;
  TariffClause: ResolverTypeWrapper<TariffClause>;
  TariffTier: ResolverTypeWrapper<TariffTier>;
  TariffRightPart: ResolverTypeWrapper<TariffRightPart>;
  License: ResolverTypeWrapper<LicenseParent>;
  LicenseState: LicenseState;
  LicenseTerm: ResolverTypeWrapper<LicenseTermParent>;
  LicenseClearance: ResolverTypeWrapper<LicenseClearance>;
  LicenseSnapshot: ResolverTypeWrapper<LicenseSnapshot>;
  LicenseAlarm: ResolverTypeWrapper<LicenseAlarm>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  LicenseAlarmChange: ResolverTypeWrapper<LicenseAlarmChangeParent>;
  LicenseAlarmChangeConnection: ResolverTypeWrapper<Omit<LicenseAlarmChangeConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['LicenseAlarmChangeEdge']> }>;
  LicenseAlarmChangeEdge: ResolverTypeWrapper<Omit<LicenseAlarmChangeEdge, 'node'> & { node: ResolversTypes['LicenseAlarmChange'] }>;
  LicenseEvent: ResolverTypeWrapper<LicenseEvent>;
  LicenseEventKind: LicenseEventKind;
  LicenseConnection: ResolverTypeWrapper<Omit<LicenseConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['LicenseEdge']> }>;
  LicenseEdge: ResolverTypeWrapper<Omit<LicenseEdge, 'node'> & { node: ResolversTypes['License'] }>;
  LicenseFilter: LicenseFilter;
  QuoteInput: QuoteInput;
  UseEstimateInput: UseEstimateInput;
  IssueLicenseInput: IssueLicenseInput;
  IssueLicensePayload: ResolverTypeWrapper<Omit<IssueLicensePayload, 'license' | 'problems'> & { license?: Maybe<ResolversTypes['License']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  AmendLicenseInput: AmendLicenseInput;
  AmendLicensePayload: ResolverTypeWrapper<Omit<AmendLicensePayload, 'license' | 'problems'> & { license?: Maybe<ResolversTypes['License']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  TerminateLicenseInput: TerminateLicenseInput;
  TerminateLicensePayload: ResolverTypeWrapper<Omit<TerminateLicensePayload, 'license' | 'problems'> & { license?: Maybe<ResolversTypes['License']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
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
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  Society: Society;
  Party: Party;
  Work: Work;
  Quote: Omit<Quote, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  ClearedWorks: ClearedWorks;
  QuoteTerritory: QuoteTerritory;
  QuoteRight: QuoteRight;
  ClearancePart: ClearancePart;
  ClearanceName: ClearanceName;
  UnclearedShare: UnclearedShare;
  PriceLine: PriceLine;
  Tariff: Tariff;
  TariffClause: TariffClause;
  TariffTier: TariffTier;
  TariffRightPart: TariffRightPart;
  License: LicenseParent;
  LicenseTerm: LicenseTermParent;
  LicenseClearance: LicenseClearance;
  LicenseSnapshot: LicenseSnapshot;
  LicenseAlarm: LicenseAlarm;
  Subscription: Record<PropertyKey, never>;
  LicenseAlarmChange: LicenseAlarmChangeParent;
  LicenseAlarmChangeConnection: Omit<LicenseAlarmChangeConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['LicenseAlarmChangeEdge']> };
  LicenseAlarmChangeEdge: Omit<LicenseAlarmChangeEdge, 'node'> & { node: ResolversParentTypes['LicenseAlarmChange'] };
  LicenseEvent: LicenseEvent;
  LicenseConnection: Omit<LicenseConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['LicenseEdge']> };
  LicenseEdge: Omit<LicenseEdge, 'node'> & { node: ResolversParentTypes['License'] };
  LicenseFilter: LicenseFilter;
  QuoteInput: QuoteInput;
  UseEstimateInput: UseEstimateInput;
  IssueLicenseInput: IssueLicenseInput;
  IssueLicensePayload: Omit<IssueLicensePayload, 'license' | 'problems'> & { license?: Maybe<ResolversParentTypes['License']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  AmendLicenseInput: AmendLicenseInput;
  AmendLicensePayload: Omit<AmendLicensePayload, 'license' | 'problems'> & { license?: Maybe<ResolversParentTypes['License']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  TerminateLicenseInput: TerminateLicenseInput;
  TerminateLicensePayload: Omit<TerminateLicensePayload, 'license' | 'problems'> & { license?: Maybe<ResolversParentTypes['License']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
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

export type ShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Share'] = ResolversParentTypes['Share']> = {
  percent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  numerator?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  denominator?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  __resolveType: TypeResolveFn<'InputProblem', ParentType, ContextType>;
};

export type InputProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InputProblem'] = ResolversParentTypes['InputProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  quote?: Resolver<ResolversTypes['Quote'], ParentType, ContextType, RequireFields<QueryQuoteArgs, 'input'>>;
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType, RequireFields<QueryLicenseArgs, 'id'>>;
  licenses?: Resolver<ResolversTypes['LicenseConnection'], ParentType, ContextType, RequireFields<QueryLicensesArgs, 'first'>>;
  tariffs?: Resolver<ReadonlyArray<ResolversTypes['Tariff']>, ParentType, ContextType, RequireFields<QueryTariffsArgs, 'licensor'>>;
  licenseAlarms?: Resolver<ResolversTypes['LicenseAlarmChangeConnection'], ParentType, ContextType, RequireFields<QueryLicenseAlarmsArgs, 'first'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  issueLicense?: Resolver<ResolversTypes['IssueLicensePayload'], ParentType, ContextType, RequireFields<MutationIssueLicenseArgs, 'input'>>;
  amendLicense?: Resolver<ResolversTypes['AmendLicensePayload'], ParentType, ContextType, RequireFields<MutationAmendLicenseArgs, 'input'>>;
  terminateLicense?: Resolver<ResolversTypes['TerminateLicensePayload'], ParentType, ContextType, RequireFields<MutationTerminateLicenseArgs, 'input'>>;
};

export type SocietyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Society'] = ResolversParentTypes['Society']> = {
  code?: Resolver<ResolversTypes['SocietyCode'], ParentType, ContextType>;
};

export type PartyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Party'] = ResolversParentTypes['Party']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WorkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Work'] = ResolversParentTypes['Work']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote']> = {
  licensor?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  use?: Resolver<ResolversTypes['UseType'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  works?: Resolver<ResolversTypes['ClearedWorks'], ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['QuoteTerritory']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['PriceLine']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type ClearedWorksResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearedWorks'] = ResolversParentTypes['ClearedWorks']> = {
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fully?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partly?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  not?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuoteTerritoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteTerritory'] = ResolversParentTypes['QuoteTerritory']> = {
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  combined?: Resolver<ReadonlyArray<ResolversTypes['ClearancePart']>, ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['QuoteRight']>, ParentType, ContextType>;
  works?: Resolver<ResolversTypes['ClearedWorks'], ParentType, ContextType>;
  uncleared?: Resolver<ReadonlyArray<ResolversTypes['UnclearedShare']>, ParentType, ContextType>;
};

export type QuoteRightResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteRight'] = ResolversParentTypes['QuoteRight']> = {
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['ClearancePart']>, ParentType, ContextType>;
  licensed?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  names?: Resolver<ReadonlyArray<ResolversTypes['ClearanceName']>, ParentType, ContextType>;
  works?: Resolver<ResolversTypes['ClearedWorks'], ParentType, ContextType>;
};

export type ClearancePartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearancePart'] = ResolversParentTypes['ClearancePart']> = {
  category?: Resolver<ResolversTypes['ClearanceCategory'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type ClearanceNameResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearanceName'] = ResolversParentTypes['ClearanceName']> = {
  category?: Resolver<ResolversTypes['ClearanceCategory'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  works?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UnclearedShareResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnclearedShare'] = ResolversParentTypes['UnclearedShare']> = {
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['ClearanceCategory'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  works?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PriceLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceLine'] = ResolversParentTypes['PriceLine']> = {
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['TariffClause'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['FeeBasis'], ParentType, ContextType>;
  fullFee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  licensedShare?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TariffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tariff'] = ResolversParentTypes['Tariff']> = {
  licensor?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  use?: Resolver<ResolversTypes['UseType'], ParentType, ContextType>;
  clauses?: Resolver<ReadonlyArray<ResolversTypes['TariffClause']>, ParentType, ContextType>;
};

export type TariffClauseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TariffClause'] = ResolversParentTypes['TariffClause']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['UseType'], ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['FeeBasis'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  percentOfRevenue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  minimumPerSubscriber?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  minimumPerPlay?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  tiers?: Resolver<ReadonlyArray<ResolversTypes['TariffTier']>, ParentType, ContextType>;
  rightSplit?: Resolver<ReadonlyArray<ResolversTypes['TariffRightPart']>, ParentType, ContextType>;
  byLaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TariffTierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TariffTier'] = ResolversParentTypes['TariffTier']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  factor?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type TariffRightPartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TariffRightPart'] = ResolversParentTypes['TariffRightPart']> = {
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type LicenseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['License'] = ResolversParentTypes['License'], FederationReferenceType extends FederationReferenceTypes['License'] = FederationReferenceTypes['License']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['License']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LicenseState'], ParentType, ContextType>;
  licensor?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  licensee?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uses?: Resolver<ReadonlyArray<ResolversTypes['UseType']>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  terminatedFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  coversRepertoire?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  clauses?: Resolver<ReadonlyArray<ResolversTypes['TariffClause']>, ParentType, ContextType>;
  clearance?: Resolver<ReadonlyArray<ResolversTypes['LicenseClearance']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['PriceLine']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  snapshot?: Resolver<ResolversTypes['LicenseSnapshot'], ParentType, ContextType>;
  alarms?: Resolver<ReadonlyArray<ResolversTypes['LicenseAlarm']>, ParentType, ContextType, RequireFields<LicenseAlarmsArgs, 'first'>>;
  terms?: Resolver<ReadonlyArray<ResolversTypes['LicenseTerm']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  history?: Resolver<ReadonlyArray<ResolversTypes['LicenseEvent']>, ParentType, ContextType>;
};

export type LicenseTermResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseTerm'] = ResolversParentTypes['LicenseTerm']> = {
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  clauses?: Resolver<ReadonlyArray<ResolversTypes['TariffClause']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  snapshot?: Resolver<ResolversTypes['LicenseSnapshot'], ParentType, ContextType>;
};

export type LicenseClearanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseClearance'] = ResolversParentTypes['LicenseClearance']> = {
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['ClearancePart']>, ParentType, ContextType>;
  licensed?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  works?: Resolver<ResolversTypes['ClearedWorks'], ParentType, ContextType>;
};

export type LicenseSnapshotResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseSnapshot'] = ResolversParentTypes['LicenseSnapshot']> = {
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  takenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  works?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LicenseAlarmResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseAlarm'] = ResolversParentTypes['LicenseAlarm']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  versionThen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versionNow?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conflicts?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  licenseAlarm?: SubscriptionResolver<ResolversTypes['LicenseAlarmChangeEdge'], "licenseAlarm", ParentType, ContextType, Partial<SubscriptionLicenseAlarmArgs>>;
};

export type LicenseAlarmChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseAlarmChange'] = ResolversParentTypes['LicenseAlarmChange']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  licenseNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  alarm?: Resolver<ResolversTypes['LicenseAlarm'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type LicenseAlarmChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseAlarmChangeConnection'] = ResolversParentTypes['LicenseAlarmChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LicenseAlarmChangeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LicenseAlarmChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseAlarmChangeEdge'] = ResolversParentTypes['LicenseAlarmChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LicenseAlarmChange'], ParentType, ContextType>;
};

export type LicenseEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseEvent'] = ResolversParentTypes['LicenseEvent']> = {
  kind?: Resolver<ResolversTypes['LicenseEventKind'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LicenseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseConnection'] = ResolversParentTypes['LicenseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LicenseEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LicenseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LicenseEdge'] = ResolversParentTypes['LicenseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['License'], ParentType, ContextType>;
};

export type IssueLicensePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IssueLicensePayload'] = ResolversParentTypes['IssueLicensePayload']> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AmendLicensePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AmendLicensePayload'] = ResolversParentTypes['AmendLicensePayload']> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TerminateLicensePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TerminateLicensePayload'] = ResolversParentTypes['TerminateLicensePayload']> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
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
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Society?: SocietyResolvers<ContextType>;
  Party?: PartyResolvers<ContextType>;
  Work?: WorkResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  ClearedWorks?: ClearedWorksResolvers<ContextType>;
  QuoteTerritory?: QuoteTerritoryResolvers<ContextType>;
  QuoteRight?: QuoteRightResolvers<ContextType>;
  ClearancePart?: ClearancePartResolvers<ContextType>;
  ClearanceName?: ClearanceNameResolvers<ContextType>;
  UnclearedShare?: UnclearedShareResolvers<ContextType>;
  PriceLine?: PriceLineResolvers<ContextType>;
  Tariff?: TariffResolvers<ContextType>;
  TariffClause?: TariffClauseResolvers<ContextType>;
  TariffTier?: TariffTierResolvers<ContextType>;
  TariffRightPart?: TariffRightPartResolvers<ContextType>;
  License?: LicenseResolvers<ContextType>;
  LicenseTerm?: LicenseTermResolvers<ContextType>;
  LicenseClearance?: LicenseClearanceResolvers<ContextType>;
  LicenseSnapshot?: LicenseSnapshotResolvers<ContextType>;
  LicenseAlarm?: LicenseAlarmResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  LicenseAlarmChange?: LicenseAlarmChangeResolvers<ContextType>;
  LicenseAlarmChangeConnection?: LicenseAlarmChangeConnectionResolvers<ContextType>;
  LicenseAlarmChangeEdge?: LicenseAlarmChangeEdgeResolvers<ContextType>;
  LicenseEvent?: LicenseEventResolvers<ContextType>;
  LicenseConnection?: LicenseConnectionResolvers<ContextType>;
  LicenseEdge?: LicenseEdgeResolvers<ContextType>;
  IssueLicensePayload?: IssueLicensePayloadResolvers<ContextType>;
  AmendLicensePayload?: AmendLicensePayloadResolvers<ContextType>;
  TerminateLicensePayload?: TerminateLicensePayloadResolvers<ContextType>;
};
