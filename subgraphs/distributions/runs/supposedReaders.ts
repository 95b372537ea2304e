import type { RightsReader, Supposition } from "../../kit/ports/rightsReader.ts";

/**
 * Two readers of rights for two pictures of one run: as works are, and as some are supposed to be. Each batch of works is read once for both; only
 * the supposed ones are asked for again.
 */
export function supposedReaders(
  reader: RightsReader,
  { workIds, supposing }: { readonly workIds: ReadonlySet<string>; readonly supposing: Supposition },
): { readonly now: RightsReader; readonly supposed: RightsReader } {
  const asked = new Map<string, ReturnType<RightsReader["ownership"]>>();
  const ownership: RightsReader["ownership"] = async (request) => {
    const key = JSON.stringify(request);
    const answer = asked.get(key) ?? reader.ownership(request);
    asked.set(key, answer);
    return await answer;
  };
  const supposed: RightsReader["ownership"] = async (request) => {
    const { works } = await ownership(request);
    const places = request.workIds.flatMap((id, at) => (workIds.has(id) ? [{ id, at }] : []));
    if (places.length === 0) return { works };
    const answer = await reader.ownership({ ...request, workIds: places.map(({ id }) => id), supposing });
    const others = new Map(places.map(({ at }, index) => [at, answer.works[index] ?? null]));
    return { works: works.map((work, at) => (others.has(at) ? (others.get(at) ?? null) : work)) };
  };
  return { now: { ...reader, ownership }, supposed: { ...reader, ownership: supposed } };
}
