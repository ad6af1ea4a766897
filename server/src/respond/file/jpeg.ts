/**
 * A JPEG without its notes: of the application parts only those that say how to draw it stay (JFIF, colour profile,
 * Adobe's colour transform), and of EXIF only which side is up.
 */
const start = 0xd8;
const end = 0xd9;
const scan = 0xda;
const comment = 0xfe;
const exif = 0xe1;
/** JFIF, ICC profile, Adobe. */
const keptApplication = [0xe0, 0xe2, 0xee];

/** Null for what is broken. */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, start)];
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return null;
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined || marker === 0 || marker === start) return null;
    if (marker === end) return Buffer.concat([...parts, Uint8Array.of(0xff, end)]);
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return null;
    parts.push(keptOf(marker, bytes.subarray(at, next)));
    at = next;
    if (marker !== scan) continue;
    const over = endOfScan(bytes, at);
    if (over === null) return null;
    parts.push(bytes.subarray(at, over));
    at = over;
  }
}

function keptOf(marker: number, part: Uint8Array): Uint8Array {
  if (marker === exif) return uprightOnly(part);
  if (marker === comment) return new Uint8Array();
  const isApplication = marker >= 0xe0 && marker <= 0xef;
  if (!isApplication) return part;
  const isPreview = marker === 0xe2 && !says(part, 4, 'ICC_PROFILE\0');
  return keptApplication.includes(marker) && !isPreview ? part : new Uint8Array();
}

/** The picture's own bytes: an FF in them is followed by 00, or by the number of a restart. */
function endOfScan(bytes: Uint8Array, from: number): number | null {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, next === 0xff ? at + 1 : at + 2);
  }
  return null;
}

/** EXIF with the orientation and nothing else; nothing where the picture stands upright. */
function uprightOnly(part: Uint8Array): Uint8Array {
  const side = orientationOf(part);
  if (side === null || side === 1) return new Uint8Array();
  const big = [
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    side,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...big];
  return Uint8Array.of(0xff, exif, 0, body.length + 2, ...body);
}

function orientationOf(part: Uint8Array): number | null {
  if (!says(part, 4, 'Exif\0\0')) return null;
  const tiff = part.subarray(10);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 8) return null;
  const little = tiff[0] === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return null;
  const count = view.getUint16(directory, little);
  for (let i = 0, at = directory + 2; i < count && at + 12 <= tiff.length; i += 1, at += 12) {
    if (view.getUint16(at, little) !== 0x0112) continue;
    const side = view.getUint16(at + 8, little);
    return side >= 1 && side <= 8 ? side : null;
  }
  return null;
}

function says(bytes: Uint8Array, at: number, text: string): boolean {
  return [...text].every((one, i) => bytes[at + i] === one.charCodeAt(0));
}
