import { parentPort, workerData } from "node:worker_threads";
import type { Log, LogDetails } from "./commands/context.ts";
import { openHost } from "./host.ts";
import type { Host, HostOptions } from "./host.ts";

/** What the house sends and hears; see index.ts. */
export type ToWorker = { readonly kind: "stop" };
export type FromWorker =
  | { readonly kind: "ready"; readonly address: string }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "log"; readonly message: string; readonly details: LogDetails }
  | { readonly kind: "stopped" };

function isTask(value: unknown): value is HostOptions {
  return typeof value === "object" && value !== null && "dataFolder" in value && typeof value.dataFolder === "string";
}

const port = parentPort;
const task: unknown = workerData;
if (port && isTask(task)) {
  const tell = (message: FromWorker): void => port.postMessage(message);
  const log: Log = (message, details) => tell({ kind: "log", message, details });
  try {
    const host: Host = await openHost(task, log);
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
