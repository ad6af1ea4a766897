/** The filters that directories send: one comparison with `eq`, or some of them with `and`. */
import { isStorable } from '../../platform/storable.ts';
import { ScimRefusal } from './model.ts';

export interface Comparison {
  /** In lower case: names of attributes are compared without regard to it (RFC 7643, 2.1). */
  attribute: string;
  value: string;
}

const longest = 1_000;
const one =
  /^\s*([\w$:.-]+(?:\[[^\]"]*"[^"]*"\](?:\.\w+)?)?)\s+(eq)\s+("(?:[^"\\]|\\.)*"|true|false|-?\d+(?:\.\d+)?)\s*/i;

/** Reads a filter over these attributes, given in lower case; none is an empty list. Throws ScimRefusal. */
export function readFilter(text: string | null, allowed: readonly string[]): Comparison[] {
  if (text === null || text.trim() === '') return [];
  const found: Comparison[] = [];
  let rest = text.slice(0, longest);
  for (;;) {
    const match = one.exec(rest);
    if (!match || text.length > longest) throw cannot(allowed);
    const attribute = bare(match[1] ?? '');
    if (!allowed.includes(attribute)) throw cannot(allowed);
    found.push({ attribute, value: unquoted(match[3] ?? '') });
    rest = rest.slice(match[0].length);
    if (rest === '') return found;
    const and = /^and\s+/i.exec(rest);
    if (!and) throw cannot(allowed);
    rest = rest.slice(and[0].length);
  }
}

/** Without the schema in front, and whatever of a user's addresses is meant: there is one. */
function bare(attribute: string): string {
  const lower = attribute.toLowerCase().replace(/^urn:[\w:.]*:/, '');
  return /^emails(\[.*\])?(\.value)?$/.test(lower) ? 'emails' : lower;
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text.toLowerCase();
  try {
    const value = String(JSON.parse(text));
    // Written as an escape it has passed whoever looked at the address.
    if (isStorable(value)) return value;
  } catch {
    // As below.
  }
  throw new ScimRefusal(400, 'A text of the filter cannot be read.', 'invalidFilter');
}

function cannot(allowed: readonly string[]): ScimRefusal {
  return new ScimRefusal(
    400,
    `A filter compares one of ${allowed.join(', ')} by "eq", or several with "and".`,
    'invalidFilter',
  );
}
