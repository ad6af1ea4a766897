import { pageAcknowledged } from '@muster/contract/oncall/events';
import { cut } from '@muster/contract/platform/cut';
import type { DomainEvent } from '@muster/contract/platform/event';
import { refusePrompt as endpoint } from '@muster/contract/respond/prompts';
import { z } from 'zod';
import { pageView, tellPerson } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { hasIncident } from '../stream/store.ts';
import { focusedMinutes, isAsked } from './model.ts';
import { claimDue, nextPromptDue, plan, saveAsked, saveRefused } from './store.ts';

export const promptSweep = 'respond.watchPrompts';

/** From the moment that somebody has a page, the hour runs. */
export async function followPages(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const { payload } of events.filter(pageAcknowledged.is)) {
    const page = await pageView(act.tx, payload.page);
    if (page?.kind !== 'page' || page.state === 'resolved' || page.acknowledgedAt === null) continue;
    const { acknowledgedAt } = page;
    const dueAt = Temporal.Instant.from(acknowledgedAt).add({ minutes: focusedMinutes });
    await plan(act.tx, page.id, { acknowledgedAt, dueAt });
    act.poke(promptSweep, dueAt);
  }
}

/** Asks whoever has had a page for an hour whether it is an incident. Answers how many were looked at. */
export async function watchPrompts(act: Act): Promise<number> {
  const pages = await claimDue(act.tx, act.now);
  for (const id of pages) await ask(act, id);
  return pages.length;
}

async function ask(act: Act, id: string): Promise<void> {
  const page = await pageView(act.tx, id);
  const isLinked = await hasIncident(act.tx, id);
  const asks = page !== undefined && isAsked({ ...page, isLinked });
  await saveAsked(act.tx, id, asks ? act.now : null);
  if (!asks) return;
  act.record(`page:${id}`, { asked: 'declare' });
  act.hint('pages', `page:${id}`);
  if (page.owner === null) return;
  await tellPerson(act, {
    person: page.owner,
    write: ({ url }) => ({
      subject: cut(`Is it an incident? ${page.title}`, 200),
      paragraphs: [
        'You have had this page for an hour. If another team is needed, or customers see it, or it goes on: declare an incident, and others can help.',
        'If not, say why on the page. It is not asked again.',
      ],
      link: { label: 'Open the page', url: `${url}/pages/${id}` },
    }),
    expiresAt: act.now.add({ hours: 2 }),
  });
}

/** It needs no incident, and why: on record, and not asked again. */
export const refusePrompt = action(
  {
    name: 'respond.refusePrompt',
    who: 'responder',
    input: z.strictObject({ ...endpoint.params.shape, ...endpoint.body.shape }),
  },
  async (act, { id, reason }) => {
    const page = await pageView(act.tx, id);
    if (!page) throw notFound('page');
    if (page.state === 'resolved') throw new Refusal('conflict', 'This page is over.');
    const by = actorName(act.caller.actor);
    await saveRefused(act.tx, id, { at: act.now, by, reason });
    act.record(`page:${id}`, { declare: 'refused', reason });
    act.hint('pages', `page:${id}`);
  },
);

export function nextPromptAt(db: Query): Promise<Temporal.Instant | null> {
  return nextPromptDue(db);
}
