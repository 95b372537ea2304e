import { groupOf, isRecordingRightSet } from "./recordingRights.ts";
import type { AnyRight } from "./recordingRights.ts";
import { parseStoredShare } from "./shares.ts";
import type { RightScope } from "./statements.ts";
import { NO_COUNTRY, intersectionOf, parseStoredCountrySet } from "./territories/countrySet.ts";

/** What one line of a statement claims and where, as it is stored. */
interface ClaimedFigures {
  readonly figures: readonly { readonly right: RightScope; readonly share: string }[];
  readonly territories: { readonly countries: string };
}

const WHOLE_UNITS = 1_000_000_000n;
/** The whole and CWR's tolerance of 0.06 percentage points, in the same units. */
const MOST_UNITS = 1_000_600_000;
/** Different territories of one statement up to which their meetings are tried one by one. */
const TERRITORIES_MAX = 6;

/**
 * Whether the claims of one statement stay within the whole for every right wherever they can meet, whatever their periods. Then it holds
 * no conflict in itself: its lines for one party add up to one figure, so that none differ, and no cell can be over. False says nothing.
 */
export function isWithinWhole(claims: readonly ClaimedFigures[]): boolean {
  if (fits(claims)) return true;
  const territories = [...new Set(claims.map(({ territories: { countries } }) => countries))];
  if (territories.length > TERRITORIES_MAX) return false;
  const meets = territories.map((one) => territories.map((other) => one === other || doMeet(one, other)));
  // Every choice of territories of which any two meet: that all of them meet in one country is not said, so the sum is an upper bound.
  for (let chosen = 1; chosen < 1 << territories.length; chosen += 1) {
    const isIn = (at: number): boolean => (chosen & (1 << at)) !== 0;
    if (territories.some((_, one) => isIn(one) && territories.some((__, other) => isIn(other) && meets[one]?.[other] !== true))) continue;
    if (!fits(claims.filter(({ territories: { countries } }) => isIn(territories.indexOf(countries))))) return false;
  }
  return true;
}

/** Whether lines together stay within the whole for every right. */
function fits(claims: readonly ClaimedFigures[]): boolean {
  const units = new Map<RightScope, number>();
  for (const { figures } of claims) {
    for (const { right, share } of figures) units.set(right, (units.get(right) ?? 0) + unitsOf(share));
  }
  for (const [right, own] of units) {
    // A single right is counted beside its family, though for the same line it stands in the family's place: an upper bound again.
    const family = isFamily(right) ? null : groupOf(right);
    if (own + (family === null ? 0 : (units.get(family) ?? 0)) > MOST_UNITS) return false;
  }
  return true;
}

function isFamily(right: RightScope): right is Exclude<RightScope, AnyRight> {
  return isRecordingRightSet(right) || right === "PERFORMING" || right === "MECHANICAL" || right === "SYNC";
}

/** Rounded up, so that the sum is never less than the exact one. */
function unitsOf(stored: string): number {
  const known = units.get(stored);
  if (known !== undefined) return known;
  const { numerator, denominator } = parseStoredShare(stored);
  const found = Number((numerator * WHOLE_UNITS + denominator - 1n) / denominator);
  if (units.size >= UNITS_MAX) units.clear();
  units.set(stored, found);
  return found;
}

/** Shares counted before: a catalogue has few different ones. */
const UNITS_MAX = 10_000;
const units = new Map<string, number>();

/** Answers given before, by both territories: a catalogue knows few, and each pair is asked for again and again. */
const MEETINGS_MAX = 10_000;
const meetings = new Map<string, Map<string, boolean>>();
let meetingCount = 0;

function doMeet(one: string, other: string): boolean {
  const known = meetings.get(one)?.get(other);
  if (known !== undefined) return known;
  const found = intersectionOf(parseStoredCountrySet(one), parseStoredCountrySet(other)) !== NO_COUNTRY;
  if (meetingCount >= MEETINGS_MAX) {
    meetings.clear();
    meetingCount = 0;
  }
  const ofOne = meetings.get(one) ?? new Map<string, boolean>();
  meetings.set(one, ofOne.set(other, found));
  meetingCount += 1;
  return found;
}
