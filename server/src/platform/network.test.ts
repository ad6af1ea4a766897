import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test.each([
  ['192.0.2.7', '::ffff:192.0.2.7', true],
  ['192.0.2.7', '192.0.2.8', false],
  ['192.0.2.7:50123', '192.0.2.7:50124', true],
  ['192.0.2.7', '192.0.2.7:50124', true],
  ['[2001:db8:1:2::1]:50123', '2001:db8:1:2::2', true],
  ['[::ffff:192.0.2.7]:443', '192.0.2.7', true],
  ['2001:db8:1:2:3:4:5:6', '2001:DB8:1:2::9', true],
  ['2001:db8::1', '2001:0db8:0000:0000:ffff::', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
])('%s and %s count as one: %s', (one, other, isSame) => {
  expect(networkOf(one) === networkOf(other)).toBe(isSame);
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['', ''],
  ['no address', 'no address'],
])('the network of %j is %j', (address, expected) => {
  expect(networkOf(address)).toBe(expected);
});
