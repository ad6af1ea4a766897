import { type listTimeOff, putTimeOffAddress, removeTimeOffAddress } from '@muster/contract/oncall/time-off';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { Mark } from '../ui/mark.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words as oncall } from './messages.ts';
import { words as all } from './time-off-messages.ts';

const words = all.calendar;
type Address = AnswerOf<typeof listTimeOff>['address'];

/** The calendar that tells one's time off as well: given here, and how reading it went. */
export function TimeOffAddress({ address, mayNot }: { address: Address; mayNot: string | undefined }) {
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: ['time-off'] });
  const save = useMutation({
    mutationFn: (url: string) => call(putTimeOffAddress, { body: { url } }),
    onSuccess: () => {
      say(words.saved);
      return renew();
    },
  });
  const forget = useMutation({
    mutationFn: () => call(removeTimeOffAddress, {}),
    onSuccess: () => {
      say(words.forgotten);
      return renew();
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    save.mutate(textOf(new FormData(element), 'url'), { onSuccess: () => element.reset() });
  };
  const besides = errorBeside(save.error, ['/url']);
  return (
    <form onSubmit={submit} className="space-y-3 border-t border-line pt-3">
      <p className="text-sm font-medium">{words.title}</p>
      <p className="text-sm text-quiet">{words.about}</p>
      {address && <State address={address} />}
      <Field
        label={words.url}
        name="url"
        type="url"
        required
        maxLength={2_000}
        autoComplete="off"
        hint={words.urlHint}
        error={errorAt(save.error, '/url')}
      />
      <Wrong text={besides} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" whyNot={mayNot} busy={save.isPending}>
          {words.save}
        </Button>
        {address && (
          <Button look="danger" whyNot={mayNot} busy={forget.isPending} onClick={() => forget.mutate()}>
            {words.forget}
          </Button>
        )}
      </div>
    </form>
  );
}

function State({ address: { readAt, problem } }: { address: NonNullable<Address> }) {
  return (
    <p className="text-sm text-quiet">
      {problem !== null && <Mark tone="warning" word={words.problem(problem)} />}{' '}
      {readAt ? (
        <>
          {words.read} <Ago at={readAt} />
        </>
      ) : (
        problem === null && words.waiting
      )}
    </p>
  );
}
