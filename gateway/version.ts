import { readFileSync } from "node:fs";

/** The version of package.json, which stands beside the sources and beside the compiled output's parent. */
export const VERSION: string = versionOf(["../package.json", "../../package.json"]);

function versionOf(places: readonly string[]): string {
  for (const place of places) {
    try {
      return (JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8")) as { version: string }).version;
    } catch {
      continue;
    }
  }
  return "unknown";
}
