/**
 * Which addresses Muster may call. People type the URLs that it calls (webhooks, push endpoints), so whoever may
 * type one could otherwise make it read the machines around it. Only addresses of the public internet pass;
 * everything else is refused by name, unless the operator allowed its network (MUSTER_ALLOW_TARGETS). Addresses
 * that carry another one inside (IPv4-mapped, NAT64, 6to4, Teredo) are refused as such: there is no honest use
 * for them in a URL, and an allowed network never matches what is wrapped. Sources: the special-purpose
 * registries of IANA (RFC 6890 and its successors), R33-R37.
 */
import { isIPv4, isIPv6 } from 'node:net';

/** The bytes of the first address (4 or 16), and how many leading bits belong to the network. */
export interface Network {
  bytes: readonly number[];
  bits: number;
}

/** Reads `10.0.0.0/8`, `fd00::/8` or a single address; nothing when it is neither. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', bits, ...rest] = text.trim().split('/');
  const bytes = addressBytes(address);
  if (!bytes || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  const network = { bytes, bits: bits === undefined ? bytes.length * 8 : Number(bits) };
  return network.bits <= bytes.length * 8 ? network : undefined;
}

/** The kind of an address that must not be called, in words for the operator; nothing when it may be called. */
export function refusedKind(address: string, allowed: readonly Network[]): string | undefined {
  const bytes = addressBytes(address);
  if (!bytes) return 'unreadable';
  if (allowed.some((network) => contains(network, bytes))) return undefined;
  const special = specialNetworks.find(({ network }) => contains(network, bytes));
  if (special) return special.kind;
  return bytes.length === 16 && !contains(globalUnicast, bytes) ? 'reserved' : undefined;
}

/** 4 or 16 numbers, or nothing. An address with a zone (`fe80::1%eth0`) is none. */
export function addressBytes(address: string): number[] | undefined {
  if (isIPv4(address)) return address.split('.').map(Number);
  if (!isIPv6(address) || address.includes('%')) return undefined;
  const [head = '', tail] = withHexTail(address).split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

function contains(network: Network, bytes: readonly number[]): boolean {
  if (network.bytes.length !== bytes.length) return false;
  return network.bytes.every((byte, at) => {
    const bits = Math.min(8, Math.max(0, network.bits - at * 8));
    const mask = 0xff & (0xff << (8 - bits));
    return (byte & mask) === ((bytes[at] ?? 0) & mask);
  });
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** `::ffff:10.0.0.1` is another way to write `::ffff:a00:1`. */
function withHexTail(address: string): string {
  const dotted = /[^:]+\.[^:]+$/.exec(address)?.[0];
  if (!dotted) return address;
  const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number);
  const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  return address.slice(0, -dotted.length) + hex;
}

/** The only part of the IPv6 space that is routed on the public internet. */
const globalUnicast = known('2000::/3');

const specialNetworks = Object.entries({
  unspecified: ['0.0.0.0/8', '::/128'],
  loopback: ['127.0.0.0/8', '::1/128'],
  // Azure answers its metadata on an address that looks public; the others hide in the ranges below.
  metadata: ['169.254.169.254/32', '168.63.129.16/32', '100.100.100.200/32', 'fd00:ec2::254/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'],
  'carrier-grade NAT': ['100.64.0.0/10'],
  'link-local': ['169.254.0.0/16', 'fe80::/10'],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
  'IPv4-mapped': ['::ffff:0:0/96', '::ffff:0:0:0/96', '::/96'],
  NAT64: ['64:ff9b::/96', '64:ff9b:1::/48'],
  '6to4': ['2002::/16', '192.88.99.0/24'],
  tunnelled: ['2001::/32'],
  documentation: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  reserved: ['192.0.0.0/24', '198.18.0.0/15', '240.0.0.0/4', '100::/64', '2001::/23'],
}).flatMap(([kind, networks]) => networks.map((text) => ({ kind, network: known(text) })));

function known(text: string): Network {
  const network = parseNetwork(text);
  if (!network) throw new Error(`${text} is not a network`);
  return network;
}
