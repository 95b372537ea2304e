import { parentPort, workerData } from "node:worker_threads";
import type { Log, LogDetails } from "./commands/context.ts";
import { openHost } from "./host.ts";
import type { Host } from "./host.ts";

/** What the house sends and hears; see index.ts. */
export type ToWorker = { readonly kind: "stop" };
export type FromWorker =
  | { readonly kind: "ready"; readonly address: string }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "log"; readonly message: string; readonly details: LogDetails }
  | { readonly kind: "stopped" };

/** The data folder and the size of the map, as index.ts gives them. */
interface Task {
  readonly dataFolder: string;
  readonly mapBytes?: number;
}

function isTask(value: unknown): value is Task {
  return typeof value === "object" && value !== null && "dataFolder" in value && typeof value.dataFolder === "string";
}

const port = parentPort;
const task: unknown = workerData;
if (port && isTask(task)) {
  const tell = (message: FromWorker): void => port.postMessage(message);
  const log: Log = (message, details) => tell({ kind: "log", message, details });
  try {
    const host: Host = await openHost(task.dataFolder, log, task.mapBytes);
    port.on("message", () => {
      void host.stop().then(() => {
        tell({ kind: "stopped" });
        port.close();
      });
    });
    tell({ kind: "ready", address: host.address });
  } catch (error) {
    tell({ kind: "refused", message: error instanceof Error ? error.message : String(error) });
  }
}
