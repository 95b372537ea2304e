// Goal: recordings have rights of their own in three sets, and each use says which of them it needs.
import { describe, expect, it } from "@jest/globals";
import {
  RECORDING_RIGHTS,
  RECORDING_RIGHT_SETS,
  groupOf,
  isOfRecording,
  isRecordingRight,
  partsOfRight,
  recordingRightsNeeded,
} from "../../subgraphs/domain/recordingRights.ts";
import { IPI_RIGHTS, USE_TYPES, familyOf } from "../../subgraphs/domain/rights.ts";

describe("rights of recordings", () => {
  it("stand in one set each, by IPI's code, and apart from the rights of works", () => {
    for (const right of RECORDING_RIGHTS) {
      const { set, code } = partsOfRight(right);
      expect(`${set ?? ""}.${code}`).toBe(right);
      expect(groupOf(right)).toBe(set);
    }
    for (const right of IPI_RIGHTS) {
      expect(partsOfRight(right)).toEqual({ set: null, code: right });
      expect(groupOf(right)).toBe(familyOf(right));
    }
    expect(RECORDING_RIGHTS.filter((right) => partsOfRight(right).code === "PC")).toEqual(RECORDING_RIGHT_SETS.map((set) => `${set}.PC`));
  });

  it.each([
    ["PRODUCER_EXCLUSIVE", true, false],
    ["PRODUCER_EXCLUSIVE.RL", true, true],
    ["PERFORMER_REMUNERATION.RL", false, false],
    ["PERFORMING", false, false],
    ["PC", false, false],
  ])("%s speaks of a recording: %s, and is one right: %s", (scope, ofRecording, isRight) => {
    expect([isOfRecording(scope), isRecordingRight(scope)]).toEqual([ofRecording, isRight]);
  });

  it.each([
    ["RADIO", "AUDIO", "PRODUCER_REMUNERATION.PR PERFORMER_REMUNERATION.PR"],
    ["TELEVISION", "AUDIO", "PRODUCER_REMUNERATION.TB PERFORMER_REMUNERATION.TB"],
    ["TELEVISION", "MUSIC_VIDEO", "PRODUCER_EXCLUSIVE.TB"],
    ["PUBLIC_PERFORMANCE", "AUDIO", "PRODUCER_REMUNERATION.PC PERFORMER_REMUNERATION.PC"],
    ["KARAOKE", "MUSIC_VIDEO", "PRODUCER_EXCLUSIVE.PC PRODUCER_EXCLUSIVE.MV"],
    ["KARAOKE", "AUDIO", "PRODUCER_EXCLUSIVE.MV PRODUCER_REMUNERATION.PC PERFORMER_REMUNERATION.PC"],
    ["STREAM_INTERACTIVE", "AUDIO", "PRODUCER_EXCLUSIVE.OD PRODUCER_EXCLUSIVE.MD"],
    ["STREAM_NON_INTERACTIVE", "AUDIO", "PRODUCER_REMUNERATION.OB PERFORMER_REMUNERATION.OB"],
    ["AI_TRAINING", "MUSIC_VIDEO", "PRODUCER_EXCLUSIVE.RP"],
  ] as const)("%s of %s needs %s", (use, kind, rights) => {
    expect(recordingRightsNeeded(use, kind).join(" ")).toBe(rights);
  });

  it("are the only ones that a use needs of a recording", () => {
    for (const use of USE_TYPES) {
      for (const kind of ["AUDIO", "MUSIC_VIDEO"] as const) {
        const needed = recordingRightsNeeded(use, kind);
        expect(needed.length).toBeGreaterThan(0);
        expect(needed.filter((right) => !isRecordingRight(right))).toEqual([]);
      }
    }
  });
});
