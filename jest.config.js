/** Native ES modules, compiled by swc; two workers, restarted before they grow (the house runs inside some tests). */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } }, module: { type: "es6" } }],
  },
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
  testTimeout: 30_000,
};
