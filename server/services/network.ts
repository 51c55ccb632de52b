/** Where a request comes from, as far as the limits need it. What is made here is kept nowhere as it is. */

/** How a request's address is found: by its headers, and by what the runtime knows of the connection. */
export type AddressOf = (header: (name: string) => string | undefined, runtime: unknown) => string | null;

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const GROUPS = 8;
/** A home or a firm is given a /64 at least, and can use any address of it: counted one by one they would be endless. */
const NETWORK_GROUPS = 4;

/**
 * The network that an address is counted by: an IPv4 address itself, the /64 of an IPv6 one; null for what is no address.
 * @example networkOf("::ffff:192.0.2.7") // => "192.0.2.7"
 * @example networkOf("2001:db8:0:7::1") // => "2001:db8:0:7"
 */
export function networkOf(address: string): string | null {
  const plain = withoutPort(address.trim()).toLowerCase();
  const inIpv6 = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain)?.[1];
  const ipv4 = inIpv6 ?? plain;
  if (IPV4.test(ipv4)) return ipv4.split(".").every((part) => Number(part) <= 255) ? ipv4 : null;
  return ipv6Groups(plain)?.slice(0, NETWORK_GROUPS).join(":") ?? null;
}

/**
 * The last entry of a header that every proxy on the way adds to: the one that our own proxy wrote. All before it can be
 * made up by whoever sends.
 * @example lastHop("203.0.113.9, 192.0.2.7") // => "192.0.2.7"
 */
export function lastHop(header: string): string {
  return header.slice(header.lastIndexOf(",") + 1).trim();
}

function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1];
  return bracketed ?? address.replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/, "$1");
}

/** The eight groups of an IPv6 address without leading zeros, or null. */
function ipv6Groups(address: string): readonly string[] | null {
  const [head = "", tail, ...more] = address.replace(/%.*$/, "").split("::");
  if (more.length > 0) return null;
  const first = groupsOf(head);
  const last = tail === undefined ? [] : groupsOf(tail);
  const missing = GROUPS - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const all = [...first, ...Array.from({ length: missing }, () => "0"), ...last];
  return all.every((group) => /^[0-9a-f]{1,4}$/.test(group)) ? all.map((group) => group.replace(/^0+(?=.)/, "")) : null;
}

/** The groups between colons; an IPv4 tail counts as the two groups that it fills. */
function groupsOf(part: string): readonly string[] {
  if (part === "") return [];
  return part.split(":").flatMap((group) => (IPV4.test(group) ? ["0", "0"] : [group]));
}
