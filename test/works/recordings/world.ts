import { graphql } from "graphql";
import { SET_RIGHTS } from "../../../subgraphs/domain/recordingRights.ts";
import type { Caller } from "../../../subgraphs/kit/caller.ts";
import type { Clock } from "../../../subgraphs/kit/clock.ts";
import type { TestStore } from "../../support/store.ts";
import { callerOf } from "../house.ts";
import { openRealHouse } from "../realHouse.ts";
import type { RealHouse } from "../realHouse.ts";

export const cavca = callerOf("CAVCA", "steward");
export const mcsc = callerOf("119", "steward");

type Answer = NonNullable<ReturnType<typeof JSON.parse>>;

/** Works and parties in one store, with two labels and a singer: CAVCA holds the first label's rights in China since 2010, 119 the second's. */
export interface RecordingWorld {
  readonly house: RealHouse;
  readonly label: string;
  readonly rival: string;
  readonly singer: string;
  /** Answers as plain objects, read by path; throws on errors. What was committed before is numbered first. */
  ask(source: string, variables?: Readonly<Record<string, unknown>>, caller?: Caller): Promise<Answer>;
  /** Registers a work with these recordings, and answers their ids. */
  record(workCode: string, recordings: readonly object[]): Promise<string[]>;
  /** States a claim, and answers the payload. */
  claim(recording: string, claim: Readonly<Record<string, unknown>>, more?: object): Promise<Answer>;
}

const CLAIM = `mutation ($input: SubmitRecordingClaimInput!) { submitRecordingClaim(input: $input) { claim { id side role } problems { code path } replayed } }`;
const REGISTER = `mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { work { recordings { id } } problems { code path } } }`;

export async function openRecordings(store: TestStore, options: { readonly clock?: Clock } = {}): Promise<RecordingWorld> {
  const house = await openRealHouse(store, options);
  const { parties, works, foundation, ofParties } = house;
  const [label = "", rival = "", singer = "", writer = ""] = await parties.loadParties([
    { key: "label", kind: "LEGAL", names: [{ lastName: "JADE TERRACE" }] },
    { key: "rival", kind: "LEGAL", names: [{ lastName: "NINE STREAMS" }] },
    { key: "singer", kind: "NATURAL", names: [{ lastName: "LIN", firstName: "MEI" }] },
    { key: "writer", kind: "NATURAL", names: [{ lastName: "WEI", firstName: "AN" }] },
  ]);
  const member = (partyId: string, society: string) => ({
    ...{ partyId, society, rights: SET_RIGHTS.PRODUCER_EXCLUSIVE, territories: ["0156"], from: "2010-01-01", creationClass: "AV" },
  });
  await parties.loadMemberships([member(label, "CAVCA"), member(rival, "119")]);
  const ask: RecordingWorld["ask"] = async (source, variableValues = {}, caller = callerOf("119", "admin")) => {
    await Promise.all([foundation.events.drain(), ofParties.events.drain()]);
    const { data, errors } = await graphql({ schema: works.schema, source, variableValues, contextValue: works.contextFor(caller) });
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join("; "));
    return JSON.parse(JSON.stringify(data));
  };
  return {
    ...{ house, label, rival, singer, ask },
    record: async (workCode, recordings) => {
      const input = { workCode, titles: [{ text: `Song ${workCode}` }], creators: [{ party: writer, role: "CA" }], recordings };
      const { registerWork } = await ask(REGISTER, { input }, mcsc);
      if (registerWork.work === null) throw new Error(JSON.stringify(registerWork.problems));
      return registerWork.work.recordings.map(({ id }: { id: string }) => id);
    },
    claim: async (recording, claim, more = {}) => {
      const { by = cavca, ...rest } = more as { by?: Caller };
      return (await ask(CLAIM, { input: { recording, claim, ...rest } }, by)).submitRecordingClaim;
    },
  };
}

/** A producer's claim, in everything that a producer has unless figures are given. */
export function owns(party: string, percent: string, more: object = {}): Record<string, unknown> {
  const figures = [
    { rightSet: "PRODUCER_EXCLUSIVE", percent },
    { rightSet: "PRODUCER_REMUNERATION", percent },
  ];
  return { party, role: "PRODUCER", figures, territories: [{ territory: "0156" }], ...more };
}

/** What cells say, a line each. */
export function lines(cells: readonly Answer[]): string[] {
  return cells.map(({ rightSet, right, state, claimed, unclaimed, over, held, claims }) => {
    const parts = claims.map(
      ({ partyName, share, payable, society }: Answer) =>
        `${partyName} ${share.percent}>${payable.percent} ${society === null ? "-" : society.code}`,
    );
    return `${rightSet} ${right} ${state} ${[claimed, unclaimed, over, held].map(({ percent }) => percent).join("/")} ${parts.join(", ")}`.trim();
  });
}

export const CELLS = `cells { right rightSet territories period { from until } state claimed { percent } unclaimed { percent } over { percent } held { percent }
  reported { partyName } claims { claim { id figures { rightSet right share { percent } } } party { id } partyName side role kind contested society { code } share { percent }
  payable { percent } statedBy figures { share { percent } statedBy entitled } } }`;
export const OWNERSHIP = `query ($id: ID!, $use: UseType, $sets: [RecordingRightSet!], $rights: [IpiRight!], $in: [TisCode!]!, $on: Date, $period: PeriodInput, $at: DateTime) {
  node(id: $id) { ... on Recording { version conflicts { id }
    ownership(use: $use, rightSets: $sets, rights: $rights, territories: $in, on: $on, period: $period, asKnownOn: $at) {
      complete sources { society { code } status asOf } statements { source statement { claims { id } } } conflicts { id } ${CELLS} } } } }`;
