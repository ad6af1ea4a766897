import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useMe, useWhyNotRespond } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorBeside, textOf } from '../ui/form.ts';
import { Dated } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './calendar-messages.ts';
import { words as cover } from './cover-messages.ts';
import { openCover } from './cover-queries.ts';
import { sendPlan } from './plan-send.ts';
import { answering, type Plan, type Span } from './swap-plan.ts';

interface Props {
  plan: Exclude<Plan, { do: 'nothing' }>;
  schedule: string;
  zone: string;
  /** Why this person may not change the rota itself. */
  mayNotEdit: string | undefined;
  onClose: () => void;
}

/** Says what a drop will do, and does it when it is confirmed. */
export function PlanForm({ plan, schedule, zone, mayNotEdit, onClose }: Props) {
  const me = useMe().name;
  const client = useQueryClient();
  const mayNotRespond = useWhyNotRespond();
  const request = answering(plan, schedule, me, useQuery(openCover).data?.items ?? []);
  const [[first = '', second = ''], choose] = useState(() => choicesOf(plan).map(([one]) => one ?? ''));
  const isAsking = plan.do === 'swap' || plan.do === 'ask';
  const send = useMutation({
    mutationFn: (note: string) => sendPlan(plan, { schedule, first, second, note, request: request?.id }),
    onSuccess: () => {
      say(isAsking ? words.confirm.proposed : words.confirm.done);
      onClose();
    },
    onSettled: () => {
      for (const topic of ['cover', 'schedules', `schedule:${schedule}`])
        void client.invalidateQueries({ queryKey: [topic] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send.mutate(textOf(new FormData(event.currentTarget), 'note'));
  };
  const halves = halvesOf(plan, { first, second, me });
  return (
    <Dialog title={words.confirm[plan.do]} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <ul className="space-y-2 text-sm">
          {halves.map(({ what, span }) => (
            <li key={span.start} className="rounded-md border border-line bg-surface px-3 py-2">
              <span className="block font-medium">{what}</span>
              <Dated at={span.start} zone={zone} /> – <Dated at={span.end} zone={zone} />
            </li>
          ))}
        </ul>
        {choicesOf(plan).map((people, at) =>
          people.length < 2 ? null : (
            <Choice
              key={people.join()}
              label={plan.do === 'cover' ? words.confirm.inPlaceOf : words.confirm.with}
              value={at === 0 ? first : second}
              onChange={({ target }) => choose(at === 0 ? [target.value, second] : [first, target.value])}
            >
              {people.map((person) => (
                <option key={person} value={person}>
                  {person}
                </option>
              ))}
            </Choice>
          ),
        )}
        <p className="text-sm">{consequenceOf(plan, first, request)}</p>
        {isAsking && <Field label={cover.form.note} name="note" maxLength={500} hint={cover.form.noteHint} />}
        <Wrong text={send.isError ? errorBeside(send.error, []) : undefined} />
        <Button
          type="submit"
          look="primary"
          className="w-full"
          whyNot={isAsking || request ? mayNotRespond : mayNotEdit}
          busy={send.isPending}
        >
          {plan.do === 'swap' && words.confirm.send}
          {plan.do === 'ask' && words.confirm.askNow}
          {plan.do === 'arrange' && words.confirm.doNow}
          {plan.do === 'cover' && (request ? words.confirm.offer : words.confirm.doNow)}
        </Button>
      </form>
    </Dialog>
  );
}

/** For each shift of others, those of whom one is meant. */
function choicesOf(plan: Props['plan']): string[][] {
  if (plan.do === 'swap') return [plan.people];
  if (plan.do === 'cover') return [plan.from];
  return plan.do === 'arrange' ? [plan.one.people, plan.other.people] : [];
}

function halvesOf(
  plan: Props['plan'],
  { first, second, me }: { first: string; second: string; me: string },
): { what: string; span: Span }[] {
  const { takes, youTake, you, onCallFor } = words.confirm;
  if (plan.do === 'swap')
    return [
      { what: youTake, span: plan.theirs },
      { what: takes(first), span: plan.mine },
    ];
  if (plan.do === 'ask') return [{ what: plan.person ?? words.move.anybody, span: plan.shift }];
  if (plan.do === 'cover')
    return [{ what: onCallFor(plan.to === me ? you : plan.to, first), span: plan.shift }];
  return [
    { what: takes(second), span: plan.one },
    { what: takes(first), span: plan.other },
  ];
}

function consequenceOf(
  plan: Props['plan'],
  first: string,
  request: { person: string; atOnce: boolean } | undefined,
): string {
  const { confirm } = words;
  if (plan.do === 'swap') return confirm.swapThen(first);
  if (plan.do === 'ask') return plan.person === null ? confirm.askAllThen : confirm.askThen(plan.person);
  if (!request) return confirm.coverThen;
  return request.atOnce ? confirm.requested(request.person) : confirm.requestedLater(request.person);
}
