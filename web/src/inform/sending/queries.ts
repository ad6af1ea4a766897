import { getRecipients, listSendings, listTellings } from '@muster/contract/inform/sendings';
import type { Incident } from '@muster/contract/respond/incidents';
import type { Audience } from '@muster/contract/respond/settings';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

type About = Pick<Incident, 'id'>;

export const sendingsOf = ({ id }: About) =>
  queryOptions({
    queryKey: [`sendings:${id}`],
    queryFn: ({ signal }) => call(listSendings, { params: { ref: id }, signal }),
  });

export const tellingsOf = ({ id }: About, sending: string) =>
  infiniteQueryOptions({
    queryKey: [`sending:${sending}`],
    queryFn: ({ signal, pageParam }) =>
      call(listTellings, {
        params: { ref: id, id: sending },
        query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });

export const recipientsOf = ({ id }: About, audience: Audience) =>
  queryOptions({
    queryKey: [`incident:${id}`, 'recipients', audience],
    queryFn: ({ signal }) => call(getRecipients, { params: { ref: id, audience }, signal }),
  });
