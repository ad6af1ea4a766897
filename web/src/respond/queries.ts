import type { BodyOf, QueryOf } from '@muster/contract/platform/endpoint';
import {
  changeIncident,
  declareIncident,
  getIncident,
  type Incident,
  listIncidents,
  reopenIncident,
  resolveIncident,
} from '@muster/contract/respond/incidents';
import { getRespondSettings } from '@muster/contract/respond/settings';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { problemOf, reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

export type IncidentFilter = Omit<QueryOf<typeof listIncidents>, 'limit' | 'cursor'>;

/** What severities, statuses and roles are called and imply; it changes seldom. */
export const respondSettings = queryOptions({
  queryKey: ['respond-settings'],
  queryFn: ({ signal }) => call(getRespondSettings, { signal }),
  staleTime: 5 * 60_000,
});

/** The incidents that a page belongs to, the latest first. */
export const incidentsOfPage = (page: string) =>
  queryOptions({
    queryKey: ['incidents', 'of-page', page],
    queryFn: ({ signal }) => call(listIncidents, { query: { page, limit: 5 }, signal }),
  });

/** Enough for every open incident that people can still look at. */
export const openIncidents = queryOptions({
  queryKey: ['incidents', 'open'],
  queryFn: ({ signal }) => call(listIncidents, { query: { status: 'open', limit: 100 }, signal }),
  refetchInterval: 60_000,
});

export const incidentList = (filter: IncidentFilter) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listIncidents, {
        query: { ...filter, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/**
 * One incident by its reference, live. People know it by its reference, hints by its id: so the first answer only tells
 * the id, and what is shown stands under the topic of the hints. Panels keep what is theirs under
 * `[incidentTopic(incident), ...]`.
 */
export function useIncident(ref: string): UseQueryResult<Incident> {
  const first = useQuery({
    queryKey: ['incident-by-ref', ref],
    queryFn: ({ signal }) => call(getIncident, { params: { ref }, query: {}, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const id = first.data?.id ?? '';
  const present = useQuery({
    queryKey: [incidentTopic({ id })],
    queryFn: ({ signal }) => call(getIncident, { params: { ref: id }, query: {}, signal }),
    enabled: id !== '',
    ...(first.data ? { initialData: first.data, initialDataUpdatedAt: first.dataUpdatedAt } : {}),
  });
  return present.data === undefined && !present.isError ? first : present;
}

/** As it was at an instant. What was does not change, so no hint asks for it again. */
export const incidentAt = (id: string, at: string) =>
  queryOptions({
    queryKey: ['incident-past', id, at],
    queryFn: ({ signal }) => call(getIncident, { params: { ref: id }, query: { at }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** The first part of the key of whatever is asked about an incident: the topic of the hints about it. */
export function incidentTopic({ id }: Pick<Incident, 'id'>): string {
  return `incident:${id}`;
}

/** Puts what the server answered, or what is expected of it, wherever the incident is shown. */
export function useShowIncident(): (incident: Incident) => void {
  const client = useQueryClient();
  return (incident) => client.setQueryData([incidentTopic(incident)], incident);
}

export const declare = (body: BodyOf<typeof declareIncident>, idempotencyKey: string) =>
  call(declareIncident, { body, idempotencyKey });

export type Change = BodyOf<typeof changeIncident>;

/** What a change will look like, as far as it shows at once. */
export type Expected = Partial<Pick<Incident, 'severity' | 'rule' | 'status' | 'category' | 'services'>>;

interface Wanted {
  change: Change;
  expected?: Expected;
}

/** Changes it: the effect shows at once, the server's answer replaces it, a refusal takes it back and is told. */
export function useChangeIncident(incident: Incident) {
  const client = useQueryClient();
  const show = useShowIncident();
  return useMutation({
    mutationFn: ({ change }: Wanted) => call(changeIncident, { params: { ref: incident.id }, body: change }),
    onMutate: async ({ expected }: Wanted) => {
      await client.cancelQueries({ queryKey: [incidentTopic(incident)], exact: true });
      const before = client.getQueryData<Incident>([incidentTopic(incident)]) ?? incident;
      if (expected) show({ ...before, ...expected });
      return { before };
    },
    onSuccess: show,
    onError: (error, _, context) => {
      if (context) show(context.before);
      say(words.notDone(reasonOf(error)), 'warning');
    },
    onSettled: () => renew(client, incident),
  });
}

export type TextField = 'title' | 'summary' | 'plan';

export function textOf(incident: Incident, field: TextField): string {
  return field === 'plan' ? (incident.plan?.text ?? '') : incident[field];
}

const tries = 5;

interface SavedText {
  field: TextField;
  text: string;
  began: string;
  reason?: string;
}

/**
 * Saves a text that began as another. An incident changes all the time, so a newer version is no conflict by itself:
 * it is read, and the text is saved again, unless this very text was changed. Answers whether it was saved; where not,
 * what stands there is shown by then.
 */
export function useSaveText(incident: Incident) {
  const client = useQueryClient();
  const show = useShowIncident();
  return useMutation({
    mutationFn: async ({ field, text, began, reason }: SavedText) => {
      let { version } = incident;
      for (let left = tries; left > 0; left -= 1) {
        try {
          show(
            await call(changeIncident, {
              params: { ref: incident.id },
              body: { [field]: text, ...(reason === undefined ? {} : { reason }) },
              ifMatch: String(version),
            }),
          );
          return true;
        } catch (error) {
          if (problemOf(error)?.code !== 'precondition' || left === 1) throw error;
          const fresh = await call(getIncident, { params: { ref: incident.id }, query: {} });
          show(fresh);
          if (textOf(fresh, field) !== began) return false;
          version = fresh.version;
        }
      }
      return false;
    },
    onSettled: () => renew(client, incident),
  });
}

export function useResolve(incident: Incident) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof resolveIncident>) =>
      call(resolveIncident, { params: { ref: incident.id }, body }),
    onSuccess: useShowIncident(),
    onSettled: () => renew(client, incident),
  });
}

/** To close may be refused for what is missing, so nothing shows before the answer. */
export function useClose(incident: Incident) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Pick<Change, 'status' | 'exception'>) =>
      call(changeIncident, { params: { ref: incident.id }, body }),
    onSuccess: useShowIncident(),
    onSettled: () => renew(client, incident),
  });
}

export function useReopen(incident: Incident) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof reopenIncident>) =>
      call(reopenIncident, { params: { ref: incident.id }, body }),
    onSuccess: useShowIncident(),
    onSettled: () => renew(client, incident),
  });
}

/** Declares what is back, too late to be reopened: the same in all that is known of it, and linked with it. */
export function useDeclareAgain(incident: Incident, idempotencyKey: string) {
  const client = useQueryClient();
  const { ref, title, type, kind, services, severity, source } = incident;
  return useMutation({
    mutationFn: (summary: string) =>
      declare(
        {
          title,
          summary,
          type,
          kind: kind === 'drill' ? 'drill' : 'real',
          private: incident.private,
          services,
          severity,
          ...(source ? { source } : {}),
          recurrenceOf: ref,
        },
        idempotencyKey,
      ),
    onSettled: () => renew(client, incident),
  });
}

function renew(client: ReturnType<typeof useQueryClient>, incident: Incident): void {
  void client.invalidateQueries({ queryKey: [incidentTopic(incident)] });
  void client.invalidateQueries({ queryKey: ['incidents'] });
}
