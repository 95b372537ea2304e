import { problem } from "../domain/outcome.ts";
import { requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { CommandAnswer } from "../kit/commands.ts";
import { Refusal } from "../kit/refusal.ts";
import { commandInput, requireVersion, requireWork } from "./commandTools.ts";
import { LABEL_DECLARED, labelText } from "./labelEvents.ts";
import type { WorkParts } from "./parts.ts";
import type { AiLabelRecord } from "./records.ts";
import { settleAndWrite } from "./recordStatements.ts";
import { requireStandingOnWork } from "./standing.ts";
import { loadViewOf } from "./statementView.ts";

/** SDL: DeclareAiLabelInput. */
export interface DeclareAiLabelInput {
  readonly work: string;
  readonly expectedVersion?: number | null | undefined;
  readonly extent: "ALL" | "PARTLY" | "NONE";
  readonly tool?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

const TOOL_LENGTH_MAX = 200;

/** Records what a society declares about generative models; the last declaration stands, earlier ones stay in the history. */
export async function declareAiLabel(
  parts: WorkParts,
  caller: Caller,
  input: DeclareAiLabelInput,
): Promise<CommandAnswer<{ readonly workId: string }>> {
  requireScope(caller, "works:write");
  const tool = input.tool?.trim() ?? null;
  if (tool !== null && (tool === "" || tool.length > TOOL_LENGTH_MAX))
    throw new Refusal([problem("TOOL", `A tool's name has 1 to ${TOOL_LENGTH_MAX} characters, not ${tool.length}.`, ["tool"])]);
  return await parts.foundation.commands.run(
    { operation: "declareAiLabel", caller, key: input.idempotencyKey ?? null, input: commandInput(input) },
    async (session) => {
      const view = await loadViewOf(parts.models, [input.work], session);
      const work = requireWork(view.findWork(input.work), input.work, "work");
      await requireStandingOnWork(parts, caller, { work, path: "work" });
      requireVersion(work.before?.version ?? 0, input.expectedVersion);
      const label: AiLabelRecord = {
        extent: input.extent,
        tool,
        declaredBy: caller.society ?? caller.subject,
        declaredAt: parts.clock.now().toISOString(),
      };
      const changes = [{ field: "aiLabel", before: labelText(work.aiLabel), after: labelText(label) }];
      work.aiLabel = label;
      work.touched = true;
      work.events.push({
        kind: LABEL_DECLARED,
        subject: work.id,
        data: { source: label.declaredBy, declaredAt: label.declaredAt, message: null, line: null, changes },
      });
      await settleAndWrite(parts, view, session);
      return { workId: work.id };
    },
  );
}
