import { describe, expect, it } from "@jest/globals";
import { ENVIRONMENT_VARIABLES, readEnvironment } from "../../subgraphs/kit/environment.ts";

// Shows what an empty environment means, what each variable changes, and that all faults are named at once.
describe("the environment", () => {
  it("has a default for everything", () => {
    expect(readEnvironment({})).toEqual({
      ok: true,
      value: {
        mongodbUri: null,
        port: 4000,
        host: "127.0.0.1",
        dataFolder: "./.tutti",
        logLevel: "info",
        keysFile: null,
        subgraphUrls: { works: null, parties: null, licenses: null, distributions: null },
        webhookNetworks: [],
        conflictTerms: { answerDays: 60, agreementDays: 60 },
        documentsFile: null,
        deadlineMs: 60_000,
        issuer: null,
        costs: { operation: 100_000, minute: 3_000_000 },
        executor: "tutti",
      },
    });
  });

  it("takes a variable set to nothing for unset", () => {
    expect(readEnvironment(Object.fromEntries(ENVIRONMENT_VARIABLES.map((name) => [name, ""])))).toEqual(readEnvironment({}));
  });

  it("reads each variable", () => {
    const outcome = readEnvironment({
      MONGODB_URI: "mongodb://store/?replicaSet=tutti",
      PORT: "0",
      HOST: "0.0.0.0",
      TUTTI_DATA: "/data",
      LOG_LEVEL: "debug",
      TUTTI_KEYS: "/run/keys.json",
      TUTTI_SUBGRAPH_WORKS_URL: "http://works:4001",
      TUTTI_CONFLICT_ANSWER_DAYS: "30",
      TUTTI_CONFLICT_AGREEMENT_DAYS: "3650",
      TUTTI_COST_LIMIT: "5000",
      TUTTI_DEADLINE_SECONDS: "10",
      TUTTI_JWKS_URL: "https://login.society.example/keys",
      TUTTI_JWT_ISSUER: "https://login.society.example",
      TUTTI_COST_PER_MINUTE: "unlimited",
      EXECUTOR: "apollo",
      PATH: "/bin",
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        port: 0,
        host: "0.0.0.0",
        dataFolder: "/data",
        logLevel: "debug",
        subgraphUrls: { works: "http://works:4001" },
        conflictTerms: { answerDays: 30, agreementDays: 3650 },
        costs: { operation: 5_000, minute: null },
        deadlineMs: 10_000,
        executor: "apollo",
        issuer: { jwksUrl: "https://login.society.example/keys", issuer: "https://login.society.example" },
      },
    });
  });

  it("names all faults at once, by variable", () => {
    const outcome = readEnvironment({
      MONGODB_URI: "postgres://x",
      PORT: "70000",
      LOG_LEVEL: "loud",
      TUTTI_SUBGRAPH_PARTIES_URL: "parties:4002",
      TUTTI_CONFLICT_ANSWER_DAYS: "0",
      TUTTI_CONFLICT_AGREEMENT_DAYS: "3651",
      TUTTI_COST_LIMIT: "0",
      TUTTI_COST_PER_MINUTE: "much",
      TUTTI_DEADLINE_SECONDS: "3601",
      EXECUTOR: "both",
    });
    const problems = outcome.ok ? [] : outcome.problems;
    expect(problems.map(({ path }) => path[0]).sort()).toEqual([
      ...["EXECUTOR", "LOG_LEVEL", "MONGODB_URI", "PORT"],
      ...[
        "TUTTI_CONFLICT_AGREEMENT_DAYS",
        "TUTTI_CONFLICT_ANSWER_DAYS",
        "TUTTI_COST_LIMIT",
        "TUTTI_COST_PER_MINUTE",
        "TUTTI_DEADLINE_SECONDS",
        "TUTTI_SUBGRAPH_PARTIES_URL",
      ],
    ]);
    expect(problems.every(({ code, message, path }) => code === "ENVIRONMENT" && message.startsWith(`${path[0] ?? ""}: `))).toBe(true);
  });

  it.each([
    [{ TUTTI_JWKS_URL: "https://login.society.example/keys" }, "TUTTI_JWT_ISSUER"],
    [{ TUTTI_JWT_ISSUER: "https://login.society.example" }, "TUTTI_JWKS_URL"],
    [{ TUTTI_JWT_ISSUER: "x", TUTTI_JWKS_URL: "http://login.society.example/keys" }, "TUTTI_JWKS_URL"],
    [{ TUTTI_JWT_ISSUER: "x", TUTTI_JWKS_URL: "http://127.0.0.1.evil.example/keys" }, "TUTTI_JWKS_URL"],
  ])("names an issuer of tokens whole, its keys over TLS: %j", (given, name) => {
    const outcome = readEnvironment(given);
    expect(outcome.ok ? null : outcome.problems.map(({ path }) => path[0])).toEqual([name]);
  });

  it.each(["-1", "4000x", "", "1e3", "4000.5"])("reads PORT=%j as a port number or not at all", (port) => {
    const outcome = readEnvironment({ PORT: port });
    expect(outcome.ok ? outcome.value.port : outcome.problems[0]?.path).toEqual(port === "" ? 4000 : ["PORT"]);
  });
});
