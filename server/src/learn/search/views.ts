import type { Found, search } from '@muster/contract/learn/search';
import type { z } from 'zod';
import { allServices } from '../../catalog/index.ts';
import type { Actor } from '../../platform/actor.ts';
import { fromCursor, pageOf } from '../../platform/cursor.ts';
import type { Query } from '../../platform/db.ts';
import { wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { hiddenIncidents } from '../../respond/index.ts';
import { asked, questionOf, shortest, snippetOf, textToFind, wordsIn } from './model.ts';
import { type FoundRow, findTexts, type Place, type Wanted, wordsLike } from './store.ts';

type Asked = z.output<(typeof search)['query']>;

/** What has all of these words, with a slip of the keyboard allowed for; nothing where there is none to look for. */
export async function searchView(
  db: Query,
  actor: Actor,
  given: Asked,
): Promise<{ items: Found[]; nextCursor: string | null }> {
  const words = asked(given.q);
  const after = placeIn(given.cursor);
  if (words.length === 0) return { items: [], nextCursor: null };
  const services = after === null ? await servicesLike(db, words, given) : [];
  if (given.kind === 'service') return { items: services, nextCursor: null };
  const alike = await wordsLike(
    db,
    words.filter((one) => one.length >= shortest.alike),
  );
  const wanted: Wanted = {
    question: questionOf(words, alike, 'anywhere'),
    inTitles: questionOf(words, alike, 'title'),
    kind: given.kind ?? null,
    service: given.service ?? null,
    from: given.from ?? null,
    until: given.until ?? null,
    hidden: await hiddenIncidents(db, actor),
  };
  const rows = await findTexts(db, wanted, after, given.limit + 1);
  const { items, nextCursor } = pageOf(rows, given.limit, (one) => [
    String(one.inTitle),
    wireTime(one.at),
    one.key,
  ]);
  const marked = words.flatMap((one) => [one, ...(alike.get(one) ?? [])]);
  return { items: [...services, ...items.map((one) => foundOf(one, marked))], nextCursor };
}

function placeIn(cursor: string | undefined): Place | null {
  const keys = fromCursor(cursor, 3);
  if (keys === null) return null;
  const [inTitle = '', at = '', key = ''] = keys;
  if (Number.isNaN(Date.parse(at))) throw wrong('/cursor', 'This cursor is not one of ours.');
  return { inTitle: inTitle === 'true', at, key };
}

function foundOf(
  { kind, subject, ref, title, body, services, at }: FoundRow,
  words: readonly string[],
): Found {
  const snippet = snippetOf(body, words);
  return { kind, subject, ref, title, services, at: wireTime(at), snippet };
}

/** Services are few, and found by their names as they stand. */
async function servicesLike(db: Query, words: readonly string[], given: Asked): Promise<Found[]> {
  const isAsked = given.kind === undefined || given.kind === 'service';
  if (!isAsked || given.service || given.from || given.until) return [];
  const found = (await allServices(db)).filter(({ name }) => {
    const own = wordsIn(name);
    return words.every((one) => own.some((word) => word.startsWith(one)) || textToFind(name) === one);
  });
  return found.slice(0, given.limit).map(({ name, team }) => ({
    ...{ kind: 'service' as const, subject: name, ref: name, title: name, services: [name], at: null },
    snippet: team === null ? [] : [{ text: team, hit: false }],
  }));
}
