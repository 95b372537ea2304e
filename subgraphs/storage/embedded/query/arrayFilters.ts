import { StoreError } from "../errors.ts";
import type { Order } from "../values/order.ts";
import type { Document, Value } from "../values/value.ts";
import { isArray, isDocument } from "../values/value.ts";
import { compileFilter } from "./filter.ts";
import type { Test } from "./valueTests.ts";

/** The filters for `$[name]`, by name, and which of them an update uses: one that is not used is an error. */
export class ArrayFilters {
  readonly #tests = new Map<string, Test>();
  readonly #used = new Set<string>();

  constructor(filters: Value, order: Order) {
    if (filters === undefined || filters === null) return;
    if (!isArray(filters)) throw new StoreError(14, "BSON field 'arrayFilters' is the wrong type, expected type 'array'");
    for (const filter of filters) {
      if (!isDocument(filter)) throw new StoreError(14, "each array filter must be an object");
      const identifier = identifierOf(filter);
      if (this.#tests.has(identifier))
        throw new StoreError(9, `Found multiple array filters with the same top-level field name ${identifier}`);
      const predicate = compileFilter(filter, {}, order);
      this.#tests.set(identifier, (value) => predicate({ [identifier]: value }));
    }
  }

  get isEmpty(): boolean {
    return this.#tests.size === 0;
  }

  take(identifier: string, path: string): Test {
    const test = this.#tests.get(identifier);
    if (!test) throw new StoreError(2, `No array filter found for identifier '${identifier}' in path '${path}'`);
    this.#used.add(identifier);
    return test;
  }

  refuseUnused(): void {
    const unused = [...this.#tests.keys()].find((identifier) => !this.#used.has(identifier));
    if (unused !== undefined) throw new StoreError(9, `The array filter for identifier '${unused}' was not used in the update`);
  }
}

function identifierOf(filter: Document): string {
  const [identifier, other] = new Set(namesIn(filter));
  if (identifier === undefined) throw new StoreError(9, "Cannot use an expression without a top-level field name in arrayFilters");
  if (other !== undefined)
    throw new StoreError(
      9,
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${identifier}' and '${other}'`,
    );
  if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
    throw new StoreError(
      2,
      `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
    );
  }
  return identifier;
}

/** The first names of all paths, those within `$and`, `$or` and `$nor` too. */
function namesIn(filter: Document): string[] {
  return Object.entries(filter).flatMap(([path, condition]) => {
    if (!path.startsWith("$")) return [path.split(".")[0] ?? ""];
    return isArray(condition) ? condition.filter(isDocument).flatMap(namesIn) : [];
  });
}
