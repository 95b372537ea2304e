/** Who waits for a turn at a node, and who gave up waiting. */
import { expect, test } from "@jest/globals";
import { fixedClock } from "../../../subgraphs/kit/clock.ts";
import { Breaker } from "../../../subgraphs/works/societySources/breaker.ts";

test("calls that gave up waiting take no turn from those that still wait", async () => {
  const breaker = new Breaker({ clock: fixedClock(new Date("2026-01-15T12:00:00.000Z")), pauseMs: 1_000 });
  const ends: (() => void)[] = [];
  const held = async (): Promise<void> => await new Promise<void>((resolve) => ends.push(resolve));
  const patient = new AbortController();
  const running = [1, 2, 3, 4].map(async () => await breaker.run(patient.signal, held));
  const hasty = new AbortController();
  const givenUp = [1, 2, 3, 4].map(async () => await breaker.run(hasty.signal, held));
  const waiting = breaker.run(patient.signal, async () => await Promise.resolve("answered"));
  hasty.abort();
  for (const call of givenUp) await expect(call).rejects.toMatchObject({ code: "NODE_DEADLINE" });
  ends[0]?.();
  expect(await waiting).toBe("answered");
  for (const end of ends) end();
  await Promise.all(running);
  expect(breaker.failures).toBe(0);
});
