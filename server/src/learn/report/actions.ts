import { Readable } from 'node:stream';
import { retrospectiveChanged } from '@muster/contract/learn/news';
import { putRunbookStep, type ReportFormat } from '@muster/contract/learn/reports';
import type { DomainEvent } from '@muster/contract/platform/event';
import { z } from 'zod';
import { findPerson, type Letter, sendLetter } from '../../catalog/index.ts';
import { followersOf, unsubscribeUrl } from '../../inform/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName, anyone } from '../../platform/actor.ts';
import { Streamed } from '../../platform/http/route.ts';
import { drawPdf } from '../../platform/pdf.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { htmlOf, markdownOf, pdfOf } from '../../respond/index.ts';
import type { Stored } from '../retrospective/model.ts';
import { findRetrospective } from '../retrospective/store.ts';
import { mayRead } from '../retrospective/views.ts';
import { reportBlocks } from './model.ts';
import { countReader, saveRunbook } from './store.ts';
import { reportView } from './views.ts';

/** Counts a person once. Machines are no readers. */
export const readReport = action(
  { name: 'learn.readReport', who: 'reader', input: z.strictObject({ id: z.string() }) },
  async (act, { id }): Promise<void> => {
    const { actor } = act.caller;
    await reportView(act.tx, id, { actor, now: act.now });
    if (actor.kind !== 'person') return;
    const isNew = await countReader(act.tx, { retrospective: id, person: actor.name, at: act.now });
    if (isNew) act.hint(`retrospective:${id}`);
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
    await reportView(act.tx, id, { actor, now: act.now });
    await saveRunbook(act.tx, id, { state, note });
    act.record(`retrospective:${id}`, { after: { runbook: state }, by: actorName(actor) });
    act.hint(`retrospective:${id}`);
  },
);

const noteExport = action(
  {
    name: 'learn.exportReport',
    who: 'reader',
    input: z.strictObject({ id: z.string(), format: z.string() }),
  },
  async (act, { id, format }) => {
    act.record(`retrospective:${id}`, { format });
    return reportView(act.tx, id, { actor: act.caller.actor, now: act.now });
  },
);

/** The report as a file. Each export is on record. */
export async function exportReport(
  platform: Platform,
  caller: Caller,
  { id, format }: { id: string; format: ReportFormat },
): Promise<Streamed> {
  const report = await noteExport(platform, caller, { id, format });
  const name = `${report.retrospective.ref ?? 'report'}-report.${format}`;
  const blocks = reportBlocks(report);
  const title = [report.retrospective.ref, report.retrospective.title].filter(Boolean).join(' ');
  switch (format) {
    case 'md':
      return new Streamed('text/markdown; charset=utf-8', name, Readable.from(markdownOf(blocks)));
    case 'html':
      return new Streamed('text/html; charset=utf-8', name, Readable.from(htmlOf(blocks, title)));
    case 'pdf': {
      const drawn = await drawPdf({ title, content: pdfOf(blocks) });
      return new Streamed('application/pdf', name, Readable.from([Buffer.from(drawn)]));
    }
  }
}

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
    if (!found || found.deactivatedAt !== null || !['admin', 'responder', 'auditor'].includes(found.access))
      continue;
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
