import type { Case } from "./case.ts";
import { collation } from "./cases/collation.ts";
import { expressions } from "./cases/expressions.ts";
import { filters } from "./cases/filters.ts";
import { indexes } from "./cases/indexes.ts";
import { numbers } from "./cases/numbers.ts";
import { order } from "./cases/order.ts";
import { reads } from "./cases/reads.ts";
import { stages } from "./cases/stages.ts";
import { transactions } from "./cases/transactions.ts";
import { updates } from "./cases/updates.ts";
import { writes } from "./cases/writes.ts";

/** All cases by area. */
export const AREAS: Readonly<Record<string, readonly Case[]>> = {
  order,
  filters,
  numbers,
  expressions,
  reads,
  updates,
  writes,
  stages,
  collation,
  indexes,
  transactions,
};
