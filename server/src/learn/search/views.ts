import type { Found, search } from '@muster/contract/learn/search';
import type { z } from 'zod';
import { allServices } from '../../catalog/index.ts';
import type { Actor } from '../../platform/actor.ts';
import { fromCursor, pageOf, strangeCursor } from '../../platform/cursor.ts';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import {
  documentView,
  findIncident,
  hiddenIncidents,
  latestEntries,
  latestOfType,
} from '../../respond/index.ts';
import { findFollowUp } from '../followup/store.ts';
import { findRetrospective } from '../retrospective/store.ts';
import { plainTextOf } from '../retrospective/views.ts';
import { asked, piecesOf, questionOf, shortest, snippetOf, textToFind, wordsIn } from './model.ts';
import {
  type Due,
  type FoundRow,
  findTexts,
  type Place,
  type Text,
  type Wanted,
  wordsLike,
} from './store.ts';

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
  if (Number.isNaN(Date.parse(at))) throw strangeCursor();
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
    kind: 'service' as const,
    subject: name,
    ref: name,
    title: name,
    services: [name],
    at: null,
    snippet: team === null ? [] : [{ text: team, hit: false }],
  }));
}

/** Of one kind in one record. */
const mostLines = 10_000;

/** What is written in one record now, in the pieces in which it is kept. */
export function textsOf(db: Query, { kind, subject }: Due): Promise<Text[]> {
  if (kind === 'incident') return incidentTexts(db, subject);
  if (kind === 'incidents-after') return Promise.resolve([]);
  return kind === 'retrospective' ? retrospectiveTexts(db, subject) : followUpTexts(db, subject);
}

async function incidentTexts(db: Query, id: string): Promise<Text[]> {
  const state = await findIncident(db, id);
  if (!state) return [];
  const about = {
    subject: id,
    ref: state.ref,
    incident: id,
    title: state.title,
    services: state.services,
    at: state.declaredAt,
    open: !state.private,
  };
  const [entries, news, written] = await Promise.all([
    latestEntries(db, id, { before: null, limit: mostLines, kind: null }),
    latestOfType(db, id, 'updatePublished', mostLines),
    documentView(db, id, { at: null, template: '' }),
  ]);
  const lines = entries.filter((one) => one.state !== 'retracted').map((one) => one.text);
  return [
    ...textsIn({ ...about, kind: 'incident' }, [state.summary || ' ']),
    ...textsIn({ ...about, kind: 'log' }, lines.toReversed()),
    ...textsIn({ ...about, kind: 'update' }, news.map((one) => one.data.text).toReversed()),
    ...textsIn({ ...about, kind: 'document' }, [written.text]),
  ];
}

async function retrospectiveTexts(db: Query, id: string): Promise<Text[]> {
  const one = await findRetrospective(db, id);
  if (!one) return [];
  const about = {
    kind: 'retrospective' as const,
    subject: id,
    ref: one.ref ?? '',
    incident: one.incident,
    title: one.title,
    services: one.services,
    at: wireTime(one.createdAt),
    open: await isOpen(db, one.incident),
  };
  return textsIn(about, (await plainTextOf(db, id)).split('\n'));
}

async function followUpTexts(db: Query, id: string): Promise<Text[]> {
  const one = await findFollowUp(db, id);
  if (!one) return [];
  const { ref, incident, title, services, note, deliverable } = one;
  const about = { kind: 'follow-up' as const, subject: id, ref, incident, title, services };
  const open = await isOpen(db, incident);
  return textsIn({ ...about, open, at: wireTime(one.createdAt) }, [`${note}\n${deliverable}`]);
}

async function isOpen(db: Query, incident: string | null): Promise<boolean> {
  return incident === null || (await findIncident(db, incident))?.private === false;
}

type About = Omit<Text, 'part' | 'body' | 'titleWords' | 'bodyWords'>;

/** The title stands with the first piece of an incident alone: it is not found once for each thing that belongs to it. */
function textsIn(about: About, lines: readonly string[]): Text[] {
  const pieces = piecesOf(lines);
  const whole = about.kind === 'incident' && pieces.length === 0 ? [''] : pieces;
  const isOwn = about.kind === 'incident' || about.kind === 'retrospective' || about.kind === 'follow-up';
  const named = isOwn ? [''] : [];
  return (whole.length === 0 ? named : whole).map((body, part) => ({
    ...about,
    part,
    body,
    titleWords: isOwn && part === 0 ? textToFind(`${about.ref} ${about.title}`) : '',
    bodyWords: textToFind(body),
  }));
}
