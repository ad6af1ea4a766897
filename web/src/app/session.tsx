import type { Me } from '@muster/contract/catalog/session';
import { whoAmI } from '@muster/contract/catalog/session';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { problemOf } from '../ui/states.tsx';
import { call } from './api.ts';
import { messages } from './messages.ts';

export const meQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(whoAmI, { signal }),
  staleTime: 5 * 60_000,
  // Silence is asked again by itself; a refusal stands.
  refetchInterval: ({ state }) => (state.status === 'error' && !problemOf(state.error) ? 5000 : false),
});

/** Who is signed in, as asked of the server; for the gate in front of all screens. */
export const useSession = () => useQuery(meQuery);

export const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in. Only below the gate, where somebody always is. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe() is for screens behind the sign-in.');
  return me;
}

/** Why this person may not do what responders do; undefined when they may. */
export function useWhyNotRespond(): string | undefined {
  const { access } = useMe();
  return access === 'admin' || access === 'responder' ? undefined : messages.access.responderOnly;
}

/** Whether this person reads what goes on inside: who was told by what, and what senders posted. */
export function useIsReader(): boolean {
  return ['admin', 'responder', 'auditor'].includes(useMe().access);
}

/** Why this person may not do what administrators do; undefined when they may. */
export function useWhyNotAdmin(): string | undefined {
  return useMe().access === 'admin' ? undefined : messages.access.adminOnly;
}
