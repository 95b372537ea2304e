import { Router, static as staticFiles } from "express";
import { createRequire } from "node:module";
import { dirname } from "node:path";

/** What the explorer page starts with. */
export interface ExplorerOptions {
  /** Example operations, shown as tabs; the first is open. */
  readonly examples: readonly Example[];
  /** A demonstration token, on the embedded store only. */
  readonly token: (() => Promise<string>) | null;
}

export interface Example {
  readonly query: string;
  readonly variables: string;
}

const require = createRequire(import.meta.url);
/** The page's own parts only; GraphiQL puts styles into the page, and its editor needs no more. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self' data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** `GET /`: GraphiQL from its npm packages, with no address outside this machine. */
export function explorer(options: ExplorerOptions): Router {
  const router = Router();
  const parts: Readonly<Record<string, string>> = {
    "graphiql.min.js": `${dirname(require.resolve("graphiql/package.json"))}/graphiql.min.js`,
    "graphiql.min.css": require.resolve("graphiql/graphiql.css"),
    "react.js": `${dirname(require.resolve("react/package.json"))}/umd/react.production.min.js`,
    "react-dom.js": `${dirname(require.resolve("react-dom/package.json"))}/umd/react-dom.production.min.js`,
  };
  router.get("/", (_request, response) => {
    response.setHeader("content-security-policy", POLICY).type("html").send(PAGE);
  });
  router.get("/explorer/start.json", async (_request, response) => {
    response.setHeader("cache-control", "no-store");
    response.json({ examples: options.examples, token: options.token === null ? null : await options.token() });
  });
  router.get("/explorer/start.js", (_request, response) => void response.type("js").send(SCRIPT));
  for (const [name, file] of Object.entries(parts)) router.use(`/explorer/${name}`, staticFiles(file, { index: false, maxAge: "1h" }));
  return router;
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Tutti: the shared graph of collective management organisations</title>
    <link rel="stylesheet" href="/explorer/graphiql.min.css" />
    <style>html, body, #explorer { height: 100%; margin: 0; }</style>
  </head>
  <body>
    <div id="explorer"></div>
    <script src="/explorer/react.js"></script>
    <script src="/explorer/react-dom.js"></script>
    <script src="/explorer/graphiql.min.js"></script>
    <script src="/explorer/start.js"></script>
  </body>
</html>
`;

const SCRIPT = `"use strict";
fetch("/explorer/start.json")
  .then((answer) => answer.json())
  .then(({ examples, token }) => {
    const headers = token === null ? "" : JSON.stringify({ authorization: "Bearer " + token }, null, 2);
    const tabs = examples.map(({ query, variables }) => ({ query, variables, headers }));
    ReactDOM.createRoot(document.getElementById("explorer")).render(
      React.createElement(GraphiQL, {
        fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
        defaultHeaders: headers,
        defaultTabs: tabs,
        shouldPersistHeaders: false,
        headerEditorEnabled: true,
      }),
    );
  });
`;
