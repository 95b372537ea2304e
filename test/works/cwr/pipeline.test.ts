// Goal: items pass two steps in order, one in each at a time, and an error stops everything behind it.
import { describe, expect, it } from "@jest/globals";
import { Pipeline } from "../../../subgraphs/works/cwr/pipeline.ts";

/** A pipeline whose steps wait until they are let go, and what happened in it. */
function watched() {
  const log: string[] = [];
  const waiting = new Map<string, (error?: Error) => void>();
  const step = async (name: string): Promise<void> => {
    log.push(`${name} begins`);
    await new Promise<void>((resolve, reject) => waiting.set(name, (error) => (error === undefined ? resolve() : reject(error))));
    log.push(`${name} ends`);
  };
  const pipeline = new Pipeline<number, number>({
    first: async (item) => {
      await step(`first ${item}`);
      return item;
    },
    second: async (item) => await step(`second ${item}`),
  });
  const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));
  const letGo = async (name: string, error?: Error): Promise<void> => {
    waiting.get(name)?.(error);
    await turn();
  };
  return { log, pipeline, letGo, turn };
}

describe("a pipeline", () => {
  it("has the next item in the first step while one is in the second, and no third", async () => {
    const { log, pipeline, letGo, turn } = watched();
    await pipeline.push(1);
    const second = pipeline.push(2);
    expect(log).toEqual(["first 1 begins"]);
    await letGo("first 1");
    await second;
    const third = pipeline.push(3);
    await letGo("first 2");
    expect(log).toEqual(["first 1 begins", "first 1 ends", "first 2 begins", "second 1 begins", "first 2 ends"]);
    await letGo("second 1");
    await third;
    await turn();
    expect(log.slice(5)).toEqual(["second 1 ends", "first 3 begins", "second 2 begins"]);
    const end = pipeline.end();
    for (const name of ["second 2", "first 3", "second 3"]) await letGo(name);
    await end;
    expect(log.at(-1)).toBe("second 3 ends");
  });

  it.each(["first 2", "second 1"])("ends with the error of %s, once nothing is on its way any more", async (failing) => {
    const { log, pipeline, letGo } = watched();
    await pipeline.push(1);
    const second = pipeline.push(2);
    await letGo("first 1");
    await second;
    await letGo(failing, new Error("no"));
    let settled = false;
    const settling = pipeline.settle().then(() => (settled = true));
    await letGo("nothing");
    expect(settled).toBe(false);
    await letGo(failing === "first 2" ? "second 1" : "first 2");
    await settling;
    await expect(pipeline.push(3)).rejects.toThrow("no");
    await expect(pipeline.end()).rejects.toThrow("no");
    expect(log).not.toContain("second 2 begins");
    expect(log).not.toContain("first 3 begins");
  });
});
