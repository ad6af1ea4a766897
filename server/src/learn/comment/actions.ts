import * as endpoints from '@muster/contract/learn/parts';
import type { Comment } from '@muster/contract/learn/retrospectives';
import { z } from 'zod';
import { findPerson } from '../../catalog/index.ts';
import { tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { isId } from '../../platform/ids.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { findIncident, insidersOf, subjectOf } from '../../respond/index.ts';
import { changing, openOne, tell } from '../retrospective/actions.ts';
import { pathOf, type Stored } from '../retrospective/model.ts';
import { commentsOf, deleteComment, insertComment } from './store.ts';

/** So many nobody reads. */
const mostComments = 1_000;

/** Says something beside the report. Praise reaches whom it is for, in the words of whoever wrote it (P44). */
export const addComment = action(
  {
    name: 'learn.addComment',
    who: 'responder',
    input: z.strictObject({ id: z.string(), ...endpoints.addComment.body.shape }),
  },
  async (act, { id, text, about, praise }): Promise<Comment> => {
    const one = await openOne(act, id);
    if ((await commentsOf(act.tx, id)).length >= mostComments)
      throw new Refusal('limit', `There are ${mostComments} comments. Take some of yours back first.`);
    const made: Comment = {
      ...{ id: act.newId(), kind: praise === undefined ? 'comment' : 'praise', about, text },
      ...{ person: praise ?? null, at: wireTime(act.now), by: actorName(act.caller.actor) },
    };
    await insertComment(act.tx, id, made);
    if (praise !== undefined) await sendPraise(act, one, { person: praise, text });
    await tell(act, one);
    return made;
  },
);

async function sendPraise(
  act: Act,
  one: Stored,
  { person, text }: { person: string; text: string },
): Promise<void> {
  const found = await findPerson(act.tx, person);
  const incident = one.incident === null ? undefined : await findIncident(act.tx, one.incident);
  // Whoever is outside of a private incident does not learn of it by being thanked.
  const mayKnow = incident === undefined || !incident.private || insidersOf(incident).includes(person);
  if (!found || !mayKnow) throw wrong('/praise', `There is nobody with the name ${person} here.`);
  const what = 'somebody thanks you';
  await tellPerson(act, {
    person,
    write: ({ url }) => ({
      subject: incident ? subjectOf(incident, what) : `${one.title}: ${what}`,
      paragraphs: incident?.private ? [] : [`${actorName(act.caller.actor)} wrote: ${text}`],
      link: { label: 'Open the retrospective', url: `${url}${pathOf(one)}` },
    }),
    expiresAt: act.now.add({ hours: 72 }),
    byLetterOnly: true,
  });
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
