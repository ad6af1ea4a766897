import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { opened, sealed } from './sealing.ts';

const secret = 'a passphrase of the operator';
const cheap = { N: 2, r: 1, p: 1 };
const piece = 65_536;
const sealedPiece = piece + 16;

const inChunks = (content: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(content.length / size) }, (_, i) =>
      content.subarray(i * size, (i + 1) * size),
    ),
  );
const seal = (content: Buffer, chunk = 10_000) => buffer(sealed(inChunks(content, chunk), secret, cheap));
const open = (file: Buffer, secrets = [secret], chunk = 7_001) =>
  buffer(opened(inChunks(file, chunk), secrets, cheap));
const text = (length: number) =>
  Buffer.from('All that is known of a night. '.repeat(length / 30 + 1)).subarray(0, length);
const headerOf = (file: Buffer) => file.indexOf('\n') + 1;

describe('a sealed backup', () => {
  it.each([0, 1, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 77])(
    'of %i bytes is opened to what it was, in whatever chunks it comes',
    async (length) => {
      const content = text(length);
      const file = await seal(content, 50_001);
      for (const chunk of [1_000, sealedPiece, 1_000_000])
        expect((await open(file, [secret], chunk)).equals(content)).toBe(true);
      expect(file.length).toBe(headerOf(file) + length + 16 * Math.max(1, Math.ceil(length / piece)));
    },
  );

  it('shows nothing of its content, and is another file each time', async () => {
    const [one, two] = [await seal(text(1_000)), await seal(text(1_000))];
    expect(one.includes('night')).toBe(false);
    expect(one.equals(two)).toBe(false);
    expect(one.subarray(headerOf(one)).equals(two.subarray(headerOf(two)))).toBe(false);
  });

  it('is opened by the right one of several keys, and by no other', async () => {
    const file = await seal(text(100));
    expect((await open(file, ['a newer key', secret, 'an older key'])).equals(text(100))).toBe(true);
    for (const secrets of [[], ['another passphrase'], [`${secret} `]])
      await expect(open(file, secrets)).rejects.toMatchObject({ code: 'precondition' });
  });
});

it('the cost of a guess is the usual one unless said otherwise', async () => {
  const file = await seal(text(10));
  await expect(buffer(opened(inChunks(file, 100), [secret]))).rejects.toMatchObject({ code: 'precondition' });
});

describe('what was changed on the way is refused', () => {
  const spoilt: [string, (file: Buffer) => Buffer][] = [
    ['a byte of the content', (file) => flipped(file, headerOf(file) + 5)],
    ['a byte of the last tag', (file) => flipped(file, file.length - 1)],
    ['the end cut off within a piece', (file) => file.subarray(0, -5)],
    ['the last piece left out', (file) => file.subarray(0, headerOf(file) + 2 * sealedPiece)],
    ['everything but the first line left out', (file) => file.subarray(0, headerOf(file))],
    ['something behind the end', (file) => Buffer.concat([file, Buffer.from('x')])],
    ['two pieces swapped', swapped],
    [
      'a piece twice',
      (file) =>
        Buffer.concat([file.subarray(0, headerOf(file) + sealedPiece), file.subarray(headerOf(file))]),
    ],
    ['the first line', (file) => replaced(file, '"version":1,', '"version":1 ,')],
    ['another version', (file) => replaced(file, '"version":1', '"version":2')],
    ['a line that does not end', (file) => Buffer.concat([file.subarray(0, 40), Buffer.alloc(200_000, 65)])],
  ];
  it.each(spoilt)('%s', async (_, spoil) => {
    const file = await seal(text(2 * piece + 100));
    const before = Buffer.from(file);
    await expect(open(spoil(file))).rejects.toMatchObject({ name: 'Refusal', code: 'invalid' });
    expect((await open(before)).length).toBe(2 * piece + 100);
  });
});

it('what is not sealed is passed on as it is', async () => {
  for (const content of [
    Buffer.from([0x1f, 0x8b, 8, 0]),
    Buffer.from('{"format":"other"}\n'),
    Buffer.alloc(0),
  ])
    expect((await open(content)).equals(content)).toBe(true);
});

it('sealing holds a piece, not the file', async () => {
  let taken = 0;
  async function* endless() {
    for (;;) {
      taken += piece;
      yield Buffer.alloc(piece);
    }
  }
  const file = sealed(endless(), secret, cheap);
  for (let n = 0; n < 10; n += 1) await file.next();
  await file.return(undefined);
  expect(taken).toBeLessThanOrEqual(11 * piece);
});

function flipped(file: Buffer, at: number): Buffer {
  const copy = Buffer.from(file);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

function swapped(file: Buffer): Buffer {
  const at = headerOf(file);
  const [one, two] = [
    file.subarray(at, at + sealedPiece),
    file.subarray(at + sealedPiece, at + 2 * sealedPiece),
  ];
  return Buffer.concat([file.subarray(0, at), two, one, file.subarray(at + 2 * sealedPiece)]);
}

function replaced(file: Buffer, from: string, to: string): Buffer {
  const at = file.indexOf(from);
  return Buffer.concat([file.subarray(0, at), Buffer.from(to), file.subarray(at + from.length)]);
}
