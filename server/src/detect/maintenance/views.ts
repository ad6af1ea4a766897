import type {
  listMaintenances,
  MaintenancePreview,
  Maintenance as OnWire,
  previewMaintenance,
} from '@muster/contract/detect/maintenances';
import type { z } from 'zod';
import { allServices } from '../../catalog/index.ts';
import { fromCursor, pageOf, strangeCursor } from '../../platform/cursor.ts';
import type { Query } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import { openAlertCounts, openAlertsOf } from '../alert/views.ts';
import { clockChanges } from './clock-changes.ts';
import { planOf } from './decide.ts';
import {
  comingAfter,
  lastBefore,
  type Maintenance,
  runningAt,
  stateAt,
  type Window,
  windowsBetween,
} from './model.ts';
import { findMaintenance, maintenancesBetween, openMaintenances, overMaintenances } from './store.ts';

const shownNext = 5;

export async function maintenanceView(
  db: Query,
  id: string,
  now: Temporal.Instant,
): Promise<OnWire | undefined> {
  const found = isId(id) ? await findMaintenance(db, id) : undefined;
  return found && toWire(found, now);
}

export async function maintenanceList(
  db: Query,
  { when, service, limit, cursor }: z.output<(typeof listMaintenances)['query']>,
  now: Temporal.Instant,
) {
  const before = keysOf(cursor);
  if (when === 'over') {
    const rows = await overMaintenances(db, now, { service, before, limit: limit + 1 });
    const page = pageOf(rows, limit, (one) => [one.over.toString(), one.id]);
    return { ...page, items: page.items.map((one) => toWire(one, now)) };
  }
  const open = await openMaintenances(db, now, service === undefined ? [] : [service]);
  const sorted = open
    .map((one) => toWire(one, now))
    .map((one) => ({ one, key: one.window?.start ?? one.createdAt }))
    .toSorted((a, b) => compare([a.key, a.one.id], [b.key, b.one.id]))
    .filter(({ key, one }) => before === null || compare([key, one.id], before) > 0);
  const page = pageOf(sorted, limit, ({ key, one }) => [key, one.id]);
  return { ...page, items: page.items.map(({ one }) => one) };
}

/** What holds back the pages of a service: the maintenance that runs for it and ends last. */
export interface Holding {
  id: string;
  title: string;
  until: Temporal.Instant;
}

/** By service, for those of these services for which one runs. */
export async function maintenanceHolding(
  db: Query,
  services: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Holding>> {
  const holding = new Map<string, Holding>();
  if (services.length === 0) return holding;
  for (const one of await maintenancesBetween(db, services, { from: now, until: now })) {
    const window = runningAt(one, now);
    if (!window) continue;
    for (const service of one.services) {
      const other = holding.get(service);
      if (!other || Temporal.Instant.compare(other.until, window.end) < 0)
        holding.set(service, { id: one.id, title: one.title, until: window.end });
    }
  }
  return holding;
}

export interface PlannedWindow {
  maintenance: string;
  title: string;
  services: string[];
  timeZone: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
}

/** Windows of these services that touch a span, by their start. */
export async function maintenanceWindows(
  db: Query,
  services: readonly string[],
  span: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<PlannedWindow[]> {
  if (services.length === 0) return [];
  const found = await maintenancesBetween(db, services, span);
  return found
    .flatMap((one) =>
      windowsBetween(one, span).map(({ start, end }) => ({
        maintenance: one.id,
        title: one.title,
        services: one.services,
        timeZone: one.timeZone,
        start,
        end,
      })),
    )
    .toSorted((a, b) => Temporal.Instant.compare(a.start, b.start));
}

/** What it would silence. Refuses (invalid) a plan that cannot be. */
export async function maintenancePreview(
  db: Query,
  { services, ...times }: z.output<(typeof previewMaintenance)['body']>,
  now: Temporal.Instant,
): Promise<MaintenancePreview> {
  const plan = planOf(times, now);
  const windows = soon(plan, now);
  const all = await allServices(db);
  const own = all.filter((one) => services.includes(one.name));
  const missing = services.filter((name) => !own.some((one) => one.name === name));
  if (missing.length > 0) throw noService(services, missing);
  const counts = await openAlertCounts(db, services);
  const alerts = await openAlertsOf(db, services, 50);
  const dependants = all.filter(
    (one) => !services.includes(one.name) && one.dependsOn.some((name) => services.includes(name)),
  );
  return {
    windows: windows.map(windowWire),
    services: own.map(({ name, paging }) => ({
      name,
      policy: paging.policy ?? null,
      openAlerts: counts.get(name) ?? 0,
    })),
    alerts: alerts.map(({ id, title, service, severity }) => ({ id, title, service, severity })),
    dependants: dependants.map((one) => one.name),
    overlaps: await overlapping(db, services, windows),
    clockChanges: clockChanges(plan, now),
  };
}

async function overlapping(db: Query, services: readonly string[], windows: readonly Window[]) {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return [];
  const others = await maintenancesBetween(db, services, { from: first.start, until: last.end });
  return others
    .filter((one) =>
      windows.some(({ start, end }) => windowsBetween(one, { from: start, until: end }, 1).length > 0),
    )
    .map(({ id, title }) => ({ id, title }));
}

/** The window that runs, and the next ones. */
function soon(plan: Parameters<typeof runningAt>[0], now: Temporal.Instant): Window[] {
  const running = runningAt(plan, now);
  return [...(running ? [running] : []), ...comingAfter(plan, now, shownNext)];
}

function toWire(one: Maintenance, now: Temporal.Instant): OnWire {
  const [window = lastBefore(one, now), ...next] = soon(one, now);
  return {
    id: one.id,
    title: one.title,
    note: one.note,
    services: one.services,
    timeZone: one.timeZone,
    start: one.start,
    end: one.end,
    repeats: one.repeats,
    lastDay: one.lastDay,
    isMajor: one.isMajor,
    state: stateAt(one, now),
    window: window && windowWire(window),
    next: next.slice(0, shownNext).map(windowWire),
    createdBy: one.createdBy,
    createdAt: wireTime(one.createdAt),
    cancelledBy: one.cancelledBy,
    cancelledAt: wireTimeOrNull(one.cancelledAt),
    version: String(one.version),
  };
}

function windowWire({ start, end }: Window) {
  return { start: wireTime(start), end: wireTime(end) };
}

function keysOf(cursor: string | undefined): string[] | null {
  const keys = fromCursor(cursor, 2);
  if (keys === null) return null;
  const [at = '', id = ''] = keys;
  if (!isInstant(at) || !isId(id)) throw strangeCursor();
  return keys;
}

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}

function compare(a: readonly string[], b: readonly string[]): number {
  const [x, y] = [a.join(' '), b.join(' ')];
  return x < y ? -1 : x > y ? 1 : 0;
}

function noService(services: readonly string[], missing: readonly string[]): Refusal {
  return new Refusal(
    'invalid',
    'Some of these services do not exist.',
    missing.map((name) => ({
      pointer: `/services/${services.indexOf(name)}`,
      message: `there is no service "${name}"`,
    })),
  );
}
