// Made from the schema by `npm run codegen`. Not edited by hand.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DistributionRunParent, MoneyParent, ShareParent, StatementParent, StatementLineParent, UndistributedParent, UsageReportParent, UsageRowParent, HoldParent, LedgerEntryParent, PaymentExplanationParent, SettlementParent, Context } from './mappers.ts';
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
  /** A distribution run; null when unknown, or of another society. Regulators read its totals. */
  readonly distributionRun?: Maybe<DistributionRun>;
  /** Runs of the own society, newest first; all runs for regulators (totals only) and administrators. */
  readonly distributionRuns: DistributionRunConnection;
  /** Statements from or to the own society, newest first. */
  readonly statements: StatementConnection;
  /** One statement; null when unknown, or neither from nor to the own society. */
  readonly statement?: Maybe<Statement>;
  /** Where one amount comes from: usage, match, work, share, tariff, deductions, exchange, tax, payee. Null when unknown or another's. */
  readonly explainPayment?: Maybe<PaymentExplanation>;
  /** Money that is not paid yet and why, the most valuable first. It leaves only by a match, a claim or a dated decision. */
  readonly undistributed: UndistributedConnection;
  /** What societies owe each other for a quarter, gross and netted over all of them. Each society sees its own dues and position. */
  readonly settlement: Settlement;
  /** Disputed money, newest first. */
  readonly holds: HoldConnection;
  /** A usage report; null when unknown, or of another society or licensee. */
  readonly usageReport?: Maybe<UsageReport>;
  /** Usage reports of the own society's licences, newest first. */
  readonly usageReports: UsageReportConnection;
};


