import { BlockList, isIP } from "node:net";

/** An address or network as the environment names it; null when it is none. */
export function networkOf(text: string): { readonly address: string; readonly prefix: number; readonly family: "ipv4" | "ipv6" } | null {
  const [address = "", prefixText, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText))) return null;
  const most = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? most : Number(prefixText);
  return prefix > most ? null : { address, prefix, family: version === 4 ? "ipv4" : "ipv6" };
}

/** Networks as Node checks addresses against them; each is one that networkOf reads. */
export function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of networks) {
    const network = networkOf(text);
    if (network !== null) list.addSubnet(network.address, network.prefix, network.family);
  }
  return list;
}
