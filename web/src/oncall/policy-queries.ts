import { getPolicyPath, type RehearsalHereBody, rehearseHere } from '@muster/contract/oncall/policy-path';
import { getPolicy } from '@muster/contract/oncall/schedules';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const onePolicy = (name: string) =>
  queryOptions({
    queryKey: ['policies', name, 'definition'],
    queryFn: ({ signal }) => call(getPolicy, { params: { name }, signal }),
  });

/** Who is behind each step changes with the rotas, whose hints renew it too. */
export const policyPathOf = (name: string) =>
  queryOptions({
    queryKey: ['policies', name, 'path'],
    queryFn: ({ signal }) => call(getPolicyPath, { params: { name }, signal }),
    meta: { from: ['schedules', 'people', 'contacts', 'services'] },
    refetchInterval: 60_000,
  });

/** A rehearsal answers the same for the same question, until something of the world behind it changes. */
export const rehearsalOf = (name: string, body: RehearsalHereBody) =>
  queryOptions({
    queryKey: ['policies', name, 'rehearsal', body],
    queryFn: ({ signal }) => call(rehearseHere, { params: { name }, body, signal }),
    meta: { from: ['schedules', 'people', 'contacts', 'services'] },
    placeholderData: keepPreviousData,
    retry: false,
  });
