import type { ApolloServerPlugin } from "@apollo/server";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { codeOf } from "./errors.ts";
import type { GatewayContext } from "./subgraphs.ts";

/** The house's figures for Prometheus, in a registry of its own so that two houses can live in one process. */
export class Telemetry {
  readonly registry = new Registry();
  readonly #operations: Histogram;
  readonly #costs: Histogram;
  readonly #errors: Counter;
  readonly #fetches: Counter;
  readonly #http: Counter;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#operations = new Histogram({
      name: "tutti_operation_seconds",
      help: "Time from a parsed request to its answer, by kind of operation.",
      labelNames: ["kind"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    this.#costs = new Histogram({
      name: "tutti_operation_cost",
      help: "Estimated cost of operations, refused ones too.",
      buckets: [10, 100, 1_000, 10_000, 100_000, 1_000_000],
      registers,
    });
    this.#errors = new Counter({ name: "tutti_errors_total", help: "GraphQL errors answered, by code.", labelNames: ["code"], registers });
    this.#fetches = new Counter({
      name: "tutti_subgraph_fetches_total",
      help: "Fetches sent to each subgraph.",
      labelNames: ["subgraph"],
      registers,
    });
    this.#http = new Counter({
      name: "tutti_http_requests_total",
      help: "HTTP requests answered, by status class.",
      labelNames: ["status"],
      registers,
    });
  }

  countHttp(status: number): void {
    this.#http.inc({ status: `${Math.trunc(status / 100)}xx` });
  }

  /** Shows counts as they are when somebody asks, a gauge each. */
  watch<What extends string>(prefix: string, names: readonly What[], counts: () => Readonly<Record<What, number>>): void {
    for (const name of names) {
      const collect = function (this: Gauge): void {
        this.set(counts()[name]);
      };
      new Gauge({ name: `${prefix}${name}`, help: `How many ${name} there are now.`, registers: [this.registry], collect });
    }
  }

  plugin(): ApolloServerPlugin<GatewayContext> {
    const [operations, costs, errors, fetches] = [this.#operations, this.#costs, this.#errors, this.#fetches];
    return {
      async requestDidStart() {
        const began = process.hrtime.bigint();
        return {
          async willSendResponse({ operation, contextValue, response }) {
            operations.observe({ kind: operation?.operation ?? "refused" }, Number(process.hrtime.bigint() - began) / 1e9);
            if (contextValue.cost !== null) costs.observe(contextValue.cost);
            for (const [subgraph, count] of contextValue.fetches) fetches.inc({ subgraph }, count);
            const result = response.body.kind === "single" ? response.body.singleResult : undefined;
            for (const error of result?.errors ?? []) errors.inc({ code: codeOf(error) });
          },
        };
      },
    };
  }
}
