import { signToken, TOKEN_ROLES } from "../gateway/identity.ts";
import { systemClock } from "../subgraphs/kit/clock.ts";
import { loadKeys } from "../subgraphs/kit/keys.ts";
import { parseSocietyOrOrganisation } from "../subgraphs/domain/societies.ts";
import { numberOption, requiredOption, textOption, UsageFault } from "./command.ts";
import type { Command } from "./command.ts";

/** `tutti token`: one bearer token for the local house. */
export const token: Command = {
  name: "token",
  summary: "print one bearer token for the local house",
  usage: "--society 052 --role steward [--subject NAME] [--hours 12]",
  help: `--society  3-digit CISAC code, or an organisation code such as CAVCA
--role     ${TOKEN_ROLES.join(", ")}
--subject  who the token is for (default: the role at the society)
--hours    how long it is good for, 1 to 720 (default 12)
The token is signed with the key under TUTTI_DATA (or TUTTI_KEYS) and survives a restart of the house.`,
  options: { society: { type: "string" }, role: { type: "string" }, subject: { type: "string" }, hours: { type: "string" } },
  positionals: 0,
  async run(call) {
    const asked = requiredOption(call, "role");
    const role = TOKEN_ROLES.find((known) => known === asked);
    if (role === undefined) throw new UsageFault(`--role ${asked}: one of ${TOKEN_ROLES.join(", ")}`);
    const society = parseSocietyOrOrganisation(requiredOption(call, "society"));
    if (!society.ok) throw new UsageFault(society.problems.map(({ message }) => message).join("; "));
    const hours = numberOption(call, "hours", { least: 1, most: 720, otherwise: 12 });
    const { keysFile, dataFolder } = call.environment;
    const keys = await loadKeys(keysFile === null ? { dataFolder } : { file: keysFile });
    const subject = textOption(call, "subject") ?? `${role}@${society.value}`;
    const text = await signToken({ key: keys.token, subject, society: society.value, role, clock: systemClock, lifeSeconds: hours * 3600 });
    if (call.json) call.output.json({ token: text, role, society: society.value });
    else call.output.print(text);
    return 0;
  },
};