export type QueryDistributionRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDistributionRunsArgs = {
  period?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryStatementsArgs = {
  filter?: InputMaybe<StatementFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryStatementArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExplainPaymentArgs = {
  line: Scalars['ID']['input'];
};


export type QueryUndistributedArgs = {
  filter?: InputMaybe<UndistributedFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySettlementArgs = {
  period: Scalars['String']['input'];
};


export type QueryHoldsArgs = {
  conflict?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryUsageReportArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUsageReportsArgs = {
  filter?: InputMaybe<UsageReportFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Distributes the licence income of unpaid usage reports. Dry: computes everything and stores nothing. */
  readonly runDistribution: RunDistributionPayload;
};


export type MutationRunDistributionArgs = {
  input: RunDistributionInput;
};

/** What to distribute. */
export type RunDistributionInput = {
  /** A quarter, `2026-Q1`; without one, the latest with unpaid usage. */
  readonly period?: InputMaybe<Scalars['String']['input']>;
  /** Whether only to compute: the run that it answers is not stored. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** The same key with the same input gets the same answer, for 30 days. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The run, or why there is none. */
export type RunDistributionPayload = {
  readonly __typename?: 'RunDistributionPayload';
  /** The run; null when refused. */
  readonly run?: Maybe<DistributionRun>;
  /** What was wrong; also what the run could not do as stated, such as a missing rate of exchange. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether the same command was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** One distribution of licence income over usage, claims and societies. Runs are never changed; corrections are new entries. */
export type DistributionRun = {
  readonly __typename?: 'DistributionRun';
  /** Opaque id, `dst_…`; of a dry run it names nothing stored. */
  readonly id: Scalars['ID']['output'];
  /** The quarter whose usage was distributed. */
  readonly period: Scalars['String']['output'];
  /** Whether nothing was stored. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** When it was committed. */
  readonly ranAt: Scalars['DateTime']['output'];
  /** The licensors whose income it distributed. */
  readonly payers: ReadonlyArray<Society>;
  /** Where the income went, by currency: the nine parts add up to the income, to the minor unit. None for a society that is only paid. */
  readonly totals: ReadonlyArray<DistributionTotal>;
  /** How many lines it has, paid or not. */
  readonly lineCount: Scalars['Int']['output'];
  /** The usage reports it paid; at most 1,000. */
  readonly reports: ReadonlyArray<UsageReport>;
  /** The statements that the reader may see; at most 1,000. */
  readonly statements: ReadonlyArray<Statement>;
  /** Its entries in the books of the reader's society; none for a dry run. */
  readonly ledger: ReadonlyArray<LedgerEntry>;
};

/** Where the income in one currency went. The other nine add up to `income`, to the minor unit. */
export type DistributionTotal = {
  readonly __typename?: 'DistributionTotal';
  /** The currency of the income. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** Fees of the licences for the reported usage. */
  readonly income: Money;
  /** To societies, for their members. */
  readonly remitted: Money;
  /** By the terms between societies. */
  readonly deductions: Money;
  /** Withheld at the payer. */
  readonly tax: Money;
  /** Disputed: waits for a ruling. */
  readonly held: Money;
  /** Usage that matched no work. */
  readonly unmatched: Money;
  /** Shares that nobody claims. */
  readonly unclaimed: Money;
  /** Claims of parties that are members nowhere. */
  readonly nonMembers: Money;
  /** Claims that the licensor cannot reach, paid for by a full fee. */
  readonly notRepresented: Money;
  /** What rounding leaves. */
  readonly residue: Money;
};

/** A page of runs. */
export type DistributionRunConnection = {
  readonly __typename?: 'DistributionRunConnection';
  /** Newest first. */
  readonly edges: ReadonlyArray<DistributionRunEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A run in its place. */
export type DistributionRunEdge = {
  readonly __typename?: 'DistributionRunEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: DistributionRun;
};

/** What a licensee says was used under one licence. */
export type UsageReport = {
  readonly __typename?: 'UsageReport';
  /** Opaque id, `usg_…`. */
  readonly id: Scalars['ID']['output'];
  /** The licence it is for. */
  readonly license?: Maybe<License>;
  /** The society that granted the licence. */
  readonly licensor?: Maybe<Society>;
  /** The quarter it belongs to. */
  readonly period: Scalars['String']['output'];
  /** First day of use, and the day after the last. */
  readonly days: Period;
  /** What the sender called the file, without its folder; null where nobody said. */
  readonly fileName?: Maybe<Scalars['String']['output']>;
  /** When it was taken in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Rows taken in. */
  readonly rowCount: Scalars['Int']['output'];
  /** Rows left out, each with its problem in the import's job. */
  readonly rejectedRowCount: Scalars['Int']['output'];
  /** Rows that matched a work. */
  readonly matchedRowCount: Scalars['Int']['output'];
  /** Plays of all rows. */
  readonly plays: Scalars['BigInt']['output'];
  /** Reported revenue of all rows. */
  readonly revenue: Money;
  /** Totals by territory and use: what the tariff is applied to. */
  readonly totals: ReadonlyArray<UsageTotal>;
  /** The run that paid it; null while unpaid. */
  readonly paidBy?: Maybe<DistributionRun>;
  /** Its rows, in the order of the file. */
  readonly rows: UsageRowConnection;
  /** Rises with every change. */
  readonly version: Scalars['Int']['output'];
};


/** What a licensee says was used under one licence. */
export type UsageReportRowsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What was reported for one territory and use. */
export type UsageTotal = {
  readonly __typename?: 'UsageTotal';
  /** Country of use. */
  readonly territory: Scalars['TisCode']['output'];
  /** How it was used. */
  readonly use: UseType;
  /** Sum of plays. */
  readonly plays: Scalars['BigInt']['output'];
  /** Sum of revenue. */
  readonly revenue: Money;
  /** The largest number of subscribers that a row names. */
  readonly subscribers: Scalars['BigInt']['output'];
};

/** One row of a usage report, and which work it means. */
export type UsageRow = {
  readonly __typename?: 'UsageRow';
  /** Line in the file, from 1. */
  readonly line: Scalars['Int']['output'];
  /** The reporter's own number of the row. */
  readonly rowId?: Maybe<Scalars['String']['output']>;
  /** Country of use. */
  readonly territory: Scalars['TisCode']['output'];
  /** How it was used. */
  readonly use: UseType;
  /** Recording. */
  readonly isrc?: Maybe<Scalars['Isrc']['output']>;
  /** Work. */
  readonly iswc?: Maybe<Scalars['Iswc']['output']>;
  /** A society's work code. */
  readonly workCode?: Maybe<Scalars['String']['output']>;
  /** Title as reported. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Artist as reported. */
  readonly artist?: Maybe<Scalars['String']['output']>;
  /** How often. */
  readonly plays: Scalars['BigInt']['output'];
  /** The work it means. */
  readonly match: UsageMatch;
};

/** Which work a usage row means, and why. */
export type UsageMatch = {
  readonly __typename?: 'UsageMatch';
  /** The work; null when none. */
  readonly work?: Maybe<Work>;
  /** By what it was recognised. */
  readonly by: MatchKind;
  /** From 0 to 100 percent. */
  readonly confidence: Share;
  /** In words. */
  readonly because: Scalars['String']['output'];
};

/** By what a work was recognised. */
export type MatchKind =
  /** Its recording's code. */
  | 'ISRC'
  /** Its own code. */
  | 'ISWC'
  /** A society's work code. */
  | 'WORK_CODE'
  /** Title and artist together. */
  | 'TITLE_AND_ARTIST'
  /** Not at all. */
  | 'NONE';

/** A page of usage rows. */
export type UsageRowConnection = {
  readonly __typename?: 'UsageRowConnection';
  /** In the order of the file. */
  readonly edges: ReadonlyArray<UsageRowEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A usage row in its place. */
export type UsageRowEdge = {
  readonly __typename?: 'UsageRowEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The row. */
  readonly node: UsageRow;
};

/** Which usage reports. */
export type UsageReportFilter = {
  /** Of this licence. */
  readonly license?: InputMaybe<Scalars['ID']['input']>;
  /** Of this quarter, `2026-Q1`. */
  readonly period?: InputMaybe<Scalars['String']['input']>;
};

/** A page of usage reports. */
export type UsageReportConnection = {
  readonly __typename?: 'UsageReportConnection';
  /** Newest first. */
  readonly edges: ReadonlyArray<UsageReportEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A usage report in its place. */
export type UsageReportEdge = {
  readonly __typename?: 'UsageReportEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The report. */
  readonly node: UsageReport;
};

/** What one society pays another out of one run, in one currency of income. Gross less deductions less tax is remitted. */
export type Statement = {
  readonly __typename?: 'Statement';
  /** Opaque id, `sta_…`. */
  readonly id: Scalars['ID']['output'];
  /** The run. */
  readonly run: DistributionRun;
  /** The quarter of the usage. */
  readonly period: Scalars['String']['output'];
  /** Who pays. */
  readonly payer?: Maybe<Society>;
  /** Who is paid: the payer itself for its own members. */
  readonly payee?: Maybe<Society>;
  /** What the lines earned together, rounded once. */
  readonly gross: Money;
  /** In the order they were taken. */
  readonly deductions: ReadonlyArray<StatementDeduction>;
  /** Sum of the deductions. */
  readonly deducted: Money;
  /** Taxes withheld. */
  readonly taxes: ReadonlyArray<StatementTax>;
  /** Sum of the taxes. */
  readonly tax: Money;
  /** What is left for the payee, in the currency of the income. */
  readonly remitted: Money;
  /** What the payee is paid, in the currency of the agreement. */
  readonly paid: Money;
  /** How `remitted` became `paid`; null where both are in one currency. */
  readonly exchange?: Maybe<Exchange>;
  /** How many lines it has. */
  readonly lineCount: Scalars['Int']['output'];
  /** Its lines, in the order of the run. */
  readonly lines: StatementLineConnection;
};


/** What one society pays another out of one run, in one currency of income. Gross less deductions less tax is remitted. */
export type StatementLinesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A deduction by the terms between two societies. */
export type StatementDeduction = {
  readonly __typename?: 'StatementDeduction';
  /** What for. */
  readonly kind: DeductionKind;
  /** On the gross amount, or on what earlier deductions left. */
  readonly base: DeductionBase;
  /** The rate. */
  readonly rate: Share;
  /** The clause that allows it. */
  readonly reference: Scalars['String']['output'];
  /** The agreement, `agr_…`. */
  readonly agreementId?: Maybe<Scalars['ID']['output']>;
  /** The amount. */
  readonly amount: Money;
};

/** What is deducted for. */
export type DeductionKind =
  /** Costs of administration. */
  | 'ADMINISTRATION'
  /** Social and cultural purposes. */
  | 'SOCIAL_CULTURAL'
  /** Anything else, as its reference says. */
  | 'OTHER';

/** On what a deduction is taken. */
export type DeductionBase =
  /** The gross amount. */
  | 'GROSS'
  /** What the earlier deductions left. */
  | 'REMAINDER';

/** Tax withheld at the payer, on what the deductions leave. */
export type StatementTax = {
  readonly __typename?: 'StatementTax';
  /** The rate. */
  readonly rate: Share;
  /** Treaty or certificate. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** The agreement, `agr_…`. */
  readonly agreementId?: Maybe<Scalars['ID']['output']>;
  /** The amount. */
  readonly amount: Money;
};

/** A conversion, made once for the whole statement. */
export type Exchange = {
  readonly __typename?: 'Exchange';
  /** Units of the second currency for one of the first. */
  readonly rate: Scalars['Decimal']['output'];
  /** The exact rate. */
  readonly exactRate: Share;
  /** The day of the stated rate. */
  readonly date: Scalars['Date']['output'];
  /** Who stated it. */
  readonly source: Scalars['String']['output'];
  /** How the rate was reached: `CNY/EUR`, its inverse, or over a currency between. */
  readonly by: Scalars['String']['output'];
};

/** A page of statements. */
export type StatementConnection = {
  readonly __typename?: 'StatementConnection';
  /** Newest first. */
  readonly edges: ReadonlyArray<StatementEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A statement in its place. */
export type StatementEdge = {
  readonly __typename?: 'StatementEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The statement. */
  readonly node: Statement;
};

/** Which statements. */
export type StatementFilter = {
  /** Of this run. */
  readonly run?: InputMaybe<Scalars['ID']['input']>;
  /** Of this quarter, `2026-Q1`. */
  readonly period?: InputMaybe<Scalars['String']['input']>;
  /** From this society. */
  readonly payer?: InputMaybe<Scalars['SocietyCode']['input']>;
  /** To this society. */
  readonly payee?: InputMaybe<Scalars['SocietyCode']['input']>;
};

/**
 * What one claim earned by the use of one work in one country under one right. Amounts of lines are exact to twelve decimals below the minor unit;
 * money is rounded once, on the statement.
 */
export type StatementLine = {
  readonly __typename?: 'StatementLine';
  /** Opaque id, `lin_…`. */
  readonly id: Scalars['ID']['output'];
  /** The statement. */
  readonly statement: Statement;
  /** The work. */
  readonly work?: Maybe<Work>;
  /** Its title at the time of the run. */
  readonly workTitle: Scalars['String']['output'];
  /** The right. */
  readonly right: IpiRight;
  /** Country of use. */
  readonly territory: Scalars['TisCode']['output'];
  /** How it was used. */
  readonly use: UseType;
  /** Who is paid in the end. */
  readonly party?: Maybe<Party>;
  /** The name of the party at the time of the run. */
  readonly partyName: Scalars['String']['output'];
  /** CWR role of the party. */
  readonly role: Scalars['String']['output'];
  /** The society that holds the party's mandate; behind a hub it is another than the payee. */
  readonly society?: Maybe<Society>;
  /** The part of the work that is paid now. */
  readonly share: Share;
  /** The share as claimed. */
  readonly statedShare: Share;
  /** Plays of the work there. */
  readonly plays: Scalars['BigInt']['output'];
  /** What it earned, exactly. */
  readonly gross: Scalars['Decimal']['output'];
  /** Deducted from it, exactly. */
  readonly deductions: Scalars['Decimal']['output'];
  /** Tax on it, exactly. */
  readonly tax: Scalars['Decimal']['output'];
  /** What is left of it, exactly. */
  readonly net: Scalars['Decimal']['output'];
  /** The currency of the income. */
  readonly currency: Scalars['CurrencyCode']['output'];
};

/** A page of lines. */
export type StatementLineConnection = {
  readonly __typename?: 'StatementLineConnection';
  /** In the order of the run. */
  readonly edges: ReadonlyArray<StatementLineEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A line in its place. */
export type StatementLineEdge = {
  readonly __typename?: 'StatementLineEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The line. */
  readonly node: StatementLine;
};

/** Where one amount comes from, step by step. Every step's sum is checked, and the check is shown. */
export type PaymentExplanation = {
  readonly __typename?: 'PaymentExplanation';
  /** The line. */
  readonly line: StatementLine;
  /** The usage rows behind it; at most 25, the rest is counted. */
  readonly rows: ReadonlyArray<UsageRow>;
  /** How many rows there are. */
  readonly rowCount: Scalars['Int']['output'];
  /** The report they came in. */
  readonly report?: Maybe<UsageReport>;
  /** The fee that was split. */
  readonly fee: ExplainedFee;
  /** The part of the fee that the work earned: its plays by what was paid for, over all of them. */
  readonly workAmount: Scalars['Decimal']['output'];
  /** The claims that make the share. */
  readonly claimIds: ReadonlyArray<Scalars['ID']['output']>;
  /** Why the money goes to this society. */
  readonly because: Scalars['String']['output'];
  /** Deductions of this line in order. */
  readonly deductions: ReadonlyArray<ExplainedDeduction>;
  /** Tax on this line. */
  readonly tax?: Maybe<ExplainedDeduction>;
  /** The exchange of the statement. */
  readonly exchange?: Maybe<Exchange>;
  /** Who is paid. */
  readonly payee?: Maybe<Society>;
  /** The sums that were checked, each with what it should be and what it is. */
  readonly checks: ReadonlyArray<SumCheck>;
};

/** A fee of the licence for one territory, use and right. */
export type ExplainedFee = {
  readonly __typename?: 'ExplainedFee';
  /** What is due, and was split: the full fee, or under SHARES the part of it that licensed shares have in the use. */
  readonly amount: Money;
  /** What the tariff makes of the use, before licensed shares. */
  readonly fullAmount: Money;
  /** The tariff clause with its version. */
  readonly clause: Scalars['String']['output'];
  /** Full fee, or by licensed shares. */
  readonly basis: FeeBasis;
  /** The right it is for: the tariff's split. */
  readonly right: IpiRight;
  /** Country of use. */
  readonly territory: Scalars['TisCode']['output'];
  /** The use. */
  readonly use: UseType;
  /** Plays of all works under the fee. */
  readonly plays: Scalars['BigInt']['output'];
};

/** Whether a fee depends on what is licensed. */
export type FeeBasis =
  /** The full fee, whatever the licensor may license of it. */
  | 'BLANKET'
  /** The fee times the licensed share, for each right. */
  | 'SHARES';

/** A deduction or tax of one line. */
export type ExplainedDeduction = {
  readonly __typename?: 'ExplainedDeduction';
  /** What for; null for tax. */
  readonly kind?: Maybe<DeductionKind>;
  /** What it is taken from, exactly. */
  readonly baseAmount: Scalars['Decimal']['output'];
  /** The rate. */
  readonly rate: Share;
  /** The amount, exactly. */
  readonly amount: Scalars['Decimal']['output'];
  /** The clause, treaty or certificate. */
  readonly reference?: Maybe<Scalars['String']['output']>;
};

/** One sum that was checked. */
export type SumCheck = {
  readonly __typename?: 'SumCheck';
  /** What is added up. */
  readonly what: Scalars['String']['output'];
  /** What the parts make. */
  readonly sum: Scalars['Decimal']['output'];
  /** What they must make. */
  readonly expected: Scalars['Decimal']['output'];
  /** Whether they do. */
  readonly holds: Scalars['Boolean']['output'];
};

/** Why money is not paid. */
export type UndistributedReason =
  /** Disputed: waits for a ruling. */
  | 'HELD'
  /** The usage matched no work. */
  | 'UNMATCHED'
  /** Nobody claims the share. */
  | 'UNCLAIMED'
  /** The party is a member nowhere. */
  | 'NON_MEMBERS'
  /** The licensor cannot reach the society or the right holder. */
  | 'NOT_REPRESENTED';

/** Which undistributed money. */
export type UndistributedFilter = {
  /** For this reason; without one, all. */
  readonly reason?: InputMaybe<UndistributedReason>;
  /** Of this run. */
  readonly run?: InputMaybe<Scalars['ID']['input']>;
  /** Of this quarter, `2026-Q1`. */
  readonly period?: InputMaybe<Scalars['String']['input']>;
};

/** An amount that is not paid yet, claimable by whom it belongs to. */
export type Undistributed = {
  readonly __typename?: 'Undistributed';
  /** Opaque id, `lin_…`. */
  readonly id: Scalars['ID']['output'];
  /** Why. */
  readonly reason: UndistributedReason;
  /** In words. */
  readonly because: Scalars['String']['output'];
  /** The society that keeps it. */
  readonly payer?: Maybe<Society>;
  /** The run. */
  readonly run: DistributionRun;
  /** The work, if known. */
  readonly work?: Maybe<Work>;
  /** Title of the work, or as reported. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Artist as reported, where no work is known. */
  readonly artist?: Maybe<Scalars['String']['output']>;
  /** The right. */
  readonly right: IpiRight;
  /** Country of use. */
  readonly territory: Scalars['TisCode']['output'];
  /** How it was used. */
  readonly use: UseType;
  /** The party that claims it, if one does. */
  readonly party?: Maybe<Party>;
  /** Name of that party. */
  readonly partyName?: Maybe<Scalars['String']['output']>;
  /** Conflicts that hold it. */
  readonly conflictIds: ReadonlyArray<Scalars['ID']['output']>;
  /** Plays. */
  readonly plays: Scalars['BigInt']['output'];
  /** What it is worth, exactly. */
  readonly amount: Scalars['Decimal']['output'];
  /** The currency of the income. */
  readonly currency: Scalars['CurrencyCode']['output'];
};

/** A page of undistributed money. */
export type UndistributedConnection = {
  readonly __typename?: 'UndistributedConnection';
  /** The most valuable first. */
  readonly edges: ReadonlyArray<UndistributedEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** An undistributed amount in its place. */
export type UndistributedEdge = {
  readonly __typename?: 'UndistributedEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The amount. */
  readonly node: Undistributed;
};

/** Disputed money of one run, kept until its conflicts are ruled on. */
export type Hold = {
  readonly __typename?: 'Hold';
  /** Opaque. */
  readonly id: Scalars['ID']['output'];
  /** The conflicts that hold it. */
  readonly conflictIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The society that keeps it. */
  readonly payer?: Maybe<Society>;
  /** The run. */
  readonly run: DistributionRun;
  /** How much, to the minor unit. */
  readonly amount: Money;
  /** Account in the ledger. */
  readonly account: Scalars['String']['output'];
};

/** A page of holds. */
export type HoldConnection = {
  readonly __typename?: 'HoldConnection';
  /** Newest first. */
  readonly edges: ReadonlyArray<HoldEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A hold in its place. */
export type HoldEdge = {
  readonly __typename?: 'HoldEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The hold. */
  readonly node: Hold;
};

/** What societies owe each other for a quarter. */
export type Settlement = {
  readonly __typename?: 'Settlement';
  /** The quarter. */
  readonly period: Scalars['String']['output'];
  /** Every gross amount, as its statement says; at most 1,000. */
  readonly dues: ReadonlyArray<SettlementDue>;
  /** Each society's net, by currency: what it is owed less what it owes. Positions of everybody add up to zero. */
  readonly positions: ReadonlyArray<NetPosition>;
  /** The few payments that settle all dues; those that the reader's society makes or gets. */
  readonly payments: ReadonlyArray<SettlementPayment>;
};

/** What one statement makes one society owe another. */
export type SettlementDue = {
  readonly __typename?: 'SettlementDue';
  /** Who owes. */
  readonly from?: Maybe<Society>;
  /** Who is owed. */
  readonly to?: Maybe<Society>;
  /** How much, in the currency of the statement. */
  readonly amount: Money;
  /** The statement. */
  readonly statement: Statement;
};

/** What a society gets (or pays, below zero) when all dues are netted. */
export type NetPosition = {
  readonly __typename?: 'NetPosition';
  /** The society. */
  readonly society?: Maybe<Society>;
  /** What it is owed. */
  readonly receivable: Money;
  /** What it owes. */
  readonly payable: Money;
  /** The difference. */
  readonly net: Money;
};

/** One payment that settles netted dues. */
export type SettlementPayment = {
  readonly __typename?: 'SettlementPayment';
  /** Who pays. */
  readonly from?: Maybe<Society>;
  /** Who is paid. */
  readonly to?: Maybe<Society>;
  /** How much. */
  readonly amount: Money;
};

/** A fact of the books. Its postings add up to zero in each currency; entries are added and reversed, never changed. */
export type LedgerEntry = {
  readonly __typename?: 'LedgerEntry';
  /** Opaque id, `ent_…`. */
  readonly id: Scalars['ID']['output'];
  /** When it was made. */
  readonly at: Scalars['DateTime']['output'];
  /** What it is. */
  readonly kind: LedgerEntryKind;
  /** The entry that this one reverses. */
  readonly reverses?: Maybe<Scalars['ID']['output']>;
  /** At most 10,000. */
  readonly postings: ReadonlyArray<Posting>;
};

/** What an entry is. */
export type LedgerEntryKind =
  /** Income that a run distributed. */
  | 'RUN'
  /** The exact opposite of an earlier entry. */
  | 'REVERSAL';

/** One side of an entry. */
export type Posting = {
  readonly __typename?: 'Posting';
  /** `kind:society`, and what tells it apart: `payable:119:052`, `held:119:cnf_…`. */
  readonly account: Scalars['String']['output'];
  /** Above zero a debit, below a credit. */
  readonly amount: Money;
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

/** Leave to use music in some countries for a time, with the terms and the rights it rested on when it was issued. */
export type License = {
  readonly __typename?: 'License';
  /** Opaque id, `lic_…`. */
  readonly id: Scalars['ID']['output'];
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
  DistributionRun: DistributionRun;
  UsageReport: UsageReport;
  Statement: Statement;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  DistributionRun:
    ( { __typename: 'DistributionRun' }
    & GraphQLRecursivePick<FederationTypes['DistributionRun'], {"id":true}> );
  UsageReport:
    ( { __typename: 'UsageReport' }
    & GraphQLRecursivePick<FederationTypes['UsageReport'], {"id":true}> );
  Statement:
    ( { __typename: 'Statement' }
    & GraphQLRecursivePick<FederationTypes['Statement'], {"id":true}> );
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
  Share: ResolverTypeWrapper<ShareParent>;
  Money: ResolverTypeWrapper<MoneyParent>;
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
  RunDistributionInput: RunDistributionInput;
  RunDistributionPayload: ResolverTypeWrapper<Omit<RunDistributionPayload, 'run' | 'problems'> & { run?: Maybe<ResolversTypes['DistributionRun']>, problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  DistributionRun: ResolverTypeWrapper<DistributionRunParent>;
  DistributionTotal: ResolverTypeWrapper<Omit<DistributionTotal, 'income' | 'remitted' | 'deductions' | 'tax' | 'held' | 'unmatched' | 'unclaimed' | 'nonMembers' | 'notRepresented' | 'residue'> & { income: ResolversTypes['Money'], remitted: ResolversTypes['Money'], deductions: ResolversTypes['Money'], tax: ResolversTypes['Money'], held: ResolversTypes['Money'], unmatched: ResolversTypes['Money'], unclaimed: ResolversTypes['Money'], nonMembers: ResolversTypes['Money'], notRepresented: ResolversTypes['Money'], residue: ResolversTypes['Money'] }>;
  DistributionRunConnection: ResolverTypeWrapper<Omit<DistributionRunConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['DistributionRunEdge']> }>;
  DistributionRunEdge: ResolverTypeWrapper<Omit<DistributionRunEdge, 'node'> & { node: ResolversTypes['DistributionRun'] }>;
  UsageReport: ResolverTypeWrapper<UsageReportParent>;
  UsageTotal: ResolverTypeWrapper<Omit<UsageTotal, 'revenue'> & { revenue: ResolversTypes['Money'] }>;
  UsageRow: ResolverTypeWrapper<UsageRowParent>;
  UsageMatch: ResolverTypeWrapper<Omit<UsageMatch, 'confidence'> & { confidence: ResolversTypes['Share'] }>;
  MatchKind: MatchKind;
  UsageRowConnection: ResolverTypeWrapper<Omit<UsageRowConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['UsageRowEdge']> }>;
  UsageRowEdge: ResolverTypeWrapper<Omit<UsageRowEdge, 'node'> & { node: ResolversTypes['UsageRow'] }>;
  UsageReportFilter: UsageReportFilter;
  UsageReportConnection: ResolverTypeWrapper<Omit<UsageReportConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['UsageReportEdge']> }>;
  UsageReportEdge: ResolverTypeWrapper<Omit<UsageReportEdge, 'node'> & { node: ResolversTypes['UsageReport'] }>;
  Statement: ResolverTypeWrapper<StatementParent>;
  StatementDeduction: ResolverTypeWrapper<Omit<StatementDeduction, 'rate' | 'amount'> & { rate: ResolversTypes['Share'], amount: ResolversTypes['Money'] }>;
  DeductionKind: DeductionKind;
  DeductionBase: DeductionBase;
  StatementTax: ResolverTypeWrapper<Omit<StatementTax, 'rate' | 'amount'> & { rate: ResolversTypes['Share'], amount: ResolversTypes['Money'] }>;
  Exchange: ResolverTypeWrapper<Omit<Exchange, 'exactRate'> & { exactRate: ResolversTypes['Share'] }>;
  StatementConnection: ResolverTypeWrapper<Omit<StatementConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['StatementEdge']> }>;
  StatementEdge: ResolverTypeWrapper<Omit<StatementEdge, 'node'> & { node: ResolversTypes['Statement'] }>;
  StatementFilter: StatementFilter;
  StatementLine: ResolverTypeWrapper<StatementLineParent>;
  StatementLineConnection: ResolverTypeWrapper<Omit<StatementLineConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['StatementLineEdge']> }>;
  StatementLineEdge: ResolverTypeWrapper<Omit<StatementLineEdge, 'node'> & { node: ResolversTypes['StatementLine'] }>;
  PaymentExplanation: ResolverTypeWrapper<PaymentExplanationParent>;
  ExplainedFee: ResolverTypeWrapper<Omit<ExplainedFee, 'amount' | 'fullAmount'> & { amount: ResolversTypes['Money'], fullAmount: ResolversTypes['Money'] }>;
  FeeBasis: FeeBasis;
  ExplainedDeduction: ResolverTypeWrapper<Omit<ExplainedDeduction, 'rate'> & { rate: ResolversTypes['Share'] }>;
  SumCheck: ResolverTypeWrapper<SumCheck>;
  UndistributedReason: UndistributedReason;
  UndistributedFilter: UndistributedFilter;
  Undistributed: ResolverTypeWrapper<UndistributedParent>;
  UndistributedConnection: ResolverTypeWrapper<Omit<UndistributedConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['UndistributedEdge']> }>;
  UndistributedEdge: ResolverTypeWrapper<Omit<UndistributedEdge, 'node'> & { node: ResolversTypes['Undistributed'] }>;
  Hold: ResolverTypeWrapper<HoldParent>;
  HoldConnection: ResolverTypeWrapper<Omit<HoldConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['HoldEdge']> }>;
  HoldEdge: ResolverTypeWrapper<Omit<HoldEdge, 'node'> & { node: ResolversTypes['Hold'] }>;
  Settlement: ResolverTypeWrapper<SettlementParent>;
  SettlementDue: ResolverTypeWrapper<Omit<SettlementDue, 'amount' | 'statement'> & { amount: ResolversTypes['Money'], statement: ResolversTypes['Statement'] }>;
  NetPosition: ResolverTypeWrapper<Omit<NetPosition, 'receivable' | 'payable' | 'net'> & { receivable: ResolversTypes['Money'], payable: ResolversTypes['Money'], net: ResolversTypes['Money'] }>;
  SettlementPayment: ResolverTypeWrapper<Omit<SettlementPayment, 'amount'> & { amount: ResolversTypes['Money'] }>;
  LedgerEntry: ResolverTypeWrapper<LedgerEntryParent>;
  LedgerEntryKind: LedgerEntryKind;
  Posting: ResolverTypeWrapper<Omit<Posting, 'amount'> & { amount: ResolversTypes['Money'] }>;
  Society: ResolverTypeWrapper<Society>;
  Party: ResolverTypeWrapper<Party>;
  Work: ResolverTypeWrapper<Work>;
  License: ResolverTypeWrapper<License>;
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
  Share: ShareParent;
  Money: MoneyParent;
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
  RunDistributionInput: RunDistributionInput;
  RunDistributionPayload: Omit<RunDistributionPayload, 'run' | 'problems'> & { run?: Maybe<ResolversParentTypes['DistributionRun']>, problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  DistributionRun: DistributionRunParent;
  DistributionTotal: Omit<DistributionTotal, 'income' | 'remitted' | 'deductions' | 'tax' | 'held' | 'unmatched' | 'unclaimed' | 'nonMembers' | 'notRepresented' | 'residue'> & { income: ResolversParentTypes['Money'], remitted: ResolversParentTypes['Money'], deductions: ResolversParentTypes['Money'], tax: ResolversParentTypes['Money'], held: ResolversParentTypes['Money'], unmatched: ResolversParentTypes['Money'], unclaimed: ResolversParentTypes['Money'], nonMembers: ResolversParentTypes['Money'], notRepresented: ResolversParentTypes['Money'], residue: ResolversParentTypes['Money'] };
  DistributionRunConnection: Omit<DistributionRunConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['DistributionRunEdge']> };
  DistributionRunEdge: Omit<DistributionRunEdge, 'node'> & { node: ResolversParentTypes['DistributionRun'] };
  UsageReport: UsageReportParent;
  UsageTotal: Omit<UsageTotal, 'revenue'> & { revenue: ResolversParentTypes['Money'] };
  UsageRow: UsageRowParent;
  UsageMatch: Omit<UsageMatch, 'confidence'> & { confidence: ResolversParentTypes['Share'] };
  UsageRowConnection: Omit<UsageRowConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['UsageRowEdge']> };
  UsageRowEdge: Omit<UsageRowEdge, 'node'> & { node: ResolversParentTypes['UsageRow'] };
  UsageReportFilter: UsageReportFilter;
  UsageReportConnection: Omit<UsageReportConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['UsageReportEdge']> };
  UsageReportEdge: Omit<UsageReportEdge, 'node'> & { node: ResolversParentTypes['UsageReport'] };
  Statement: StatementParent;
  StatementDeduction: Omit<StatementDeduction, 'rate' | 'amount'> & { rate: ResolversParentTypes['Share'], amount: ResolversParentTypes['Money'] };
  StatementTax: Omit<StatementTax, 'rate' | 'amount'> & { rate: ResolversParentTypes['Share'], amount: ResolversParentTypes['Money'] };
  Exchange: Omit<Exchange, 'exactRate'> & { exactRate: ResolversParentTypes['Share'] };
  StatementConnection: Omit<StatementConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['StatementEdge']> };
  StatementEdge: Omit<StatementEdge, 'node'> & { node: ResolversParentTypes['Statement'] };
  StatementFilter: StatementFilter;
  StatementLine: StatementLineParent;
  StatementLineConnection: Omit<StatementLineConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['StatementLineEdge']> };
  StatementLineEdge: Omit<StatementLineEdge, 'node'> & { node: ResolversParentTypes['StatementLine'] };
  PaymentExplanation: PaymentExplanationParent;
  ExplainedFee: Omit<ExplainedFee, 'amount' | 'fullAmount'> & { amount: ResolversParentTypes['Money'], fullAmount: ResolversParentTypes['Money'] };
  ExplainedDeduction: Omit<ExplainedDeduction, 'rate'> & { rate: ResolversParentTypes['Share'] };
  SumCheck: SumCheck;
  UndistributedFilter: UndistributedFilter;
  Undistributed: UndistributedParent;
  UndistributedConnection: Omit<UndistributedConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['UndistributedEdge']> };
  UndistributedEdge: Omit<UndistributedEdge, 'node'> & { node: ResolversParentTypes['Undistributed'] };
  Hold: HoldParent;
  HoldConnection: Omit<HoldConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['HoldEdge']> };
  HoldEdge: Omit<HoldEdge, 'node'> & { node: ResolversParentTypes['Hold'] };
  Settlement: SettlementParent;
  SettlementDue: Omit<SettlementDue, 'amount' | 'statement'> & { amount: ResolversParentTypes['Money'], statement: ResolversParentTypes['Statement'] };
  NetPosition: Omit<NetPosition, 'receivable' | 'payable' | 'net'> & { receivable: ResolversParentTypes['Money'], payable: ResolversParentTypes['Money'], net: ResolversParentTypes['Money'] };
  SettlementPayment: Omit<SettlementPayment, 'amount'> & { amount: ResolversParentTypes['Money'] };
  LedgerEntry: LedgerEntryParent;
  Posting: Omit<Posting, 'amount'> & { amount: ResolversParentTypes['Money'] };
  Society: Society;
  Party: Party;
  Work: Work;
  License: License;
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
  distributionRun?: Resolver<Maybe<ResolversTypes['DistributionRun']>, ParentType, ContextType, RequireFields<QueryDistributionRunArgs, 'id'>>;
  distributionRuns?: Resolver<ResolversTypes['DistributionRunConnection'], ParentType, ContextType, RequireFields<QueryDistributionRunsArgs, 'first'>>;
  statements?: Resolver<ResolversTypes['StatementConnection'], ParentType, ContextType, RequireFields<QueryStatementsArgs, 'first'>>;
  statement?: Resolver<Maybe<ResolversTypes['Statement']>, ParentType, ContextType, RequireFields<QueryStatementArgs, 'id'>>;
  explainPayment?: Resolver<Maybe<ResolversTypes['PaymentExplanation']>, ParentType, ContextType, RequireFields<QueryExplainPaymentArgs, 'line'>>;
  undistributed?: Resolver<ResolversTypes['UndistributedConnection'], ParentType, ContextType, RequireFields<QueryUndistributedArgs, 'first'>>;
  settlement?: Resolver<ResolversTypes['Settlement'], ParentType, ContextType, RequireFields<QuerySettlementArgs, 'period'>>;
  holds?: Resolver<ResolversTypes['HoldConnection'], ParentType, ContextType, RequireFields<QueryHoldsArgs, 'first'>>;
  usageReport?: Resolver<Maybe<ResolversTypes['UsageReport']>, ParentType, ContextType, RequireFields<QueryUsageReportArgs, 'id'>>;
  usageReports?: Resolver<ResolversTypes['UsageReportConnection'], ParentType, ContextType, RequireFields<QueryUsageReportsArgs, 'first'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  runDistribution?: Resolver<ResolversTypes['RunDistributionPayload'], ParentType, ContextType, RequireFields<MutationRunDistributionArgs, 'input'>>;
};

export type RunDistributionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunDistributionPayload'] = ResolversParentTypes['RunDistributionPayload']> = {
  run?: Resolver<Maybe<ResolversTypes['DistributionRun']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DistributionRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DistributionRun'] = ResolversParentTypes['DistributionRun'], FederationReferenceType extends FederationReferenceTypes['DistributionRun'] = FederationReferenceTypes['DistributionRun']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DistributionRun']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ranAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  payers?: Resolver<ReadonlyArray<ResolversTypes['Society']>, ParentType, ContextType>;
  totals?: Resolver<ReadonlyArray<ResolversTypes['DistributionTotal']>, ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reports?: Resolver<ReadonlyArray<ResolversTypes['UsageReport']>, ParentType, ContextType>;
  statements?: Resolver<ReadonlyArray<ResolversTypes['Statement']>, ParentType, ContextType>;
  ledger?: Resolver<ReadonlyArray<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
};

