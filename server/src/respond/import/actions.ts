import { type ImportedCounts, importItem, mostItems } from '@muster/contract/respond/imports';
import { incidentsImported } from '@muster/contract/respond/news';
import type { IncidentState } from '@muster/contract/respond/state';
import { z } from 'zod';
import { addServices, allServices } from '../../catalog/index.ts';
import { pageTimes } from '../../oncall/index.ts';
import type { Act } from '../../platform/act.ts';
import { action, byItself, invalid } from '../../platform/action.ts';
import { sha256 } from '../../platform/audit/chain.ts';
import type { Query } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { insiderName, wisherOf } from '../access/model.ts';
import { codeName } from '../incident/actions.ts';
import { loadSettings } from '../settings/store.ts';
import { type Addition, appendToMany } from '../stream/actions.ts';
import { type Around, decideAgain, decideBegun, refuseUnfit, Unfit } from './decide.ts';
import { type PastIncident, pastOf, recordedOf } from './model.ts';
import {
  eventsOf,
  type Known,
  knownAs,
  lockImports,
  newRefs,
  nextNewsDue,
  releaseNews,
  saveMarks,
  saveNews,
  takeNews,
} from './store.ts';

/** So many are one transaction: a call that is cut off is repeated, and goes on where it was. */
const lotSize = 500;

/** Seconds after which a history that was cut off is told of, as far as it came. */
const toldWithin = 30;

export const newsSweep = 'respond.tellImported';

/** When the sweep has something to tell. */
export const newsDueAt = nextNewsDue;

const body = z.strictObject({ items: z.array(z.unknown()).max(mostItems) });

interface Wishes {
  createServices: boolean;
  dryRun: boolean;
}

interface Placed {
  index: number;
  past: PastIncident;
}

/** Takes in a history. Each item is judged by itself; refuses (invalid) only what is no list of them. */
export async function importIncidents(
  platform: Platform,
  caller: Caller,
  { given, ...wishes }: Wishes & { given: unknown },
): Promise<ImportedCounts> {
  const parsed = body.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error);
  const { fit, rejected } = readItems(parsed.data.items);
  const counts: ImportedCounts = { created: 0, updated: 0, unchanged: 0, rejected };
  for (let i = 0; i < fit.length || i === 0; i += lotSize) {
    const lot = fit.slice(i, i + lotSize);
    const done = await importLot(platform, ofLot(caller, i), { lot, ...wishes });
    counts.created += done.created;
    counts.updated += done.updated;
    counts.unchanged += done.unchanged;
    counts.rejected.push(...done.rejected);
  }
  if (counts.created + counts.updated > 0 && !wishes.dryRun) await release(platform);
  counts.rejected.sort((a, b) => a.index - b.index);
  return counts;
}

/** Figures and search follow when all is in: while it comes they would take the database from it. */
function release(platform: Platform): Promise<void> {
  return byItself(platform, 'respond.releaseImported', async (act) => {
    await releaseNews(act.tx, act.now);
    act.poke(newsSweep);
  });
}

/** Tells the stages to the right, a few hundred incidents at a time. Answers how many pieces there were. */
export async function tellImported(act: Act): Promise<number> {
  const pieces = await takeNews(act.tx, act.now, 10);
  for (const { id, incidents } of pieces) act.publish(incidentsImported(id, { incidents }));
  return pieces.length;
}

function readItems(items: readonly unknown[]): { fit: Placed[]; rejected: ImportedCounts['rejected'] } {
  const fit: Placed[] = [];
  const rejected: ImportedCounts['rejected'] = [];
  const first = new Map<string, number>();
  for (const [index, one] of items.entries()) {
    const parsed = importItem.safeParse(one);
    if (!parsed.success) {
      rejected.push({ index, message: sentenceOf(parsed.error) });
      continue;
    }
    const past = pastOf(parsed.data);
    const earlier = first.get(past.sourceId);
    if (earlier === undefined) fit.push({ index, past });
    else rejected.push({ index, message: `Item ${earlier} has the same sourceId.` });
    first.set(past.sourceId, earlier ?? index);
  }
  return { fit, rejected };
}

function sentenceOf(error: z.ZodError): string {
  const told = error.issues.slice(0, 5).map(({ path, message }) => {
    const where = path.map(String).join('.');
    return where === '' ? message : `${where}: ${message}`;
  });
  return told.join('; ');
}

/** Each lot is a request of its own, so that one that is repeated with its key repeats each lot. */
function ofLot(caller: Caller, i: number): Caller {
  const { idempotency } = caller;
  return idempotency
    ? { ...caller, idempotency: { ...idempotency, key: `${idempotency.key}#${i}` } }
    : caller;
}

/** What was parsed above; the action hands it on as it is. */
const placed = z.custom<Placed>();

const importLot = action(
  {
    name: 'respond.importIncidents',
    who: 'responder',
    input: z.strictObject({ lot: z.array(placed), createServices: z.boolean(), dryRun: z.boolean() }),
  },
  async (act, { lot, createServices, dryRun }): Promise<ImportedCounts> => {
    await lockImports(act.tx);
    const around = await aroundOf(act, lot, { createServices, dryRun });
    const plan = await planOf(act, lot, around);
    if (!dryRun) await carryOut(act, plan);
    const { begun, added, unchanged, rejected } = plan;
    return { created: begun.length, updated: added.length, unchanged, rejected };
  },
);

