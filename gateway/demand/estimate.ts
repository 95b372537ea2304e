import { getNamedType, isAbstractType, isCompositeType, isListType, isNonNullType, isObjectType, Kind, OperationTypeNode } from "graphql";
import type {
  ArgumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLArgument,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  ValueNode,
} from "graphql";
import type { CostRules, ListSize } from "./costs.ts";
import { combined, greatest, product, resolved, sum } from "./expression.ts";
import type { Cost, Variables } from "./expression.ts";

/**
 * What an operation may cost at most, before anything is planned. An object costs 1, a scalar nothing, a mutation 10, unless `@cost` says
 * otherwise; a field with a `@cost` costs that beside what it answers; a list costs its length times what one of it costs. Fields that two
 * fragments both ask for cost once. Of an interface or a union the dearest of its types counts.
 */
export class CostEstimate {
  readonly #schema: GraphQLSchema;
  readonly #rules: CostRules;
  readonly #compiled = new WeakMap<OperationDefinitionNode, Cost>();

  constructor(schema: GraphQLSchema, rules: CostRules) {
    this.#schema = schema;
    this.#rules = rules;
  }

  /** The cost of a validated operation. What it costs for other variables is worked out from what was learnt of it the first time. */
  of(operation: OperationDefinitionNode, { fragments, variables }: Circumstances): number {
    let cost = this.#compiled.get(operation);
    if (cost === undefined) {
      cost = this.#compile(operation, fragments());
      this.#compiled.set(operation, cost);
    }
    return Math.ceil(resolved(cost, variables));
  }

  #compile(operation: OperationDefinitionNode, fragments: FragmentTable): Cost {
    const root = this.#schema.getRootType(operation.operation);
    if (!root) return 0;
    const defaults = new Map(
      (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, defaultValue] as const] : [],
      ),
    );
    const base = operation.operation === OperationTypeNode.MUTATION ? MUTATION_WEIGHT : 0;
    return sum([
      base,
      new Walk({ schema: this.#schema, rules: this.#rules, fragments, defaults }).object(
        root,
        [{ set: operation.selectionSet, when: 1 }],
        NONE,
      ),
    ]);
  }
}

/** With what an operation is run. */
interface Circumstances {
  /** Asked for once an operation. */
  readonly fragments: () => FragmentTable;
  readonly variables: Variables;
}

type FragmentTable = Readonly<Record<string, FragmentDefinitionNode>>;

const MUTATION_WEIGHT = 10;
const OBJECT_WEIGHT = 1;
/** How long a list is that nothing is said of. */
const LIST_SIZE = 10;
/** A length beyond this is refused by whoever answers the field: more is not reckoned with. */
const LIST_SIZE_MAX = 10_000;
const NONE: Sized = { fields: [], size: 1 };

/** A selection set, and whether it counts: 1, or 0 where `@skip` or `@include` leave it out. */
interface Selected {
  readonly set: SelectionSetNode;
  readonly when: Cost;
}

/** The fields below that are as long as the field above says. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: Cost;
}

/** Every place where one response name is asked for. */
interface Asked {
  readonly node: FieldNode;
  readonly when: Cost[];
  readonly below: Selected[];
}

interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly rules: CostRules;
  readonly fragments: FragmentTable;
  readonly defaults: ReadonlyMap<string, ValueNode>;
}

/** One way through an operation, bounded by the rule of shapes, which measured it before. */
class Walk {
  readonly #with: Surroundings;

  constructor(circumstances: Surroundings) {
    this.#with = circumstances;
  }

  /** What one object costs, apart from its own weight. */
  object(type: GraphQLObjectType, selected: readonly Selected[], sized: Sized): Cost {
    const asked = new Map<string, Asked>();
    for (const { set, when } of selected) this.#collect({ type, asked }, set.selections, when);
    return sum([...asked.values()].map((one) => this.#field(type, one, sized)));
  }

  #collect(
    into: { readonly type: GraphQLObjectType; readonly asked: Map<string, Asked> },
    selections: readonly SelectionNode[],
    outer: Cost,
  ): void {
    for (const selection of selections) {
      const when = this.#when(selection, outer);
      if (when === 0) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const one = into.asked.get(name) ?? { node: selection, when: [], below: [] };
        one.when.push(when);
        if (selection.selectionSet) one.below.push({ set: selection.selectionSet, when });
        into.asked.set(name, one);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#with.fragments[selection.name.value];
      if (fragment && this.#applies(fragment.typeCondition?.name.value, into.type))
        this.#collect(into, fragment.selectionSet.selections, when);
    }
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = this.#with.schema.getType(condition);
    return isAbstractType(named) && this.#with.schema.isSubType(named, type);
  }

  #when({ directives = [] }: SelectionNode, outer: Cost): Cost {
    const conditions = directives.flatMap(({ name, arguments: given = [] }): Cost[] => {
      if (name.value !== "skip" && name.value !== "include") return [];
      const value = given.find((argument) => argument.name.value === "if")?.value;
      const holds = this.#reading(value, (read) => Number(read === true));
      return [name.value === "include" ? holds : combined([holds], ([is = 0]) => 1 - is)];
    });
    return conditions.length === 0 ? outer : product([outer, ...conditions]);
  }

