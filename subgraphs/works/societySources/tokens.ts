import { SealFault } from "../../kit/seal.ts";
import type { Seal } from "../../kit/seal.ts";
import type { SourceModels, SourceSecretRecord } from "./model.ts";
import { NodeFault } from "./nodeFault.ts";

/** The token for a society's node. NodeFault with NODE_TOKEN when there is none that opens. */
export async function tokenOf({ secrets }: SourceModels, seal: Seal | null, society: string): Promise<string> {
  const found = await secrets.findById(society).lean<SourceSecretRecord | null>();
  if (found === null || seal === null) throw new NodeFault("NODE_TOKEN", "There is no token for the node; register it again.");
  const token = opened(seal, found);
  if (token === null) throw new NodeFault("NODE_TOKEN", "The token for the node does not open; name the former key, or register it again.");
  return token;
}

/** Seals under the present key what a former one sealed; answers which societies' tokens do not open. */
export async function renewTokens({ secrets }: SourceModels, seal: Seal | null): Promise<readonly string[]> {
  const closed: string[] = [];
  if (seal === null) return closed;
  for (const found of await secrets.find({}).sort({ _id: 1 }).lean<SourceSecretRecord[]>()) {
    if (seal.isCurrent(found.token)) continue;
    const token = opened(seal, found);
    if (token === null) closed.push(found._id);
    // Only over what was read: another process may have been here.
    else await secrets.updateOne({ _id: found._id, token: found.token }, { $set: { token: seal.seal(token, found._id) } });
  }
  return closed;
}

function opened(seal: Seal, { _id, token }: SourceSecretRecord): string | null {
  try {
    return seal.open(token, _id);
  } catch (error) {
    if (error instanceof SealFault) return null;
    throw error;
  }
}
