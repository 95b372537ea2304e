/** Shows what an asker is told of an error: what is for them as it is, anything else as an id under which the log has the rest. */
import { describe, expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import type { GraphQLFormattedError } from "graphql";
import { Writable } from "node:stream";
import { errorFormatter } from "../../gateway/errors.ts";
import { createLogger } from "../../subgraphs/kit/log.ts";

function formatted(error: GraphQLError): { readonly answer: GraphQLFormattedError; readonly log: string } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const answer = errorFormatter(createLogger({ level: "info", to: destination }))(error.toJSON(), error);
  return { answer, log: lines.join("") };
}

describe("an error", () => {
  test("of ours is masked with an id, its path kept, and logged whole under that id", () => {
    const cause = new Error("connect ECONNREFUSED 10.1.2.3:27017");
    const { answer, log } = formatted(new GraphQLError(cause.message, { path: ["work", "title"], originalError: cause }));
    const id = String(answer.extensions?.["id"]);
    expect(answer).toEqual({
      message: `Something failed on our side. Quote the id ${id} when you ask about it.`,
      path: ["work", "title"],
      extensions: { code: "INTERNAL_SERVER_ERROR", id },
    });
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(log).toContain(id);
    expect(log).toContain("ECONNREFUSED");
  });

  test("of a code that nobody knows is masked too", () => {
    const { answer } = formatted(new GraphQLError("secret", { extensions: { code: "SOMETHING_NEW" } }));
    expect(JSON.stringify(answer)).not.toContain("secret");
  });

  test("for the asker is told as it is, without stack, service or exception", () => {
    const extensions = { code: "BAD_USER_INPUT", field: "on", stacktrace: ["at x"], serviceName: "works", exception: {} };
    const { answer, log } = formatted(new GraphQLError("on: 2026-02-30 is no day", { extensions }));
    expect(answer).toEqual({ message: "on: 2026-02-30 is no day", extensions: { code: "BAD_USER_INPUT", field: "on" } });
    expect(log).toBe("");
  });

  test.each(["provided sha does not match query", "Unsupported persisted query version"])(
    "that Apollo Server gives no code: %s",
    (text) => {
      expect(formatted(new GraphQLError(text)).answer).toMatchObject({ message: text, extensions: { code: "BAD_REQUEST" } });
    },
  );
});
