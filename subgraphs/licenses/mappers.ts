import type { Caller } from "../kit/caller.ts";
import type { LicenseRecord, TermRecord } from "./model.ts";
import type { LicenseParts } from "./parts.ts";
import type { LicenseLoaders } from "./store.ts";
import type { AlarmChange } from "./watch/events.ts";

/** What resolvers find in their context: who asks, loaders of this request, and the services' parts. */
export interface Context {
  readonly caller: Caller;
  readonly loaders: LicenseLoaders;
  readonly parts: LicenseParts;
}

/** What stands behind the schema's types: the stored records. */
export type LicenseParent = LicenseRecord;
export type LicenseTermParent = TermRecord;
export type LicenseAlarmChangeParent = AlarmChange;
