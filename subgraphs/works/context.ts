import type { Scope } from "../kit/access.ts";
import { AccessDenied, requireScope } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { WorkLoaders } from "./loaders.ts";
import type { WorkParts } from "./parts.ts";

/** What resolvers find in their context: who asks, the loaders of this request, and what services work with. */
export interface WorksContext {
  readonly caller: Caller;
  readonly loaders: WorkLoaders;
  readonly parts: WorkParts;
}

export type Resolver<P, A, T> = (parent: P, args: A, context: WorksContext) => T | Promise<T>;

/** The schema's `@requiresScopes`, asserted again here: the gateway is not the wall. */
export function scoped<P, A, T>(scope: Scope, resolve: Resolver<P, A, T>): Resolver<P, A, T> {
  return (parent, args, context) => {
    requireScope(context.caller, scope);
    return resolve(parent, args, context);
  };
}

/** The schema's `@authenticated`, asserted again here. */
export function signedIn<P, A, T>(resolve: Resolver<P, A, T>): Resolver<P, A, T> {
  return (parent, args, context) => {
    if (context.caller.role === "anonymous") throw new AccessDenied("UNAUTHENTICATED", "A bearer token is needed here.");
    return resolve(parent, args, context);
  };
}
