/** An answer of the form that nodes are asked for is 11 levels deep. */
export const DEPTH_MAX = 32;

/** Reads JSON from elsewhere; its depth is measured before anything is built of it. */
export function parseShallowJson(
  text: string,
): { readonly is: "JSON"; readonly value: unknown } | { readonly is: "DEEP" } | { readonly is: "NONE" } {
  if (depthOf(text) > DEPTH_MAX) return { is: "DEEP" };
  try {
    return { is: "JSON", value: JSON.parse(text) as unknown };
  } catch {
    return { is: "NONE" };
  }
}

function depthOf(text: string): number {
  let [depth, deepest, isInText] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInText) {
      if (character === "\\") at += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") deepest = Math.max(deepest, (depth += 1));
    else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
}
