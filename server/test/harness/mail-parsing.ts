// Just enough of MIME to read the mails that Muster writes: unfolded headers, encoded words, and the text and
// HTML parts.

export interface Mail {
  from: string;
  to: string[];
  /** By lower-case name; a name that stands twice has two values. */
  headers: Map<string, string[]>;
  subject: string;
  text: string;
  html: string;
  /** As it came over the wire. */
  raw: string;
}

interface Envelope {
  mailFrom: { address: string } | false;
  rcptTo: { address: string }[];
}

/** Reads a mail that was received byte for byte (Latin-1, so that no byte is lost). */
export function parseMail(raw: string, envelope: Envelope): Mail {
  const { headers, parts } = parsePart(raw);
  const bodyOf = (type: string) => parts.find((part) => part.type.startsWith(type))?.body ?? '';
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    headers,
    subject: headers.get('subject')?.[0] ?? '',
    text: bodyOf('text/plain'),
    html: bodyOf('text/html'),
    raw,
  };
}

interface Part {
  type: string;
  body: string;
}

function parsePart(raw: string): { headers: Map<string, string[]>; parts: Part[] } {
  const end = raw.indexOf('\r\n\r\n');
  const headers = parseHeaders(end < 0 ? raw : raw.slice(0, end));
  const body = end < 0 ? '' : raw.slice(end + 4);
  const type = headers.get('content-type')?.[0] ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (!boundary) {
    return { headers, parts: [{ type, body: decoded(body, headers.get('content-transfer-encoding')?.[0]) }] };
  }
  const pieces = body.split(`--${boundary}`).slice(1, -1);
  return { headers, parts: pieces.flatMap((piece) => parsePart(piece.replace(/^\r\n|\r\n$/g, '')).parts) };
}

function parseHeaders(block: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const line of block.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    const known = headers.get(name.toLowerCase()) ?? [];
    headers.set(name.toLowerCase(), [...known, withoutEncodedWords(value)]);
  }
  return headers;
}

function withoutEncodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b' ? fromBase64(text) : fromQuotedPrintable(text.replaceAll('_', ' ')),
    );
}

function decoded(body: string, encoding = '7bit'): string {
  if (encoding === 'base64') return fromBase64(body);
  return encoding === 'quoted-printable'
    ? fromQuotedPrintable(body.replace(/=\r\n/g, ''))
    : Buffer.from(body, 'latin1').toString('utf8');
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

function fromQuotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
