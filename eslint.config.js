import graphql from "@graphql-eslint/eslint-plugin";
import importX from "eslint-plugin-import-x";
import typescript from "typescript-eslint";

const SUBGRAPHS = ["works", "parties", "licenses", "distributions"];
const CODE = ["**/*.ts", "**/*.tsx", "**/*.js", "**/*.mjs"];
const GENERATED = "**/*.generated.ts";
/** Tables written out as code: long by nature. */
const TABLES = ["seed/tables/**", "subgraphs/domain/tables/**"];

/* ---- Layers: domain <- storage <- kit <- works|parties|licenses|distributions <- gateway <- cli, tutti.ts ---- */

const parts = SUBGRAPHS.map((name) => `./subgraphs/${name}`);
const house = ["./gateway", "./cli", "./tutti.ts", "./bench", "./test"];

const zones = [
  { target: "./subgraphs/domain", from: "./", except: ["./subgraphs/domain"], message: "The domain imports nothing outside its folder." },
  {
    target: "./subgraphs/storage",
    from: ["./subgraphs/kit", ...parts, ...house, "./schema", "./seed"],
    message: "Storage knows the domain only.",
  },
  { target: "./subgraphs/kit", from: [...parts, ...house, "./schema", "./seed"], message: "The kit knows domain and storage only." },
  ...SUBGRAPHS.map((name) => ({
    target: `./subgraphs/${name}`,
    from: [...parts.filter((part) => part !== `./subgraphs/${name}`), ...house],
    message: "Subgraphs meet in the graph or through the ports of subgraphs/kit/ports, never by import.",
  })),
  { target: "./gateway/!(parts|subgraphs).ts", from: parts, message: "Only gateway/parts.ts and gateway/subgraphs.ts know the subgraphs." },
  { target: "./gateway", from: ["./cli", "./tutti.ts", "./bench", "./test"], message: "The gateway does not know who starts it." },
  {
    target: "./gateway/desk",
    from: "./",
    except: ["./gateway/desk"],
    message: "The desk is a client of the public schema and imports no server code.",
  },
  {
    target: "./schema",
    from: ["./subgraphs", "./gateway", "./cli", "./seed"],
    message: "schema/ holds what the outside sees and no runtime code.",
  },
  { target: "./cli", from: parts, message: "The command line calls the house or the HTTP API." },
];

/* ---- Packages that only some files may import ---- */

const PACKAGE = {
  mongoose: {
    regex: "^(mongoose|mongodb)(/|$)",
    message: "mongoose belongs in model.ts files and subgraphs/storage.",
    allowTypeImports: true,
  },
  apollo: {
    regex: "^(@apollo|@as-integrations)/",
    message: "Apollo belongs in gateway/, subgraphs/kit/server.ts, a subgraph's index.ts and schema/.",
  },
  graphql: { regex: "^(graphql|@graphql-tools)", message: "This layer does not know GraphQL." },
  any: { regex: "^[^.]", message: "The domain is pure: no package, no I/O." },
};

/** A block of files with the packages they may not import. The last block that fits a file decides. */
const without = (files, ...packages) => ({
  files,
  rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: packages.map((name) => PACKAGE[name]) }] },
});

/* ---- What no line may say ---- */

const onlyInTests = [
  { selector: "MemberExpression[object.name=/^(test|it|describe)$/][property.name='only']", message: "`.only` hides every other test." },
  { selector: "CallExpression[callee.name=/^(fit|fdescribe)$/]", message: "This hides every other test." },
];
const environment = { object: "process", property: "env", message: "subgraphs/kit/environment.ts reads the environment, once." };
const inexact = [
  { object: "Math", property: "round", message: "Money and shares are exact: subgraphs/domain/money.ts and shares.ts." },
  { object: "Number", property: "parseFloat", message: "Money and shares are exact: subgraphs/domain/money.ts and shares.ts." },
  { property: "toFixed", message: "Money and shares are exact: subgraphs/domain/money.ts and shares.ts." },
];

