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

/** `tutti export works`: what a society stated, or was sent, as a sheet. */
export const exportWorks: Command = {
  name: "export works",
  summary: "write a society's works and claims as a sheet (CSV)",
  usage: "--society 052 FILE",
  help: `--society  whose works: those that it stated, and those that it was sent
The columns are described in docs/works-csv.md.`,
  options: { society: { type: "string" } },
  positionals: 1,
  async run(call) {
    const society = parseSocietyOrOrganisation(requiredOption(call, "society"));
    if (!society.ok) throw new UsageFault(society.problems.map(({ message }) => message).join("; "));
    const file = call.positionals[0] ?? "";
    const house = await openHouse(call.environment, { role: "admin", society: null });
    try {
      await house.download(`/files/exports/works-${society.value}.csv`, file);
    } finally {
      await house.close();
    }
    if (call.json) call.output.json({ society: society.value, file });
    else call.output.print(`The works of ${society.value} are in ${file}.`);
    return 0;
  },
};
