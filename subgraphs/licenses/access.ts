import { may } from "../kit/access.ts";
import type { Caller } from "../kit/caller.ts";
import type { LicenseRecord } from "./model.ts";

/** Whose licences a caller may see: all, those of a licensor, those of a licensee, or none. */
export type LicenseView = { readonly kind: "ALL" | "NONE" } | { readonly kind: "LICENSOR" | "LICENSEE"; readonly code: string };

/** A licensee sees its own licences, a society those it licenses; both by the code of the token. */
export function viewOf(caller: Caller): LicenseView {
  if (!may(caller, "licenses:read")) return { kind: "NONE" };
  if (caller.role === "admin" || caller.role === "system") return { kind: "ALL" };
  if (caller.society === null) return { kind: "NONE" };
  return { kind: caller.role === "licensee" ? "LICENSEE" : "LICENSOR", code: caller.society };
}

/** Whether the caller may see a licence. */
export function maySee(caller: Caller, { licensor, licensee }: Pick<LicenseRecord, "licensor" | "licensee">): boolean {
  const view = viewOf(caller);
  switch (view.kind) {
    case "ALL":
      return true;
    case "NONE":
      return false;
    case "LICENSOR":
      return view.code === licensor;
    case "LICENSEE":
      return view.code === licensee;
  }
}
