/** The two mongoose types that services pass along without touching the store themselves. */
export type { ClientSession, Connection } from "mongoose";
