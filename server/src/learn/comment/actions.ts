import * as endpoints from '@muster/contract/learn/parts';
import type { Comment } from '@muster/contract/learn/retrospectives';
import { z } from 'zod';
import { findPerson } from '../../catalog/index.ts';
import { inWorkingHours, tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { findIncident, insidersOf, subjectOf } from '../../respond/index.ts';
import { findReportOfFactor } from '../factor/store.ts';
import { changing, openOne, tell } from '../retrospective/actions.ts';
import { pathOf, type Stored } from '../retrospective/model.ts';
import { findRow } from '../timeline/store.ts';
import { commentsOf, deleteComment, insertComment } from './store.ts';

/** So many nobody reads. */
const mostComments = 1_000;

/**
 * Says something beside the report. Praise reaches whom it is for and who leads them, in the words of whoever wrote it
 * (P44); both when they work, for a kind word wakes nobody.
 */
export const addComment = action(
  {
    name: 'learn.addComment',
    who: 'responder',
    input: z.strictObject({ id: z.string(), ...endpoints.addComment.body.shape }),
  },
  async (act, { id, text, about, praise, lead }): Promise<Comment> => {
    const one = await openOne(act, id);
    if (about !== '') await refuseElsewhere(act, id, about);
    if (lead !== undefined && (praise === undefined || lead === praise))
      throw wrong('/lead', 'Name somebody else than whom you thank.');
    if ((await commentsOf(act.tx, id)).length >= mostComments)
      throw new Refusal('limit', `There are ${mostComments} comments. Take some of yours back first.`);
    const made: Comment = {
      id: act.newId(),
      kind: praise === undefined ? 'comment' : 'praise',
      about,
      text,
      person: praise ?? null,
      lead: lead ?? null,
      at: wireTime(act.now),
      by: actorName(act.caller.actor),
    };
    await insertComment(act.tx, id, made);
    if (praise !== undefined) await sendPraise(act, one, { person: praise, praise, text });
    if (praise !== undefined && lead !== undefined)
      await sendPraise(act, one, { person: lead, praise, text });
    await tell(act, one);
    return made;
  },
);

async function sendPraise(
  act: Act,
  one: Stored,
  { person, praise, text }: { person: string; praise: string; text: string },
): Promise<void> {
  const found = await findPerson(act.tx, person);
  const incident = one.incident === null ? undefined : await findIncident(act.tx, one.incident);
  // Whoever is outside of a private incident does not learn of it by being thanked.
  const mayKnow = incident === undefined || !incident.private || insidersOf(incident).includes(person);
  if (!found || !mayKnow)
    throw wrong(person === praise ? '/praise' : '/lead', `There is nobody with the name ${person} here.`);
  const thanked = await findPerson(act.tx, praise);
  const what = person === praise ? 'somebody thanks you' : `somebody thanks ${thanked?.fullName ?? praise}`;
  await tellPerson(act, {
    person,
    write: ({ url }) => ({
      subject: incident ? subjectOf(incident, what) : `${one.title}: ${what}`,
      paragraphs: incident?.private ? [] : [`${actorName(act.caller.actor)} wrote: ${text}`],
      link: { label: 'Open the retrospective', url: `${url}${pathOf(one)}` },
    }),
    dueAt: (timeZone) => inWorkingHours(act.now, timeZone),
    expiresAt: act.now.add({ hours: 168 }),
    byLetterOnly: true,
  });
}

/** A comment about a row or a factor is about one of this report. */
async function refuseElsewhere(act: Act, id: string, about: string): Promise<void> {
  const isRow = isId(about) && (await findRow(act.tx, id, about)) !== undefined;
  const isFactor = isId(about) && (await findReportOfFactor(act.tx, about))?.retrospective === id;
  if (!isRow && !isFactor) throw wrong('/about', 'It is about nothing that stands in this report.');
}

export const removeComment = action(
  { name: 'learn.removeComment', who: 'responder', input: endpoints.removeComment.params },
  async (act, { id, comment }) => {
    const one = await openOne(act, id);
    const by = actorName(act.caller.actor);
    if (!isId(comment) || (await deleteComment(act.tx, id, { id: comment, by })) === 0)
      throw notFound('comment of yours');
    await tell(act, one);
  },
);

/** Enough for every hint of a long report. */
const mostDismissed = 2_000;

/** Remembered for everybody, so that nobody is asked twice; by nobody's name. */
export const dismissHint = action(
  {
    name: 'learn.dismissHint',
    who: 'responder',
    input: z.strictObject({ id: z.string(), ...endpoints.dismissHint.body.shape }),
  },
  async (act, { id, mark, dismissed }): Promise<{ dismissed: string[] }> => {
    const all: { dismissed: string[] } = { dismissed: [] };
    await changing(act, id, (before) => {
      const others = before.dismissed.filter((one) => one !== mark);
      all.dismissed = (dismissed ? [...others, mark] : others).slice(-mostDismissed);
      return { ...before, dismissed: all.dismissed };
    });
    return all;
  },
);