export type DistributionTotalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DistributionTotal'] = ResolversParentTypes['DistributionTotal']> = {
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  income?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  remitted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deductions?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unmatched?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unclaimed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  nonMembers?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  notRepresented?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  residue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type DistributionRunConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DistributionRunConnection'] = ResolversParentTypes['DistributionRunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DistributionRunEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DistributionRunEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DistributionRunEdge'] = ResolversParentTypes['DistributionRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DistributionRun'], ParentType, ContextType>;
};

export type UsageReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageReport'] = ResolversParentTypes['UsageReport'], FederationReferenceType extends FederationReferenceTypes['UsageReport'] = FederationReferenceTypes['UsageReport']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['UsageReport']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  licensor?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  fileName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rowCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejectedRowCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  matchedRowCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  plays?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  revenue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totals?: Resolver<ReadonlyArray<ResolversTypes['UsageTotal']>, ParentType, ContextType>;
  paidBy?: Resolver<Maybe<ResolversTypes['DistributionRun']>, ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['UsageRowConnection'], ParentType, ContextType, RequireFields<UsageReportRowsArgs, 'first'>>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UsageTotalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageTotal'] = ResolversParentTypes['UsageTotal']> = {
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['UseType'], ParentType, ContextType>;
  plays?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  revenue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subscribers?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type UsageRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageRow'] = ResolversParentTypes['UsageRow']> = {
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rowId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['UseType'], ParentType, ContextType>;
  isrc?: Resolver<Maybe<ResolversTypes['Isrc']>, ParentType, ContextType>;
  iswc?: Resolver<Maybe<ResolversTypes['Iswc']>, ParentType, ContextType>;
  workCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  artist?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plays?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  match?: Resolver<ResolversTypes['UsageMatch'], ParentType, ContextType>;
};

