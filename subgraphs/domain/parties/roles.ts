import { type Outcome, ok, problem, refused } from "../outcome.ts";
import type { Side } from "../statements.ts";
import { IPI_ROLE_ROWS } from "../tables/ipiCodes.ts";

/** IPI's publishing roles; all others are creators' or stand beside them. */
const PUBLISHER_ROLES: ReadonlySet<string> = new Set(["EM", "EB", "EP", "EJ", "FD"]);

/** The side of a work on which an IPI role stands. */
export function sideOfRole(role: string): Side {
  return PUBLISHER_ROLES.has(role) ? "PUBLISHER" : "WRITER";
}

/** A role and the side it stands on, which may be stated too; problems `ROLE_UNKNOWN`, `ROLE_SIDE`. */
export function parseRoleAndSide(
  role: string | null,
  side: Side | null,
): Outcome<{ readonly role: string | null; readonly side: Side | null }> {
  if (role === null) return ok({ role, side });
  if (!IPI_ROLE_ROWS.some(([code]) => code === role))
    return refused(
      problem(
        "ROLE_UNKNOWN",
        `${JSON.stringify(role.slice(0, 20))} is no role of IPI; a composer is MC, a lyricist LY, a music publisher EM.`,
        ["role"],
      ),
    );
  const own = sideOfRole(role);
  if (side !== null && side !== own)
    return refused(problem("ROLE_SIDE", `The role ${role} stands on the side ${own}, not ${side}; leave the side out.`, ["side"]));
  return ok({ role, side: own });
}
