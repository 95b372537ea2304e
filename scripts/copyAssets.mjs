/** After `tsc -p tsconfig.build.json`: puts the files that the code reads while it runs beside the compiled code. Needs Node only. */
import { cpSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDERS = ["schema", "seed", "gateway", "subgraphs"];

for (const folder of FOLDERS) {
  cpSync(join(ROOT, folder), join(ROOT, "dist", folder), {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || !/\.(tsx?|mjs)$/.test(path),
  });
}
