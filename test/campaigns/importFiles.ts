import type { InventedWork } from "../../seed/catalogue.ts";
import { inventCast, inventWork } from "../../seed/catalogue.ts";
import { seeded } from "../../seed/random.ts";
import { registrationFile } from "../../seed/registrations.ts";

/** Every so many-th work is known from the other society, stands a second time in the file, or cannot be accepted. */
const EVERY = { rival: 25, revised: 20, repeated: 30, wrong: 40 };

/** The file that is imported while the house is killed, and the one that is there before it. */
export interface ImportFiles {
  /** Of 058: some of the works, with other shares. */
  readonly before: Uint8Array;
  /** Of 052: new works, works that join 058's and collide with them, revisions and repetitions of its own, and some that are wrong. */
  readonly killed: Uint8Array;
  /** Transactions of `killed`. */
  readonly transactions: number;
}

export function importFiles({ works: count, seed }: { readonly works: number; readonly seed: number }): ImportFiles {
  const cast = inventCast(seeded(seed), Math.ceil(count / 20));
  const works = Array.from({ length: count * 5 }, (_, at) => inventWork(at, { seed, cast, series: "KILL" })).filter(
    ({ home }) => home.society === "052",
  );
  const every = (step: number): InventedWork[] => works.filter((_, at) => at % step === step - 1);
  const own = works.map((work, at) => (at % EVERY.wrong === EVERY.wrong - 1 ? { ...work, title: "" } : work));
  const sent = [...own, ...every(EVERY.revised).map((work) => ({ ...work, title: `${work.title} AGAIN` })), ...every(EVERY.repeated)];
  const createdAt = "2026-01-05T08:00:00.000Z";
  return {
    before: registrationFile(every(EVERY.rival).map(rival), { society: "058", name: "RIVAL", createdAt }),
    killed: registrationFile(sent, { society: "052", name: "KILLED", createdAt }),
    transactions: sent.length,
  };
}

/** The same work by another submitter, whose writers have a quarter more of the performing right than they say themselves. */
function rival(work: InventedWork): InventedWork {
  const chains = work.chains.map((chain) => ({
    ...chain,
    shares: { ...chain.shares, writerPerforming: Math.floor(chain.shares.writerPerforming * 1.25) },
  }));
  return { ...work, number: `R${work.number.slice(1)}`, chains };
}
