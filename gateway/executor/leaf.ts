import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString, isEnumType } from "graphql";
import type { GraphQLLeafType } from "graphql";

/** Whether a subgraph's value may stand for a leaf of this type; of scalars of a schema's own the subgraph alone knows. */
export function leafCheck(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === "string" && type.getValue(value) !== undefined;
  switch (type.name) {
    case GraphQLString.name:
      return (value) => typeof value === "string";
    case GraphQLID.name:
      return (value) => typeof value === "string" || Number.isInteger(value);
    case GraphQLInt.name:
      return (value) => Number.isInteger(value);
    case GraphQLFloat.name:
      return (value) => Number.isFinite(value);
    case GraphQLBoolean.name:
      return (value) => typeof value === "boolean";
    default:
      return () => true;
  }
}
