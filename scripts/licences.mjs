/**
 * The licences of the packages that Tutti runs on. `node scripts/licences.mjs` writes NOTICE; with `--check` it says whether NOTICE is
 * current. Either way it fails on a licence outside the allowed list. Reads package-lock.json (or another: `--lockfile FILE`, which only
 * checks), so every machine finds the same.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const ROOT = new URL("..", import.meta.url);
const ALLOWED = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "CC0-1.0",
  "BlueOak-1.0.0",
  "Unlicense",
  "Python-2.0",
]);
/** Allowed for these packages alone: README.md says what the Elastic License 2.0 forbids. */
const ALLOWED_FOR = {
  "Elastic-2.0": new Set([
    "@apollo/composition",
    "@apollo/federation-internals",
    "@apollo/gateway",
    "@apollo/query-graphs",
    "@apollo/query-planner",
  ]),
};

/** Every package of production with its version and licence, by name. */
function productionPackages(lockfile) {
  const packages = new Map();
  for (const [path, entry] of Object.entries(lockfile.packages)) {
    if (path === "" || entry.dev === true || entry.link === true) continue;
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    packages.set(`${name} ${entry.version}`, { name, version: entry.version, licence: entry.license ?? readLicence(path) });
  }
  return [...packages.values()].sort((one, other) => compare(one.name, other.name) || compare(one.version, other.version));
}

/** An SPDX expression: one of the alternatives, each of the parts. */
function isAllowed({ name, licence }) {
  const text = String(licence).replace(/^\((.*)\)$/, "$1");
  return text
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((id) => ALLOWED.has(id.trim()) || ALLOWED_FOR[id.trim()]?.has(name) === true));
}

/** The text of NOTICE. */
function notice(packages) {
  const byLicence = grouped(packages);
  const sections = [...byLicence]
    .sort(([one], [other]) => compare(one, other))
    .map(([licence, members]) => {
      const lines = members.map(({ name, version }) => `  ${name} ${version}`);
      return `${licence}\n${lines.join("\n")}\n`;
    });
  return `Tutti\n\nTutti itself is not licensed to anybody yet (package.json: UNLICENSED, private).\n\nIt runs on the following packages, installed from the npm registry under their own licences; each carries its licence text in\nits folder under node_modules. Written by \`npm run licences\` from package-lock.json.\n\nThe packages under Elastic-2.0 may not be offered to third parties as a hosted or managed service; README.md says more.\n\n${sections.join("\n")}`;
}

function grouped(packages) {
  const groups = new Map();
  for (const one of packages) groups.set(one.licence, [...(groups.get(one.licence) ?? []), one]);
  return groups;
}

function readLicence(path) {
  try {
    const { license, licenses } = JSON.parse(readFileSync(new URL(`${path}/package.json`, ROOT), "utf8"));
    return typeof license === "string" ? license : (license?.type ?? licenses?.map(({ type }) => type).join(" OR ") ?? "none stated");
  } catch {
    return "none stated";
  }
}

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

function main({ check, lockfile }) {
  const packages = productionPackages(JSON.parse(readFileSync(lockfile ?? new URL("package-lock.json", ROOT), "utf8")));
  const strangers = packages.filter((one) => !isAllowed(one));
  for (const { name, version, licence } of strangers) {
    console.error(`${name} ${version}: ${licence} is not on the allowed list (scripts/licences.mjs)`);
  }
  const isCurrent = lockfile !== undefined || isNoticeCurrent(notice(packages), check);
  return strangers.length === 0 && isCurrent ? 0 : 1;
}

function isNoticeCurrent(text, check) {
  const file = new URL("NOTICE", ROOT);
  if (!check) writeFileSync(file, text);
  const isCurrent = readFileSync(file, "utf8") === text;
  if (!isCurrent) console.error("NOTICE is stale: run `npm run licences` and commit it.");
  return isCurrent;
}

process.exitCode = main(parseArgs({ options: { check: { type: "boolean", default: false }, lockfile: { type: "string" } } }).values);
