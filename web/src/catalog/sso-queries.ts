import { getScim } from '@muster/contract/catalog/scim';
import { getSignInRule, getTrial, listProviders, ways } from '@muster/contract/catalog/sso';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const waysIn = queryOptions({
  queryKey: ['sso', 'ways'],
  queryFn: ({ signal }) => call(ways, { signal }),
  staleTime: 60_000,
});

export const providers = queryOptions({
  queryKey: ['sso', 'providers'],
  queryFn: ({ signal }) => call(listProviders, { signal }),
});

export const signInRule = queryOptions({
  queryKey: ['sso', 'rule'],
  queryFn: ({ signal }) => call(getSignInRule, { signal }),
});

export const trial = (id: string) =>
  queryOptions({
    queryKey: ['sso', 'trial', id],
    queryFn: ({ signal }) => call(getTrial, { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const provisioning = queryOptions({
  queryKey: ['scim'],
  queryFn: ({ signal }) => call(getScim, { signal }),
});
