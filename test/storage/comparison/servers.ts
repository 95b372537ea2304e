import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import mongoose from "mongoose";
import { readEnvironment } from "../../../subgraphs/kit/environment.ts";
import { requireOk } from "../../../subgraphs/kit/refusal.ts";
import { openStorage } from "../../../subgraphs/storage/connection.ts";
import { startEmbeddedStore } from "../../../subgraphs/storage/embedded/index.ts";
import type { Plain } from "./case.ts";
import { READ_EXACTLY } from "./normal.ts";

/** Something that answers commands, with a database of its own. */
export interface Server {
  readonly name: "embedded" | "mongodb";
  /** The answer as it came, an error's answer too; `session` is any name. */
  run(command: Plain, session?: string): Promise<Plain>;
  /** Ends the sessions that were used so far. */
  endSessions(): Promise<void>;
  stop(): Promise<void>;
}

/** The embedded store always, and the MongoDB that the environment names. */
export async function openServers(): Promise<readonly Server[]> {
  const { mongodbUri } = requireOk(readEnvironment());
  return [await openEmbedded(), ...(mongodbUri === null ? [] : [await openMongodb(mongodbUri)])];
}

export async function openEmbedded(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "tutti-comparison-"));
  const store = await startEmbeddedStore({ dataFolder: folder });
  return await serverAt("embedded", store.uri("tutti"), async () => {
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

async function openMongodb(uri: string): Promise<Server> {
  return await serverAt("mongodb", uri, async () => await Promise.resolve());
}

/** The session with the command's own transaction number: the driver puts its number into commits and aborts. */
function numbered(session: mongoose.mongo.ClientSession, number: unknown): mongoose.mongo.ClientSession {
  if (number !== undefined) session.serverSession.txnNumber = Number(number);
  return session;
}

/** Commands that are taken in the `admin` database only. */
const ADMIN = new Set(["commitTransaction", "abortTransaction", "tuttiVerify"]);

async function serverAt(name: Server["name"], uri: string, close: () => Promise<void>): Promise<Server> {
  const storage = await openStorage({ uri, appName: "tutti-comparison" });
  const connection = storage.database("works").useDb(`tutti_comparison_${randomBytes(6).toString("hex")}`);
  const client = connection.getClient();
  const sessions = new Map<string, mongoose.mongo.ClientSession>();
  const sessionOf = (session: string): mongoose.mongo.ClientSession => {
    const known = sessions.get(session) ?? client.startSession({ causalConsistency: false });
    sessions.set(session, known);
    return known;
  };
  const endSessions = async (): Promise<void> => {
    const ending = [...sessions.values()].map((session) => session.endSession());
    sessions.clear();
    await Promise.all(ending);
  };
  return {
    name,
    run: async (command, session) => {
      const database = client.db(ADMIN.has(Object.keys(command)[0] ?? "") ? "admin" : connection.name);
      const options = {
        ...READ_EXACTLY,
        ...(session === undefined ? {} : { session: numbered(sessionOf(session), command["txnNumber"]) }),
      };
      try {
        return await database.command(command, options);
      } catch (error) {
        if (error instanceof mongoose.mongo.MongoServerError) return error.errorResponse;
        throw error;
      }
    },
    endSessions,
    stop: async () => {
      await endSessions();
      await client.db(connection.name).dropDatabase();
      await storage.close();
      await close();
    },
  };
}
