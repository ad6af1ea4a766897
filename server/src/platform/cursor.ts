import { isId } from './ids.ts';
import { Refusal } from './refusal.ts';
import { isStorable } from './storable.ts';

/** A place in a list, as an opaque text: the sort keys of the last item shown. */
export function toCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** The sort keys of a cursor that `toCursor` made; anything else is refused. */
export function fromCursor(cursor: string | undefined, keys: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === keys && parsed.every(isStorableText)) return parsed;
  } catch {
    // What cannot be read is refused below, in the same words as what has the wrong shape.
  }
  throw strangeCursor();
}

/** For lists that are sorted by id: the id of a cursor that `toCursor` made. */
export function fromIdCursor(cursor: string | undefined): string | null {
  const id = fromCursor(cursor, 1)?.[0];
  if (id === undefined) return null;
  if (!isId(id)) throw strangeCursor();
  return id;
}

function isStorableText(value: unknown): value is string {
  return typeof value === 'string' && isStorable(value);
}

/** For lists that look closer at the keys: a cursor of the right shape whose keys are none of theirs. */
export function strangeCursor(): Refusal {
  return new Refusal('invalid', 'This cursor is not one of ours.', [
    { pointer: '/cursor', message: 'is not valid' },
  ]);
}

/** Cuts the one item too many that a list query asks for, and makes the cursor from the last one that stays. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keysOf: (row: T) => string[],
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? toCursor(keysOf(last)) : null };
}
