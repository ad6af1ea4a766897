import { addressBytes } from './egress/address.ts';

/** Some proxies tell the port, too; whoever calls has a new one each time, and would be somebody new each time. */
const withPort = /^(?:(\d+\.\d+\.\d+\.\d+)|\[([^\]]*)\])(?::\d+)?$/;

/**
 * What an address counts as where tries or calls are counted, however it is written. Whoever has one address of IPv6
 * has 2^64 of them, so the first half of it counts.
 */
export function networkOf(address: string): string {
  const [, v4, v6] = withPort.exec(address) ?? [];
  const plain = (v4 ?? v6 ?? address).replace(/^::ffff:(?=\d+\.)/i, '');
  const bytes = addressBytes(plain);
  return bytes?.length === 16 ? `${bytes.slice(0, 8).join('.')}::` : plain;
}
