/** Which licences rest on works: asked by works of licenses, which answers from the index that it keeps for alarms. */
export interface RelianceReader {
  resting(request: {
    /** At most 2,000. */
    readonly workIds: readonly string[];
    /** Only licences that hold on this day or later. */
    readonly from: string;
    /** Only licences of this licensor; null for all. */
    readonly licensor: string | null;
  }): Promise<{
    /** By id; at most 1,000. */
    readonly licenses: readonly RestingLicense[];
    /** Whether more may rest on them: more than are answered, or some whose works were not looked at yet. */
    readonly isPartial: boolean;
  }>;
}

export interface RestingLicense {
  readonly licenseId: string;
  /** How many of the works it rests on. */
  readonly works: number;
}