export type UsageMatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageMatch'] = ResolversParentTypes['UsageMatch']> = {
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  by?: Resolver<ResolversTypes['MatchKind'], ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UsageRowConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageRowConnection'] = ResolversParentTypes['UsageRowConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UsageRowEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UsageRowEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageRowEdge'] = ResolversParentTypes['UsageRowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UsageRow'], ParentType, ContextType>;
};

export type UsageReportConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageReportConnection'] = ResolversParentTypes['UsageReportConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UsageReportEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UsageReportEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageReportEdge'] = ResolversParentTypes['UsageReportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UsageReport'], ParentType, ContextType>;
};

export type StatementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement'], FederationReferenceType extends FederationReferenceTypes['Statement'] = FederationReferenceTypes['Statement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Statement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['DistributionRun'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  payee?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deductions?: Resolver<ReadonlyArray<ResolversTypes['StatementDeduction']>, ParentType, ContextType>;
  deducted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxes?: Resolver<ReadonlyArray<ResolversTypes['StatementTax']>, ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  remitted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paid?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  exchange?: Resolver<Maybe<ResolversTypes['Exchange']>, ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['StatementLineConnection'], ParentType, ContextType, RequireFields<StatementLinesArgs, 'first'>>;
};

export type StatementDeductionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementDeduction'] = ResolversParentTypes['StatementDeduction']> = {
  kind?: Resolver<ResolversTypes['DeductionKind'], ParentType, ContextType>;
  base?: Resolver<ResolversTypes['DeductionBase'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  agreementId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type StatementTaxResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementTax'] = ResolversParentTypes['StatementTax']> = {
  rate?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  agreementId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ExchangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Exchange'] = ResolversParentTypes['Exchange']> = {
  rate?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  exactRate?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StatementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementConnection'] = ResolversParentTypes['StatementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StatementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StatementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementEdge'] = ResolversParentTypes['StatementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
};

