import {
  addFollowUp,
  changeFollowUp,
  checkFollowUp,
  type FollowUp,
  type FollowUpBody,
  type FollowUpChange,
  type FollowUpEffect,
  type FollowUpTurning,
  getFollowUp,
  getFollowUpSettings,
  listFollowUps,
  noteRecurrence,
  reportFollowUps,
  turnFollowUp,
} from '@muster/contract/learn/followups';
import type { QueryOf } from '@muster/contract/platform/endpoint';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';

export type Wish = Omit<QueryOf<typeof listFollowUps>, 'limit' | 'cursor'>;

export const followUpList = (wish: Wish, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['follow-ups', 'list', wish, limit],
    queryFn: ({ pageParam, signal }) =>
      call(listFollowUps, { query: { ...wish, limit, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });

export const oneFollowUp = (ref: string) =>
  queryOptions({
    queryKey: ['follow-ups', 'one', ref],
    queryFn: ({ signal }) => call(getFollowUp, { params: { ref }, signal }),
  });

export const teamFollowUps = queryOptions({
  queryKey: ['follow-ups', 'teams'],
  queryFn: ({ signal }) => call(reportFollowUps, { signal }),
});

export const followUpSettings = queryOptions({
  queryKey: ['follow-ups', 'settings'],
  queryFn: ({ signal }) => call(getFollowUpSettings, { signal }),
});

const mostInFile = 10_000;

/** All that fit, for a file. */
export async function everyFollowUp(wish: Wish): Promise<FollowUp[]> {
  const found: FollowUp[] = [];
  let cursor: string | null = '';
  while (cursor !== null && found.length < mostInFile) {
    const query: QueryOf<typeof listFollowUps> = { ...wish, limit: 200, ...(cursor ? { cursor } : {}) };
    const page: { items: FollowUp[]; nextCursor: string | null } = await call(listFollowUps, { query });
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

/** What can be done with one; each as it was read, so that two who do so at once hear of each other. */
export type FollowUpAct =
  | { kind: 'change'; change: FollowUpChange }
  | { kind: 'turn'; turning: FollowUpTurning }
  | { kind: 'check'; outcome: FollowUpEffect; note: string }
  | { kind: 'again'; incident: string };

export function useFollowUpAct(one: Pick<FollowUp, 'ref' | 'version'>, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: FollowUpAct) => perform(one, act),
    onSuccess: () => {
      say(words.form.saved, 'ok');
      onDone?.();
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
    onSettled: () => client.invalidateQueries({ queryKey: ['follow-ups'] }),
  });
}

function perform({ ref, version: ifMatch }: Pick<FollowUp, 'ref' | 'version'>, act: FollowUpAct) {
  const params = { ref };
  switch (act.kind) {
    case 'change':
      return call(changeFollowUp, { params, ifMatch, body: act.change });
    case 'turn':
      return call(turnFollowUp, { params, ifMatch, body: act.turning });
    case 'check':
      return call(checkFollowUp, { params, ifMatch, body: { outcome: act.outcome, note: act.note } });
    case 'again':
      return call(noteRecurrence, { params, ifMatch, body: { incident: act.incident } });
  }
}

export function useAddFollowUp(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: FollowUpBody) => call(addFollowUp, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => {
      say(words.form.noted, 'ok');
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['follow-ups'] }),
  });
}
