import { graphql } from "graphql";
import type { GraphQLSchema } from "graphql";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One question that came. */
export interface NodeQuestion {
  readonly authorization: string | undefined;
  readonly query: string;
  readonly variables: { readonly society: string; readonly codes: readonly string[] | null; readonly since: string | null };
}

type Answering = (question: NodeQuestion, response: ServerResponse) => void | Promise<void>;

/** Somebody's node on this machine; it answers as it is told, and can be killed and come back at the same address. */
export interface NodeServer {
  readonly url: string;
  readonly questions: NodeQuestion[];
  answer: Answering;
  /** Breaks every line and answers nobody. */
  kill(): Promise<void>;
  comeBack(): Promise<void>;
}

export async function openNode(answer: Answering): Promise<NodeServer> {
  const node: { -readonly [key in keyof NodeServer]: NodeServer[key] } = {
    ...{ url: "", questions: [], answer },
    kill: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    comeBack: async () => {
      server = await listening(take, port);
    },
  };
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const question = { authorization: request.headers.authorization, ...JSON.parse(Buffer.concat(chunks).toString("utf8")) };
      node.questions.push(question);
      void node.answer(question, response);
    });
  };
  let server = await listening(take, 0);
  const { port } = server.address() as AddressInfo;
  node.url = `http://127.0.0.1:${port}/graphql`;
  return node;
}

/** Answers by a house's own graph. */
export function answeringFrom(schema: GraphQLSchema, contextFor: () => object): Answering {
  return async ({ query, variables }, response) => {
    const answer = await graphql({ schema, source: query, variableValues: { ...variables }, contextValue: contextFor() });
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  };
}

function listening(take: (request: IncomingMessage, response: ServerResponse) => void, port: number): Promise<Server> {
  return new Promise((done, failed) => {
    const server = createServer(take).once("error", failed);
    server.listen(port, "127.0.0.1", () => done(server));
  });
}
