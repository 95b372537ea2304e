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

/** Roles as IPI agreements name them; not the roles of CWR. */
export type IpiRole =
  /** Graphic designer. */
  | 'AG'
  /** Author of screenplay/author of dialogue. */
  | 'AS'
  /** Architect. */
  | 'AT'
  /** Author computer graphic. */
  | 'CP'
  /** Cartoonist. */
  | 'CT'
  /** Designer. */
  | 'DG'
  /** Author of subtitles/dubbing. */
  | 'DS'
  /** Drawer,graphic artist. */
  | 'DW'
  /** Author of fine art. */
  | 'FA'
  /** Journalist. */
  | 'JO'
  /** Lyricist/librettist. */
  | 'LY'
  /** Musical creator (composer). */
  | 'MC'
  /** Photographer. */
  | 'PH'
  /** Playwright. */
  | 'PW'
  /** Film director. */
  | 'RE'
  /** Author/poet. */
  | 'WP'
  /** Book publisher. */
  | 'EB'
  /** Music publisher. */
  | 'EM'
  /** Newspaper publisher. */
  | 'EP'
  /** Analyst/programmer. */
  | 'AP'
  /** Costume-designer. */
  | 'CD'
  /** Choreographer. */
  | 'CG'
  /** Director of photography/cinematograph. */
  | 'CM'
  /** Data architect. */
  | 'DA'
  /** Dubbing director. */
  | 'DD'
  /** Journal/periodical/magazine publisher. */
  | 'EJ'
  /** Film editor. */
  | 'ET'
  /** Film distributor. */
  | 'FD'
  /** Multimedia director. */
  | 'MD'
  /** Stage director. */
  | 'MS'
  /** Producer. */
  | 'PC'
  /** Production designer (set-designer). */
  | 'PD'
  /** Press agency. */
  | 'PR'
  /** Sound engineer. */
  | 'ST';

export type Query = {
  readonly __typename?: 'Query';
  /** The party with this id; null when unknown. Merged parties answer themselves, with their survivor. */
  readonly party?: Maybe<Party>;
  /** The party that bears a name number or base number; merged ones answer with the survivor. Null when unknown. */
  readonly partyByIpi?: Maybe<Party>;
  /**
   * Parties by any of their names, best first: Latin without regard to accents and the order of words, Han simplified and traditional alike,
   * pinyin with or without tones and spaces, beginnings of words, typos (one in words of three to five letters, two in longer ones).
   */
  readonly searchParties: PartyConnection;
  /** The society or organisation with this code, dead ones included; null when unknown. */
  readonly society?: Maybe<Society>;
  /** CISAC's list and the organisations that have no CISAC code, by code. */
  readonly societies: ReadonlyArray<Society>;
  /** Who may license a party's right, there, on that day, and by which chain of mandates. Null for an unknown party. */
  readonly mandate?: Maybe<Mandate>;
  /** By which agreements a society's repertoire is represented there, in chains of at most four steps. */
  readonly representation: ReadonlyArray<RepresentationLink>;
  /** Every change to parties, memberships and agreements, in order, from the beginning or after a cursor; can be replayed at any time. */
  readonly partyChanges: PartyChangeConnection;
};


export type QueryPartyArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPartyByIpiArgs = {
  ipi: Scalars['String']['input'];
};


