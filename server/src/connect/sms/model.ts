/**
 * A notification as a text message: at most two parts, so that it comes at once and in order. It says the service, the
 * title, where to acknowledge, and the code to answer with; the title is what gives way. In GSM-7 a part of two has 153
 * units, in UCS-2 it has 67; one character that GSM-7 lacks makes all of it UCS-2 (3GPP TS 23.038).
 */
import type { PageMessage } from '../../oncall/index.ts';
import type { Delivery } from '../../platform/delivery/model.ts';
import { oneLine } from '../notification/model.ts';

const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extended = '^{}\\[~]|€';
const units = new Map([
  ...[...basic].map((c) => [c, 1] as const),
  ...[...extended].map((c) => [c, 2] as const),
]);

/** Written otherwise in GSM-7 and read the same. */
const plainer: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '·': '-',
  '→': '->',
};

export interface Sized {
  alphabet: 'gsm7' | 'ucs2';
  parts: number;
}

/** How many parts a text takes. */
export function sizeOf(text: string): Sized {
  const gsm = gsmUnits(text);
  if (gsm !== undefined) return { alphabet: 'gsm7', parts: gsm <= 160 ? 1 : Math.ceil(gsm / 153) };
  return { alphabet: 'ucs2', parts: text.length <= 70 ? 1 : Math.ceil(text.length / 67) };
}

/** `code` is left out of what nobody can answer. */
export function smsText(
  { maybeDuplicate }: Pick<Delivery, 'maybeDuplicate'>,
  { page, note }: PageMessage,
  { link, code }: { link: string; code: string | null },
): string {
  const again = maybeDuplicate ? '(may be a duplicate) ' : '';
  const end = note ? '' : ` ${link}${code === null ? '' : ` Reply ${code} to acknowledge`}`;
  const service = page.service === null ? '' : `${oneLine(page.service, 64)}: `;
  const about = note ? oneLine(note.text, 300) : oneLine(page.title, 300) || 'A page without a title';
  const written = `${again}${simpler(service + about)}`;
  return fitted(written, end);
}

/** The longest beginning that fits into two parts together with the end. */
function fitted(start: string, end: string): string {
  const whole = start + end;
  if (sizeOf(whole).parts <= 2) return whole;
  const characters = [...start];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sizeOf(cut(characters, middle) + end).parts <= 2) low = middle;
    else high = middle - 1;
  }
  return cut(characters, low) + end;
}

function cut(characters: readonly string[], length: number): string {
  return `${characters.slice(0, length).join('').trimEnd()}...`;
}

/** Without what GSM-7 lacks, as long as it can still be read: typographic signs, and accents over letters it has. */
function simpler(text: string): string {
  return [...text]
    .map((character) => {
      if (units.has(character)) return character;
      const plain = plainer[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
      return plain !== '' && gsmUnits(plain) !== undefined ? plain : character;
    })
    .join('');
}

function gsmUnits(text: string): number | undefined {
  let sum = 0;
  for (const character of text) {
    const count = units.get(character);
    if (count === undefined) return undefined;
    sum += count;
  }
  return sum;
}

/** What somebody answered. */
export type Reply = { kind: 'code'; code: string } | { kind: 'word' } | { kind: 'other' };

/** "4821", "ack 4821", "ack", "1", "ok": in any case, with whatever signs around it. */
export function readReply(text: string): Reply {
  const said = oneLine(text, 200)
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, ' ')
    .trim();
  const code = /^(?:(?:ack|acknowledge|reply|ok) +)?(\d{4})$/.exec(said)?.[1];
  if (code !== undefined) return { kind: 'code', code };
  return /^(?:ack|acknowledge|acknowledged|1|ok|yes)$/.test(said) ? { kind: 'word' } : { kind: 'other' };
}