export type StatementLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLine'] = ResolversParentTypes['StatementLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  workTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['UseType'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  statedShare?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  plays?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  deductions?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type StatementLineConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLineConnection'] = ResolversParentTypes['StatementLineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StatementLineEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StatementLineEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLineEdge'] = ResolversParentTypes['StatementLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StatementLine'], ParentType, ContextType>;
};

export type PaymentExplanationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentExplanation'] = ResolversParentTypes['PaymentExplanation']> = {
  line?: Resolver<ResolversTypes['StatementLine'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['UsageRow']>, ParentType, ContextType>;
  rowCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['UsageReport']>, ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['ExplainedFee'], ParentType, ContextType>;
  workAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  claimIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deductions?: Resolver<ReadonlyArray<ResolversTypes['ExplainedDeduction']>, ParentType, ContextType>;
  tax?: Resolver<Maybe<ResolversTypes['ExplainedDeduction']>, ParentType, ContextType>;
  exchange?: Resolver<Maybe<ResolversTypes['Exchange']>, ParentType, ContextType>;
  payee?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  checks?: Resolver<ReadonlyArray<ResolversTypes['SumCheck']>, ParentType, ContextType>;
};

export type ExplainedFeeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExplainedFee'] = ResolversParentTypes['ExplainedFee']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  fullAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['FeeBasis'], ParentType, ContextType>;
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['UseType'], ParentType, ContextType>;
  plays?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type ExplainedDeductionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExplainedDeduction'] = ResolversParentTypes['ExplainedDeduction']> = {
  kind?: Resolver<Maybe<ResolversTypes['DeductionKind']>, ParentType, ContextType>;
  baseAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SumCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SumCheck'] = ResolversParentTypes['SumCheck']> = {
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sum?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  holds?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UndistributedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Undistributed'] = ResolversParentTypes['Undistributed']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['UndistributedReason'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['DistributionRun'], ParentType, ContextType>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  artist?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  right?: Resolver<ResolversTypes['IpiRight'], ParentType, ContextType>;
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['UseType'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  partyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  conflictIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  plays?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type UndistributedConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UndistributedConnection'] = ResolversParentTypes['UndistributedConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UndistributedEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UndistributedEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UndistributedEdge'] = ResolversParentTypes['UndistributedEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Undistributed'], ParentType, ContextType>;
};

