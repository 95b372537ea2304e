import type { Command } from "./command.ts";

/** `npm start`. */
export const start: Command = {
  name: "start",
  summary: "start the whole house: gateway, four subgraphs and, without MONGODB_URI, the embedded store",
  usage: "",
  help: "PORT, HOST, TUTTI_DATA, MONGODB_URI and LOG_LEVEL decide where and on what. Ctrl-C answers what has begun, then stops.",
  options: {},
  positionals: 0,
  async run({ environment, output }) {
    const { startHouse } = await import("../gateway/house.ts");
    const stopAsked = new Promise<string>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal));
    });
    const house = await startHouse({ environment });
    const ready = await Promise.race([house.ready.then(() => true), stopAsked.then(() => false)]);
    if (ready) output.print(welcome(house.url, house.embedded));
    await stopAsked;
    output.say("Stopping: what has begun is answered first.");
    await house.stop();
    return 0;
  },
};

function welcome(url: string, embedded: boolean): string {
  return [
    "",
    `Tutti is ready at ${url}`,
    "",
    embedded
      ? "  Explorer       open that address in a browser; a demonstration token is filled in"
      : "  Explorer       open that address in a browser",
    "  A token        npm run -s tutti -- token --society 052 --role steward",
    "  A first query:",
    "",
    `  curl -s ${url}/graphql -H 'content-type: application/json' \\`,
    `    -d '{"query":"{ searchWorks(query: \\"lantern\\", first: 3) { edges { node { iswc title creators { name } } } } }"}'`,
    "",
    "  Stop with Ctrl-C.",
    "",
  ].join("\n");
}
