import type { BodyOf } from '@muster/contract/platform/endpoint';
import {
  addEvidence,
  changeEntry,
  listEntries,
  listEntryEvents,
  objectToDecision,
  pinEntry,
  reopenEntry,
  retractEntry,
  setQuiet,
  settleEntry,
} from '@muster/contract/respond/entries';
import type { Incident } from '@muster/contract/respond/incidents';
import type { Entry, EntryKind } from '@muster/contract/respond/state';
import {
  type InfiniteData,
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';
import { incidentTopic } from '../queries.ts';
import { newestFirst, renewed } from './model.ts';

export interface LogFilter {
  kind: EntryKind | '';
  q: string;
  pinned: boolean;
  /** As the log was after this event; null for the present. */
  version: number | null;
}

type Page = Awaited<ReturnType<typeof loadPage>>;

/** Apart from what hints ask for anew: a long log only asks for what changed. */
const logOf = (id: string, filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ['incident-log', id, filter],
    queryFn: ({ pageParam, signal }) => loadPage(id, filter, { cursor: pageParam, signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

function loadPage(
  id: string,
  filter: LogFilter,
  { cursor, signal }: { cursor: string; signal: AbortSignal },
) {
  const { kind, q, pinned, version } = filter;
  return call(listEntries, {
    params: { ref: id },
    query: {
      limit: cursor === '' ? 100 : 500,
      ...(cursor === '' ? {} : { cursor }),
      ...(kind === '' ? {} : { kind }),
      ...(q === '' ? {} : { q }),
      ...(pinned ? { pinned: 'true' as const } : {}),
      ...(version === null ? {} : { version }),
    },
    signal,
  });
}

/** The log, live: what the incident's own answer brings is there at once, the rest of what changed follows. */
export function useLog(incident: Incident, { kind, q, pinned, version }: LogFilter) {
  const client = useQueryClient();
  const { id, entries } = incident;
  const filter = useMemo(() => ({ kind, q, pinned, version }), [kind, q, pinned, version]);
  const query = useInfiniteQuery(logOf(id, filter));
  const isLive = version === null && query.data !== undefined;
  useEffect(() => {
    if (!isLive) return;
    const { queryKey } = logOf(id, filter);
    const items = client.getQueryData(queryKey)?.pages.flatMap((page) => page.items) ?? [];
    const known = Math.max(0, ...items.map((one) => one.changed));
    const merge = (changed: readonly Entry[]) =>
      client.setQueryData(queryKey, (data) => data && merged(data, changed, filter));
    merge(entries.filter((one) => one.changed > known));
    if (known < incident.version) void changedSince(id, known).then(merge, () => undefined);
  }, [client, id, filter, isLive, entries, incident.version]);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { query, items };
}

async function changedSince(id: string, changedAfter: number): Promise<Entry[]> {
  const { items } = await call(listEntries, { params: { ref: id }, query: { changedAfter, limit: 500 } });
  return items;
}

/** Lines that belong below what was loaded come with their page. */
function merged<Param>(
  { pages, pageParams }: InfiniteData<Page, Param>,
  changed: readonly Entry[],
  filter: LogFilter,
): InfiniteData<Page, Param> {
  const fits = (one: Entry) =>
    (filter.kind === '' || one.kind === filter.kind) &&
    (!filter.pinned || one.pinned) &&
    one.text.toLowerCase().includes(filter.q.toLowerCase());
  const nextCursor = pages.at(-1)?.nextCursor ?? null;
  const last = pages.at(-1)?.items.at(-1);
  const isLoaded = (one: Entry) => nextCursor === null || last === undefined || newestFirst(one, last) <= 0;
  const items = renewed(
    pages.flatMap((page) => page.items),
    changed,
    (one) => fits(one) && isLoaded(one),
  );
  return { pages: [{ items, nextCursor }], pageParams: pageParams.slice(0, 1) };
}

/** All lines of one kind that an incident has, for the board. */
export const entriesOf = (incident: Pick<Incident, 'id'>, kind: EntryKind, version: number | null) =>
  queryOptions({
    queryKey: [
      version === null ? incidentTopic(incident) : 'incident-past',
      'entries',
      incident.id,
      kind,
      version,
    ],
    queryFn: ({ signal }) =>
      call(listEntries, {
        params: { ref: incident.id },
        query: { kind, limit: 500, ...(version === null ? {} : { version }) },
        signal,
      }),
  });

export const historyOf = (incident: Pick<Incident, 'id'>, id: string) =>
  queryOptions({
    queryKey: [incidentTopic(incident), 'entry', id],
    queryFn: ({ signal }) => call(listEntryEvents, { params: { ref: incident.id, id }, signal }),
  });

const at = (incident: Pick<Incident, 'id'>, id: string) => ({ params: { ref: incident.id, id } });

export const useSettle = (incident: Incident, id: string) =>
  useAct(incident, (body: BodyOf<typeof settleEntry>) => call(settleEntry, { ...at(incident, id), body }));

export const useReopenEntry = (incident: Incident, id: string) =>
  useAct(incident, (reason: string) => call(reopenEntry, { ...at(incident, id), body: { reason } }));

export const usePin = (incident: Incident, id: string) =>
  useAct(incident, (pinned: boolean) => call(pinEntry, { ...at(incident, id), body: { pinned } }));

export const useCorrect = (incident: Incident, id: string) =>
  useAct(incident, (body: BodyOf<typeof changeEntry>) => call(changeEntry, { ...at(incident, id), body }), {
    quiet: true,
  });

export const useRetract = (incident: Incident, id: string) =>
  useAct(incident, (reason: string) => call(retractEntry, { ...at(incident, id), query: { reason } }));

export const useEvidence = (incident: Incident, id: string) =>
  useAct(incident, (body: BodyOf<typeof addEvidence>) => call(addEvidence, { ...at(incident, id), body }));

export const useObject = (incident: Incident, id: string) =>
  useAct(incident, (text: string) => call(objectToDecision, { ...at(incident, id), body: { text } }));

export const useQuiet = (incident: Incident) =>
  useAct(incident, (quiet: boolean) => call(setQuiet, { params: { ref: incident.id }, body: { quiet } }));
