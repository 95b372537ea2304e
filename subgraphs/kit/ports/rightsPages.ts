import { pagesAhead } from "../pagesAhead.ts";
import { PortFailure } from "../portTransport.ts";
import { RIGHTS_WORKS_MAX } from "./rightsReader.ts";
import type { RightsReader, WorkRights } from "./rightsReader.ts";

/** Works asked for in one call over the network: some megabytes, where a work is as most are. */
const PAGE = 100;

type OwnershipRequest = Parameters<RightsReader["ownership"]>[0];

/**
 * The reader of rights in another process. Works are asked for a page at a time, the next one while this one is read, each within the deadline and the size of
 * a call; a page whose answer is too large is asked for in halves, because one work may have more cells than a hundred others.
 */
export function pagedRightsReader(reader: RightsReader): RightsReader {
  const page = async (request: OwnershipRequest): Promise<readonly (WorkRights | null)[]> => {
    try {
      return (await reader.ownership(request)).works;
    } catch (error) {
      const { workIds } = request;
      if (!(error instanceof PortFailure) || error.code !== "PORT_ANSWER_SIZE" || workIds.length < 2) throw error;
      const middle = Math.ceil(workIds.length / 2);
      const first = await page({ ...request, workIds: workIds.slice(0, middle) });
      return [...first, ...(await page({ ...request, workIds: workIds.slice(middle) }))];
    }
  };
  return {
    ...reader,
    ownership: async (request) => {
      const { workIds } = request;
      // What is too much for one call is refused by the other side, in its words.
      if (workIds.length <= PAGE || workIds.length > RIGHTS_WORKS_MAX) return { works: await page(request) };
      const works: (WorkRights | null)[] = [];
      for await (const answered of pagesAhead(workIds, PAGE, async (ids) => await page({ ...request, workIds: ids })))
        works.push(...answered);
      return { works };
    },
  };
}
