/** Fields of form-encoded and multipart bodies and of query strings. */

import { storable } from './body.ts';

/** Names to all their values, in order. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** More fields than any form has are not looked at: half a million empty ones would take seconds. */
const FIELDS_READ = 1_000;

export function urlEncodedFields(text: string): Fields {
  const fields = new Map<string, string[]>();
  const read = text.split('&', FIELDS_READ).join('&');
  for (const [name, value] of new URLSearchParams(read)) add(fields, storable(name), storable(value));
  return fields;
}

/** null if the body does not end as a multipart body must: half a form is no form. Files are passed over. */
export function multipartFields(text: string, contentType: string): Fields | null {
  const match = /boundary=(?:"([^"]{1,100})"|([^\s;]{1,100}))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return null;
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (parts.length < 2 || !/^--\s*$/.test(parts.at(-1) ?? '')) return null;
  const fields = new Map<string, string[]>();
  for (const part of parts.slice(1, -1)) {
    const blankLine = part.indexOf('\r\n\r\n');
    if (blankLine < 0) return null;
    const head = part.slice(0, blankLine);
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
    if (name !== undefined && !/;\s*filename\*?=/i.test(head)) add(fields, name, part.slice(blankLine + 4));
  }
  return fields;
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const values = fields.get(name);
  if (values === undefined) fields.set(name, [value]);
  else values.push(value);
}
