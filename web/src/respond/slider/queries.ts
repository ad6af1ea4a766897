import type { Incident } from '@muster/contract/respond/incidents';
import { listIncidentEvents } from '@muster/contract/respond/stream';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { incidentTopic } from '../queries.ts';

/** Its stream, for stepping through it: when which kind of thing happened. */
export const streamOf = (incident: Pick<Incident, 'id'>) =>
  infiniteQueryOptions({
    queryKey: [incidentTopic(incident), 'stream'],
    queryFn: ({ pageParam, signal }) =>
      call(listIncidentEvents, {
        params: { ref: incident.id },
        query: { after: pageParam, limit: 1_000 },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.nextCursor === null ? null : Number(last.nextCursor)),
  });
