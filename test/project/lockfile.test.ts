import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";

/** A package with native parts is whole when the lockfile has its part for each platform; npm leaves one out where a registry copy lacks it. */
interface Entry {
  readonly resolved?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = new URL("../../", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, root), "utf8"));
const { packages } = read("package-lock.json") as { packages: Record<string, Entry> };
const { allowScripts, dependencies, devDependencies } = read("package.json") as Record<string, Record<string, string | boolean>>;

const PLATFORMS = [
  ["linux", "x64"],
  ["darwin", "arm64"],
  ["win32", "x64"],
] as const;

/** Node's way to a package: from the folder of who asks, upwards. */
function resolve(from: string, name: string): Entry | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    const found = packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`];
    if (found !== undefined || folder === "") return found ?? null;
  }
}

/** Packages with parts for more than one operating system, with those parts. */
const families = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) => {
  const parts = Object.keys(optionalDependencies).flatMap((name) => resolve(path, name) ?? []);
  const native = parts.filter(({ os, cpu }) => os !== undefined || cpu !== undefined);
  return new Set(native.flatMap(({ os }) => os ?? [])).size > 1 ? [{ path, native }] : [];
});

describe("package-lock.json", () => {
  test("has families of native packages, lmdb's and esbuild's among them", () => {
    expect(families.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["node_modules/lmdb", "node_modules/esbuild", "node_modules/@swc/core"]),
    );
  });

  test.each(families.flatMap(({ path, native }) => PLATFORMS.map(([os, cpu]) => ({ path, native, os, cpu }))))(
    "has a part of $path for $os $cpu",
    ({ native, os, cpu }) => {
      expect(native.some((part) => part.os?.includes(os) === true && part.cpu?.includes(cpu) === true)).toBe(true);
    },
  );

  test("has every optional part that a package names", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => resolve(path, name) === null)
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test("names no address, so that every registry serves it", () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});

describe("package.json", () => {
  test("allows no package its install script, and names each that has one", () => {
    const withScript = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript === true ? [path.replace(/^.*node_modules\//, "")] : [],
    );
    expect(allowScripts).toEqual(Object.fromEntries(withScript.map((name) => [name, false])));
  });

  test("pins what must match exactly", () => {
    const pins = { ...dependencies, ...devDependencies };
    const loose = Object.entries(pins).filter(([name, version]) => name !== "@types/node" && !/^\d+\.\d+\.\d+$/.test(String(version)));
    expect(loose).toEqual([]);
  });
});