export type HoldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Hold'] = ResolversParentTypes['Hold']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  conflictIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['DistributionRun'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HoldConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldConnection'] = ResolversParentTypes['HoldConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HoldEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type HoldEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HoldEdge'] = ResolversParentTypes['HoldEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Hold'], ParentType, ContextType>;
};

export type SettlementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Settlement'] = ResolversParentTypes['Settlement']> = {
  period?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dues?: Resolver<ReadonlyArray<ResolversTypes['SettlementDue']>, ParentType, ContextType>;
  positions?: Resolver<ReadonlyArray<ResolversTypes['NetPosition']>, ParentType, ContextType>;
  payments?: Resolver<ReadonlyArray<ResolversTypes['SettlementPayment']>, ParentType, ContextType>;
};

export type SettlementDueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SettlementDue'] = ResolversParentTypes['SettlementDue']> = {
  from?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType>;
};

export type NetPositionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NetPosition'] = ResolversParentTypes['NetPosition']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  receivable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  payable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SettlementPaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SettlementPayment'] = ResolversParentTypes['SettlementPayment']> = {
  from?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type LedgerEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LedgerEntryKind'], ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  postings?: Resolver<ReadonlyArray<ResolversTypes['Posting']>, ParentType, ContextType>;
};

export type PostingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Posting'] = ResolversParentTypes['Posting']> = {
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
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

