import { lookup } from "node:dns";
import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import type { BlockList, LookupFunction } from "node:net";
import { ok, problem, refused } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { blockList } from "../../kit/networks.ts";

/** Where webhooks may go beside public addresses over https. */
export interface WebhookReach {
  /** Whether this machine itself may be named, over http too: for development. */
  readonly loopback: boolean;
  /** Private networks that may be named: `10.1.2.0/24`, `fd00::/8`, `192.168.1.7`. */
  readonly allowed: readonly string[];
}

const URL_LENGTH_MAX = 2_000;
const PORT_HTTPS = 443;

/** IANA's special-purpose registries: nothing there is a public host. */
const SPECIAL_V4 =
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4";
/** Public IPv6 is 2000::/3; within it these are tunnels, documentation and benchmarks. */
const SPECIAL_V6 = "2001::/23 2001:db8::/32 2002::/16 3fff::/20";

const special = blockList([...SPECIAL_V4.split(" "), ...SPECIAL_V6.split(" ")]);
const publicV6 = blockList(["2000::/3"]);
const loopback = blockList(["127.0.0.0/8", "::1/128"]);

/** Checks a webhook's address as it is written. */
export function parseWebhookUrl(text: string, reach: WebhookReach): Outcome<string> {
  return parseCalledUrl(text, { reach, prefix: "WEBHOOK", whither: "webhooks go to" });
}

/**
 * Checks an address that the house is to call, as it is written: form, protocol, host; the codes of its faults begin with the prefix. Names are resolved
 * when something is sent, each time anew.
 */
export function parseCalledUrl(
  text: string,
  { reach, prefix, whither }: { readonly reach: WebhookReach; readonly prefix: "WEBHOOK" | "NODE"; readonly whither: string },
): Outcome<string> {
  const fault = (what: string, message: string): Outcome<string> => refused(problem(`${prefix}_${what}`, message, ["url"]));
  if (text.length > URL_LENGTH_MAX)
    return fault("URL", `The address has ${text.length} characters; at most ${URL_LENGTH_MAX} are possible.`);
  if (!URL.canParse(text)) return fault("URL", `${JSON.stringify(text.slice(0, 200))} is no address; write https://host/path.`);
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return fault("URL", "The address carries a user or password; leave them out.");
  if (url.hash !== "") return fault("URL", "The address has a part after #, which is never sent; leave it out.");
  const host = hostOf(url);
  const isHere = host === "localhost" || (isIP(host) !== 0 && has(loopback, host));
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isHere && reach.loopback))
    return fault("PROTOCOL", `The address begins with ${url.protocol}; ${whither} https: only.`);
  if (isIP(host) !== 0) {
    const why = refusalOf(host, reach);
    if (why !== null) return fault("ADDRESS", why);
  }
  if (host === "localhost" && !reach.loopback) return fault("ADDRESS", "localhost is this house itself; name a public host.");
  return ok(url.href);
}

/** The host without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** The port that is called. */
export function portOf({ port, protocol }: URL): number {
  return port === "" ? (protocol === "https:" ? PORT_HTTPS : 80) : Number(port);
}

/** Why nothing is sent to an IP address, or null. */
export function refusalOf(address: string, reach: WebhookReach): string | null {
  if (has(blockList(reach.allowed), address)) return null;
  if (has(loopback, address)) return reach.loopback ? null : `${address} is this machine; only public addresses are called.`;
  const version = isIP(address);
  const isPublic = version === 4 ? !has(special, address) : has(publicV6, address) && !has(special, address);
  return isPublic ? null : `${address} is not a public address; TUTTI_WEBHOOK_NETWORKS can allow it.`;
}

/** IPv6 forms of IPv4 addresses are judged as what they are. */
function has(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? "ipv4" : "ipv6");
}

/** Node's name resolution with the guard in it: the addresses that are checked are those that are called. */
export function guardedLookup(reach: WebhookReach): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found;
      if (error !== null || first === undefined) {
        callback(error ?? new Error(`${hostname} has no address.`), "", 0);
        return;
      }
      const why = found.map(({ address }) => refusalOf(address, reach)).find((one) => one !== null);
      if (why !== undefined) callback(new AddressRefused(`${hostname} leads to an address that is not called: ${why}`), "", 0);
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/** A name that leads where webhooks do not go. */
class AddressRefused extends Error {
  readonly code = "WEBHOOK_ADDRESS";
}
