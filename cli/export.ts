import { parseSocietyOrOrganisation } from "../subgraphs/domain/societies.ts";
import { requiredOption, UsageFault } from "./command.ts";
import type { Command } from "./command.ts";
import { openHouse } from "./houseClient.ts";

/** `tutti export crd`: the statement that one society gets from a run, as a file. */
export const exportCrd: Command = {
  name: "export crd",
  summary: "write a society's statement of a run as a CRD-style file",
  usage: "--run ID --to 119 FILE",
  help: `--run  the distribution run (dst_…)
--to   the society that is paid
The form is described in docs/crd-export.md.`,
  options: { run: { type: "string" }, to: { type: "string" } },
  positionals: 1,
  async run(call) {
    const run = requiredOption(call, "run");
    if (!/^dst_[0-9A-Z]{26}$/i.test(run)) throw new UsageFault(`--run ${run}: a run's id, dst_…`);
    const to = parseSocietyOrOrganisation(requiredOption(call, "to"));
    if (!to.ok) throw new UsageFault(to.problems.map(({ message }) => message).join("; "));
    const file = call.positionals[0] ?? "";
    const house = await openHouse(call.environment, { role: "admin", society: null });
    try {
      await house.download(`/files/statements/${run}-${to.value}.crd`, file);
    } finally {
      await house.close();
    }
    if (call.json) call.output.json({ run, to: to.value, file });
    else call.output.print(`The statement of ${run} to ${to.value} is in ${file}.`);
    return 0;
  },
};
