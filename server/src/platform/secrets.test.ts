import { expect, test } from 'vitest';
import { openSecretBox } from './secrets.ts';

const [first, second, third] = ['one', 'two', 'three'].map(
  (name) => `${name}: a key for tests of more than thirty-two characters`,
);
const box = (...keys: (string | undefined)[]) => {
  const [newest = '', ...older] = keys.map(String);
  return openSecretBox(newest, ...older);
};

test('what an older key has sealed is opened by it, and what is new is sealed by the newest', () => {
  const old = box(first).seal('hidden');
  const both = box(second, first);
  expect(both.open(old)).toBe('hidden');
  expect(box(second).open(both.seal('new'))).toBe('new');
  expect(() => box(second, third).open(old)).toThrow('is not the key that sealed');
});

test('codes of an older key hold while it is given, and new ones are by the newest', () => {
  const code = box(first).sign('link', 'a text');
  const both = box(second, first);
  expect(both.verify('link', 'a text', code)).toBe(true);
  expect(both.verify('link', 'another text', code)).toBe(false);
  expect(both.verify('other', 'a text', code)).toBe(false);
  expect(both.sign('link', 'a text')).toBe(box(second).sign('link', 'a text'));
  expect(box(second).verify('link', 'a text', code)).toBe(false);
  expect(both.verify('link', 'a text', '')).toBe(false);
});

test('a text is sealed anew wherever an older key has sealed a part of it, and nowhere else', () => {
  const both = box(second, first);
  const [old, stranger, own] = [box(first).seal('old'), box(third).seal('stranger'), both.seal('own')];
  const text = JSON.stringify({ a: old, b: [`x ${stranger}`, own, 'v1.nothing.of.the.kind'] });
  const anew: { a: string; b: string[] } = JSON.parse(both.reseal(text));
  expect(anew.a).not.toBe(old);
  expect(box(second).open(anew.a)).toBe('old');
  expect(anew.b).toEqual([`x ${stranger}`, own, 'v1.nothing.of.the.kind']);
  expect(both.reseal(JSON.stringify(anew))).toBe(JSON.stringify(anew));
});

test('what only looks sealed by an older key stays, and what stands beside it is sealed anew', () => {
  const both = box(second, first);
  const old = box(first).seal('old');
  const fake = `${old.slice(0, -1)}${old.endsWith('A') ? 'B' : 'A'}`.replace(
    /\.[\w-]{22}\./,
    `.${'A'.repeat(22)}.`,
  );
  const [left, anew = ''] = both.reseal(`${fake} ${old}`).split(' ');
  expect(left).toBe(fake);
  expect(box(second).open(anew)).toBe('old');
});

test('what was changed on its way is not opened', () => {
  const sealed = box(first).seal('a hidden text');
  const parts = sealed.split('.');
  const changed = (at: number, by: (part: string) => string) =>
    parts.map((part, i) => (i === at ? by(part) : part)).join('.');
  const flip = (part: string) => `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`;
  for (const at of [2, 3, 4]) expect(() => box(first).open(changed(at, flip))).toThrow();
  // A tag of four bytes would be guessed in a day.
  expect(() => box(first).open(changed(3, (tag) => tag.slice(0, 6)))).toThrow();
  expect(() => box(first).open(changed(3, () => ''))).toThrow();
  for (const text of ['', 'v1', 'v1.', `v2.${parts.slice(1).join('.')}`])
    expect(() => box(first).open(text)).toThrow('is not the key');
});

test('new keys are taken up at once, and none at all is no change', () => {
  const one = box(first);
  const sealed = one.seal('kept');
  one.use([]);
  expect(one.keyIds()).toEqual(box(first).keyIds());
  one.use([String(second), String(first)]);
  expect(one.keyIds()).toEqual([...box(second).keyIds(), ...box(first).keyIds()]);
  expect(one.open(sealed)).toBe('kept');
});
