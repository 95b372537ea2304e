/**
 * Two steps for every item, each step one item at a time and in order: while an item is in its second step, the next one is in its first,
 * and whoever pushes makes the one after. The first error ends it.
 */
export class Pipeline<Item, Between> {
  readonly #first: (item: Item) => Promise<Between>;
  readonly #second: (between: Between) => Promise<void>;
  #room: Promise<unknown> = Promise.resolve();
  #through: Promise<void> = Promise.resolve();

  constructor(steps: { readonly first: (item: Item) => Promise<Between>; readonly second: (between: Between) => Promise<void> }) {
    this.#first = steps.first;
    this.#second = steps.second;
  }

  /** Takes an item as soon as the one before it is past its first step and the one before that is through; rejects with an earlier error. To be awaited before the next. */
  async push(item: Item): Promise<void> {
    await this.#room;
    const first = this.#first(item);
    const room = bothEnd(first, this.#through);
    this.#room = room;
    this.#through = room.then(async () => {
      await this.#second(await first);
    });
    // Whoever pushes or ends hears of an error; until then it is no unhandled one.
    room.catch(() => undefined);
    this.#through.catch(() => undefined);
  }

  /** Resolves when every item is through; rejects with the first error. */
  async end(): Promise<void> {
    await this.#room;
    await this.#through;
  }

  /** Resolves when nothing is on its way any more, whatever became of it. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.#room, this.#through]);
  }
}

/** Waits for both even where one fails, so that nothing goes on behind an error. */
async function bothEnd(one: Promise<unknown>, other: Promise<unknown>): Promise<void> {
  await Promise.allSettled([one, other]);
  await Promise.all([one, other]);
}
