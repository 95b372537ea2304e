/** Starts the house as a newcomer does (`npm start` on a free port, an empty data folder), waits until it is ready, and stops it with Ctrl-C. Needs Node only. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const READY_MS_MAX = 300_000;
const STOP_MS_MAX = 30_000;

const data = mkdtempSync(join(tmpdir(), "tutti-smoke-"));
const port = await freePort();
const { MONGODB_URI: _, ...environment } = process.env;
const child = spawn("npm", ["start"], {
  cwd: ROOT,
  env: { ...environment, PORT: String(port), TUTTI_DATA: data },
  detached: true,
  stdio: ["ignore", "inherit", "inherit"],
});
const ended = new Promise((done) => child.once("exit", () => done(true)));
try {
  await becomesReady();
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const live = await (await fetch(`http://127.0.0.1:${port}/health/live`)).json();
  if (live.version !== version) throw new Error(`/health/live says version ${live.version}, package.json ${version}`);
  const began = Date.now();
  signal("SIGINT");
  while (isAlive() && Date.now() - began < STOP_MS_MAX) await wait(50);
  if (isAlive()) throw new Error(`still running ${STOP_MS_MAX / 1000} s after SIGINT`);
  console.log(`Stopped ${Date.now() - began} ms after SIGINT.`);
} catch (error) {
  console.error(`npm start: ${error.message}`);
  process.exitCode = 1;
} finally {
  signal("SIGKILL");
  await ended;
  rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

async function becomesReady() {
  const began = Date.now();
  while (Date.now() - began < READY_MS_MAX) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`ended before it was ready (exit ${child.exitCode ?? child.signalCode})`);
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.ok) return console.log(`Ready after ${Date.now() - began} ms.`);
    await wait(200);
  }
  throw new Error(`not ready after ${READY_MS_MAX / 1000} s`);
}

function signal(name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // the whole group is gone
  }
}

/** Whether a process of the group is left. One that only waits to be reaped is not: in a container nobody may ever reap it. */
function isAlive() {
  try {
    process.kill(-child.pid, 0);
  } catch {
    return false;
  }
  if (!existsSync("/proc/self/stat")) return true;
  return readdirSync("/proc").some((name) => {
    try {
      const stat = readFileSync(`/proc/${Number(name)}/stat`, "latin1");
      const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(group) === child.pid && state !== "Z" && state !== "X";
    } catch {
      return false; // no process, or gone meanwhile
    }
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}
