import type { Figure } from "./report.ts";
import type { Contender } from "./storeContenders.ts";

/** What was measured of each case and contender, round by round. */
export class Samples {
  readonly #rates = new Map<string, number[]>();

  add(name: string, { name: contender }: Contender, rate: number): void {
    this.#rates.set(`${name} ${contender}`, [...(this.#rates.get(`${name} ${contender}`) ?? []), rate]);
  }

  median(name: string, contender: string): number {
    const rates = [...(this.#rates.get(`${name} ${contender}`) ?? [])].sort((one, other) => one - other);
    return rates[Math.floor(rates.length / 2)] ?? NaN;
  }

  figures(name: string, contenders: readonly Contender[], more: { readonly unit: string; readonly documents: number }): Figure[] {
    return contenders.map(({ name: contender }) => ({ case: name, contender, value: this.median(name, contender), ...more }));
  }
}