export type LicenseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['License'] = ResolversParentTypes['License']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  RunDistributionPayload?: RunDistributionPayloadResolvers<ContextType>;
  DistributionRun?: DistributionRunResolvers<ContextType>;
  DistributionTotal?: DistributionTotalResolvers<ContextType>;
  DistributionRunConnection?: DistributionRunConnectionResolvers<ContextType>;
  DistributionRunEdge?: DistributionRunEdgeResolvers<ContextType>;
  UsageReport?: UsageReportResolvers<ContextType>;
  UsageTotal?: UsageTotalResolvers<ContextType>;
  UsageRow?: UsageRowResolvers<ContextType>;
  UsageMatch?: UsageMatchResolvers<ContextType>;
  UsageRowConnection?: UsageRowConnectionResolvers<ContextType>;
  UsageRowEdge?: UsageRowEdgeResolvers<ContextType>;
  UsageReportConnection?: UsageReportConnectionResolvers<ContextType>;
  UsageReportEdge?: UsageReportEdgeResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  StatementDeduction?: StatementDeductionResolvers<ContextType>;
  StatementTax?: StatementTaxResolvers<ContextType>;
  Exchange?: ExchangeResolvers<ContextType>;
  StatementConnection?: StatementConnectionResolvers<ContextType>;
  StatementEdge?: StatementEdgeResolvers<ContextType>;
  StatementLine?: StatementLineResolvers<ContextType>;
  StatementLineConnection?: StatementLineConnectionResolvers<ContextType>;
  StatementLineEdge?: StatementLineEdgeResolvers<ContextType>;
  PaymentExplanation?: PaymentExplanationResolvers<ContextType>;
  ExplainedFee?: ExplainedFeeResolvers<ContextType>;
  ExplainedDeduction?: ExplainedDeductionResolvers<ContextType>;
  SumCheck?: SumCheckResolvers<ContextType>;
  Undistributed?: UndistributedResolvers<ContextType>;
  UndistributedConnection?: UndistributedConnectionResolvers<ContextType>;
  UndistributedEdge?: UndistributedEdgeResolvers<ContextType>;
  Hold?: HoldResolvers<ContextType>;
  HoldConnection?: HoldConnectionResolvers<ContextType>;
  HoldEdge?: HoldEdgeResolvers<ContextType>;
  Settlement?: SettlementResolvers<ContextType>;
  SettlementDue?: SettlementDueResolvers<ContextType>;
  NetPosition?: NetPositionResolvers<ContextType>;
  SettlementPayment?: SettlementPaymentResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  Posting?: PostingResolvers<ContextType>;
  Society?: SocietyResolvers<ContextType>;
  Party?: PartyResolvers<ContextType>;
  Work?: WorkResolvers<ContextType>;
  License?: LicenseResolvers<ContextType>;
};
