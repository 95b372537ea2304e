import type { PlanNode, QueryPlan } from "@apollo/query-planner";
import { GraphQLError } from "graphql";
import { compileFetch } from "./fetch.ts";
import type { FetchGround, Step } from "./fetch.ts";
import type { Place } from "./tree.ts";

/** Compiles a query plan into one function: what follows one another, what goes side by side, and what depends on a variable. */
export function compilePlan(ground: FetchGround, { node }: QueryPlan): Step {
  if (node === undefined) return () => Promise.resolve();
  if (node.kind === "Subscription") throw new GraphQLError("Subscriptions are not executed as a query plan.");
  return compileNode(ground, node, []);
}

function compileNode(ground: FetchGround, node: PlanNode, path: Place): Step {
  switch (node.kind) {
    case "Fetch":
      return compileFetch(ground, node, path);
    case "Flatten":
      return compileNode(ground, node.node, [...path, ...node.path]);
    case "Sequence":
      return sequence(node.nodes.map((one) => compileNode(ground, one, path)));
    case "Parallel":
      return parallel(node.nodes.map((one) => compileNode(ground, one, path)));
    case "Condition": {
      const then = node.ifClause && compileNode(ground, node.ifClause, path);
      const otherwise = node.elseClause && compileNode(ground, node.elseClause, path);
      return async (run) => await (run.coerced[node.condition] === true ? then : otherwise)?.(run);
    }
    case "Defer":
      throw new GraphQLError("@defer is not supported.");
  }
}

function sequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function parallel(steps: readonly Step[]): Step {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}
