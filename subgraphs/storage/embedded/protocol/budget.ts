/** Shares out room in memory: who asks for more than is left waits until others give back, first come, first served. */
export class Budget {
  #left: number;
  readonly #waiting: { readonly bytes: number; readonly grant: () => void }[] = [];

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Resolves when the room is there, with the function that gives it back. Never more than the whole is asked for. */
  async take(bytes: number): Promise<() => void> {
    if (this.#waiting.length > 0 || bytes > this.#left) {
      await new Promise<void>((grant) => this.#waiting.push({ bytes, grant }));
    } else this.#left -= bytes;
    let given = true;
    return () => {
      if (given) this.#giveBack(bytes);
      given = false;
    };
  }

  #giveBack(bytes: number): void {
    this.#left += bytes;
    for (let [first] = this.#waiting; first && first.bytes <= this.#left; [first] = this.#waiting) {
      this.#waiting.shift();
      this.#left -= first.bytes;
      first.grant();
    }
  }
}

interface Held {
  readonly bytes: number;
  readonly drop: () => void;
}

/** Answers that their clients have not taken yet. When they are too many together, those that wait longest are dropped, with their clients. */
export class Outbox {
  readonly #most: number;
  readonly #held = new Set<Held>();
  #bytes = 0;

  constructor(bytes: number) {
    this.#most = bytes;
  }

  /** Notes an answer that waits; gives the function to call when it waits no more. */
  hold(bytes: number, drop: () => void): () => void {
    const held = { bytes, drop };
    this.#held.add(held);
    this.#bytes += bytes;
    for (const oldest of this.#held) {
      if (this.#bytes <= this.#most) break;
      this.#release(oldest);
      oldest.drop();
    }
    return () => this.#release(held);
  }

  #release(held: Held): void {
    if (this.#held.delete(held)) this.#bytes -= held.bytes;
  }
}
