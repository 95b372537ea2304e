import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { problem } from "../../subgraphs/domain/outcome.ts";
import { systemCaller } from "../../subgraphs/kit/caller.ts";
import type { RunningServer } from "../../subgraphs/kit/http.ts";
import { PortFailure, httpPort, servePort } from "../../subgraphs/kit/portTransport.ts";
import { Refusal } from "../../subgraphs/kit/refusal.ts";
import { STEWARD, sign, startTestServer } from "./testServer.ts";

// Shows that a port at another process answers and fails as it would in process, and only for the house itself.
interface Adder {
  add(request: { readonly one: number; readonly other: number }): Promise<{ readonly sum: number }>;
  refuse(request: Readonly<Record<string, never>>): Promise<{ readonly never: true }>;
  crash(request: Readonly<Record<string, never>>): Promise<{ readonly never: true }>;
}
const ADDER_METHODS = ["add", "refuse", "crash"] as const;
const adder: Adder = {
  add: async ({ one, other }) => await Promise.resolve({ sum: one + other }),
  refuse: async () => await Promise.reject(new Refusal([{ ...problem("BAD_LINE", "no line", ["file"]), line: 3 }])),
  crash: async () => await Promise.reject(new Error("password of the store")),
};

let server: RunningServer;
beforeAll(async () => {
  server = await startTestServer({ ports: [servePort("adder", adder, ADDER_METHODS)] });
});
afterAll(async () => {
  await server.stop();
});

describe("a port over HTTP", () => {
  const port = (more: { identity?: () => Promise<string>; url?: string; timeoutMs?: number } = {}) =>
    httpPort<Adder>({
      url: server.url,
      name: "adder",
      methods: ADDER_METHODS,
      identity: async () => await sign(systemCaller("req-9")),
      ...more,
    });

  it("answers as in process", async () => {
    expect(await port().add({ one: 1, other: 2 })).toEqual(await adder.add({ one: 1, other: 2 }));
  });

  it("carries refusals whole", async () => {
    await expect(port().refuse({})).rejects.toMatchObject({ name: "Refusal", problems: [{ code: "BAD_LINE", path: ["file"], line: 3 }] });
  });

  it("masks what is not expected", async () => {
    const failed = await port()
      .crash({})
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PortFailure);
    expect(failed).toMatchObject({ code: "INTERNAL" });
    expect(String(failed)).not.toContain("password");
  });

  it("is for the house alone", async () => {
    await expect(port({ identity: async () => await sign(STEWARD) }).add({ one: 1, other: 2 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(port({ identity: async () => await Promise.resolve("") }).add({ one: 1, other: 2 })).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  it("knows only its methods", async () => {
    const headers = { "x-tutti-identity": await sign(systemCaller("r")) };
    for (const path of [
      "/ports/adder/constructor",
      "/ports/adder/toString",
      "/ports/nobody/add",
      "/ports/adder",
      "/ports/adder/add/more",
    ]) {
      const request = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: "{}" };
      expect((await fetch(server.url + path, request)).status).toBe(404);
    }
  });

  it("says so when nobody answers, after a second try", async () => {
    let tryCount = 0;
    const nobody = port({
      url: "http://127.0.0.1:1",
      identity: async () => {
        tryCount += 1;
        return await sign(systemCaller("r"));
      },
    });
    await expect(nobody.add({ one: 1, other: 2 })).rejects.toMatchObject({ code: "PORT_UNREACHABLE" });
    expect(tryCount).toBe(2);
  });
});

describe("stopping", () => {
  it("lets a running call end, then takes no more", async () => {
    let release = (): void => undefined;
    let entered = (): void => undefined;
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const waiting = {
      hold: async (): Promise<{ done: true }> => {
        entered();
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { done: true };
      },
    };
    const other = await startTestServer({ ports: [servePort("waiting", waiting, ["hold"])] });
    const remote = httpPort<typeof waiting>({
      url: other.url,
      name: "waiting",
      methods: ["hold"],
      identity: async () => await sign(systemCaller("r")),
    });
    const answer = remote.hold();
    await inside;
    const stopped = other.stop();
    release();
    expect(await answer).toEqual({ done: true });
    await stopped;
    const { port } = new URL(other.url);
    const refusedAt = await new Promise<string>((resolve) => {
      connect(Number(port), "127.0.0.1").once("error", (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? "");
      });
    });
    expect(refusedAt).toBe("ECONNREFUSED");
  });
});
