import type { Page } from '@muster/contract/oncall/pages';
import {
  acknowledgePage,
  changeUrgency,
  escalatePage,
  type listPages,
  reassignPage,
  resolvePage,
  snoozePage,
  unacknowledgePage,
} from '@muster/contract/oncall/pages';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { nowMs } from '../ui/clock.ts';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';
import { type Act, expected } from './optimistic.ts';

/** Does something to a page: the effect is shown at once, the server's answer replaces it, a refusal takes it back. */
export function useAct() {
  const client = useQueryClient();
  const me = useMe().name;
  return useMutation({
    mutationFn: ({ page, act }: { page: Page; act: Act }) => send(page.id, act),
    onMutate: async ({ page, act }) => {
      await Promise.all([
        client.cancelQueries({ queryKey: [`page:${page.id}`], exact: true }),
        client.cancelQueries({ queryKey: ['pages'] }),
      ]);
      put(expected(page, act, me, nowMs()));
      return { before: page };
    },
    onSuccess: (page, { act }) => {
      put(page);
      say(sentence(act));
    },
    onError: (error, _, context) => {
      if (context) put(context.before);
      say(words.notDone(reasonOf(error)), 'warning');
    },
    onSettled: (_, __, { page }) => {
      void client.invalidateQueries({ queryKey: [`page:${page.id}`] });
      void client.invalidateQueries({ queryKey: ['pages'] });
    },
  });

  /** Puts one page wherever it is shown. */
  function put(page: Page): void {
    type List = AnswerOf<typeof listPages>;
    const swap = (list: List): List => ({
      ...list,
      items: list.items.map((one) => (one.id === page.id ? page : one)),
    });
    client.setQueryData<Page>([`page:${page.id}`], page);
    client.setQueryData<List>(['pages', 'open'], (list) => list && swap(list));
    client.setQueriesData<InfiniteData<List>>(
      { queryKey: ['pages', 'list'] },
      (lists) => lists && { ...lists, pages: lists.pages.map(swap) },
    );
  }
}

function send(id: string, act: Act): Promise<Page> {
  const params = { id };
  switch (act.kind) {
    case 'acknowledge':
      return call(acknowledgePage, { params, body: {} });
    case 'unacknowledge':
      return call(unacknowledgePage, { params, body: {} });
    case 'resolve':
      return call(resolvePage, { params, body: {} });
    case 'escalate':
      return call(escalatePage, { params, body: {} });
    case 'snooze':
      return call(snoozePage, { params, body: { minutes: act.minutes } });
    case 'reassign':
      return call(reassignPage, { params, body: { users: [act.person] } });
    case 'urgency':
      return call(changeUrgency, { params, body: { urgency: act.urgency } });
  }
}

function sentence(act: Act): string {
  const said: Record<Act['kind'], string> = {
    acknowledge: words.done.acknowledged,
    unacknowledge: words.done.givenBack,
    resolve: words.done.resolved,
    escalate: words.done.escalated,
    snooze: words.done.snoozed,
    reassign: words.done.reassigned,
    urgency: words.done.urgency,
  };
  return said[act.kind];
}
