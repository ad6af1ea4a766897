import { retrospectiveChanged } from '@muster/contract/learn/news';
import { putRunbookStep } from '@muster/contract/learn/reports';
import type { DomainEvent } from '@muster/contract/platform/event';
import { z } from 'zod';
import { findPerson, type Letter, sendLetter } from '../../catalog/index.ts';
import { followersOf, unsubscribeUrl } from '../../inform/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName, anyone, isInside } from '../../platform/actor.ts';
import { mayRead } from '../author/store.ts';
import { noteAbout } from '../retrospective/actions.ts';
import { type Stored, topicOf } from '../retrospective/model.ts';
import { findRetrospective } from '../retrospective/store.ts';
import { countReader, saveRunbook, seenPublished } from './store.ts';

/** Counts a person once. Machines are no readers. */
export const readReport = action(
  { name: 'learn.readReport', who: 'reader', input: z.strictObject({ id: z.string() }) },
  async (act, { id }): Promise<void> => {
    const { actor } = act.caller;
    const one = await seenPublished(act.tx, id, actor);
    if (actor.kind !== 'person') return;
    const isNew = await countReader(act.tx, { retrospective: id, person: actor.name, at: act.now });
    if (isNew) await noteAbout(act, one, { topics: [topicOf(one)], detail: null });
  },
);

export const putRunbook = action(
  {
    name: 'learn.putRunbookStep',
    who: 'responder',
    input: putRunbookStep.body.extend({ id: z.string() }),
  },
  async (act, { id, state, note }): Promise<void> => {
    const { actor } = act.caller;
    const one = await seenPublished(act.tx, id, actor);
    await saveRunbook(act.tx, id, { state, note });
    const detail = { after: { runbook: state }, by: actorName(actor) };
    await noteAbout(act, one, { topics: [topicOf(one)], detail });
  },
);

/** Each export is on record. */
export const noteExport = action(
  {
    name: 'learn.exportReport',
    who: 'reader',
    input: z.strictObject({ id: z.string(), format: z.string() }),
  },
  async (act, { id, format }): Promise<void> => {
    const one = await seenPublished(act.tx, id, act.caller.actor);
    await noteAbout(act, one, { topics: [], detail: { format } });
  },
);

/** Whoever follows one of its services hears of a new report, once; of a private incident nobody does. */
export async function tellOfReports(act: Act, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    if (!retrospectiveChanged.is(event)) continue;
    const { retrospective } = event.payload;
    const one = await findRetrospective(act.tx, retrospective);
    if (one?.state !== 'published' || !(await mayRead(act.tx, one, anyone))) continue;
    await tellFollowers(act, one);
  }
}

async function tellFollowers(act: Act, one: Stored): Promise<void> {
  const followers = await followersOf(act.tx, {
    incident: one.incident ?? '',
    services: one.services,
    severities: [],
  });
  const { settings, secrets } = act.platform;
  for (const { id, person } of followers) {
    const found = await findPerson(act.tx, person);
    // Stakeholders read news of incidents, and not what was written about them afterwards.
    if (!found || found.deactivatedAt !== null || !isInside(found.access, 'reader')) continue;
    sendLetter(act, {
      person,
      to: found.email,
      letter: reportLetter(one, { url: settings.url, stop: unsubscribeUrl(settings.url, secrets, id) }),
      about: { key: `report:${one.id}:${one.publishedAt?.epochMilliseconds ?? 0}:${person}` },
    });
  }
}

function reportLetter(
  { id, ref, title, services }: Stored,
  { url, stop }: { url: string; stop: string },
): Letter {
  return {
    subject: `Published: ${[ref, title].filter(Boolean).join(' ')}`,
    paragraphs: ['What was learnt from it can be read now.'],
    facts: [{ label: 'Services', value: services.join(', ') || 'none' }],
    link: { url: `${url}/learn/reports/${id}`, label: 'Read the report' },
    stop,
  };
}