export type QuerySearchPartiesArgs = {
  query: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySocietyArgs = {
  code: Scalars['String']['input'];
};


export type QueryMandateArgs = {
  party: Scalars['ID']['input'];
  role?: InputMaybe<IpiRole>;
  creationClass?: InputMaybe<Scalars['String']['input']>;
  right: IpiRight;
  use?: InputMaybe<UseType>;
  territory: Scalars['TisCode']['input'];
  on: Scalars['Date']['input'];
  licensor?: InputMaybe<Scalars['SocietyCode']['input']>;
};


export type QueryRepresentationArgs = {
  of: Scalars['SocietyCode']['input'];
  right: IpiRight;
  territory: Scalars['TisCode']['input'];
  on: Scalars['Date']['input'];
  creationClass?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPartyChangesArgs = {
  since?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Makes a party known, or revises a known one. */
  readonly registerParty: RegisterPartyPayload;
  /** Records what a party's status is from a day on: it stands for itself, its catalogue was bought, or it was merged into another. */
  readonly recordPartyStatus: RecordPartyStatusPayload;
  /** Records that a party gave a society its rights, or revises such a membership. For stewards of that society. */
  readonly recordMembership: RecordMembershipPayload;
  /** Records that one society lets another license its repertoire, or revises the agreement. For stewards of the grantor. */
  readonly recordAgreement: RecordAgreementPayload;
  /** Ends an agreement from a day on; answers for earlier days stay as they are. For stewards of either society. */
  readonly terminateAgreement: TerminateAgreementPayload;
  /**
   * Records that a party or a society gave rights to a hub or agent directly, or revises that: they leave its societies there. Of a society, for
   * its own stewards; of a party, for stewards of the hub, or of a society that the party belongs to.
   */
  readonly recordEntrustment: RecordEntrustmentPayload;
  /** Ends an entrustment from a day on; answers for earlier days stay as they are. For whoever may record it, and for the hub. */
  readonly withdrawEntrustment: WithdrawEntrustmentPayload;
  /** Records that a party withholds rights from all or some licensors, or revises that. For stewards of a society that the party belongs to. */
  readonly recordExclusion: RecordExclusionPayload;
  /** Ends an exclusion from a day on; answers for earlier days stay as they are. For whoever may record it. */
  readonly endExclusion: EndExclusionPayload;
};


export type MutationRegisterPartyArgs = {
  input: RegisterPartyInput;
};


export type MutationRecordPartyStatusArgs = {
  input: RecordPartyStatusInput;
};


export type MutationRecordMembershipArgs = {
  input: RecordMembershipInput;
};


export type MutationRecordAgreementArgs = {
  input: RecordAgreementInput;
};


export type MutationTerminateAgreementArgs = {
  input: TerminateAgreementInput;
};


export type MutationRecordEntrustmentArgs = {
  input: RecordEntrustmentInput;
};


export type MutationWithdrawEntrustmentArgs = {
  input: WithdrawEntrustmentInput;
};


export type MutationRecordExclusionArgs = {
  input: RecordExclusionInput;
};


export type MutationEndExclusionArgs = {
  input: EndExclusionInput;
};

/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type Party = {
  readonly __typename?: 'Party';
  /** Opaque id, `pty_…`. */
  readonly id: Scalars['ID']['output'];
  /** The main name: patronym, or the name first known. */
  readonly name: Scalars['String']['output'];
  /** All names in all scripts, the main one first; at most 100. */
  readonly names: ReadonlyArray<PartyName>;
  /** What kind of party it is. */
  readonly kind: PartyKind;
  /** Number of the main name. */
  readonly ipiNameNumber?: Maybe<Scalars['IpiNameNumber']['output']>;
  /** Number of the party. */
  readonly ipiBaseNumber?: Maybe<Scalars['IpiBaseNumber']['output']>;
  /** Name identifier, if known. */
  readonly isni?: Maybe<Scalars['Isni']['output']>;
  /** DDEX party id, if known. */
  readonly dpid?: Maybe<Scalars['String']['output']>;
  /** Whether it stands for itself. */
  readonly status: PartyStatus;
  /** Every status that was stated, by its first day; empty for one that has stood for itself from the beginning. At most 100. */
  readonly statuses: ReadonlyArray<DatedPartyStatus>;
  /** The party that took this one's place; null for one that stands for itself. */
  readonly survivor?: Maybe<Party>;
  /** Where it leads, step by step, forwarded and merged ones alike; the last one leads nowhere. At most 10. */
  readonly forwardings: ReadonlyArray<Party>;
  /** Who stands behind a group's name; empty for what is no group. At most 500. */
  readonly members: ReadonlyArray<Party>;
  /** The groups whose name it bears, ended ones included. At most 100. */
  readonly groups: ReadonlyArray<Party>;
  /**
   * Which societies hold its rights; printed affiliations last. At most 500. What was stated of a party that was merged into this one counts
   * here as well (`Membership.party` tells of whom), and a merged party answers with the memberships of its survivor: those by which its
   * mandates go.
   */
  readonly memberships: ReadonlyArray<Membership>;
  /**
   * Where memberships stated for several numbers, merged since, together give away more than the whole of a right. Until one of them is ended or
   * reduced, the mandate goes by the greatest share, then the latest begun, then the lower id. At most 100.
   */
  readonly membershipClashes: ReadonlyArray<MembershipClash>;
  /** The rights that it gave to hubs or agents directly, by id; those stated of parties merged into it as well. At most 1,000. */
  readonly entrustments: ReadonlyArray<Entrustment>;
  /** The rights that it withholds, by id; those stated of parties merged into it as well. At most 1,000. */
  readonly exclusions: ReadonlyArray<Exclusion>;
  /** What changed, when, by whom and in which message and line, from the first to the last; at most 1,000. */
  readonly history: ReadonlyArray<PartyFieldChange>;
  /** Rises with every change; revisions name the version they expect. */
  readonly version: Scalars['Int']['output'];
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyNamesArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyStatusArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyStatusesArgs = {
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartySurvivorArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyForwardingsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyMembersArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyMembershipsArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyMembershipClashesArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  asKnownOn?: InputMaybe<Scalars['DateTime']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyEntrustmentsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyExclusionsArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/** An interested party: a creator, a publisher, or one of IPI's parties that stand for nobody in particular. */
export type PartyHistoryArgs = {
  field?: InputMaybe<Scalars['String']['input']>;
};

/** What kind of party. */
export type PartyKind =
  /** A natural person. */
  | 'NATURAL'
  /** A legal entity. */
  | 'LEGAL'
  /** A group of persons under one name. */
  | 'GROUP'
  /** Stands for nobody in particular: traditional, public domain, unknown creator or publisher. */
  | 'GENERIC';

/** IPI's status of a party. */
export type PartyStatus =
  /** Stands for itself (1). */
  | 'VALID'
  /** Its catalogue was bought: forwarded, and still valid (2). */
  | 'FORWARDED'
  /** Deleted in favour of another party (3). */
  | 'MERGED';

/** What a party's status is from a day on. */
export type DatedPartyStatus = {
  readonly __typename?: 'DatedPartyStatus';
  /** The status. */
  readonly status: PartyStatus;
  /** The party it leads to; null for one that stands for itself. */
  readonly forwardTo?: Maybe<Party>;
  /** First day; null is from the beginning. */
  readonly from?: Maybe<Scalars['Date']['output']>;
  /** Who stated it. */
  readonly statedBy: PartyProvenance;
};

/** Who stated something, where it is written and when it came. */
export type PartyProvenance = {
  readonly __typename?: 'PartyProvenance';
  /** The submitter: `SO:052` in a society's own file, `IPI:052` for IPI-like data that it sent, `052` for its command. */
  readonly source: Scalars['String']['output'];
  /** The file (`msg_…`) or command that brought it. */
  readonly message: Scalars['String']['output'];
  /** The line of the file. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** When it was received. */
  readonly receivedAt: Scalars['DateTime']['output'];
};

/** One change of one field of a party, or of one of its memberships. */
export type PartyFieldChange = {
  readonly __typename?: 'PartyFieldChange';
  /** Opaque id, `evt_…`; changes of several fields at once share it. */
  readonly id: Scalars['ID']['output'];
  /** The place in the order of all changes of parties. */
  readonly number: Scalars['Int']['output'];
  /** What happened: `PARTY_REGISTERED`, `PARTY_REVISED`, `PARTY_FORWARDED`, `AFFILIATION_PRINTED`, `MEMBERSHIP_RECORDED`, `MEMBERSHIP_REVISED`. */
  readonly kind: Scalars['String']['output'];
  /** The party or the membership that changed. */
  readonly subject: Scalars['ID']['output'];
  /** When it was recorded; strictly rising. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The field that changed; null where an earlier release did not keep what it replaced. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** Its value before, as text; null for none. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** Its value after, as text; null for none. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** Who stated it. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** The file or command that brought it. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** The line of the file. */
  readonly line?: Maybe<Scalars['Int']['output']>;
};

/** One name of a party. */
export type PartyName = {
  readonly __typename?: 'PartyName';
  /** The whole name as shown: first name, then last name; in Han family name first, without a space. */
  readonly text: Scalars['String']['output'];
  /** Last name, or the whole name of a legal entity or in Han. */
  readonly lastName: Scalars['String']['output'];
  /** First name. */
  readonly firstName?: Maybe<Scalars['String']['output']>;
  /** IPI's type of name. */
  readonly kind: PartyNameKind;
  /** Its number. */
  readonly ipiNameNumber?: Maybe<Scalars['IpiNameNumber']['output']>;
  /** ISO 15924 script: `Latn`, `Hani`, or `Zyyy` for another. */
  readonly script: Scalars['String']['output'];
  /** BCP 47 language, if stated. */
  readonly language?: Maybe<Scalars['String']['output']>;
  /** Days on which the party bears it. */
  readonly period: Period;
  /** Who stated it; null where an earlier release recorded it, or it came with the house. */
  readonly statedBy?: Maybe<PartyProvenance>;
};

/** IPI's types of names. */
export type PartyNameKind =
  /** Patronym: the main name. */
  | 'PA'
  /** Pseudonym. */
  | 'PP'
  /** Group pseudonym: one name of several parties. */
  | 'PG'
  /** Name of another kind shared by several parties. */
  | 'HR'
  /** Other. */
  | 'OR'
  /** Different spelling (meaning not read in a document: nothing rests on it). */
  | 'DF'
  /** Modified name (meaning not read in a document: nothing rests on it). */
  | 'MO'
  /** Standardised name (meaning not read in a document: nothing rests on it). */
  | 'ST';

/** A page of parties. */
export type PartyConnection = {
  readonly __typename?: 'PartyConnection';
  /** Best first. */
  readonly edges: ReadonlyArray<PartyEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A party in its place. */
export type PartyEdge = {
  readonly __typename?: 'PartyEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The party. */
  readonly node: Party;
  /** How near the party is to what was asked: 1 for a whole name, less for some of its words, for beginnings, pinyin and typos (ours). */
  readonly score: Scalars['Float']['output'];
  /** Why the party is found: the names that have the words asked for. */
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

/** A collective management organisation. */
export type Society = {
  readonly __typename?: 'Society';
  /** CISAC code, or letters for an organisation that has none. */
  readonly code: Scalars['SocietyCode']['output'];
  /** Short name. */
  readonly name: Scalars['String']['output'];
  /** Name in its own script, if known. */
  readonly nativeName?: Maybe<Scalars['String']['output']>;
  /** Society of CISAC's list, or organisation without code. */
  readonly kind: SocietyKind;
  /** Its standing in CISAC's list of 2026-07-06; null for an organisation without code. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** Country as CISAC's list names it. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** The country of its seat, if it is one with a TIS code. */
  readonly territory?: Maybe<Scalars['TisCode']['output']>;
  /** Agreements in which it is grantor or grantee, by id. */
  readonly agreements: AgreementConnection;
  /** Rights given to hubs directly in which it is the one who gives or the hub, by id. */
  readonly entrustments: EntrustmentConnection;
};


/** A collective management organisation. */
export type SocietyAgreementsArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
  right?: InputMaybe<IpiRight>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A collective management organisation. */
export type SocietyEntrustmentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What kind of organisation. */
export type SocietyKind =
  /** Stands in CISAC's list. */
  | 'CISAC_SOCIETY'
  /** Has no CISAC code: manages others' rights than authors'. */
  | 'ORGANISATION';

/** A party's rights in the hands of a society. */
export type Membership = {
  readonly __typename?: 'Membership';
  /** Opaque id, `mem_…`. */
  readonly id: Scalars['ID']['output'];
  /** Whose rights. */
  readonly party: Party;
  /** Who holds them. */
  readonly society: Society;
  /** IPI creation class; `MW` is music. */
  readonly creationClass: Scalars['String']['output'];
  /** The side it speaks of; null is both. */
  readonly side?: Maybe<MandateSide>;
  /** The role it speaks of; null is every role of the side. */
  readonly role?: Maybe<IpiRole>;
  /** The rights it covers. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The ordered list as stated; empty for a printed affiliation, which covers everything. */
  readonly territories: ReadonlyArray<MandateTerritory>;
  /** When it holds. */
  readonly period: Period;
  /** The part of the right that the society holds. */
  readonly share: Share;
  /** Whether it was recorded, or only printed in a file. */
  readonly basis: MandateBasis;
  /** Rises with every change; 0 for a printed affiliation. */
  readonly version: Scalars['Int']['output'];
  /** Who stated it; null where an earlier release recorded it, or it came with the house. */
  readonly statedBy?: Maybe<PartyProvenance>;
};

/** Memberships stated for different numbers of one party that cannot all hold. */
export type MembershipClash = {
  readonly __typename?: 'MembershipClash';
  /** Those that clash, by id; `Membership.party` tells for which number each was stated. */
  readonly memberships: ReadonlyArray<Membership>;
  /** The rights of which more than the whole is given away. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The side on which they clash; null is both. */
  readonly side?: Maybe<MandateSide>;
  /** IPI creation class; `MW` is music. */
  readonly creationClass: Scalars['String']['output'];
  /** The countries, as 4-digit codes. */
  readonly countries: ReadonlyArray<Scalars['TisCode']['output']>;
  /** The days. */
  readonly period: Period;
  /** What the societies hold together, each counted once. */
  readonly total: Share;
};

/** One row of an ordered list: start from nothing, go from row to row. */
export type MandateTerritory = {
  readonly __typename?: 'MandateTerritory';
  /** Whether the row adds its countries or takes them away. */
  readonly isIncluded: Scalars['Boolean']['output'];
  /** A country or a group. */
  readonly territory: Scalars['TisCode']['output'];
};

/** On which side of a work a party stands. */
export type MandateSide =
  /** Creators. */
  | 'WRITER'
  /** Publishers. */
  | 'PUBLISHER';

/** On what a mandate rests. */
export type MandateBasis =
  /** A recorded membership. */
  | 'MEMBERSHIP'
  /** Rights given to a hub or agent directly. */
  | 'ENTRUSTED'
  /** Only printed in a CWR file: provisional until a membership is recorded. */
  | 'FROM_CWR'
  /** None is known. */
  | 'NONE';

/** One society lets another license its repertoire. */
export type Agreement = {
  readonly __typename?: 'Agreement';
  /** Opaque id, `agr_…`. */
  readonly id: Scalars['ID']['output'];
  /** Whose repertoire is represented. */
  readonly grantor: Society;
  /** Who represents it. */
  readonly grantee: Society;
  /** The rights it covers. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The uses it covers; null is all. */
  readonly uses?: Maybe<ReadonlyArray<UseType>>;
  /** The ordered list as stated. */
  readonly territories: ReadonlyArray<MandateTerritory>;
  /** The countries that the list meant when it was recorded. */
  readonly countries: ReadonlyArray<Scalars['TisCode']['output']>;
  /** When it holds, termination counted in. */
  readonly period: Period;
  /** Whether nobody else may represent the grantor there. */
  readonly isExclusive: Scalars['Boolean']['output'];
  /** Whether it also covers what the grantor represents for others; otherwise its own members only. */
  readonly passesOn: Scalars['Boolean']['output'];
  /** Day of signature. */
  readonly signedOn?: Maybe<Scalars['Date']['output']>;
  /** IPI creation class; `MW` is music. */
  readonly creationClass: Scalars['String']['output'];
  /** Days from notice to its effect at least. */
  readonly noticeDays: Scalars['Int']['output'];
  /** The day on which notice was given; null while none was given, or where an earlier release recorded it. */
  readonly noticeGivenOn?: Maybe<Scalars['Date']['output']>;
  /** First day without it after notice; null while none was given. */
  readonly terminatedFrom?: Maybe<Scalars['Date']['output']>;
  /** What the grantee takes off, in this order. */
  readonly deductions: ReadonlyArray<AgreementDeduction>;
  /** Currency of the statements. */
  readonly currency: Scalars['CurrencyCode']['output'];
  /** How often statements come. */
  readonly statementRhythm: AgreementRhythm;
  /** Days from statement to payment. */
  readonly paymentDays: Scalars['Int']['output'];
  /** Withholding tax in percent; 0 is none. */
  readonly taxPercent: Scalars['Decimal']['output'];
  /** What the tax rests on, such as a certificate. */
  readonly taxReference?: Maybe<Scalars['String']['output']>;
  /** Rises with every change; revisions name the version they expect. */
  readonly version: Scalars['Int']['output'];
};

/** One deduction of an agreement's schedule. */
export type AgreementDeduction = {
  readonly __typename?: 'AgreementDeduction';
  /** What it is for. */
  readonly kind: AgreementDeductionKind;
  /** On what it is reckoned. */
  readonly base: AgreementDeductionBase;
  /** Rate in percent. */
  readonly percent: Scalars['Decimal']['output'];
  /** Clause or rule that it rests on. */
  readonly reference: Scalars['String']['output'];
};

/** What a deduction is for. */
export type AgreementDeductionKind =
  /** Cost of administration. */
  | 'ADMINISTRATION'
  /** Social and cultural purposes. */
  | 'SOCIAL_CULTURAL'
  /** Other. */
  | 'OTHER';

/** On what a deduction is reckoned. */
export type AgreementDeductionBase =
  /** The gross amount. */
  | 'GROSS'
  /** What earlier deductions left. */
  | 'REMAINDER';

/** How often statements come. */
export type AgreementRhythm =
  /** Every month. */
  | 'MONTHLY'
  /** Every quarter. */
  | 'QUARTERLY'
  /** Twice a year. */
  | 'HALF_YEARLY'
  /** Once a year. */
  | 'YEARLY';

/** Rights that a party or a society gave to a hub or agent directly: they leave its societies there, and the hub holds them. */
export type Entrustment = {
  readonly __typename?: 'Entrustment';
  /** Opaque id, `man_…`. */
  readonly id: Scalars['ID']['output'];
  /** The party that gave them; null where a society did. */
  readonly party?: Maybe<Party>;
  /** The society that gave them; null where a party did. */
  readonly society?: Maybe<Society>;
  /** Who holds them there. */
  readonly hub: Society;
  /** IPI creation class; `MW` is music. */
  readonly creationClass: Scalars['String']['output'];
  /** The rights. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The uses; null is all. */
  readonly uses?: Maybe<ReadonlyArray<UseType>>;
  /** The ordered list as stated. */
  readonly territories: ReadonlyArray<MandateTerritory>;
  /** The countries that the list meant when it was recorded. */
  readonly countries: ReadonlyArray<Scalars['TisCode']['output']>;
  /** When it holds, withdrawal counted in. */
  readonly period: Period;
  /** Whether writers' performing shares go along; otherwise they stay with the writers' societies. */
  readonly includesWritersPerforming: Scalars['Boolean']['output'];
  /** Day of signature. */
  readonly signedOn?: Maybe<Scalars['Date']['output']>;
  /** The day on which notice was given; null while none was given. */
  readonly noticeGivenOn?: Maybe<Scalars['Date']['output']>;
  /** First day without it after notice; null while none was given. */
  readonly withdrawnFrom?: Maybe<Scalars['Date']['output']>;
  /** Rises with every change; revisions name the version they expect. */
  readonly version: Scalars['Int']['output'];
  /** Who stated it; null where an earlier release recorded it, or it came with the house. */
  readonly statedBy?: Maybe<PartyProvenance>;
};

/** A page of entrustments. */
export type EntrustmentConnection = {
  readonly __typename?: 'EntrustmentConnection';
  /** By id. */
  readonly edges: ReadonlyArray<EntrustmentEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** An entrustment in its place. */
export type EntrustmentEdge = {
  readonly __typename?: 'EntrustmentEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The entrustment. */
  readonly node: Entrustment;
};

/** Rights that a party withholds: nobody, or none of the named licensors, may license them. */
export type Exclusion = {
  readonly __typename?: 'Exclusion';
  /** Opaque id, `man_…`. */
  readonly id: Scalars['ID']['output'];
  /** Who withholds them. */
  readonly party: Party;
  /** From whom; null is from everybody. */
  readonly licensors?: Maybe<ReadonlyArray<Society>>;
  /** IPI creation class; `MW` is music. */
  readonly creationClass: Scalars['String']['output'];
  /** The side it speaks of; null is both. */
  readonly side?: Maybe<MandateSide>;
  /** The rights. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The uses; null is all. */
  readonly uses?: Maybe<ReadonlyArray<UseType>>;
  /** The ordered list as stated. */
  readonly territories: ReadonlyArray<MandateTerritory>;
  /** The countries that the list meant when it was recorded. */
  readonly countries: ReadonlyArray<Scalars['TisCode']['output']>;
  /** When it holds, its end counted in. */
  readonly period: Period;
  /** Rises with every change; revisions name the version they expect. */
  readonly version: Scalars['Int']['output'];
  /** Who stated it; null where an earlier release recorded it, or it came with the house. */
  readonly statedBy?: Maybe<PartyProvenance>;
};

/** A page of agreements. */
export type AgreementConnection = {
  readonly __typename?: 'AgreementConnection';
  /** By id. */
  readonly edges: ReadonlyArray<AgreementEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** An agreement in its place. */
export type AgreementEdge = {
  readonly __typename?: 'AgreementEdge';
  /** Opaque. */
  readonly cursor: Scalars['String']['output'];
  /** The agreement. */
  readonly node: Agreement;
};

/** Who may license, and why. */
export type Mandate = {
  readonly __typename?: 'Mandate';
  /** Who may license: the asked licensor if it may, else the mandate holder to ask; null when nobody may. */
  readonly society?: Maybe<Society>;
  /** Whether the licensor may license; without one, whether anybody may. */
  readonly isLicensed: Scalars['Boolean']['output'];
  /** On what the mandate holder's mandate rests. */
  readonly basis: MandateBasis;
  /** The steps from the party to the society. */
  readonly chain: ReadonlyArray<MandateLink>;
  /** What withholds the right; null where nothing does. */
  readonly exclusion?: Maybe<Exclusion>;
  /** All other valid ways, whoever licenses by them, best first; at most 100. */
  readonly alternatives: ReadonlyArray<MandateAlternative>;
  /** How many there are in all. */
  readonly alternativeCount: Scalars['Int']['output'];
  /** The reason in a sentence, with the rule that chose. */
  readonly because: Scalars['String']['output'];
};

/** One step: the grantor lets the grantee license. */
export type MandateLink = {
  readonly __typename?: 'MandateLink';
  /** Party id or society code. */
  readonly from: Scalars['String']['output'];
  /** Society code. */
  readonly to: Scalars['String']['output'];
  /** The agreement between two societies; null for another step. */
  readonly agreement?: Maybe<Agreement>;
  /** The membership by which a party gave its rights; null for another step. */
  readonly membership?: Maybe<Membership>;
  /** The direct entrustment by which a party or a society gave them to a hub; null for another step. */
  readonly entrustment?: Maybe<Entrustment>;
  /** Id of what the step rests on: `mem_…`, `man_…` (direct entrustment) or `agr_…`. */
  readonly basisId: Scalars['ID']['output'];
};

/** Another society that may license, or another way to the same. */
export type MandateAlternative = {
  readonly __typename?: 'MandateAlternative';
  /** Who. */
  readonly society: Society;
  /** The steps from the party. */
  readonly chain: ReadonlyArray<MandateLink>;
  /** Why it is not the answer. */
  readonly rule: MandateRule;
};

/** The first rule by which the answer stands before another way. */
export type MandateRule =
  /** Another licensor was asked for, or the one asked for may not license. */
  | 'NOT_ASKED'
  /** The answer is the licensor's own mandate, this one a chain of agreements. */
  | 'OWN_MANDATE'
  /** The answer was entrusted directly. */
  | 'ENTRUSTED'
  /** The answer rests on the membership with the greater share. */
  | 'GREATEST_SHARE'
  /** The answer rests on the membership that began later. */
  | 'LATEST_BEGUN'
  /** The answer is a direct agreement. */
  | 'DIRECT'
  /** Every agreement of the answer is exclusive. */
  | 'EXCLUSIVE'
  /** The answer has fewer steps. */
  | 'SHORTER'
  /** The answer was signed earlier. */
  | 'EARLIEST_SIGNED'
  /** Nothing else differs: the answer's id is lower. */
  | 'LOWER_ID';

/** One agreement by which a society's repertoire is represented. */
export type RepresentationLink = {
  readonly __typename?: 'RepresentationLink';
  /** Whose repertoire is passed on in this step. */
  readonly from: Society;
  /** Who may license by it. */
  readonly to: Society;
  /** The agreement. */
  readonly agreement: Agreement;
  /** 1 for an agreement of the society itself, up to 4. */
  readonly step: Scalars['Int']['output'];
};

/** A party to make known or revise. */
export type RegisterPartyInput = {
  /** The party to revise; absent for a new one. */
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  /** The version that a revision expects; required with `party`. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** NATURAL, LEGAL or GROUP; generic parties are known from the start. */
  readonly kind: PartyKind;
  /** 1 to 100 names; the first patronym, else the first, is the main one. A revision replaces them all. */
  readonly names: ReadonlyArray<PartyNameInput>;
  /** IPI base number. */
  readonly ipiBaseNumber?: InputMaybe<Scalars['String']['input']>;
  /** ISNI. */
  readonly isni?: InputMaybe<Scalars['String']['input']>;
  /** DDEX party id. */
  readonly dpid?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** One name. */
export type PartyNameInput = {
  /** Last name, or the whole name; at most 160 characters. */
  readonly lastName: Scalars['String']['input'];
  /** First name. */
  readonly firstName?: InputMaybe<Scalars['String']['input']>;
  /** IPI's type of name. */
  readonly kind?: InputMaybe<PartyNameKind>;
  /** IPI name number. */
  readonly ipiNameNumber?: InputMaybe<Scalars['String']['input']>;
  /** BCP 47 language. */
  readonly language?: InputMaybe<Scalars['String']['input']>;
  /** Days on which the party bears it; absent is always. */
  readonly period?: InputMaybe<PeriodInput>;
};

/** What came of it. */
export type RegisterPartyPayload = {
  readonly __typename?: 'RegisterPartyPayload';
  /** The party; null when refused. */
  readonly party?: Maybe<Party>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** A status to record. */
export type RecordPartyStatusInput = {
  /** `pty_…` */
  readonly party: Scalars['ID']['input'];
  /** The version that is expected. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** The status. */
  readonly status: PartyStatus;
  /** The party that takes its place or bought its catalogue; required for FORWARDED and MERGED. */
  readonly forwardTo?: InputMaybe<Scalars['ID']['input']>;
  /** First day, not after today; absent is from the beginning. A status that begins on the same day is replaced. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type RecordPartyStatusPayload = {
  readonly __typename?: 'RecordPartyStatusPayload';
  /** The party; null when refused. */
  readonly party?: Maybe<Party>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** One row of an ordered list. */
export type MandateTerritoryInput = {
  /** Whether the row adds its countries or takes them away. */
  readonly include?: Scalars['Boolean']['input'];
  /** TIS code of a country or group. */
  readonly territory: Scalars['String']['input'];
};

/** A membership to record or revise. */
export type RecordMembershipInput = {
  /** The membership to revise; absent for a new one. It stays with the number that it was stated for, also where that one was merged. */
  readonly membership?: InputMaybe<Scalars['ID']['input']>;
  /** The version that a revision expects; required with `membership`. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** `pty_…` */
  readonly party: Scalars['ID']['input'];
  /** The society that holds the rights. */
  readonly society: Scalars['String']['input'];
  /** IPI creation class. */
  readonly creationClass?: InputMaybe<Scalars['String']['input']>;
  /** The side it speaks of; absent is both, or that of the role. */
  readonly side?: InputMaybe<MandateSide>;
  /** The role it speaks of; absent is every role of the side. */
  readonly role?: InputMaybe<IpiRole>;
  /** 1 to 25 rights. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** 1 to 200 rows. */
  readonly territories: ReadonlyArray<MandateTerritoryInput>;
  /** When it holds. */
  readonly period: PeriodInput;
  /** The part of the right in percent. */
  readonly share?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type RecordMembershipPayload = {
  readonly __typename?: 'RecordMembershipPayload';
  /** The membership; null when refused. */
  readonly membership?: Maybe<Membership>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** A representation agreement to record or revise. */
export type RecordAgreementInput = {
  /** The agreement to revise; absent for a new one. */
  readonly agreement?: InputMaybe<Scalars['ID']['input']>;
  /** The version that a revision expects; required with `agreement`. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Whose repertoire is represented. */
  readonly grantor: Scalars['String']['input'];
  /** Who represents it. */
  readonly grantee: Scalars['String']['input'];
  /** 1 to 25 rights. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The uses; absent is all. */
  readonly uses?: InputMaybe<ReadonlyArray<UseType>>;
  /** 1 to 200 rows. */
  readonly territories: ReadonlyArray<MandateTerritoryInput>;
  /** When it holds. */
  readonly period: PeriodInput;
  /** Whether nobody else may represent the grantor there. */
  readonly exclusive?: Scalars['Boolean']['input'];
  /** Whether it also covers what the grantor represents for others; agreements that do may not lead back to the grantor. */
  readonly passesOn?: Scalars['Boolean']['input'];
  /** IPI creation class. */
  readonly creationClass?: InputMaybe<Scalars['String']['input']>;
  /** Days from notice to its effect at least, 0 to 3,660. */
  readonly noticeDays?: InputMaybe<Scalars['Int']['input']>;
  /** Day of signature. */
  readonly signedOn?: InputMaybe<Scalars['Date']['input']>;
  /** What the grantee takes off, in this order; at most 20. */
  readonly deductions?: ReadonlyArray<AgreementDeductionInput>;
  /** ISO 4217 code of the statements. */
  readonly currency: Scalars['String']['input'];
  /** How often statements come. */
  readonly statementRhythm?: AgreementRhythm;
  /** Days from statement to payment, 0 to 1,000. */
  readonly paymentDays?: Scalars['Int']['input'];
  /** Withholding tax in percent. */
  readonly taxPercent?: Scalars['String']['input'];
  /** What the tax rests on. */
  readonly taxReference?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** One deduction. */
export type AgreementDeductionInput = {
  /** What it is for. */
  readonly kind: AgreementDeductionKind;
  /** On what it is reckoned. */
  readonly base?: AgreementDeductionBase;
  /** Rate in percent, 0 to 100. */
  readonly percent: Scalars['String']['input'];
  /** Clause or rule that it rests on. */
  readonly reference?: Scalars['String']['input'];
};

/** What came of it. */
export type RecordAgreementPayload = {
  readonly __typename?: 'RecordAgreementPayload';
  /** The agreement; null when refused. */
  readonly agreement?: Maybe<Agreement>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The end of an agreement. */
export type TerminateAgreementInput = {
  /** `agr_…` */
  readonly agreement: Scalars['ID']['input'];
  /** The version that is expected. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** First day without the agreement; not before today, so that no past answer changes, nor before the agreed notice has run. */
  readonly from: Scalars['Date']['input'];
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type TerminateAgreementPayload = {
  readonly __typename?: 'TerminateAgreementPayload';
  /** The agreement; null when refused. */
  readonly agreement?: Maybe<Agreement>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Rights given to a hub directly, to record or revise. */
export type RecordEntrustmentInput = {
  /** The entrustment to revise; absent for a new one. It stays with its grantor. */
  readonly entrustment?: InputMaybe<Scalars['ID']['input']>;
  /** The version that a revision expects; required with `entrustment`. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** `pty_…` of the party that gives the rights; absent where a society does. */
  readonly party?: InputMaybe<Scalars['ID']['input']>;
  /** The society that gives them; absent where a party does. */
  readonly society?: InputMaybe<Scalars['String']['input']>;
  /** Who gets them: a hub, an agent or a society. */
  readonly hub: Scalars['String']['input'];
  /** IPI creation class. */
  readonly creationClass?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 25 rights. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The uses; absent is all. */
  readonly uses?: InputMaybe<ReadonlyArray<UseType>>;
  /** 1 to 200 rows. */
  readonly territories: ReadonlyArray<MandateTerritoryInput>;
  /** When it holds. */
  readonly period: PeriodInput;
  /** Whether writers' performing shares go along; otherwise they stay with the writers' societies. */
  readonly includesWritersPerforming?: Scalars['Boolean']['input'];
  /** Day of signature. */
  readonly signedOn?: InputMaybe<Scalars['Date']['input']>;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type RecordEntrustmentPayload = {
  readonly __typename?: 'RecordEntrustmentPayload';
  /** The entrustment; null when refused. */
  readonly entrustment?: Maybe<Entrustment>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The end of an entrustment. */
export type WithdrawEntrustmentInput = {
  /** `man_…` */
  readonly entrustment: Scalars['ID']['input'];
  /** The version that is expected. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** First day without it; not before today, so that no past answer changes. */
  readonly from: Scalars['Date']['input'];
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type WithdrawEntrustmentPayload = {
  readonly __typename?: 'WithdrawEntrustmentPayload';
  /** The entrustment; null when refused. */
  readonly entrustment?: Maybe<Entrustment>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** Rights that a party withholds, to record or revise. */
export type RecordExclusionInput = {
  /** The exclusion to revise; absent for a new one. It stays with its party. */
  readonly exclusion?: InputMaybe<Scalars['ID']['input']>;
  /** The version that a revision expects; required with `exclusion`. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** `pty_…` */
  readonly party: Scalars['ID']['input'];
  /** From whom, 1 to 100; absent is from everybody. */
  readonly licensors?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** IPI creation class. */
  readonly creationClass?: InputMaybe<Scalars['String']['input']>;
  /** The side it speaks of; absent is both. */
  readonly side?: InputMaybe<MandateSide>;
  /** 1 to 25 rights. */
  readonly rights: ReadonlyArray<IpiRight>;
  /** The uses; absent is all. */
  readonly uses?: InputMaybe<ReadonlyArray<UseType>>;
  /** 1 to 200 rows. */
  readonly territories: ReadonlyArray<MandateTerritoryInput>;
  /** When it holds. */
  readonly period: PeriodInput;
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type RecordExclusionPayload = {
  readonly __typename?: 'RecordExclusionPayload';
  /** The exclusion; null when refused. */
  readonly exclusion?: Maybe<Exclusion>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The end of an exclusion. */
export type EndExclusionInput = {
  /** `man_…` */
  readonly exclusion: Scalars['ID']['input'];
  /** The version that is expected. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** First day without it; not before today, so that no past answer changes. */
  readonly from: Scalars['Date']['input'];
  /** The same key with the same input gets the same answer. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type EndExclusionPayload = {
  readonly __typename?: 'EndExclusionPayload';
  /** The exclusion; null when refused. */
  readonly exclusion?: Maybe<Exclusion>;
  /** What is wrong with the input. */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether this key was answered before. */
  readonly replayed: Scalars['Boolean']['output'];
};

/**
 * What happens, as it happens, over WebSocket (`graphql-transport-ws`) on the address of the graph. Each answer comes with its cursor; who subscribes
 * again with the last one as `since` misses nothing and gets nothing twice.
 */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Each change to parties, memberships and agreements; the same edges that `partyChanges` replays. */
  readonly partyChanged: PartyChangeEdge;
};


/**
 * What happens, as it happens, over WebSocket (`graphql-transport-ws`) on the address of the graph. Each answer comes with its cursor; who subscribes
 * again with the last one as `since` misses nothing and gets nothing twice.
 */
export type SubscriptionPartyChangedArgs = {
  since?: InputMaybe<Scalars['String']['input']>;
  party?: InputMaybe<Scalars['ID']['input']>;
  kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** One change to a party, a membership or an agreement, in its place in the order of things. */
export type PartyChange = {
  readonly __typename?: 'PartyChange';
  /** Opaque id, `evt_…`; the same whenever and however the change is told. */
  readonly id: Scalars['ID']['output'];
  /** 1, 2, 3, … without gaps. */
  readonly number: Scalars['Int']['output'];
  /** What happened: `PARTY_REGISTERED`, `PARTY_REVISED`, `MEMBERSHIP_RECORDED`, `AGREEMENT_TERMINATED`, … */
  readonly kind: Scalars['String']['output'];
  /** The id of what it happened to: `pty_…`, `mem_…`, `agr_…`, `man_…`. */
  readonly subject: Scalars['ID']['output'];
  /** The party it happened to, or whose membership or mandate it is; null for an agreement between societies. */
  readonly party?: Maybe<Party>;
  /** The societies that it names: of a membership one, of an agreement grantor and grantee. */
  readonly societies: ReadonlyArray<Society>;
  /** When it was recorded; strictly rising. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The version that it brought, where its subject has one. */
  readonly version?: Maybe<Scalars['Int']['output']>;
};

/** Changes in order. */
export type PartyChangeConnection = {
  readonly __typename?: 'PartyChangeConnection';
  /** The changes of this page. */
  readonly edges: ReadonlyArray<PartyChangeEdge>;
  /** Where the page stands; `endCursor` is never null: who has seen everything goes on from there. */
  readonly pageInfo: PageInfo;
};

/** A change in its place. */
export type PartyChangeEdge = {
  readonly __typename?: 'PartyChangeEdge';
  /** Opaque; pass it as `since`. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: PartyChange;
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
  Party: Party;
  Society: Society;
  Agreement: Agreement;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Party:
    ( { __typename: 'Party' }
    & GraphQLRecursivePick<FederationTypes['Party'], {"id":true}> );
  Society:
    ( { __typename: 'Society' }
    & GraphQLRecursivePick<FederationTypes['Society'], {"code":true}> );
  Agreement:
    ( { __typename: 'Agreement' }
    & GraphQLRecursivePick<FederationTypes['Agreement'], {"id":true}> );
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
  IpiRole: IpiRole;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Party: ResolverTypeWrapper<Party>;
  PartyKind: PartyKind;
  PartyStatus: PartyStatus;
  DatedPartyStatus: ResolverTypeWrapper<DatedPartyStatus>;
  PartyProvenance: ResolverTypeWrapper<PartyProvenance>;
  PartyFieldChange: ResolverTypeWrapper<PartyFieldChange>;
  PartyName: ResolverTypeWrapper<PartyName>;
  PartyNameKind: PartyNameKind;
  PartyConnection: ResolverTypeWrapper<PartyConnection>;
  PartyEdge: ResolverTypeWrapper<PartyEdge>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  SearchReason: ResolverTypeWrapper<SearchReason>;
  SearchField: SearchField;
  SearchMatch: SearchMatch;
  Society: ResolverTypeWrapper<Society>;
  SocietyKind: SocietyKind;
  Membership: ResolverTypeWrapper<Membership>;
  MembershipClash: ResolverTypeWrapper<MembershipClash>;
  MandateTerritory: ResolverTypeWrapper<MandateTerritory>;
  MandateSide: MandateSide;
  MandateBasis: MandateBasis;
  Agreement: ResolverTypeWrapper<Agreement>;
  AgreementDeduction: ResolverTypeWrapper<AgreementDeduction>;
  AgreementDeductionKind: AgreementDeductionKind;
  AgreementDeductionBase: AgreementDeductionBase;
  AgreementRhythm: AgreementRhythm;
  Entrustment: ResolverTypeWrapper<Entrustment>;
  EntrustmentConnection: ResolverTypeWrapper<EntrustmentConnection>;
  EntrustmentEdge: ResolverTypeWrapper<EntrustmentEdge>;
  Exclusion: ResolverTypeWrapper<Exclusion>;
  AgreementConnection: ResolverTypeWrapper<AgreementConnection>;
  AgreementEdge: ResolverTypeWrapper<AgreementEdge>;
  Mandate: ResolverTypeWrapper<Mandate>;
  MandateLink: ResolverTypeWrapper<MandateLink>;
  MandateAlternative: ResolverTypeWrapper<MandateAlternative>;
  MandateRule: MandateRule;
  RepresentationLink: ResolverTypeWrapper<RepresentationLink>;
  RegisterPartyInput: RegisterPartyInput;
  PartyNameInput: PartyNameInput;
  RegisterPartyPayload: ResolverTypeWrapper<Omit<RegisterPartyPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RecordPartyStatusInput: RecordPartyStatusInput;
  RecordPartyStatusPayload: ResolverTypeWrapper<Omit<RecordPartyStatusPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  MandateTerritoryInput: MandateTerritoryInput;
  RecordMembershipInput: RecordMembershipInput;
  RecordMembershipPayload: ResolverTypeWrapper<Omit<RecordMembershipPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RecordAgreementInput: RecordAgreementInput;
  AgreementDeductionInput: AgreementDeductionInput;
  RecordAgreementPayload: ResolverTypeWrapper<Omit<RecordAgreementPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  TerminateAgreementInput: TerminateAgreementInput;
  TerminateAgreementPayload: ResolverTypeWrapper<Omit<TerminateAgreementPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RecordEntrustmentInput: RecordEntrustmentInput;
  RecordEntrustmentPayload: ResolverTypeWrapper<Omit<RecordEntrustmentPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  WithdrawEntrustmentInput: WithdrawEntrustmentInput;
  WithdrawEntrustmentPayload: ResolverTypeWrapper<Omit<WithdrawEntrustmentPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RecordExclusionInput: RecordExclusionInput;
  RecordExclusionPayload: ResolverTypeWrapper<Omit<RecordExclusionPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  EndExclusionInput: EndExclusionInput;
  EndExclusionPayload: ResolverTypeWrapper<Omit<EndExclusionPayload, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PartyChange: ResolverTypeWrapper<PartyChange>;
  PartyChangeConnection: ResolverTypeWrapper<PartyChangeConnection>;
  PartyChangeEdge: ResolverTypeWrapper<PartyChangeEdge>;
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
  Party: Party | FederationReferenceTypes['Party'];
  DatedPartyStatus: DatedPartyStatus;
  PartyProvenance: PartyProvenance;
  PartyFieldChange: PartyFieldChange;
  PartyName: PartyName;
  PartyConnection: PartyConnection;
  PartyEdge: PartyEdge;
  Float: Scalars['Float']['output'];
  SearchReason: SearchReason;
  Society: Society | FederationReferenceTypes['Society'];
  Membership: Membership;
  MembershipClash: MembershipClash;
  MandateTerritory: MandateTerritory;
  Agreement: Agreement | FederationReferenceTypes['Agreement'];
  AgreementDeduction: AgreementDeduction;
  Entrustment: Entrustment;
  EntrustmentConnection: EntrustmentConnection;
  EntrustmentEdge: EntrustmentEdge;
  Exclusion: Exclusion;
  AgreementConnection: AgreementConnection;
  AgreementEdge: AgreementEdge;
  Mandate: Mandate;
  MandateLink: MandateLink;
  MandateAlternative: MandateAlternative;
  RepresentationLink: RepresentationLink;
  RegisterPartyInput: RegisterPartyInput;
  PartyNameInput: PartyNameInput;
  RegisterPartyPayload: Omit<RegisterPartyPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  RecordPartyStatusInput: RecordPartyStatusInput;
  RecordPartyStatusPayload: Omit<RecordPartyStatusPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  MandateTerritoryInput: MandateTerritoryInput;
  RecordMembershipInput: RecordMembershipInput;
  RecordMembershipPayload: Omit<RecordMembershipPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  RecordAgreementInput: RecordAgreementInput;
  AgreementDeductionInput: AgreementDeductionInput;
  RecordAgreementPayload: Omit<RecordAgreementPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  TerminateAgreementInput: TerminateAgreementInput;
  TerminateAgreementPayload: Omit<TerminateAgreementPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  RecordEntrustmentInput: RecordEntrustmentInput;
  RecordEntrustmentPayload: Omit<RecordEntrustmentPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  WithdrawEntrustmentInput: WithdrawEntrustmentInput;
  WithdrawEntrustmentPayload: Omit<WithdrawEntrustmentPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  RecordExclusionInput: RecordExclusionInput;
  RecordExclusionPayload: Omit<RecordExclusionPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  EndExclusionInput: EndExclusionInput;
  EndExclusionPayload: Omit<EndExclusionPayload, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  Subscription: Record<PropertyKey, never>;
  PartyChange: PartyChange;
  PartyChangeConnection: PartyChangeConnection;
  PartyChangeEdge: PartyChangeEdge;
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

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType, RequireFields<QueryPartyArgs, 'id'>>;
  partyByIpi?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType, RequireFields<QueryPartyByIpiArgs, 'ipi'>>;
  searchParties?: Resolver<ResolversTypes['PartyConnection'], ParentType, ContextType, RequireFields<QuerySearchPartiesArgs, 'query' | 'first'>>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType, RequireFields<QuerySocietyArgs, 'code'>>;
  societies?: Resolver<ReadonlyArray<ResolversTypes['Society']>, ParentType, ContextType>;
  mandate?: Resolver<Maybe<ResolversTypes['Mandate']>, ParentType, ContextType, RequireFields<QueryMandateArgs, 'party' | 'creationClass' | 'right' | 'territory' | 'on'>>;
  representation?: Resolver<ReadonlyArray<ResolversTypes['RepresentationLink']>, ParentType, ContextType, RequireFields<QueryRepresentationArgs, 'of' | 'right' | 'territory' | 'on' | 'creationClass'>>;
  partyChanges?: Resolver<ResolversTypes['PartyChangeConnection'], ParentType, ContextType, RequireFields<QueryPartyChangesArgs, 'first'>>;
};

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  registerParty?: Resolver<ResolversTypes['RegisterPartyPayload'], ParentType, ContextType, RequireFields<MutationRegisterPartyArgs, 'input'>>;
  recordPartyStatus?: Resolver<ResolversTypes['RecordPartyStatusPayload'], ParentType, ContextType, RequireFields<MutationRecordPartyStatusArgs, 'input'>>;
  recordMembership?: Resolver<ResolversTypes['RecordMembershipPayload'], ParentType, ContextType, RequireFields<MutationRecordMembershipArgs, 'input'>>;
  recordAgreement?: Resolver<ResolversTypes['RecordAgreementPayload'], ParentType, ContextType, RequireFields<MutationRecordAgreementArgs, 'input'>>;
  terminateAgreement?: Resolver<ResolversTypes['TerminateAgreementPayload'], ParentType, ContextType, RequireFields<MutationTerminateAgreementArgs, 'input'>>;
  recordEntrustment?: Resolver<ResolversTypes['RecordEntrustmentPayload'], ParentType, ContextType, RequireFields<MutationRecordEntrustmentArgs, 'input'>>;
  withdrawEntrustment?: Resolver<ResolversTypes['WithdrawEntrustmentPayload'], ParentType, ContextType, RequireFields<MutationWithdrawEntrustmentArgs, 'input'>>;
  recordExclusion?: Resolver<ResolversTypes['RecordExclusionPayload'], ParentType, ContextType, RequireFields<MutationRecordExclusionArgs, 'input'>>;
  endExclusion?: Resolver<ResolversTypes['EndExclusionPayload'], ParentType, ContextType, RequireFields<MutationEndExclusionArgs, 'input'>>;
};

export type PartyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Party'] = ResolversParentTypes['Party'], FederationReferenceType extends FederationReferenceTypes['Party'] = FederationReferenceTypes['Party']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Party']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  names?: Resolver<ReadonlyArray<ResolversTypes['PartyName']>, ParentType, ContextType, Partial<PartyNamesArgs>>;
  kind?: Resolver<ResolversTypes['PartyKind'], ParentType, ContextType>;
  ipiNameNumber?: Resolver<Maybe<ResolversTypes['IpiNameNumber']>, ParentType, ContextType>;
  ipiBaseNumber?: Resolver<Maybe<ResolversTypes['IpiBaseNumber']>, ParentType, ContextType>;
  isni?: Resolver<Maybe<ResolversTypes['Isni']>, ParentType, ContextType>;
  dpid?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PartyStatus'], ParentType, ContextType, Partial<PartyStatusArgs>>;
  statuses?: Resolver<ReadonlyArray<ResolversTypes['DatedPartyStatus']>, ParentType, ContextType, Partial<PartyStatusesArgs>>;
  survivor?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType, Partial<PartySurvivorArgs>>;
  forwardings?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType, Partial<PartyForwardingsArgs>>;
  members?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType, Partial<PartyMembersArgs>>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['Party']>, ParentType, ContextType>;
  memberships?: Resolver<ReadonlyArray<ResolversTypes['Membership']>, ParentType, ContextType, Partial<PartyMembershipsArgs>>;
  membershipClashes?: Resolver<ReadonlyArray<ResolversTypes['MembershipClash']>, ParentType, ContextType, Partial<PartyMembershipClashesArgs>>;
  entrustments?: Resolver<ReadonlyArray<ResolversTypes['Entrustment']>, ParentType, ContextType, Partial<PartyEntrustmentsArgs>>;
  exclusions?: Resolver<ReadonlyArray<ResolversTypes['Exclusion']>, ParentType, ContextType, Partial<PartyExclusionsArgs>>;
  history?: Resolver<ReadonlyArray<ResolversTypes['PartyFieldChange']>, ParentType, ContextType, Partial<PartyHistoryArgs>>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DatedPartyStatusResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DatedPartyStatus'] = ResolversParentTypes['DatedPartyStatus']> = {
  status?: Resolver<ResolversTypes['PartyStatus'], ParentType, ContextType>;
  forwardTo?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  statedBy?: Resolver<ResolversTypes['PartyProvenance'], ParentType, ContextType>;
};

export type PartyProvenanceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyProvenance'] = ResolversParentTypes['PartyProvenance']> = {
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PartyFieldChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyFieldChange'] = ResolversParentTypes['PartyFieldChange']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PartyNameResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyName'] = ResolversParentTypes['PartyName']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PartyNameKind'], ParentType, ContextType>;
  ipiNameNumber?: Resolver<Maybe<ResolversTypes['IpiNameNumber']>, ParentType, ContextType>;
  script?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  statedBy?: Resolver<Maybe<ResolversTypes['PartyProvenance']>, ParentType, ContextType>;
};

export type PartyConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyConnection'] = ResolversParentTypes['PartyConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PartyEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartyEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyEdge'] = ResolversParentTypes['PartyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['SearchReason']>, ParentType, ContextType>;
};

export type SearchReasonResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SearchReason'] = ResolversParentTypes['SearchReason']> = {
  field?: Resolver<ResolversTypes['SearchField'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  how?: Resolver<ResolversTypes['SearchMatch'], ParentType, ContextType>;
  words?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SocietyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Society'] = ResolversParentTypes['Society'], FederationReferenceType extends FederationReferenceTypes['Society'] = FederationReferenceTypes['Society']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Society']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['SocietyCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SocietyKind'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  territory?: Resolver<Maybe<ResolversTypes['TisCode']>, ParentType, ContextType>;
  agreements?: Resolver<ResolversTypes['AgreementConnection'], ParentType, ContextType, RequireFields<SocietyAgreementsArgs, 'first'>>;
  entrustments?: Resolver<ResolversTypes['EntrustmentConnection'], ParentType, ContextType, RequireFields<SocietyEntrustmentsArgs, 'first'>>;
};

export type MembershipResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  society?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  creationClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  side?: Resolver<Maybe<ResolversTypes['MandateSide']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['IpiRole']>, ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['IpiRight']>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['MandateTerritory']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['MandateBasis'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statedBy?: Resolver<Maybe<ResolversTypes['PartyProvenance']>, ParentType, ContextType>;
};

export type MembershipClashResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MembershipClash'] = ResolversParentTypes['MembershipClash']> = {
  memberships?: Resolver<ReadonlyArray<ResolversTypes['Membership']>, ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['IpiRight']>, ParentType, ContextType>;
  side?: Resolver<Maybe<ResolversTypes['MandateSide']>, ParentType, ContextType>;
  creationClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  countries?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Share'], ParentType, ContextType>;
};

export type MandateTerritoryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MandateTerritory'] = ResolversParentTypes['MandateTerritory']> = {
  isIncluded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  territory?: Resolver<ResolversTypes['TisCode'], ParentType, ContextType>;
};

export type AgreementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Agreement'] = ResolversParentTypes['Agreement'], FederationReferenceType extends FederationReferenceTypes['Agreement'] = FederationReferenceTypes['Agreement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agreement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  grantor?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  grantee?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['IpiRight']>, ParentType, ContextType>;
  uses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['UseType']>>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['MandateTerritory']>, ParentType, ContextType>;
  countries?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  isExclusive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  passesOn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  signedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  creationClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  noticeDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  noticeGivenOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  terminatedFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  deductions?: Resolver<ReadonlyArray<ResolversTypes['AgreementDeduction']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  statementRhythm?: Resolver<ResolversTypes['AgreementRhythm'], ParentType, ContextType>;
  paymentDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  taxPercent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  taxReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AgreementDeductionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgreementDeduction'] = ResolversParentTypes['AgreementDeduction']> = {
  kind?: Resolver<ResolversTypes['AgreementDeductionKind'], ParentType, ContextType>;
  base?: Resolver<ResolversTypes['AgreementDeductionBase'], ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EntrustmentResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Entrustment'] = ResolversParentTypes['Entrustment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  hub?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  creationClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['IpiRight']>, ParentType, ContextType>;
  uses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['UseType']>>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['MandateTerritory']>, ParentType, ContextType>;
  countries?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  includesWritersPerforming?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  signedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  noticeGivenOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  withdrawnFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statedBy?: Resolver<Maybe<ResolversTypes['PartyProvenance']>, ParentType, ContextType>;
};

export type EntrustmentConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['EntrustmentConnection'] = ResolversParentTypes['EntrustmentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EntrustmentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EntrustmentEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['EntrustmentEdge'] = ResolversParentTypes['EntrustmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Entrustment'], ParentType, ContextType>;
};

export type ExclusionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Exclusion'] = ResolversParentTypes['Exclusion']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  licensors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Society']>>, ParentType, ContextType>;
  creationClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  side?: Resolver<Maybe<ResolversTypes['MandateSide']>, ParentType, ContextType>;
  rights?: Resolver<ReadonlyArray<ResolversTypes['IpiRight']>, ParentType, ContextType>;
  uses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['UseType']>>, ParentType, ContextType>;
  territories?: Resolver<ReadonlyArray<ResolversTypes['MandateTerritory']>, ParentType, ContextType>;
  countries?: Resolver<ReadonlyArray<ResolversTypes['TisCode']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statedBy?: Resolver<Maybe<ResolversTypes['PartyProvenance']>, ParentType, ContextType>;
};

export type AgreementConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgreementConnection'] = ResolversParentTypes['AgreementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgreementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AgreementEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AgreementEdge'] = ResolversParentTypes['AgreementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType>;
};

export type MandateResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mandate'] = ResolversParentTypes['Mandate']> = {
  society?: Resolver<Maybe<ResolversTypes['Society']>, ParentType, ContextType>;
  isLicensed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['MandateBasis'], ParentType, ContextType>;
  chain?: Resolver<ReadonlyArray<ResolversTypes['MandateLink']>, ParentType, ContextType>;
  exclusion?: Resolver<Maybe<ResolversTypes['Exclusion']>, ParentType, ContextType>;
  alternatives?: Resolver<ReadonlyArray<ResolversTypes['MandateAlternative']>, ParentType, ContextType>;
  alternativeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MandateLinkResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MandateLink'] = ResolversParentTypes['MandateLink']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  entrustment?: Resolver<Maybe<ResolversTypes['Entrustment']>, ParentType, ContextType>;
  basisId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MandateAlternativeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['MandateAlternative'] = ResolversParentTypes['MandateAlternative']> = {
  society?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  chain?: Resolver<ReadonlyArray<ResolversTypes['MandateLink']>, ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['MandateRule'], ParentType, ContextType>;
};

export type RepresentationLinkResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RepresentationLink'] = ResolversParentTypes['RepresentationLink']> = {
  from?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Society'], ParentType, ContextType>;
  agreement?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RegisterPartyPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegisterPartyPayload'] = ResolversParentTypes['RegisterPartyPayload']> = {
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RecordPartyStatusPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RecordPartyStatusPayload'] = ResolversParentTypes['RecordPartyStatusPayload']> = {
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RecordMembershipPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RecordMembershipPayload'] = ResolversParentTypes['RecordMembershipPayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RecordAgreementPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RecordAgreementPayload'] = ResolversParentTypes['RecordAgreementPayload']> = {
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TerminateAgreementPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TerminateAgreementPayload'] = ResolversParentTypes['TerminateAgreementPayload']> = {
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RecordEntrustmentPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RecordEntrustmentPayload'] = ResolversParentTypes['RecordEntrustmentPayload']> = {
  entrustment?: Resolver<Maybe<ResolversTypes['Entrustment']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type WithdrawEntrustmentPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WithdrawEntrustmentPayload'] = ResolversParentTypes['WithdrawEntrustmentPayload']> = {
  entrustment?: Resolver<Maybe<ResolversTypes['Entrustment']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RecordExclusionPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RecordExclusionPayload'] = ResolversParentTypes['RecordExclusionPayload']> = {
  exclusion?: Resolver<Maybe<ResolversTypes['Exclusion']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type EndExclusionPayloadResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['EndExclusionPayload'] = ResolversParentTypes['EndExclusionPayload']> = {
  exclusion?: Resolver<Maybe<ResolversTypes['Exclusion']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  partyChanged?: SubscriptionResolver<ResolversTypes['PartyChangeEdge'], "partyChanged", ParentType, ContextType, Partial<SubscriptionPartyChangedArgs>>;
};

export type PartyChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyChange'] = ResolversParentTypes['PartyChange']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  societies?: Resolver<ReadonlyArray<ResolversTypes['Society']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PartyChangeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyChangeConnection'] = ResolversParentTypes['PartyChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PartyChangeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PartyChangeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyChangeEdge'] = ResolversParentTypes['PartyChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PartyChange'], ParentType, ContextType>;
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
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Party?: PartyResolvers<ContextType>;
  DatedPartyStatus?: DatedPartyStatusResolvers<ContextType>;
  PartyProvenance?: PartyProvenanceResolvers<ContextType>;
  PartyFieldChange?: PartyFieldChangeResolvers<ContextType>;
  PartyName?: PartyNameResolvers<ContextType>;
  PartyConnection?: PartyConnectionResolvers<ContextType>;
  PartyEdge?: PartyEdgeResolvers<ContextType>;
  SearchReason?: SearchReasonResolvers<ContextType>;
  Society?: SocietyResolvers<ContextType>;
  Membership?: MembershipResolvers<ContextType>;
  MembershipClash?: MembershipClashResolvers<ContextType>;
  MandateTerritory?: MandateTerritoryResolvers<ContextType>;
  Agreement?: AgreementResolvers<ContextType>;
  AgreementDeduction?: AgreementDeductionResolvers<ContextType>;
  Entrustment?: EntrustmentResolvers<ContextType>;
  EntrustmentConnection?: EntrustmentConnectionResolvers<ContextType>;
  EntrustmentEdge?: EntrustmentEdgeResolvers<ContextType>;
  Exclusion?: ExclusionResolvers<ContextType>;
  AgreementConnection?: AgreementConnectionResolvers<ContextType>;
  AgreementEdge?: AgreementEdgeResolvers<ContextType>;
  Mandate?: MandateResolvers<ContextType>;
  MandateLink?: MandateLinkResolvers<ContextType>;
  MandateAlternative?: MandateAlternativeResolvers<ContextType>;
  RepresentationLink?: RepresentationLinkResolvers<ContextType>;
  RegisterPartyPayload?: RegisterPartyPayloadResolvers<ContextType>;
  RecordPartyStatusPayload?: RecordPartyStatusPayloadResolvers<ContextType>;
  RecordMembershipPayload?: RecordMembershipPayloadResolvers<ContextType>;
  RecordAgreementPayload?: RecordAgreementPayloadResolvers<ContextType>;
  TerminateAgreementPayload?: TerminateAgreementPayloadResolvers<ContextType>;
  RecordEntrustmentPayload?: RecordEntrustmentPayloadResolvers<ContextType>;
  WithdrawEntrustmentPayload?: WithdrawEntrustmentPayloadResolvers<ContextType>;
  RecordExclusionPayload?: RecordExclusionPayloadResolvers<ContextType>;
  EndExclusionPayload?: EndExclusionPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  PartyChange?: PartyChangeResolvers<ContextType>;
  PartyChangeConnection?: PartyChangeConnectionResolvers<ContextType>;
  PartyChangeEdge?: PartyChangeEdgeResolvers<ContextType>;
};