async function aroundOf(
  act: Act,
  lot: readonly Placed[],
  { createServices, dryRun }: Wishes,
): Promise<Around> {
  const services = new Set((await allServices(act.tx)).map((one) => one.name));
  const wanted = new Set(lot.flatMap(({ past }) => past.services).filter((one) => !services.has(one)));
  if (createServices && wanted.size > 0) {
    if (!dryRun) await addServices(act, [...wanted].sort());
    for (const one of wanted) services.add(one);
  }
  return {
    settings: await loadSettings(act.tx),
    services,
    now: wireTime(act.now),
    isPerson: wisherOf(act.caller.actor).person !== null,
  };
}

interface Plan {
  around: Around;
  begun: Placed[];
  added: { known: Known; past: PastIncident; addition: Addition }[];
  unchanged: number;
  rejected: ImportedCounts['rejected'];
}

async function planOf(act: Act, lot: readonly Placed[], around: Around): Promise<Plan> {
  const me = insiderName(act.caller.actor);
  const known = await knownAs(
    act.tx,
    lot.map(({ past }) => past.sourceId),
    me,
  );
  const bySource = new Map(known.map((one) => [one.sourceId, one]));
  const plan: Plan = { around, begun: [], added: [], unchanged: 0, rejected: [] };
  const again = lot.flatMap((one) => {
    const found = bySource.get(one.past.sourceId);
    return found && found.mark !== markOf(one.past) ? [{ ...one, known: found }] : [];
  });
  const records = await recordsOf(
    act.tx,
    again.map((one) => one.known.state),
  );
  const before = new Map(again.map((one, i) => [one.index, records[i]?.past]));
  for (const one of lot)
    attempt(act, plan, { ...one, known: bySource.get(one.past.sourceId), before: before.get(one.index) });
  return plan;
}

/** Puts one item where it belongs in the plan. */
function attempt(
  act: Act,
  plan: Plan,
  { index, past, known, before }: Placed & { known: Known | undefined; before: PastIncident | undefined },
): void {
  try {
    if (known && !before) {
      plan.unchanged += 1;
      return;
    }
    if (!known || !before) {
      refuseUnfit(past, plan.around);
      plan.begun.push({ index, past });
      return;
    }
    const events = decideAgain({ state: known.state, before }, past, {
      around: plan.around,
      newId: () => act.newId(),
    });
    if (events.length === 0) {
      plan.unchanged += 1;
      return;
    }
    refuseUnfit(past, plan.around);
    const folded = { state: known.state, entries: new Map() };
    plan.added.push({ known, past, addition: { id: known.state.id, before: folded, events } });
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    plan.rejected.push({ index, message: error.message });
  }
}

async function carryOut(act: Act, { around, begun, added }: Plan): Promise<void> {
  const refs = await newRefs(act.tx, begun.filter(({ past }) => !past.private).length);
  const first = begun.map(({ past }): Addition => {
    const ref = past.private ? codeName() : (refs.shift() ?? '');
    const events = decideBegun(past, { ref, newId: () => act.newId() }, around);
    return { id: newId(momentOf(past, act.now)), before: null, events };
  });
  if (begun.length + added.length === 0) return;
  const after = appendToMany(act, [...first, ...added.map((one) => one.addition)]);
  const dueAt = act.now.add({ seconds: toldWithin });
  saveNews(
    act.tx,
    after.map(({ state }) => state.id),
    { newId: () => act.newId(), dueAt },
  );
  saveMarks(act.tx, [
    ...begun.map(({ past }, i) => ({
      incident: first[i]?.id ?? '',
      sourceId: past.sourceId,
      mark: markOf(past),
    })),
    ...added.map(({ known, past }) => ({
      incident: known.state.id,
      sourceId: past.sourceId,
      mark: markOf(past),
    })),
  ]);
  act.record('incidents', { created: begun.length, updated: added.length });
}

/** Ids stand in the order of time, so that the past stands where it belongs and not before what goes on. */
function momentOf({ times, impact }: PastIncident, now: Temporal.Instant): Temporal.Instant {
  const near = times.declared ?? times.detected ?? times.firstSignal ?? times.impactStart ?? impact[0]?.start;
  return near === undefined ? now : Temporal.Instant.from(near);
}

function markOf(past: PastIncident): string {
  return sha256(JSON.stringify(past));
}

export interface Recorded {
  ref: string;
  past: PastIncident;
}

/** What is on record of each, in the form in which it is taken in; in the same order. */
export async function recordsOf(db: Query, states: readonly IncidentState[]): Promise<Recorded[]> {
  const ids = states.map((one) => one.id);
  const here = states.filter((one) => !one.imported).map((one) => one.id);
  const [updates, led] = await Promise.all([
    eventsOf(db, ids, 'updatePublished'),
    here.length === 0 ? new Map() : eventsOf(db, here, 'pageLinked'),
  ]);
  return Promise.all(
    states.map(async (state) => {
      const pages = (led.get(state.id) ?? []).map((one: { data: { page: string } }) => one.data.page);
      return {
        ref: state.ref,
        past: recordedOf(state, {
          updates: updates.get(state.id) ?? [],
          pages: pages.length === 0 ? [] : await pageTimes(db, pages),
        }),
      };
    }),
  );
}
