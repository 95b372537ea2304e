import { PortFailure } from "./portTransport.ts";

/** What comes within the time; else PortFailure PORT_TIMEOUT. The work itself goes on, and its end is nobody's any more: for reads alone. */
export async function withinDeadline<T>(work: Promise<T>, { ms, what }: { readonly ms: number; readonly what: string }): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new PortFailure("PORT_TIMEOUT", `${what} did not answer within ${ms / 1_000} seconds.`));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
