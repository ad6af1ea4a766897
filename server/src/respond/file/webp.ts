/** What a WebP is drawn from; EXIF, XMP and chunks that nobody knows are left out. */
const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** In VP8X: that EXIF (8) and XMP (4) follow. */
const withNotes = 0x0c;

/** Null for what is broken. */
export function cleanWebp(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const total = Math.min(bytes.length, view.getUint32(4, true) + 8);
  const parts: Uint8Array[] = [];
  let at = 12;
  while (at + 8 <= total) {
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    const next = at + 8 + size + (size % 2);
    if (at + 8 + size > total) return null;
    if (kept.has(type))
      parts.push(type === 'VP8X' ? withoutNotes(bytes.slice(at, next)) : bytes.subarray(at, next));
    at = next;
  }
  if (parts.length === 0) return null;
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  head.write('WEBP', 8, 'latin1');
  return Buffer.concat([head, body]);
}

function withoutNotes(chunk: Uint8Array): Uint8Array {
  chunk[8] = (chunk[8] ?? 0) & ~withNotes;
  return chunk;
}
