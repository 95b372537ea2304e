/**
 * Installs the packages of package-lock.json where they are missing. A stamp in node_modules says what is there, so a start that
 * finds all in place reads two small facts and goes on. Needs Node only; every message goes to standard error.
 */
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const WAIT_MS_MAX = 15 * 60_000;
const say = (message) => process.stderr.write(`${message}\n`);

/** Makes sure that the "production" or "all" packages of the lockfile are installed in `root`; ends the process where that fails. */
export async function install(root, set) {
  const lockfile = readFileSync(join(root, "package-lock.json"));
  const wanted = { hash: createHash("sha256").update(lockfile).digest("hex"), set };
  if (satisfies(readStamp(root), wanted)) return;
  const release = await takeLock(root);
  try {
    const stamp = readStamp(root); // another command may have installed while we waited
    if (satisfies(stamp, wanted)) return;
    if (!isInstalledByHand(root, JSON.parse(lockfile.toString("utf8")), set)) await runNpm(root, npmArguments(stamp, wanted));
    writeStamp(root, wanted);
  } finally {
    release();
  }
}

const stampFile = (root) => join(root, "node_modules", ".tutti-install");

function satisfies(stamp, wanted) {
  return stamp?.hash === wanted.hash && (stamp.set === "all" || stamp.set === wanted.set);
}

function readStamp(root) {
  try {
    const [hash, set] = readFileSync(stampFile(root), "utf8").trim().split(" ");
    return { hash, set };
  } catch {
    return undefined; // none yet, or node_modules was removed
  }
}

function writeStamp(root, { hash, set }) {
  const temporary = `${stampFile(root)}.${process.pid}`;
  writeFileSync(temporary, `${hash} ${set}\n`);
  renameSync(temporary, stampFile(root));
}

/**
 * `npm ci` empties node_modules first. Where production packages of this very lockfile are there already, the rest is added beside
 * them instead, so that a house that is running keeps its files.
 */
function npmArguments(stamp, { hash, set }) {
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  if (set === "production") return ["ci", "--omit=dev", ...quiet];
  const isAddition = stamp?.hash === hash && stamp.set === "production";
  return [...(isAddition ? ["install", "--no-save"] : ["ci"]), "--include=dev", ...quiet];
}

/** Whether npm's own record of node_modules lists every package of the lockfile: somebody ran `npm ci` or `npm install` themselves. */
function isInstalledByHand(root, lockfile, set) {
  try {
    const { packages } = JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8"));
    return Object.entries(lockfile.packages).every(([path, { version, dev, optional, devOptional }]) => {
      if (path === "" || optional || devOptional || (dev && set === "production")) return true;
      return packages[path]?.version === version && existsSync(join(root, path, "package.json"));
    });
  } catch {
    return false;
  }
}

function runNpm(root, args) {
  const npm = findNpm();
  say(`Installing packages (npm ${args.slice(0, 2).join(" ")}); the first time takes about a minute …`);
  const began = Date.now();
  return new Promise((done) => {
    const child = spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ["ignore", 2, 2] });
    const relays = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
      const relay = () => child.kill(signal);
      process.on(signal, relay);
      return () => process.off(signal, relay);
    });
    child.once("error", (error) => fail(`npm could not be started: ${error.message}`));
    child.once("exit", (code, signal) => {
      for (const end of relays) end();
      if (code !== 0)
        fail(
          `The install failed (npm ${args[0]}: ${code === null ? signal : `exit ${code}`}). It needs the npm registry; run the command again when that can be reached.`,
        );
      say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
      done();
    });
  });
}

/** npm's own script: the npm that started us, else the one beside this Node, else the first on the PATH. */
function findNpm() {
  const beside = dirname(process.execPath);
  const own = process.env.npm_execpath;
  const candidates = [
    ...(own !== undefined && basename(own) === "npm-cli.js" ? [own] : []),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    ...(process.env.PATH ?? "")
      .split(delimiter)
      .flatMap((folder) => [join(folder, "npm"), join(folder, "node_modules", "npm", "bin", "npm-cli.js")]),
  ];
  for (const candidate of candidates) {
    if (!existsSync(candidate)) continue;
    const path = realpathSync(candidate);
    if (basename(path) === "npm-cli.js") return path;
  }
  return fail(`npm was not found beside ${process.execPath} nor on the PATH; it comes with Node.`);
}

function fail(message) {
  say(message);
  process.exit(1);
}

/** One install at a time. The lock is a folder that holds its owner's process id and appears whole, by renaming; an owner that died is put aside. */
async function takeLock(root) {
  const lock = join(root, ".tutti-install.lock");
  const mine = join(root, `.tutti-install.${process.pid}`);
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, "pid"), `${process.pid}\n`);
  process.once("exit", () => removeOwn(lock, mine));
  for (let told = false, until = Date.now() + WAIT_MS_MAX; Date.now() < until; await wait(200)) {
    try {
      renameSync(mine, lock);
      return () => removeOwn(lock, mine);
    } catch {
      // held by another
    }
    const owner = readOwner(lock);
    if (owner === undefined) continue;
    if (!isAlive(owner)) removeStale(lock, owner);
    else if (!told) say(`Another command (process ${owner}) is installing packages; waiting for it …`);
    told = true;
  }
  return fail(`The install of another command (see ${lock}) does not end; if none runs, remove that folder.`);
}

function readOwner(lock) {
  try {
    const text = readFileSync(join(lock, "pid"), "utf8");
    return statSync(lock).isDirectory() ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Moves a dead owner's lock away; if another waiter was quicker and the lock is a living one's, it goes back. */
function removeStale(lock, owner) {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (readOwner(aside) === owner) rmSync(aside, { recursive: true, force: true });
    else renameSync(aside, lock);
  } catch {
    // another waiter moved it first
  }
}

function removeOwn(lock, mine) {
  rmSync(mine, { recursive: true, force: true });
  if (readOwner(lock) === process.pid) rmSync(lock, { recursive: true, force: true });
}
