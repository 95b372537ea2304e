/**
 * Who meets each demand that the schema makes of a type or a field (`@authenticated`, `@requiresScopes`): the same columns, `yes` or `no`. Sets of
 * scopes read as in the schema: `and` within a set, `or` between sets.
 */
/* prettier-ignore */
export const DEMANDS: ReadonlyMap<string, string> = new Map([
  //                                            nobody society licensing steward distribution licensee regulator admin
  ["a token",                                  "no     yes     yes       yes     yes          yes      yes       yes"],
  ["shares:read",                              "no     yes     yes       yes     yes          no       no        yes"],
  ["changes:read",                             "no     yes     yes       yes     yes          no       no        yes"],
  ["changes:read and shares:read",             "no     yes     yes       yes     yes          no       no        yes"],
  ["jobs:read",                                "no     yes     yes       yes     yes          yes      no        yes"],
  ["works:write",                              "no     no      no        yes     no           no       no        yes"],
  ["claims:write",                             "no     no      no        yes     no           no       no        yes"],
  ["conflicts:rule",                           "no     no      no        yes     no           no       no        yes"],
  ["parties:write",                            "no     no      no        yes     no           no       no        yes"],
  ["agreements:write",                         "no     no      no        yes     no           no       no        yes"],
  ["sources:write",                            "no     no      no        yes     no           no       no        yes"],
  ["webhooks:write",                           "no     yes     no        yes     no           no       no        yes"],
  ["files:write",                              "no     no      no        yes     yes          yes      no        yes"],
  ["quotes:read",                              "no     no      yes       no      no           no       no        yes"],
  ["licenses:read",                            "no     yes     yes       no      yes          yes      no        yes"],
  ["licenses:read or quotes:read",             "no     yes     yes       no      yes          yes      no        yes"],
  ["changes:read and licenses:read",           "no     yes     yes       no      yes          no       no        yes"],
  ["licenses:write",                           "no     no      yes       no      no           no       no        yes"],
  ["money:read",                               "no     yes     no        no      yes          no       no        yes"],
  ["money:read or aggregates:read",            "no     yes     no        no      yes          no       yes       yes"],
  ["money:read or usage:write",                "no     yes     no        no      yes          yes      no        yes"],
  ["distributions:run",                        "no     no      no        no      yes          no       no        yes"],
]);

/** Everything that is answered without a token: titles, creators and names. A field that is to be public stands here, and nowhere else. */
/* prettier-ignore */
export const PUBLIC_FIELDS: readonly string[] = [
  ...["Query.searchWorks", "Query.work", "Query.workByIswc"],
  ...["Work.archivedIswcs", "Work.creators", "Work.id", "Work.iswc", "Work.title", "Work.titles"],
  ...["WorkTitle.kind", "WorkTitle.language", "WorkTitle.script", "WorkTitle.text"],
  ...["Creator.name", "Creator.party", "Creator.role", "Party.id", "Party.name"],
  ...["WorkConnection.edges", "WorkConnection.pageInfo", "WorkEdge.cursor", "WorkEdge.node", "WorkEdge.reasons", "WorkEdge.score"],
  ...["SearchReason.field", "SearchReason.how", "SearchReason.text", "SearchReason.words"],
  ...["PageInfo.endCursor", "PageInfo.hasNextPage", "PageInfo.hasPreviousPage", "PageInfo.startCursor"],
];
