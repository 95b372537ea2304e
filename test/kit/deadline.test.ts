// Goal: who asks another part of the house waits no longer than it wants to.
import { expect, it } from "@jest/globals";
import { withinDeadline } from "../../subgraphs/kit/deadline.ts";

const LIMIT = { ms: 5, what: "The other part" };

it("answers what comes in time, be it an answer or a failure", async () => {
  expect(await withinDeadline(Promise.resolve(7), LIMIT)).toBe(7);
  await expect(withinDeadline(Promise.reject(new Error("gone")), LIMIT)).rejects.toThrow("gone");
});

it("fails with PORT_TIMEOUT when nothing comes, and lets a later failure be nobody's", async () => {
  let fail: (error: Error) => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    fail = reject;
  });
  await expect(withinDeadline(late, LIMIT)).rejects.toMatchObject({
    code: "PORT_TIMEOUT",
    message: "The other part did not answer within 0.005 seconds.",
  });
  fail(new Error("too late"));
});
