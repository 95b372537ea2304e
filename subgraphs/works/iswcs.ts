import type { RegistrationRecord, RegistrationStepRecord, StatementRecord } from "./records.ts";

/** An ISWC that a society gave with its answer to a registration. */
export interface IswcNotice {
  readonly society: string;
  readonly step: RegistrationStepRecord & { readonly iswc: string };
}

/** A notice of an ISWC (ISW), by the status of its step; an ACK may carry one in what it repeats. */
const NOTIFIED = "ISWC";

/** What societies notified, the last word first. */
export function iswcNotices(registrations: readonly RegistrationRecord[]): IswcNotice[] {
  const notices = registrations.flatMap(({ society, history }) =>
    history.flatMap((step) => (step.iswc === undefined ? [] : [{ society, step: { ...step, iswc: step.iswc } }])),
  );
  if (notices.length < 2) return notices;
  const place = ({ society, step }: IswcNotice): string => `${step.at}|${step.message ?? ""}|${society}`;
  return notices.sort((one, other) => (place(one) > place(other) ? -1 : 1));
}

/**
 * The ISWCs of a work, the current one first (house rule): what a society notified prevails over what is stated of it, the last notice first; then
 * come full ISWCs, the first received first, those that acknowledgements carry, and provisional ones. One that was borne before stays.
 */
export function drawnIswcs(
  before: { readonly iswc?: string; readonly iswcs: readonly string[] } | null,
  descriptions: readonly StatementRecord["description"][],
  registrations: readonly RegistrationRecord[],
): { readonly iswc?: string; readonly iswcs: readonly string[] } {
  const notices = iswcNotices(registrations);
  const stated = (provisional: boolean): string[] =>
    descriptions.flatMap(({ iswc, isIswcProvisional }) => (iswc === null || (isIswcProvisional === true) !== provisional ? [] : [iswc]));
  const notified = (byNotice: boolean): string[] =>
    notices.flatMap(({ step }) => ((step.status === NOTIFIED) === byNotice ? [step.iswc] : []));
  const said = [...notified(true), ...stated(false), ...notified(false), ...stated(true)];
  const iswc = said[0] ?? before?.iswc;
  const iswcs = [...new Set([...(iswc === undefined ? [] : [iswc]), ...(before?.iswcs ?? []), ...said])];
  return { iswcs, ...(iswc === undefined ? {} : { iswc }) };
}