  #field(parent: GraphQLObjectType, { node, when, below }: Asked, sized: Sized): Cost {
    const field = fieldOf(parent, node.name.value);
    if (!field) return 0; // the schema's own: __typename, __schema
    const { rules } = this.#with;
    const coordinate = `${parent.name}.${field.name}`;
    const list = rules.lists.get(coordinate);
    const size = list ? this.#size(list, field, node) : null;
    const isList = listed(field.type);
    const length = sized.fields.includes(field.name) ? sized.size : isList ? (this.#keys(field, node) ?? size ?? LIST_SIZE) : 1;
    const type = getNamedType(field.type);
    const within: Sized = list && size !== null && !isList ? { fields: list.sizedFields, size } : NONE;
    const presence = greatest(when);
    const one = sum([
      product([presence, rules.weights.get(type.name) ?? (isCompositeType(type) ? OBJECT_WEIGHT : 0)]),
      isCompositeType(type) ? this.#below(type, below, within) : 0,
    ]);
    const own = sum([rules.weights.get(coordinate) ?? 0, ...field.args.map((argument) => this.#argument(coordinate, argument, node))]);
    return sum([product([presence, own]), product([length, one])]);
  }

  #below(type: GraphQLCompositeType, below: readonly Selected[], sized: Sized): Cost {
    if (isObjectType(type)) return this.object(type, below, sized);
    return greatest(this.#with.schema.getPossibleTypes(type).map((possible) => this.object(possible, below, sized)));
  }

  /** As many as the greatest slicing argument says, else what is assumed. */
  #size({ slicingArguments, assumedSize }: ListSize, field: AnyField, node: FieldNode): Cost | null {
    const asked = slicingArguments.flatMap((name) => {
      const argument = field.args.find((one) => one.name === name);
      return argument
        ? [this.#given(argument, node, (value) => (typeof value === "number" ? Math.min(Math.max(value, 0), LIST_SIZE_MAX) : -1))]
        : [];
    });
    const assumed = assumedSize ?? LIST_SIZE;
    if (asked.length === 0) return assumedSize;
    return combined(asked, (values) => {
      const most = Math.max(...values);
      return most < 0 ? assumed : most;
    });
  }

  /** A list that answers a list of keys is as long as that: such an argument is required and no slicing argument by the specification. */
  #keys(field: AnyField, node: FieldNode): Cost | null {
    const keys = field.args.filter((argument) => isNonNullType(argument.type) && isListType(argument.type.ofType));
    const lengths = keys.map((argument) =>
      this.#given(argument, node, (value) => Math.min(Array.isArray(value) ? value.length : 1, LIST_SIZE_MAX)),
    );
    return lengths.length === 0 ? null : greatest(lengths);
  }

  /** The weight of an argument counts for each item that a list of it has. */
  #argument(coordinate: string, argument: GraphQLArgument, node: FieldNode): Cost {
    const weight = this.#with.rules.weights.get(`${coordinate}(${argument.name}:)`);
    if (weight === undefined) return 0;
    return this.#given(argument, node, (value) =>
      value === undefined || value === null ? 0 : weight * (Array.isArray(value) ? value.length : 1),
    );
  }

  #given(argument: GraphQLArgument, { arguments: given = [] }: FieldNode, read: (value: unknown) => number): Cost {
    const node = given.find((one: ArgumentNode) => one.name.value === argument.name);
    return node ? this.#reading(node.value, read) : read(argument.defaultValue);
  }

  /** Reads a value of the document now, a variable's when it is known. */
  #reading(value: ValueNode | undefined, read: (value: unknown) => number): Cost {
    if (value === undefined) return read(undefined);
    if (value.kind === Kind.LIST && value.values.some(({ kind }) => kind === Kind.VARIABLE)) return read(value.values.map(() => null));
    if (value.kind !== Kind.VARIABLE) return read(plainly(value));
    const name = value.name.value;
    const otherwise = this.#with.defaults.get(name);
    return (variables) => read(variables[name] === undefined && otherwise ? plainly(otherwise) : variables[name]);
  }
}

type AnyField = GraphQLField<unknown, unknown>;

function fieldOf(parent: GraphQLObjectType, name: string): AnyField | undefined {
  return parent.getFields()[name];
}

function listed(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** Numbers, truth and the lengths of lists: all that a cost is made of. */
function plainly(value: ValueNode): unknown {
  switch (value.kind) {
    case Kind.INT:
      return Number(value.value);
    case Kind.BOOLEAN:
      return value.value;
    case Kind.LIST:
      return value.values.map(() => null);
    case Kind.NULL:
      return null;
    default:
      return undefined;
  }
}
