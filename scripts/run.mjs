/**
 * The launcher behind every npm script: installs what is missing, then goes on. Needs Node only.
 *
 *   node scripts/run.mjs start [options]      the house                       production packages
 *   node scripts/run.mjs tutti <command> …    the command line                production packages
 *   node scripts/run.mjs test [jest options]  every test, then one plain line all packages
 *   node scripts/run.mjs mongo [jest options] the same, on a MongoDB        all packages
 *   node scripts/run.mjs bench <name> …       one benchmark                   all packages
 *   node scripts/run.mjs file FILE …          one TypeScript file             all packages
 *   node scripts/run.mjs exec TOOL …          one tool of node_modules        all packages
 *   node scripts/run.mjs install              only the install                all packages
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const NODE_LEAST = [20, 19];
const SIGNAL_EXIT = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
/** Tools whose package does not carry their name. */
const TOOL_PACKAGE = { tsc: "typescript" };

const COMMANDS = {
  start: { set: "production", run: (args) => runFile("tutti.ts", ["start", ...args]) },
  tutti: { set: "production", run: (args) => runFile("tutti.ts", args) },
  test: { set: "all", run: runTests },
  mongo: { set: "all", run: runTestsOnMongodb },
  bench: { set: "all", run: runBenchmark },
  file: { set: "all", run: ([file, ...args]) => runFile(file ?? usage("file: name a TypeScript file"), args) },
  exec: { set: "all", run: ([tool, ...args]) => runTool(tool ?? usage("exec: name a tool"), args) },
  install: { set: "all", run: () => undefined },
};

await main(process.argv[2] ?? "", process.argv.slice(3));

async function main(name, args) {
  requireNode(process.versions.node);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : usage(`"${name}" is none of ${Object.keys(COMMANDS).join(", ")}`);
  const { install } = await import("./install.mjs");
  await install(ROOT, command.set);
  await command.run(args);
}

function requireNode(version) {
  const [major, minor] = version.split(".").map(Number);
  if (major > NODE_LEAST[0] || (major === NODE_LEAST[0] && minor >= NODE_LEAST[1])) return;
  refuse(
    `Tutti needs Node ${NODE_LEAST.join(".")} or newer; this is Node ${version} (${process.execPath}). Newer versions: https://nodejs.org`,
  );
}

function usage(message) {
  refuse(message, 2);
}

function refuse(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/**
 * Runs a TypeScript file in this very process: one process gets each signal once, however the terminal or npm delivers it,
 * and its exit code is ours. Processes that it forks load TypeScript as it does.
 */
async function runFile(file, args) {
  const path = resolve(ROOT, file);
  if (!existsSync(path)) refuse(`${file} does not exist`);
  process.argv = [process.execPath, path, ...args];
  const loader = import.meta.resolve("tsx");
  if (!process.execArgv.includes(loader)) process.execArgv.push("--import", loader);
  await import(loader);
  await import(pathToFileURL(path).href);
}

async function runBenchmark([name, ...args]) {
  const names = readdirSync(join(ROOT, "bench")).flatMap((file) => (file.endsWith(".ts") ? [basename(file, ".ts")] : []));
  if (name === undefined || !names.includes(name)) usage(`npm run bench -- NAME; NAME is one of ${names.join(", ")}`);
  await runFile(`bench/${name}.ts`, args);
}

async function runTool(name, args) {
  process.exitCode = await runProgram([toolPath(name), ...args]);
}

/** The script behind a package's command. */
function toolPath(name) {
  const folder = join(ROOT, "node_modules", TOOL_PACKAGE[name] ?? name);
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) usage(`exec: no package named ${name} is installed`);
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[name]);
}

/** Jest, then its counts as the last line. A run that ends badly without a failed test (a crash, no tests found) counts as one failure. */
async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), "tutti-test-"));
  const countsFile = join(folder, "counts.json");
  try {
    const env = {
      ...process.env,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
      TUTTI_TEST_COUNTS: countsFile,
    };
    // last, because jest would take a path that follows for one more reporter
    const reporters = ["--reporters=default", `--reporters=${join(ROOT, "scripts", "plainReporter.mjs")}`];
    const code = await runProgram([toolPath("jest"), ...args, ...reporters], env);
    process.exitCode = code;
    if (code === 0 && !existsSync(countsFile)) return; // --help, --listTests: nothing ran
    const { passed, failed } = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, "utf8")) : { passed: 0, failed: 0 };
    process.stdout.write(`${passed} passed, ${code === 0 ? failed : Math.max(failed, 1)} failed\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every test where the store is a MongoDB: without one it would be the embedded store's run again, and say nothing. */
async function runTestsOnMongodb(args) {
  if (!process.env.MONGODB_URI) {
    refuse("MONGODB_URI is not set: name a MongoDB 7.0 replica set, such as mongodb://127.0.0.1:27017/?replicaSet=rs0");
  }
  await runTests(args);
}

/** Runs node with a script, waits for its end and gives its exit code. It shares our process group, so a terminal's Ctrl-C reaches it anyway. */
function runProgram(args, env = process.env) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "inherit", "inherit"] });
    process.on("SIGINT", () => undefined);
    for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.once("error", (error) => refuse(`${args[0]}: ${error.message}`));
    child.once("exit", (code, signal) => done(code ?? SIGNAL_EXIT[signal] ?? 1));
  });
}
