/** The embedded store as a program of its own: prints its address, runs until it is killed. */
import { startEmbeddedStore } from "../../subgraphs/storage/embedded/index.ts";

const store = await startEmbeddedStore({ dataFolder: process.argv[2] ?? "" });
process.stdout.write(`${store.uri("test")}\n`);
