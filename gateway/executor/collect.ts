import { Kind, isAbstractType, isCompositeType, isUnionType, visit } from "graphql";
import type {
  DirectiveNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from "graphql";

/** An operation with the fragments it may use and the schema it asks. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly node: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The variables that decide what is skipped. */
export type Switches = Readonly<Record<string, unknown>>;

/** What one object of a known type is asked for: by response name the fields that are asked under it, in the client's order. */
export function collectFields(
  operation: Operation,
  asked: { readonly type: GraphQLCompositeType; readonly selections: readonly SelectionSetNode[] },
  switches: Switches,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const collect = (selection: SelectionNode): void => {
    if (isSkipped(selection.directives ?? [], switches)) return;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const known = fields.get(key);
      if (known) known.push(selection);
      else fields.set(key, [selection]);
      return;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? operation.fragments.get(selection.name.value) : selection;
    if (!fragment || !applies(operation.schema, asked.type, fragment.typeCondition?.name.value)) return;
    fragment.selectionSet.selections.forEach(collect);
  };
  for (const { selections } of asked.selections) selections.forEach(collect);
  return fields;
}

/** The names of the variables that an operation's `@skip` and `@include` read. */
export function switchesOf({ node, fragments }: Operation): string[] {
  const names = new Set<string>();
  for (const definition of [node, ...fragments.values()])
    visit(definition, {
      Directive: ({ name, arguments: given = [] }) => {
        if (name.value !== "skip" && name.value !== "include") return;
        for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  return [...names];
}

function isSkipped(directives: readonly DirectiveNode[], switches: Switches): boolean {
  return directives.some(({ name, arguments: given = [] }) => {
    if (name.value !== "skip" && name.value !== "include") return false;
    const value = given.find((one) => one.name.value === "if")?.value;
    const isOn = value?.kind === Kind.VARIABLE ? switches[value.name.value] === true : value?.kind === Kind.BOOLEAN && value.value;
    return isOn === (name.value === "skip");
  });
}

function applies(schema: GraphQLSchema, type: GraphQLCompositeType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  if (!isCompositeType(wanted) || !isAbstractType(wanted)) return false;
  return !isUnionType(type) && schema.isSubType(wanted, type);
}
