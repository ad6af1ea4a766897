import { describe, expect, it } from 'vitest';
import { addressBytes, parseNetwork, refusedKind } from './address.ts';

const callable = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2000::1',
  '2606:4700:4700::1111',
  '2001:4860:4860::8888',
  '2a00:1450:4001:82a::200e',
  '3ffe:ffff::1',
];

const refused: [string, string][] = [
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'unspecified'],
  ['::', 'unspecified'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['::1', 'loopback'],
  ['0:0:0:0:0:0:0:1', 'loopback'],
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.0.1', 'private'],
  ['fc00::1', 'private'],
  ['fdff:ffff::1', 'private'],
  ['fec0::1', 'private'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['100.127.255.255', 'carrier-grade NAT'],
  ['169.254.0.1', 'link-local'],
  ['fe80::1', 'link-local'],
  ['febf::1', 'link-local'],
  ['169.254.169.254', 'metadata'],
  ['168.63.129.16', 'metadata'],
  ['100.100.100.200', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['ff02::1', 'multicast'],
  ['::ffff:8.8.8.8', 'IPv4-mapped'],
  ['::ffff:7f00:1', 'IPv4-mapped'],
  ['::ffff:0:127.0.0.1', 'IPv4-mapped'],
  ['::127.0.0.1', 'IPv4-mapped'],
  ['64:ff9b::8.8.8.8', 'NAT64'],
  ['64:ff9b::a00:1', 'NAT64'],
  ['64:ff9b:1::1', 'NAT64'],
  ['2002:7f00:1::', '6to4'],
  ['2002:808:808::1', '6to4'],
  ['192.88.99.1', '6to4'],
  ['2001::1', 'tunnelled'],
  ['2001:0:4136:e378::1', 'tunnelled'],
  ['192.0.2.1', 'documentation'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.200', 'documentation'],
  ['2001:db8::1', 'documentation'],
  ['3fff::1', 'documentation'],
  ['192.0.0.192', 'reserved'],
  ['198.18.0.1', 'reserved'],
  ['198.19.255.255', 'reserved'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'reserved'],
  ['100::1', 'reserved'],
  ['2001:2::1', 'reserved'],
  ['4000::1', 'reserved'],
  ['1::1', 'reserved'],
  ['fe80::1%eth0', 'unreadable'],
  ['010.0.0.1', 'unreadable'],
  ['localhost', 'unreadable'],
  ['', 'unreadable'],
];

describe('an address', () => {
  it.each(callable)('%s may be called', (address) => {
    expect(refusedKind(address, [])).toBeUndefined();
  });

  it.each(refused)('%s is refused as %s', (address, kind) => {
    expect(refusedKind(address, [])).toBe(kind);
  });

  it('is read in every form of IPv6', () => {
    const bytes = addressBytes('2001:db8::192.0.2.33');
    expect(bytes).toEqual([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 33]);
    expect(addressBytes('2001:DB8:0:0:0:0:C000:221')).toEqual(bytes);
    expect(addressBytes('2001:db8:0:0::c000:221')).toEqual(bytes);
  });
});

describe('an allowed network', () => {
  const allow = (...texts: string[]) => texts.map((text) => parseNetwork(text) ?? { bytes: [], bits: 0 });

  it.each([
    ['10.1.2.3', ['10.1.0.0/16'], true],
    ['10.2.0.1', ['10.1.0.0/16'], false],
    ['10.1.255.255', ['10.1.128.0/17'], true],
    ['10.1.127.255', ['10.1.128.0/17'], false],
    ['127.0.0.1', ['127.0.0.1'], true],
    ['127.0.0.2', ['127.0.0.1'], false],
    ['192.168.7.9', ['0.0.0.0/0'], true],
    ['::1', ['0.0.0.0/0'], false],
    ['::1', ['::1/128'], true],
    ['fd12::5', ['10.0.0.0/8', 'fd12::/16'], true],
    ['fd13::5', ['10.0.0.0/8', 'fd12::/16'], false],
    // What is wrapped inside another address is not what was allowed.
    ['::ffff:10.1.2.3', ['10.0.0.0/8'], false],
    ['64:ff9b::a01:203', ['10.0.0.0/8'], false],
  ])('%s with %j: callable %s', (address, texts, isCallable) => {
    expect(refusedKind(address, allow(...texts)) === undefined).toBe(isCallable);
  });

  it.each([
    '',
    'x',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '::/129',
    '::1/-1',
    '10.0.0.0/ 8',
  ])('%j is none', (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });
});
