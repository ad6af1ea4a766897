/**
 * How long a text message is. In GSM-7 a part of several has 153 units, in UCS-2 it has 67; one character that GSM-7
 * lacks makes all of it UCS-2 (3GPP TS 23.038). Shared, so that a screen shows what the sender will do.
 */

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

/** The longest beginning that fits into so many parts together with the end. */
export function fitted(start: string, end: string, parts = 2): string {
  const whole = start + end;
  if (sizeOf(whole).parts <= parts) return whole;
  const characters = [...start];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sizeOf(cut(characters, middle) + end).parts <= parts) low = middle;
    else high = middle - 1;
  }
  return cut(characters, low) + end;
}

/** Without what GSM-7 lacks, as long as it can still be read: typographic signs, and accents over letters it has. */
export function simpler(text: string): string {
  return [...text]
    .map((character) => {
      if (units.has(character)) return character;
      const plain = plainer[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
      return plain !== '' && gsmUnits(plain) !== undefined ? plain : character;
    })
    .join('');
}

function cut(characters: readonly string[], length: number): string {
  return `${characters.slice(0, length).join('').trimEnd()}...`;
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
