import { followUpChanged } from '@muster/contract/learn/followups';
import { retrospectiveChanged } from '@muster/contract/learn/news';
import type { DomainEvent } from '@muster/contract/platform/event';
import { incidentChanged, incidentsImported } from '@muster/contract/respond/news';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { documentView, findIncident, latestEntries, latestOfType } from '../../respond/index.ts';
import { findFollowUp } from '../followup/store.ts';
import { findRetrospective } from '../retrospective/store.ts';
import { plainTextOf } from '../retrospective/views.ts';
import { piecesOf, textToFind } from './model.ts';
import { type Due, noteDue, replaceTexts, type Text, takeDue } from './store.ts';

export const indexSweep = 'learn.indexTexts';
export const followed = [incidentChanged, incidentsImported, retrospectiveChanged, followUpChanged] as const;

/** What changes again and again is looked at once in so many seconds. */
const lookedAtWithin = 5;
const lotSize = 25;
const mostLines = 10_000;

/** After a change: what it is about is read again, in its own time. */
export async function followTexts(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const due = events.flatMap(subjectsOf);
  const at = act.now.add({ seconds: lookedAtWithin });
  noteDue(act.tx, due, at);
  act.poke(indexSweep, at);
}

function subjectsOf(event: DomainEvent): Due[] {
  if (incidentsImported.is(event))
    return event.payload.incidents.map((subject) => ({ kind: 'incident', subject }));
  if (retrospectiveChanged.is(event)) return [{ kind: 'retrospective', subject: event.subject }];
  if (followUpChanged.is(event)) return [{ kind: 'follow-up', subject: event.subject }];
  return [{ kind: 'incident', subject: event.subject }];
}

/** Reads again what changed. Answers how many there were. */
export async function indexTexts(act: Act): Promise<number> {
  const due = await takeDue(act.tx, act.now, lotSize);
  const texts: Text[] = [];
  for (const one of due) texts.push(...(await textsOf(act.tx, one)));
  if (due.length > 0)
    await replaceTexts(
      act.tx,
      due.map((one) => one.subject),
      texts,
    );
  return due.length;
}

function textsOf(db: Query, { kind, subject }: Due): Promise<Text[]> {
  if (kind === 'incident') return incidentTexts(db, subject);
  return kind === 'retrospective' ? retrospectiveTexts(db, subject) : followUpTexts(db, subject);
}

async function incidentTexts(db: Query, id: string): Promise<Text[]> {
  const state = await findIncident(db, id);
  if (!state) return [];
  const about = {
    ...{ subject: id, ref: state.ref, incident: id, title: state.title, services: state.services },
    ...{ at: state.declaredAt, open: !state.private },
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
    ...{ kind: 'retrospective' as const, subject: id, ref: one.ref ?? '', incident: one.incident },
    ...{ title: one.title, services: one.services, at: wireTime(one.createdAt) },
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
    ...{ part, body },
    titleWords: isOwn && part === 0 ? textToFind(`${about.ref} ${about.title}`) : '',
    bodyWords: textToFind(body),
  }));
}
