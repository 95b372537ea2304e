import { join, resolve } from "node:path";
import type { Environment } from "../subgraphs/kit/environment.ts";
import type { Verification } from "../subgraphs/storage/embedded/engine/verify.ts";
import { CommandRefused } from "./command.ts";
import type { Call, Command, ExitCode } from "./command.ts";

/** `tutti verify`: whether the embedded store's data are whole. */
export const verify: Command = {
  name: "verify",
  summary: "look at every document and every index entry of the embedded store, while a house runs or not",
  usage: "[DIR]",
  help: `DIR  a data folder, a backup, or the folder of a store (default: TUTTI_DATA)
Prints what it counted, then each fault with its place. Exit 1 when there are faults. Nothing is changed.`,
  options: {},
  positionals: 0,
  optionalPositionals: 1,
  async run(call) {
    const [given] = call.positionals;
    if (given === undefined) requireEmbedded(call.environment, "its command `validate` looks at them");
    const { hasStore, verifyStore } = await import("../subgraphs/storage/embedded/maintenance.ts");
    const folder = resolve(given ?? call.environment.dataFolder);
    const store = [join(folder, "store"), folder].find(hasStore);
    if (store === undefined) throw new CommandRefused(`There is no store in ${folder}: nothing to verify.`);
    return report(call, await verifyStore(store), { folder });
  },
};

/** Refuses what is only for the embedded store when the data are in MongoDB. */
export function requireEmbedded({ mongodbUri }: Environment, instead: string): void {
  if (mongodbUri !== null) throw new CommandRefused(`MONGODB_URI is set: the data are in that MongoDB, and ${instead}.`);
}

/** Prints what was found; exit 1 when something is amiss. */
export function report(
  { json, output }: Pick<Call, "json" | "output">,
  found: Verification,
  { folder }: { readonly folder: string },
): ExitCode {
  const { collections, documents, indexes, entries, faults, faultsFound } = found;
  if (json) output.json({ folder, collections, documents, indexes, entries, faults, faultsFound });
  else {
    output.print(
      `${documents} documents in ${collections} collections, ${entries} entries in ${indexes} indexes: ${faultsFound === 0 ? "no faults" : faultsFound === 1 ? "1 fault" : `${faultsFound} faults`}.`,
    );
    for (const fault of faults) output.print(`  ${fault}`);
    if (faultsFound > faults.length) output.print(`  and ${faultsFound - faults.length} more`);
  }
  return faultsFound === 0 ? 0 : 1;
}
