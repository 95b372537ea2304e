import type { Clock } from "../../kit/clock.ts";
import type { WorkModels } from "../model.ts";
import type { MessageRecord } from "../records.ts";
import type { SourceRecord } from "./model.ts";
import type { SocietySource } from "./source.ts";
import { later, wordByFile } from "./word.ts";

/** A society whose word comes in files: its statements are what was imported, and their age is that of its last file against its rhythm. */
export async function fileSource(given: {
  readonly society: string;
  /** Null where nobody registered it: no rhythm was promised. */
  readonly record: SourceRecord | null;
  readonly messages: WorkModels["messages"];
  readonly clock: Clock;
}): Promise<SocietySource> {
  const { society, record, messages, clock } = given;
  const rhythmDays = record?.rhythmDays ?? null;
  const lastMessage = rhythmDays === null ? null : await lastMessageOf(messages, society);
  return { society, word: (onWork) => wordByFile({ onWork, lastMessage, rhythmDays, now: clock.now() }) };
}

/** The instant of the last file that a society made, or that was sent to it and handed on here; null for none. */
export async function lastMessageOf(messages: WorkModels["messages"], society: string): Promise<string | null> {
  const last = async (filter: { readonly sender: string } | { readonly receiver: string }): Promise<string | null> => {
    const found = await messages.findOne(filter, { receivedAt: 1 }).sort({ _id: -1 }).lean<Pick<MessageRecord, "receivedAt"> | null>();
    return found?.receivedAt ?? null;
  };
  const [sent, received] = await Promise.all([last({ sender: `SO:${society}` }), last({ receiver: society })]);
  return sent === null ? received : later(sent, received);
}
