import { acceptCover, endOffer, offerCover, withdrawCover } from '@muster/contract/oncall/cover';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './cover-messages.ts';
import { words as oncall } from './messages.ts';

export type CoverAct =
  | { do: 'withdraw'; id: string }
  | { do: 'offer'; id: string; body: BodyOf<typeof offerCover>; said: string }
  | { do: 'accept' | 'decline' | 'takeBack'; id: string; offer: string };

/** Does something about a request for cover and says what came of it; lists and calendars are asked again. */
export function useCoverAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (_, act) => say(sentenceOf(act)),
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
    onSettled: () => {
      for (const topic of ['cover', 'schedules']) void client.invalidateQueries({ queryKey: [topic] });
    },
  });
}

async function send(act: CoverAct): Promise<void> {
  const idempotencyKey = crypto.randomUUID();
  if (act.do === 'withdraw') await call(withdrawCover, { params: { id: act.id } });
  else if (act.do === 'offer')
    await call(offerCover, { params: { id: act.id }, body: act.body, idempotencyKey });
  else if (act.do === 'accept') await call(acceptCover, { params: { id: act.id, offer: act.offer } });
  else await call(endOffer, { params: { id: act.id, offer: act.offer } });
}

function sentenceOf(act: CoverAct): string {
  if (act.do === 'offer') return act.said;
  return {
    withdraw: words.withdrawn,
    accept: words.accepted,
    decline: words.declined,
    takeBack: words.takenBack,
  }[act.do];
}
