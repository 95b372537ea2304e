/** A party or society is a stub of the subgraph that describes it. */

export function partyRef(id: string | null) {
  return id === null ? null : { __typename: "Party", id };
}

export function societyRef(code: string | null) {
  return code === null ? null : { __typename: "Society", code };
}
