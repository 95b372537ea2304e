import { invariant } from "../domain/invariant.ts";
import type { LocalDate } from "../domain/period.ts";
import type { Foundation } from "../kit/foundation.ts";
import { createLoader } from "../kit/loader.ts";
import type { Loader } from "../kit/loader.ts";
import type { ClientSession } from "../kit/model.ts";
import { ensureIndexes } from "../kit/store.ts";
import { CHUNK_WORKS_MAX, licenseModel, snapshotModel, STORED_SHAPE, tariffClauseModel, termModel } from "./model.ts";
import type { LicenseRecord, SnapshotRecord, SnapshotWork, TermHead, TermRecord } from "./model.ts";

/** The stored licences with their terms and snapshots. */
export interface LicenseStore {
  find(id: string, session?: ClientSession): Promise<LicenseRecord | null>;
  /** The terms that a version of a licence brought. */
  term(licenseId: string, version: number): Promise<TermRecord>;
  /** The works of a snapshot, by id. */
  snapshot(term: TermRecord): Promise<readonly SnapshotWork[]>;
  /** One of its parts of CHUNK_WORKS_MAX works, from 0. */
  snapshotChunk(term: TermRecord, chunk: number): Promise<readonly SnapshotWork[]>;
  hasNumber(licensor: string, number: string, session: ClientSession): Promise<boolean>;
  insert(license: LicenseRecord, session: ClientSession): Promise<void>;
  insertTerm(term: TermRecord, works: readonly SnapshotWork[], session: ClientSession): Promise<void>;
  /** Writes a revision over the version before; false when that version is no longer the stored one. */
  revise(license: LicenseRecord, session: ClientSession): Promise<boolean>;
  loaders(): LicenseLoaders;
}

/** How the fields of one request read the store. */
export interface LicenseLoaders {
  readonly license: Loader<string, LicenseRecord>;
  /** By `<license>:<version>`. */
  readonly term: Loader<string, TermRecord>;
}

/** The terms that prevail on a day: of those that began the latest version; before the first day the first. */
export function termOn(terms: readonly TermHead[], day: LocalDate): TermHead {
  const begun = terms.filter(({ from }) => from <= day);
  const [first] = terms;
  invariant(first !== undefined, "a licence has terms");
  return begun.reduce((best, next) => (next.version > best.version ? next : best), begun[0] ?? first);
}

export function termId(licenseId: string, version: number): string {
  return `${licenseId}:${version}`;
}

export async function createLicenseStore({ connection }: Foundation): Promise<LicenseStore> {
  const licenses = licenseModel(connection);
  const terms = termModel(connection);
  const snapshots = snapshotModel(connection);
  await ensureIndexes([tariffClauseModel(connection), licenses, terms, snapshots]);
  return {
    find: async (id, session) =>
      await licenses
        .findById(id)
        .session(session ?? null)
        .lean<LicenseRecord>(),
    term: async (licenseId, version) => {
      const found = await terms.findById(termId(licenseId, version)).lean<TermRecord>();
      invariant(found !== null, `the terms ${termId(licenseId, version)} of a licence`);
      return found;
    },
    snapshot: async ({ _id, snapshotWorks }) => {
      const ids = Array.from({ length: Math.ceil(snapshotWorks / CHUNK_WORKS_MAX) }, (_, at) => `${_id}:${at}`);
      const found = await snapshots.find({ _id: { $in: ids } }).lean<SnapshotRecord[]>();
      const byId = new Map(found.map((chunk) => [chunk._id, chunk.works]));
      const works = ids.flatMap((id) => byId.get(id) ?? []);
      invariant(works.length === snapshotWorks, `the snapshot ${_id} has ${snapshotWorks} works, not ${works.length}`);
      return works;
    },
    snapshotChunk: async ({ _id }, chunk) => {
      const found = await snapshots.findById(`${_id}:${chunk}`).lean<SnapshotRecord>();
      invariant(found !== null, `the part ${chunk} of the snapshot ${_id}`);
      return found.works;
    },
    hasNumber: async (licensor, number, session) =>
      (await licenses.findOne({ licensor, number }, { _id: 1 }).session(session).lean()) !== null,
    insert: async (license, session) => {
      await licenses.insertMany([license], { session });
    },
    insertTerm: async (term, works, session) => {
      await terms.insertMany([term], { session });
      const chunks: SnapshotRecord[] = [];
      for (let at = 0; at < works.length; at += CHUNK_WORKS_MAX) {
        chunks.push({ _id: `${term._id}:${at / CHUNK_WORKS_MAX}`, shape: STORED_SHAPE, works: works.slice(at, at + CHUNK_WORKS_MAX) });
      }
      if (chunks.length > 0) await snapshots.insertMany(chunks, { session });
    },
    revise: async ({ _id, ...license }, session) => {
      const { matchedCount } = await licenses.updateOne({ _id, version: license.version - 1 }, { $set: license }, { session });
      return matchedCount === 1;
    },
    loaders: () => ({
      license: createLoader<string, LicenseRecord>(async (ids) => {
        const found = await licenses.find({ _id: { $in: [...ids] } }).lean<LicenseRecord[]>();
        return new Map(found.map((license) => [license._id, license]));
      }),
      term: createLoader<string, TermRecord>(async (ids) => {
        const found = await terms.find({ _id: { $in: [...ids] } }).lean<TermRecord[]>();
        return new Map(found.map((term) => [term._id, term]));
      }),
    }),
  };
}