const typed = {
  files: ["**/*.ts", "**/*.tsx"],
  extends: [typescript.configs.strictTypeChecked],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
    // whole numbers are read in messages all the time
    "@typescript-eslint/restrict-template-expressions": [
      "error",
      { allowNumber: true, allowBoolean: true, allow: [{ name: "bigint", from: "lib" }] },
    ],
    "@typescript-eslint/no-confusing-void-expression": "off",
    // objects of functions carry no `this`, and branded bigints may be negated
    "@typescript-eslint/unbound-method": "off",
    "@typescript-eslint/no-unsafe-unary-minus": "off",
    "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
    "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
    // 8.73.0 recurses without end on recursive types (graphql.js has them)
    "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
    // the compiler allows no enums (erasableSyntaxOnly), and the rule takes a quarter of the time
    "@typescript-eslint/no-unsafe-enum-assignment": "off",
    // `ask<Answer>(query)` says what a caller expects
    "@typescript-eslint/no-unnecessary-type-parameters": "off",
    // an interface may ask for a promise that one implementation has at once
    "@typescript-eslint/require-await": "off",
  },
};

export default typescript.config(
  { ignores: ["node_modules/", "dist/", ".tutti*/", ".cache/", "coverage/", GENERATED] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  typed,
  {
    files: CODE,
    plugins: { "import-x": importX },
    settings: {
      "import-x/extensions": [".ts", ".tsx", ".js", ".mjs"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
    },
    rules: {
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-default-export": "error",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
      "max-params": ["error", { max: 3 }],
      "no-console": "error",
      "no-restricted-properties": ["error", environment],
      eqeqeq: "error",
    },
  },
  {
    files: ["subgraphs/**/*.ts"],
    rules: { "no-restricted-properties": ["error", environment, ...inexact], "no-restricted-globals": ["error", "parseFloat"] },
  },
  { files: ["subgraphs/kit/environment.ts"], rules: { "no-restricted-properties": ["error", ...inexact] } },
  { files: ["*.config.js", "scripts/plainReporter.mjs"], rules: { "import-x/no-default-export": "off" } },
  { files: ["scripts/*.mjs", "docs/examples/*.mjs", "test/**", "bench/**"], rules: { "no-restricted-properties": "off" } },
  {
    // answers of the graph are read as they come: a test that reads them wrongly fails
    files: ["test/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 500, skipBlankLines: true, skipComments: true }],
      ...Object.fromEntries(
        ["argument", "assignment", "call", "member-access", "return"].map((what) => [`@typescript-eslint/no-unsafe-${what}`, "off"]),
      ),
    },
  },
  { files: ["tutti.ts", "cli/**", "scripts/**", "bench/**"], rules: { "no-console": "off" } },
  {
    files: ["test/**"],
    rules: { "max-lines-per-function": "off", "max-params": "off", "no-restricted-syntax": ["error", ...onlyInTests] },
  },
  { files: TABLES, rules: { "max-lines": "off" } },

  without(["subgraphs/**/*.ts"], "mongoose", "apollo"),
  without(["subgraphs/*/index.ts", "subgraphs/kit/server.ts"], "mongoose"),
  without(["subgraphs/**/model.ts"], "apollo"),
  without(["subgraphs/storage/**/*.ts"], "apollo", "graphql"),
  without(["subgraphs/domain/**/*.ts"], "any"),
  without(["gateway/**/*.ts", "schema/**/*.ts"], "mongoose"),
  without(["cli/**/*.ts", "tutti.ts", "seed/**/*.ts"], "mongoose", "apollo"),

  {
    files: ["schema/{works,parties,licenses,distributions}.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: { parser: graphql.parser },
    rules: {
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          ignoredSelectors: ["[type=ObjectTypeDefinition][name.value=/^(Query|Mutation|Subscription)$/]"],
        },
      ],
      "@graphql-eslint/naming-convention": [
        "error",
        {
          types: "PascalCase",
          FieldDefinition: { style: "camelCase", forbiddenPrefixes: ["get"] },
          InputValueDefinition: "camelCase",
          EnumValueDefinition: "UPPER_CASE",
        },
      ],
      "@graphql-eslint/require-deprecation-reason": "error",
      "@graphql-eslint/unique-enum-value-names": "error",
      "@graphql-eslint/unique-field-definition-names": "error",
      "@graphql-eslint/unique-type-names": "off", // each subgraph says in full what it shares
    },
  },
);
