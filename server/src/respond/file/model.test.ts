import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameFor, takeFile } from './model.ts';

const ascii = (text: string) => Buffer.from(text, 'latin1');
const secret = ascii('52.5200N 13.4050E by Ada');

function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, ascii(type), data, Buffer.alloc(4)]);
}
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const head = chunk('IHDR', Buffer.alloc(13));
const data = chunk('IDAT', Buffer.from([1, 2, 3]));
const plainPng = Buffer.concat([pngStart, head, data, chunk('IEND')]);
const toldPng = Buffer.concat([
  pngStart,
  head,
  chunk('tEXt', secret),
  chunk('eXIf', secret),
  data,
  chunk('zzZz', secret),
  chunk('IEND'),
  secret,
]);

function segment(marker: number, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
}
/** Little-endian EXIF with an orientation, and a text beside it. */
const exif = (side: number) =>
  Buffer.concat([
    ascii('Exif\0\0II*\0'),
    Buffer.from([8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, side, 0, 0, 0, 0, 0, 0, 0]),
    secret,
  ]);
const scan = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([9, 0xff, 0, 8, 0xff, 0xd0, 7]),
]);
const jpeg = (...notes: Buffer[]) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, ascii('JFIF\0')),
    ...notes,
    segment(0xdb, Buffer.from([1])),
    scan,
    segment(0xc4, Buffer.from([2])),
    scan,
    Buffer.from([0xff, 0xd9]),
  ]);

function webpChunk(type: string, body: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([ascii(type), size, body, Buffer.alloc(body.length % 2)]);
}
function webp(...chunks: Buffer[]): Buffer {
  const size = Buffer.alloc(4);
  const body = Buffer.concat(chunks);
  size.writeUInt32LE(body.length + 4);
  return Buffer.concat([ascii('RIFF'), size, ascii('WEBP'), body]);
}
const flags = (value: number) => webpChunk('VP8X', Buffer.from([value, 0, 0, 0, 1, 0, 0, 1, 0, 0]));
const drawn = webpChunk('VP8L', Buffer.from([5, 6, 7]));

const clean = (bytes: Uint8Array) => Buffer.from(takeFile('x', bytes).bytes);

describe('what a camera wrote into a picture is left out', () => {
  test('of a PNG', () => {
    expect(clean(toldPng)).toEqual(plainPng);
  });
  test('of a JPEG, with its comment, its preview and what follows it', () => {
    const told = jpeg(
      segment(0xe1, exif(1)),
      segment(0xfe, secret),
      segment(0xed, secret),
      segment(0xe2, secret),
    );
    expect(clean(Buffer.concat([told, secret]))).toEqual(jpeg());
  });
  test('but for which side is up', () => {
    const cleaned = clean(jpeg(segment(0xe1, exif(6))));
    expect(cleaned.includes(secret)).toBe(false);
    expect(clean(cleaned)).toEqual(cleaned);
    expect(cleaned.length).toBeGreaterThan(jpeg().length);
  });
  test('of a WebP', () => {
    const told = webp(flags(0x1c), drawn, webpChunk('EXIF', secret), webpChunk('XMP ', secret));
    expect(clean(Buffer.concat([told, secret]))).toEqual(webp(flags(0x10), drawn));
  });
});

test.each([
  ['a PNG without an end', plainPng.subarray(0, 40)],
  [
    'a PNG with a chunk longer than itself',
    Buffer.concat([pngStart, Buffer.from([0xff, 0xff, 0xff, 0xff]), head]),
  ],
  ['a JPEG that stops', jpeg().subarray(0, 30)],
  ['a WebP of nothing', webp()],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])],
  ['a text with U+0000', ascii('a\0b')],
])('%s is refused', (_, bytes) => {
  expect(() => takeFile('x.png', bytes)).toThrow(/PNG|broken/);
});

test('whatever is sent ends in one of two ways', () => {
  const starts = [pngStart, Buffer.from([0xff, 0xd8, 0xff]), ascii('RIFF\0\0\0\0WEBP'), Buffer.alloc(0)];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      const attempt = () => takeFile('x', Buffer.concat([start, rest])).type;
      try {
        expect(attempt()).toMatch(/^(image|text)\//);
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid' });
      }
    }),
  );
});

test.each([
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['C:\\logs\\app.log', 'text/plain', 'app.log'],
  ['con', 'text/plain', '_con.txt'],
  ['nul.png', 'image/png', '_nul.png'],
  ['invoice.pdf.exe', 'application/pdf', 'invoice.pdf.exe.pdf'],
  ['page.html', 'text/plain', 'page.html.txt'],
  ['chart.png', 'text/plain', 'chart.png.txt'],
  ['photo.JPG', 'image/jpeg', 'photo.jpg'],
  ['gnp.\u202Etxt.exe', 'text/plain', 'gnp.txt.exe.txt'],
  ['a"b\r\nc: d.txt', 'text/plain', 'a_bc_ d.txt'],
  ['...', 'text/plain', 'file.txt'],
  ['Größe.png', 'image/png', 'Größe.png'],
] as const)('%j of %s is called %j', (given, type, name) => {
  expect(nameFor(given, type)).toBe(name);
});

test('a name of 300 characters is cut', () => {
  expect(nameFor(`${'x'.repeat(300)}.png`, 'image/png')).toHaveLength(104);
});
