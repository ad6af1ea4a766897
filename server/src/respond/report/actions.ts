import { cut } from '@muster/contract/platform/cut';
import type { DomainEvent } from '@muster/contract/platform/event';
import { reportWaits } from '@muster/contract/respond/news';
import * as endpoints from '@muster/contract/respond/reports';
import { z } from 'zod';
import { endPages, pageByHand } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { actorName } from '../../platform/actor.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { maySee, seen } from '../access/model.ts';
import { openIncident, refuseUnknownServices } from '../incident/actions.ts';
import { auditSubject, changeIncident, hintAbout } from '../stream/actions.ts';
import { findIncident } from '../stream/store.ts';
import { decideReported, decideTaken } from './decide.ts';
import { callFor, proposedHours, type StoredReport, titleOf } from './model.ts';
import {
  insertReport,
  isWorkedOn,
  lockGathering,
  lockReports,
  pagesWithoutReports,
  setDismissed,
  setIncident,
  setPage,
  waitingReports,
} from './store.ts';

/** Says what is wrong. Anybody with an account may; one field is enough. */
export const addReport = action(
  { name: 'respond.addReport', who: 'signedIn', input: endpoints.addReport.body },
  async (act, given): Promise<{ id: string }> => {
    if (given.incident !== undefined && given.declare === true)
      throw new Refusal('invalid', 'It joins an incident or declares one, not both.', [
        { pointer: '/declare', message: 'goes without an incident' },
      ]);
    const { service = null } = given;
    if (service !== null) await refuseUnknownService(act, service);
    const id = act.newId();
    const by = actorName(act.caller.actor);
    const { symptom, customers = null, tickets = [] } = given;
    await insertReport(act.tx, { id, symptom, service, customers, tickets, by, at: act.now });
    act.record(`report:${id}`, { service, customers, tickets: tickets.length });
    act.hint('reports');
    const incident = given.declare ? await declareFor(act, given) : given.incident;
    if (incident === undefined) act.publish(reportWaits(id, { report: id, service }));
    else await link(act, incident, [id]);
    return { id };
  },
);

type Given = z.output<(typeof endpoints.addReport)['body']>;

async function declareFor(act: Act, { symptom, service, customers, tickets = [] }: Given): Promise<string> {
  const { title, rest } = titleOf(symptom);
  const summary = [
    rest,
    customers === undefined ? '' : `Customers affected, as support knows: ${customers}.`,
    ...tickets.map((one) => `Ticket: ${one}`),
  ];
  const { state } = await openIncident(act, {
    title,
    summary: cut(summary.filter((one) => one !== '').join('\n'), 10_000),
    source: 'support',
    ...(service === undefined ? {} : { services: [service] }),
  });
  return state.id;
}

/** These reports belong to this incident: they are taken away from where they were, and from the proposals. */
export const linkReports = action(
  {
    name: 'respond.linkReports',
    who: 'responder',
    input: z.strictObject({ ...endpoints.linkReports.params.shape, ...endpoints.linkReports.body.shape }),
  },
  (act, { ref, reports }) => link(act, ref, reports),
);

/** These reports are no incident. */
export const dismissReports = action(
  { name: 'respond.dismissReports', who: 'responder', input: endpoints.dismissReports.body },
  async (act, { reports: ids, reason }) => {
    const reports = await known(act, ids);
    if (reports.some((one) => one.incident !== null))
      throw new Refusal('conflict', 'One of them belongs to an incident already.');
    const waiting = reports.filter((one) => one.dismissedAt === null);
    setDismissed(
      act.tx,
      waiting.map((one) => one.id),
      { by: actorName(act.caller.actor), at: act.now, reason },
    );
    for (const one of waiting) act.record(`report:${one.id}`, { dismissed: reason });
    await endCalls(act, waiting);
    act.hint('reports');
  },
);

async function link(act: Act, ref: string, ids: readonly string[]): Promise<void> {
  const { actor } = act.caller;
  const to = seen(await findIncident(act.tx, ref), actor);
  const { id } = to;
  const reports = await known(act, ids);
  const elsewhere = reports.filter((one) => one.incident !== null && one.incident !== id);
  for (const [other, theirs] of Map.groupBy(elsewhere, (one) => one.incident ?? ''))
    await changeIncident(act, { ref: other }, ({ state }) => decideTaken(state, theirs, to));
  const question = act.newId();
  await changeIncident(act, { ref: id }, ({ state }) =>
    decideReported(state, reports, { question, now: act.now }),
  );
  setIncident(
    act.tx,
    reports.map((one) => one.id),
    { incident: id, at: act.now },
  );
  for (const one of reports)
    act.record(`report:${one.id}`, { incident: to.private ? auditSubject(to) : to.ref });
  await endCalls(act, reports);
  act.hint('reports');
  hintAbout(act, to);
}

/** All of them, or the refusal that they are not there: also for those of an incident that the caller may not see. */
async function known(act: Act, ids: readonly string[]): Promise<StoredReport[]> {
  const reports = await lockReports(act.tx, ids);
  if (reports.length < new Set(ids).size) throw notFound('report');
  for (const incident of new Set(reports.flatMap((one) => one.incident ?? []))) {
    const state = await findIncident(act.tx, incident);
    if (!state || !maySee(state, act.caller.actor)) throw notFound('report');
  }
  return reports;
}

/** Nobody is called any more for reports of which it was said what they are. */
async function endCalls(act: Act, reports: readonly StoredReport[]): Promise<void> {
  const pages = [...new Set(reports.flatMap((one) => one.page ?? []))];
  if (pages.length > 0) await endPages(act, await pagesWithoutReports(act.tx, pages));
}

/** Tells the people of a service, once and without waking anybody, when reports gather and nobody works on it. */
export async function gatherReports(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const services = events.filter(reportWaits.is).flatMap((one) => one.payload.service ?? []);
  for (const service of [...new Set(services)].sort()) {
    await lockGathering(act.tx, service);
    const waiting = await waitingReports(act.tx, service, act.now.subtract({ hours: proposedHours }));
    const title = callFor(service, waiting, act.now);
    if (title === null || (await isWorkedOn(act.tx, service))) continue;
    const { id } = await pageByHand(act, { title, service, urgency: 'low' });
    setPage(
      act.tx,
      waiting.map((one) => one.id),
      id,
    );
    act.hint('reports');
  }
}

async function refuseUnknownService(act: Act, service: string): Promise<void> {
  try {
    await refuseUnknownServices(act, [service]);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('invalid', `There is no service "${service}".`, [
      { pointer: '/service', message: 'is not a service' },
    ]);
  }
}
