/** What bringing a history over does to what stands on the page already. */
import type { HistoryPlan } from '@muster/contract/inform/history';
import { hashOfRows, idFor, type Past, type PastNotice, type PastRow } from './model.ts';

export interface Standing {
  page: string;
  components: readonly { id: string; name: string }[];
  notices: readonly PastNotice[];
  updates: readonly PastRow[];
}

export interface Bringing {
  plan: HistoryPlan;
  components: { id: string; name: string }[];
  notices: PastNotice[];
  updates: PastRow[];
  /** Which components the history touches, and since when it goes; null where it holds nothing. */
  touched: string[];
  since: string | null;
}

export function decideBringing(past: Past, standing: Standing): Bringing {
  const ids = new Map(standing.components.map((one) => [one.name, one.id]));
  const components = past.components
    .filter((name) => !ids.has(name))
    .map((name) => ({ id: idFor(standing.page, `component/${name}`), name }));
  for (const { id, name } of components) ids.set(name, id);
  const wanted = past.incidents.map(({ id, source, at }) => ({ id, source, at }));
  const rows = past.incidents.flatMap((incident) =>
    incident.updates.map(({ components: told, ...update }) => ({
      ...update,
      notice: incident.id,
      components: told.flatMap(({ name, state }) => {
        const id = ids.get(name);
        return id === undefined ? [] : [{ id, state }];
      }),
    })),
  );
  const notices = compared(wanted, standing.notices);
  const updates = compared(rows, standing.updates);
  const known = new Map(standing.updates.map((one) => [one.notice, true]));
  const changed = new Set(updates.write.filter((one) => known.has(one.notice)).map((one) => one.notice));
  const fresh = notices.counts.new;
  const refused = past.refused;
  const hash = hashOfRows([after(notices.write, standing.notices), after(updates.write, standing.updates)]);
  return {
    plan: {
      components: {
        new: components.map((one) => one.name),
        known: past.components.length - components.length,
      },
      incidents: { new: fresh, changed: changed.size, same: wanted.length - fresh - changed.size },
      updates: updates.counts,
      maintenances: past.maintenances,
      refused,
      hash,
    },
    components,
    notices: notices.write,
    updates: updates.write,
    touched: [...new Set(rows.flatMap((one) => one.components.map(({ id }) => id)))],
    since: [...rows.map((one) => one.at), ...wanted.map((one) => one.at)].sort()[0] ?? null,
  };
}

/** What is new or different, and how many of each there are. */
function compared<Row extends { id: string }>(wanted: readonly Row[], standing: readonly Row[]) {
  const known = new Map(standing.map((one) => [one.id, textOf(one)]));
  const write = wanted.filter((one) => known.get(one.id) !== textOf(one));
  const fresh = write.filter((one) => !known.has(one.id)).length;
  const counts = { new: fresh, changed: write.length - fresh, same: wanted.length - write.length };
  return { write, counts };
}

function after<Row extends { id: string }>(write: readonly Row[], standing: readonly Row[]): string[] {
  const all = new Map([...standing, ...write].map((one) => [one.id, textOf(one)]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

/** In the order of its keys, whatever order the row came in. */
function textOf(row: object): string {
  return JSON.stringify(row, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
