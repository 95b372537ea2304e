import { QUOTE } from "./support.ts";
import type { caller, LicensesHouse } from "./support.ts";

const FIELDS = `id number state licensor { code } licensee uses territories period { from until } terminatedFrom currency coversRepertoire
  clauses { name version } clearance { territory right licensed { percent } parts { category share { percent } } works { total } }
  lines { territory right amount { amount } clause { name } } total { amount currency }
  snapshot { hash takenAt works } terms { version from until total { amount } snapshot { hash } } version history { kind version from note }`;
export const ISSUE = `mutation ($input: IssueLicenseInput!) { issueLicense(input: $input) { license { ${FIELDS} } problems { code path } replayed } }`;
export const AMEND = `mutation ($input: AmendLicenseInput!) { amendLicense(input: $input) { license { ${FIELDS} } problems { code path } replayed } }`;
export const END = `mutation ($input: TerminateLicenseInput!) { terminateLicense(input: $input) { license { ${FIELDS} } problems { code path } replayed } }`;
export const READ = `query ($id: ID!) { license(id: $id) { ${FIELDS} } }`;
export const ALARMS = `query ($id: ID!) { license(id: $id) { alarms { work { id } title message versionThen versionNow conflicts } } }`;

/** A licence as these tests read it. */
export interface LicenseView {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
  readonly total: { readonly amount: string };
  readonly lines: readonly { readonly amount: { readonly amount: string } }[];
  readonly snapshot: { readonly hash: string };
}
/** A payload as these tests read it. */
export interface PayloadView {
  readonly license: LicenseView | null;
  readonly problems: readonly { readonly code: string; readonly path: readonly string[] }[];
  readonly replayed: boolean;
}

/** What a licensing desk does all day, over a house. */
export interface Desk {
  run(document: string, input: object, asker?: ReturnType<typeof caller>): Promise<PayloadView>;
  /** Issues the usual licence, with changes. */
  issued(change?: object): Promise<LicenseView>;
}

/** The desk of 119; the house is asked for at each call, because each test opens its own. */
export function createDesk(house: () => LicensesHouse): Desk {
  const run: Desk["run"] = async (document, input, asker) => {
    const answer: Record<string, PayloadView> = await house().ask(document, { input }, asker);
    const [payload] = Object.values(answer);
    if (payload === undefined) throw new Error("no payload");
    return payload;
  };
  return {
    run,
    issued: async (change = {}) => {
      const { license, problems } = await run(ISSUE, { quote: QUOTE, licensee: "STREAMCO", ...change });
      if (license === null) throw new Error(JSON.stringify(problems));
      return license;
    },
  };
}

/** The codes of a payload's problems. */
export function codes({ problems }: PayloadView): string[] {
  return problems.map(({ code }) => code);
}
