import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

/**
 * The launcher in a project of its own: the real scripts and tsx, but an npm that only notes how it was called, a `tutti.ts` of a few
 * lines and a jest that reports what it is told. No network.
 */
const project = fileURLToPath(new URL("../../", import.meta.url));
let root = "";

const NPM = `
const { appendFileSync, mkdirSync, rmSync, symlinkSync, existsSync } = require("node:fs");
appendFileSync("npm.log", process.argv.slice(2).join(" ") + "\\n");
if (existsSync("npm.fails")) process.exit(7);
if (process.argv[2] === "ci") rmSync("node_modules", { recursive: true, force: true });
mkdirSync("node_modules", { recursive: true });
if (!existsSync("node_modules/tsx")) symlinkSync(${JSON.stringify(join(project, "node_modules", "tsx"))}, "node_modules/tsx");
console.log("npm says so on standard output");
setTimeout(() => {}, existsSync("npm.slow") ? 1500 : 0);
`;

const TUTTI = `
const [command, code]: string[] = process.argv.slice(2);
let signals: number = 0;
if (command === "start") {
  const timer = setInterval(() => undefined, 1000);
  process.on("SIGINT", () => {
    signals += 1;
    setTimeout(() => { console.log("signals", signals); clearInterval(timer); process.exit(0); }, 300);
  });
  console.log("started");
} else {
  console.log(JSON.stringify(process.argv.slice(2)));
  process.exitCode = Number(code);
}
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tutti-launcher-"));
  mkdirSync(join(root, "scripts"));
  for (const name of ["run.mjs", "install.mjs", "plainReporter.mjs"])
    copyFileSync(join(project, "scripts", name), join(root, "scripts", name));
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: { "": {}, "node_modules/tsx": { version: "1.0.0" } } }));
  writeFileSync(join(root, "npm-cli.js"), NPM);
  writeFileSync(join(root, "package.json"), JSON.stringify({}));
  writeFileSync(join(root, "tutti.ts"), TUTTI);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function launch(args: readonly string[], node: readonly string[] = []): { child: ChildProcess; ended: Promise<Ended> } {
  const env = { ...process.env, npm_execpath: join(root, "npm-cli.js"), NODE_OPTIONS: "" };
  const child = spawn(process.execPath, [...node, "scripts/run.mjs", ...args], {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return { child, ended: new Promise((done) => child.once("close", (code) => done({ code, stdout, stderr }))) };
}

const run = (...args: string[]): Promise<Ended> => launch(args).ended;
const npmCalls = (): string[] =>
  (existsSync(join(root, "npm.log")) ? readFileSync(join(root, "npm.log"), "utf8").trim().split("\n") : []).map(
    (call) => call.split(" --no-audit")[0] ?? "",
  );

describe("The launcher's install", () => {
  test("takes production packages for the command line, once, and says so on standard error only", async () => {
    const first = await run("tutti", "token", "0");
    expect(first.stdout).toBe('["token","0"]\n');
    expect(first.stderr).toContain("Installing packages");
    expect((await run("tutti", "token", "0")).stderr).toBe("");
    expect(npmCalls()).toEqual(["ci --omit=dev"]);
  });

  test("adds the rest beside them for the tests, and finds all in place afterwards", async () => {
    await run("tutti", "token");
    writeFileSync(join(root, "node_modules", "kept"), "");
    await run("install");
    await run("tutti", "token");
    expect(npmCalls()).toEqual(["ci --omit=dev", "install --no-save --include=dev"]);
    expect(existsSync(join(root, "node_modules", "kept"))).toBe(true);
  });

  test("installs anew when the lockfile changed", async () => {
    await run("install");
    appendFileSync(join(root, "package-lock.json"), "\n");
    await run("install");
    expect(npmCalls()).toEqual(["ci --include=dev", "ci --include=dev"]);
  });

  test("takes what somebody installed with npm itself", async () => {
    mkdirSync(join(root, "node_modules", "tsx"), { recursive: true });
    writeFileSync(join(root, "node_modules", "tsx", "package.json"), "{}");
    writeFileSync(
      join(root, "node_modules", ".package-lock.json"),
      JSON.stringify({ packages: { "node_modules/tsx": { version: "1.0.0" } } }),
    );
    expect((await run("install")).code).toBe(0);
    expect(npmCalls()).toEqual([]);
  });

  test("is done once when two commands begin together", async () => {
    writeFileSync(join(root, "npm.slow"), "");
    const both = await Promise.all([run("tutti", "one", "0"), run("tutti", "two", "0")]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(npmCalls()).toHaveLength(1);
    expect(readdirSync(root).filter((name) => name.startsWith(".tutti-install"))).toEqual([]);
  });

  test("takes over from a command that died while it installed", async () => {
    const dead = spawn(process.execPath, ["-e", ""]);
    await new Promise((done) => dead.once("exit", done));
    mkdirSync(join(root, ".tutti-install.lock"));
    writeFileSync(join(root, ".tutti-install.lock", "pid"), String(dead.pid));
    expect((await run("tutti", "token", "0")).code).toBe(0);
    expect(readdirSync(root).filter((name) => name.startsWith(".tutti-install"))).toEqual([]);
  });

  test("that fails ends the command, names the registry, and is tried again next time", async () => {
    writeFileSync(join(root, "npm.fails"), "");
    const failed = await run("tutti", "token", "0");
    expect(failed).toMatchObject({ code: 1, stdout: "" });
    expect(failed.stderr).toContain("npm registry");
    rmSync(join(root, "npm.fails"));
    expect((await run("tutti", "token", "0")).code).toBe(0);
  });
});

describe("The launcher", () => {
  test("gives the command's exit code and passes arguments as they are", async () => {
    expect(await run("tutti", "import", "3", "--society", "a b")).toMatchObject({ code: 3, stdout: '["import","3","--society","a b"]\n' });
  });

  test("lets Ctrl-C reach the house once and waits until it has drained", async () => {
    const { child, ended } = launch(["start"]);
    await new Promise<void>((done) => child.stdout?.on("data", (text: string) => text.includes("started") && done()));
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect(await ended).toMatchObject({ code: 0, stdout: "started\nsignals 1\n" });
  });

  test("refuses an older Node in one clear sentence", async () => {
    const older = "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.18.3'}})";
    const { code, stderr } = await launch(["start"], ["--import", older]).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Tutti needs Node 20\.19 or newer; this is Node 20\.18\.3/);
  });

  test("runs the tests on a MongoDB only where MONGODB_URI names one", async () => {
    const { code, stderr } = await run("mongo");
    expect(code).toBe(1);
    expect(stderr).toContain("MONGODB_URI");
  });

  test("names its commands when it knows none of that name", async () => {
    expect(await run("stat")).toMatchObject({
      code: 2,
      stderr: '"stat" is none of start, tutti, test, mongo, bench, file, exec, install\n',
    });
  });
});

describe("The launcher's tests", () => {
  /** A jest that gives its reporter these counts, or none, and ends with this code. */
  async function withJest(counts: object | null, code: number): Promise<Ended> {
    await run("install");
    mkdirSync(join(root, "node_modules", "jest"));
    writeFileSync(join(root, "node_modules", "jest", "package.json"), JSON.stringify({ bin: "jest.mjs" }));
    const report = `const path = process.argv.findLast((one) => one.startsWith("--reporters=")).slice("--reporters=".length);
      const { default: Reporter } = await import(path);
      new Reporter().onRunComplete(new Set(), ${JSON.stringify(counts)});`;
    writeFileSync(join(root, "node_modules", "jest", "jest.mjs"), `${counts === null ? "" : report}\nprocess.exit(${code});`);
    return await run("test");
  }
  const counts = { numPassedTests: 40, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

  test("end with their counts", async () => {
    expect(await withJest(counts, 0)).toMatchObject({ code: 0, stdout: "40 passed, 0 failed\n" });
  });

  test("count a file that could not be loaded as a failure", async () => {
    expect(await withJest({ ...counts, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }, 1)).toMatchObject({
      code: 1,
      stdout: "40 passed, 3 failed\n",
    });
  });

  test("count a crash as a failure", async () => {
    expect(await withJest(null, 5)).toMatchObject({ code: 5, stdout: "0 passed, 1 failed\n" });
  });

  test("give jest the arguments before the reporters, which would swallow a path behind them", async () => {
    await withJest(null, 0);
    writeFileSync(
      join(root, "node_modules", "jest", "jest.mjs"),
      `console.log(...process.argv.slice(2).map((one) => one.replace(/=.*$/, "")));`,
    );
    expect((await run("test", "test/domain")).stdout).toBe("test/domain --reporters --reporters\n");
  });

  test("print no counts when nothing was to run", async () => {
    expect(await withJest(null, 0)).toMatchObject({ code: 0, stdout: "" });
  });
});
