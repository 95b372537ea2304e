import type { Command } from "./command.ts";

/** `tutti compose`: the supergraph from the four SDL files. */
export const compose: Command = {
  name: "compose",
  summary: "compose schema/supergraph.graphql from the four SDL files",
  usage: "[--check]",
  help: "--check  write nothing; refuse when the committed file is not what the four files compose to",
  options: { check: { type: "boolean" } },
  positionals: 0,
  async run(call) {
    const { compose: run } = await import("../schema/compose.ts");
    return (await run({ check: call.values["check"] === true })) ? 0 : 1;
  },
};
