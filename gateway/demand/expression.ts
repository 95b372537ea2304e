// Costs that are known, or follow from the variables: what is known is reckoned once.
/** Values of an operation's variables. */
export type Variables = Readonly<Record<string, unknown>>;

/** A cost, or how it follows from the variables. */
export type Cost = number | ((variables: Variables) => number);

export function resolved(cost: Cost, variables: Variables): number {
  return typeof cost === "number" ? cost : cost(variables);
}

export function combined(costs: readonly Cost[], combine: (values: readonly number[]) => number): Cost {
  if (costs.every((cost) => typeof cost === "number")) return combine(costs);
  return (variables) => combine(costs.map((cost) => resolved(cost, variables)));
}

export const sum = (costs: readonly Cost[]): Cost => combined(costs, (values) => values.reduce((total, value) => total + value, 0));
export const product = (costs: readonly Cost[]): Cost => combined(costs, (values) => values.reduce((total, value) => total * value, 1));
export const greatest = (costs: readonly Cost[]): Cost =>
  combined(costs, (values) => values.reduce((most, value) => Math.max(most, value), 0));
