import type { CommandAnswer, CommandOptions, Commands } from "../kit/commands.ts";
import type { JsonObject } from "../kit/json.ts";
import type { ClientSession } from "../kit/model.ts";

/** Ends the look for a recorded answer without recording one. */
class NotRecorded extends Error {}

/**
 * Runs a command whose answer needs much reading beforehand: first looks whether the answer is recorded, then reads outside of any
 * transaction, then commits. So a replay reads nothing, and no transaction stays open while thousands of works are cleared.
 */
export async function runPrepared<P, T extends JsonObject>(
  commands: Commands,
  command: CommandOptions,
  steps: { readonly prepare: () => Promise<P>; readonly commit: (prepared: P, session: ClientSession) => Promise<T> },
): Promise<CommandAnswer<T>> {
  if (command.key !== null) {
    const recorded = await recordedAnswer<T>(commands, command);
    if (recorded !== null) return recorded;
  }
  const prepared = await steps.prepare();
  return await commands.run<T>(command, async (session) => await steps.commit(prepared, session));
}

async function recordedAnswer<T extends JsonObject>(commands: Commands, command: CommandOptions): Promise<CommandAnswer<T> | null> {
  try {
    return await commands.run<T>(command, async () => await Promise.reject(new NotRecorded()));
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}
