import { retrospectiveChanged } from '@muster/contract/learn/news';
import type { DomainEvent } from '@muster/contract/platform/event';
import { incidentChanged, incidentsImported } from '@muster/contract/respond/news';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { factorNamesOf } from '../../learn/index.ts';
import { pageTimes } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { caughtUp, newsUntilNow } from '../../platform/caught-up.ts';
import type { Query } from '../../platform/db.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { findIncident, incidentIds, insidersOf, latestOfType } from '../../respond/index.ts';
import { factsOf, judgedUntil, linkedTo, overAt, promisesOf, resolvesOf, statusesOf } from './facts.ts';
import { type Facts, survivor } from './model.ts';
import { forgetFigures, lockFigures, outdatedFigures, saveFigures } from './store.ts';

const lotSize = 200;
/** So many take up one another at most. */
const mostMerges = 20;
/** Of one kind of event in one stream. */
const most = 10_000;

/** The names of the subscriptions by which figures are made. */
export const follows = { incidents: 'measure.followIncidents', reports: 'measure.followReports' };
/** So long a figure waits for what happened before somebody asked; thousands that were taken in at once take longer. */
const patienceMs = 3_000;

/** Resolves when what happened until now is in the figures, or is not worth waiting for. */
export async function figuresMade(db: Query): Promise<void> {
  await caughtUp(await newsUntilNow(db, Object.values(follows)), patienceMs);
}

/** Works out the figures of the incidents that changed; the same however often it is told. */
export async function measureChanged(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const told = events.flatMap((one) => {
    if (incidentsImported.is(one)) return one.payload.incidents;
    return changesFigures(one) ? [one.subject] : [];
  });
  for (const id of new Set(told)) await measureIncident(act, id);
}

/** Contributing factors stand in the report that is written of it. */
export async function measureLearnt(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const about = events.flatMap((one) => (retrospectiveChanged.is(one) ? (one.payload.incident ?? []) : []));
  for (const id of new Set(about)) await measureIncident(act, id);
}

/** Whether a figure may be another one after it. */
export function changesFigures(event: DomainEvent): boolean {
  if (incidentsImported.is(event)) return true;
  return incidentChanged.is(event) && event.payload.types.some((type) => !saysNoFigure.test(type));
}

/** What is written and done meanwhile changes no figure; there may be thousands of it. */
const saysNoFigure =
  /^(?:entry|task|claim|stream|file)[A-Z]|^(?:replanned|quietChanged|nudgeDismissed|contextTaken)$/;

/** Makes all figures anew, a few hundred incidents at a time, each lot by itself. */
export async function rebuildMeasures(platform: Platform, caller: Caller): Promise<{ incidents: number }> {
  let incidents = 0;
  let after: string | null = null;
  do {
    const lot: { after: string | null; count: number } = await rebuildLot(platform, caller, { after });
    incidents += lot.count;
    after = lot.after;
  } while (after !== null);
  return { incidents };
}

const rebuildLot = action(
  { name: 'measure.rebuild', who: 'admin', input: z.strictObject({ after: z.string().nullable() }) },
  async (act, { after }) => {
    const ids = await incidentIds(act.tx, after, lotSize);
    for (const id of ids) await measureIncident(act, id);
    act.record('measures', { incidents: ids.length });
    return { after: ids.length === lotSize ? (ids.at(-1) ?? null) : null, count: ids.length };
  },
);

/** At once, as long as there is any. */
export async function nextOutdatedAt(db: Query): Promise<Temporal.Instant | null> {
  const outdated = await outdatedFigures(db, 1);
  return outdated.length > 0 ? Temporal.Instant.fromEpochMilliseconds(0) : null;
}

/** What an older making of figures left is made anew, a few at a time. */
export async function remakeOutdated(act: Act): Promise<number> {
  const ids = await outdatedFigures(act.tx, lotSize);
  for (const id of ids) await measureIncident(act, id);
  return ids.length;
}

/** An incident that was merged changes the figures of the one that took it up, and of whatever took up that one. */
async function measureIncident(act: Act, id: string): Promise<void> {
  let state = await findIncident(act.tx, id);
  if (!state) await forgetFigures(act.tx, id);
  for (let i = 0; i < mostMerges && state; i += 1) {
    await save(act, state);
    state = state.mergedInto === null ? undefined : await findIncident(act.tx, state.mergedInto);
  }
}

async function save(act: Act, { id }: IncidentState): Promise<void> {
  // Two that were merged may be told of at once: what is older never takes the place of what is newer.
  await lockFigures(act.tx, id);
  const state = await findIncident(act.tx, id);
  if (!state) return;
  const facts = await wholeFacts(act, state);
  const updates = await latestOfType(act.tx, id, 'updatePublished', most);
  await saveFigures(act.tx, {
    state,
    facts,
    insiders: insidersOf(state),
    overAt: overAt(state),
    resolves: resolvesOf(state),
    promises: promisesOf(state, updates, judgedUntil(state, updates)),
    statuses: statusesOf(state, facts),
    pages: await pagesOf(act, id),
    linked: linkedTo(state),
    factors: await factorNamesOf(act.tx, id),
  });
}

/** With those of all that it took up, and of what those took up before. */
async function wholeFacts(act: Act, state: IncidentState): Promise<Facts> {
  const absorbed = await Promise.all(state.absorbed.map((ref) => findIncident(act.tx, ref)));
  const others: Facts[] = [];
  for (const one of absorbed) if (one) others.push(await wholeFacts(act, one));
  return survivor(await facts(act, state), others);
}

async function facts(act: Act, state: IncidentState): Promise<Facts> {
  return factsOf(state, await pageTimes(act.tx, await pagesOf(act, state.id)));
}

/** Pages that led to it count; those by which it called people itself do not. */
async function pagesOf(act: Act, id: string): Promise<string[]> {
  const led = await latestOfType(act.tx, id, 'pageLinked', most);
  return led.map((one) => one.data.page);
}
