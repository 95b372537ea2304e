import type { Problem } from "../domain/outcome.ts";
import { problem } from "../domain/outcome.ts";
import type { UseType } from "../domain/rights.ts";
import { parseSocietyOrOrganisation } from "../domain/societies.ts";
import { checkClause } from "../domain/tariffs.ts";
import type { TariffClause } from "../domain/tariffs.ts";
import type { Foundation } from "../kit/foundation.ts";
import { canonicalJson, plainJson } from "../kit/json.ts";
import { Refusal } from "../kit/refusal.ts";
import { STORED_SHAPE, tariffClauseModel } from "./model.ts";
import type { TariffClauseRecord } from "./model.ts";
import { toClause, toClauseRecord } from "./records.ts";

/** Clauses that one call may load. */
const LOAD_CLAUSES_MAX = 500;

/** Versions of clauses that a licensor may have for one use; more would mean that old ones were never ended. */
const CLAUSES_MAX = 2_000;

/** A licensor's prices, as data. */
export interface Tariffs {
  /**
   * Stores clauses; one of a known id and version is left as it is. A Refusal with every fault when one cannot be priced by
   * (checkClause), its licensor is unknown, or its id and version stand for another content (TARIFF_CLAUSE_FROZEN).
   */
  load(clauses: readonly TariffClause[]): Promise<{ readonly loaded: number; readonly unchanged: number }>;
  /** All versions of a licensor's clauses, for one use or all. */
  of(licensor: string, use: UseType | null): Promise<readonly TariffClause[]>;
}

export function createTariffs({ connection, events, inTransaction }: Foundation): Tariffs {
  const model = tariffClauseModel(connection);
  return {
    load: async (clauses) => {
      const faults: Problem[] = clauses.flatMap((clause, at) =>
        faultsOf(clause).map((fault) => ({ ...fault, path: [String(at), ...fault.path] })),
      );
      if (clauses.length > LOAD_CLAUSES_MAX)
        faults.push(problem("TOO_MANY_CLAUSES", `One call loads at most ${LOAD_CLAUSES_MAX} clauses, not ${clauses.length}.`));
      if (faults.length > 0) throw new Refusal(faults);
      const records = new Map(clauses.map((clause) => [`${clause.id}:${clause.version}`, toClauseRecord(clause)]));
      return await inTransaction(async (session) => {
        const known = await model
          .find({ _id: { $in: [...records.keys()] } })
          .session(session)
          .lean<TariffClauseRecord[]>();
        for (const { _id, shape: _shape, ...stored } of known) {
          if (canonicalJson(plainJson(stored)) === canonicalJson(plainJson(records.get(_id) ?? {}))) continue;
          const message = `Clause ${_id} is known with another content; a change is a new version.`;
          throw new Refusal([problem("TARIFF_CLAUSE_FROZEN", message)]);
        }
        const before = new Set(known.map(({ _id }) => _id));
        const fresh = [...records].filter(([_id]) => !before.has(_id)).map(([_id, record]) => ({ _id, shape: STORED_SHAPE, ...record }));
        if (fresh.length > 0) {
          await model.insertMany(fresh, { session });
          const loaded = fresh.map(({ id, version, licensor, use }) => ({
            kind: "TARIFF_CLAUSE_LOADED",
            subject: id,
            data: { version, licensor, use },
          }));
          await events.append(loaded, session);
        }
        return { loaded: fresh.length, unchanged: before.size };
      });
    },
    of: async (licensor, use) => {
      const found = await model
        .find(use === null ? { licensor } : { licensor, use })
        .limit(CLAUSES_MAX)
        .lean<TariffClauseRecord[]>();
      return found.map(toClause);
    },
  };
}

function faultsOf(clause: TariffClause): readonly Problem[] {
  const licensor = parseSocietyOrOrganisation(clause.licensor);
  return [...checkClause(clause), ...(licensor.ok ? [] : licensor.problems)];
}
