import type { GraphQLFormattedError } from "graphql";
import { thrownFailure, subgraphFailure } from "./failures.ts";
import type { Run } from "./run.ts";
import type { Subgraph, SubgraphAnswer, SubgraphOperation } from "./subgraph.ts";
import { togetherNames } from "./together.ts";
import type { Together } from "./together.ts";
import { isTree } from "./tree.ts";
import type { Place, Tree } from "./tree.ts";

/** A fetch of entities as the loader sees it. */
export interface EntityFetch {
  readonly name: string;
  readonly subgraph: Subgraph;
  readonly operation: SubgraphOperation;
}

/** One entity as one subgraph answers it under one selection. */
export interface Entity {
  readonly representation: Tree;
  received: Tree | null;
  /** What went wrong in it, at places below it. */
  readonly faults: { readonly error: GraphQLFormattedError; readonly below: Place }[];
}

/** The entities that one operation with one set of variables has been asked for in this request. */
interface Asked {
  readonly fetch: EntityFetch;
  readonly variables: Tree;
  readonly entities: Map<string, { readonly entity: Entity; readonly answered: Promise<void> }>;
}

/** What goes to one subgraph next: of each operation the entities that are new, as each place of the plan wants them. */
interface Batch {
  readonly parts: Map<Asked, Set<Entity>[]>;
  readonly answered: Promise<void>;
}

/**
 * Asks subgraphs for entities, for one request. An entity is asked once per subgraph and selection, however many places of the plan want it.
 * What is wanted of one subgraph at the same time goes as one operation: nothing is sent before everything that could run has run.
 */
export class EntityLoader {
  readonly #run: () => Run;
  readonly #together: Together;
  readonly #asked = new Map<string, Asked>();
  readonly #next = new Map<Subgraph, Batch>();

  constructor(run: () => Run, together: Together) {
    this.#run = run;
    this.#together = together;
  }

  /** The entities behind these representations, in their order, once they are answered. */
  async load(fetch: EntityFetch, variables: Tree, representations: readonly Tree[]): Promise<Entity[]> {
    const asked = this.#askedOf(fetch, variables);
    const waits = new Set<Promise<void>>();
    const fresh = new Set<Entity>();
    const entities = representations.map((representation) => {
      const key = JSON.stringify(representation);
      let known = asked.entities.get(key);
      if (known === undefined) {
        const batch = this.#batchOf(fetch.subgraph);
        known = { entity: { representation, received: null, faults: [] }, answered: batch.answered };
        asked.entities.set(key, known);
      }
      if (known.answered === this.#next.get(fetch.subgraph)?.answered) fresh.add(known.entity);
      waits.add(known.answered);
      return known.entity;
    });
    const parts = this.#next.get(fetch.subgraph)?.parts;
    if (fresh.size > 0) parts?.set(asked, [...(parts.get(asked) ?? []), fresh]);
    for (const wait of waits) await wait;
    return entities;
  }

  #askedOf(fetch: EntityFetch, variables: Tree): Asked {
    const key = `${fetch.name}\n${fetch.operation.text}\n${JSON.stringify(variables)}`;
    const known = this.#asked.get(key);
    if (known) return known;
    const made: Asked = { fetch, variables, entities: new Map() };
    this.#asked.set(key, made);
    return made;
  }

  #batchOf(subgraph: Subgraph): Batch {
    const known = this.#next.get(subgraph);
    if (known) return known;
    const parts: Batch["parts"] = new Map();
    const answered = new Promise<void>((done) => {
      // after the promises that are ready now: those of the plan's other branches want their entities in this batch too
      process.nextTick(() => {
        this.#next.delete(subgraph);
        void this.#send(subgraph, parts).then(done);
      });
    });
    const made = { parts, answered };
    this.#next.set(subgraph, made);
    return made;
  }

  async #send(subgraph: Subgraph, parts: Batch["parts"]): Promise<void> {
    const all = [...parts].map(([asked, places]) => [asked, [...new Set(places.flatMap((place) => [...place]))]] as const);
    if (all.length > 1 && (await this.#sendTogether(subgraph, all))) return;
    await Promise.all(all.map(([asked, entities]) => this.#sendAlone(asked, entities, parts.get(asked) ?? [])));
  }

  /** Where the subgraph refuses all entities for one of them, each place that wants some is asked by itself: it must not spoil the others. */
  async #sendAlone(asked: Asked, entities: readonly Entity[], places: readonly ReadonlySet<Entity>[]): Promise<void> {
    const { fetch, variables } = asked;
    const { context, errors } = this.#run();
    try {
      const representations = entities.map(({ representation }) => representation);
      const answer = await fetch.subgraph.ask({ operation: fetch.operation, variables: { ...variables, representations }, context });
      if (!answer.data && places.length > 1) {
        await Promise.all(places.map((place) => this.#sendAlone(asked, [...place], [place])));
        return;
      }
      this.#take({ answer, key: "_entities", fetch, entities });
      for (const error of answer.errors ?? [])
        if (!isOfEntity(error, "_entities")) errors.push(subgraphFailure(error, fetch.name, undefined));
    } catch (error) {
      errors.push(thrownFailure(error));
    }
  }

  /** False where the subgraph refused the whole, so that each part must be asked by itself: one that is wrong must not spoil the others. */
  async #sendTogether(subgraph: Subgraph, parts: readonly (readonly [Asked, readonly Entity[]])[]): Promise<boolean> {
    const { context, errors } = this.#run();
    const operation = this.#together.operation(parts.map(([{ fetch }]) => fetch.operation));
    const variables: Tree = {};
    for (const [index, [asked, entities]] of parts.entries()) {
      Object.assign(variables, asked.variables);
      variables[togetherNames.representations(index)] = entities.map(({ representation }) => representation);
    }
    try {
      const answer = await subgraph.ask({ operation, variables, context });
      if (!answer.data) return false;
      for (const [index, [{ fetch }, entities]] of parts.entries())
        this.#take({ answer, key: togetherNames.answer(index), fetch, entities });
      const [[first]] = parts as [(typeof parts)[number]];
      for (const error of answer.errors ?? [])
        if (!parts.some((_, index) => isOfEntity(error, togetherNames.answer(index))))
          errors.push(subgraphFailure(error, first.fetch.name, undefined));
    } catch (error) {
      for (const _ of parts) errors.push(thrownFailure(error));
    }
    return true;
  }

  #take({ answer, key, fetch, entities }: Taking): void {
    for (const error of answer.errors ?? [])
      if (isOfEntity(error, key)) entities[Number(error.path?.[1])]?.faults.push({ error, below: error.path?.slice(2) ?? [] });
    if (!answer.data) return;
    const received = answer.data[key];
    if (!Array.isArray(received)) throw new Error(`The subgraph ${fetch.name} answered _entities with something that is no list.`);
    if (received.length !== entities.length)
      throw new Error(`The subgraph ${fetch.name} was asked for ${entities.length} entities and answered ${received.length}.`);
    for (const [index, entity] of entities.entries()) {
      const one: unknown = received[index];
      if (isTree(one)) entity.received = one;
    }
  }
}

interface Taking {
  readonly answer: SubgraphAnswer;
  readonly key: string;
  readonly fetch: EntityFetch;
  readonly entities: readonly Entity[];
}

function isOfEntity({ path }: GraphQLFormattedError, key: string): boolean {
  return path?.[0] === key && typeof path[1] === "number";
}
