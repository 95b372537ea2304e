import { existsSync, readdirSync, statSync } from "node:fs";
import { chmod, cp, mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { HOUSE_FILE } from "../gateway/houseFile.ts";
import { CommandRefused } from "./command.ts";
import type { Command } from "./command.ts";
import { report, requireEmbedded } from "./verify.ts";

/** `tutti backup`: a data folder that a house can be started on. */
export const backup: Command = {
  name: "backup",
  summary: "copy the data, while a house runs or not, into a new folder, and verify the copy",
  usage: "DIR",
  help: `DIR becomes a data folder: TUTTI_DATA=DIR npm start opens it. It must not exist or be empty, and is for its owner alone (mode 0700).
The documents are those of one moment, everything that was acknowledged before it, transactions whole; writers go on meanwhile.
The files beside the store are copied too, keys.json among them: keep the copy as safe as the original.
Exit 1 when the copy does not verify.`,
  options: {},
  positionals: 1,
  async run(call) {
    requireEmbedded(call.environment, "mongodump copies them");
    const from = resolve(call.environment.dataFolder);
    const to = resolve(call.positionals[0] ?? "");
    refusePlace(from, to);
    const { backupStore, verifyStore, hasStore } = await import("../subgraphs/storage/embedded/maintenance.ts");
    const store = join(from, "store");
    if (!hasStore(store)) throw new CommandRefused(`There is no store in ${from}: nothing to copy.`);
    await mkdir(to, { recursive: true, mode: 0o700 });
    await chmod(to, 0o700);
    await copyFiles(from, to); // before, for files that are moved once their record says so
    await backupStore(store, join(to, "store"));
    await copyFiles(from, to); // and after, for those that the newest records name
    const verification = await verifyStore(join(to, "store"));
    if (!call.json) call.output.print(`The data of ${from} are copied to ${to}. TUTTI_DATA=${to} npm start opens the copy.`);
    return report(call, verification, { folder: to });
  },
};

function refusePlace(from: string, to: string): void {
  if (!relative(from, to).startsWith("..")) throw new CommandRefused(`${to} lies in the data folder itself: a backup goes elsewhere.`);
  if (!existsSync(to)) return;
  if (!statSync(to).isDirectory()) throw new CommandRefused(`${to} is a file: a backup goes into a new folder.`);
  if (readdirSync(to).length > 0) throw new CommandRefused(`The folder ${to} is not empty: a backup goes into a new one.`);
}

/** Everything beside the store but the address of the running house; what is there already in the same size stays. */
async function copyFiles(from: string, to: string): Promise<void> {
  for (const name of readdirSync(from)) {
    if (name === "store" || name === HOUSE_FILE) continue;
    await cp(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true, filter: isNew });
  }
}

function isNew(source: string, target: string): boolean {
  const found = statSync(source, { throwIfNoEntry: false });
  if (!found || (!found.isFile() && !found.isDirectory())) return false;
  return found.isDirectory() || statSync(target, { throwIfNoEntry: false })?.size !== found.size;
}
