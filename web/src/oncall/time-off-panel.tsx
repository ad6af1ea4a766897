import { addTimeOff, removeTimeOff, type TimeOffItem } from '@muster/contract/oncall/time-off';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { localZone } from '../ui/clock.ts';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Stretch } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words as oncall } from './messages.ts';
import { type OwnShift, wholeDays } from './own-shifts.ts';
import { TimeOffAddress } from './time-off-address.tsx';
import { words } from './time-off-messages.ts';
import { myTimeOff } from './time-off-queries.ts';

interface Props {
  mayNot: string | undefined;
  onAsk: (shift: OwnShift) => void;
}

/** When one is away, which shifts fall into it, and a way to ask for cover of them. */
export function TimeOffPanel({ mayNot, onAsk }: Props) {
  return (
    <div className="space-y-3">
      <p className="text-sm text-quiet">{words.about}</p>
      <QueryView query={useQuery(myTimeOff)} rows={2}>
        {({ items, address }) => (
          <>
            {items.length === 0 ? (
              <p className="text-sm text-quiet">{words.none}</p>
            ) : (
              <Rows label={words.title}>
                {items.map((one) => (
                  <Item key={one.id} one={one} mayNot={mayNot} onAsk={onAsk} />
                ))}
              </Rows>
            )}
            <AddForm mayNot={mayNot} />
            <TimeOffAddress address={address} mayNot={mayNot} />
          </>
        )}
      </QueryView>
    </div>
  );
}

function Item({ one, mayNot, onAsk }: Props & { one: TimeOffItem }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(removeTimeOff, { params: { id: one.id } }),
    onSuccess: () => {
      say(words.removed);
      return client.invalidateQueries({ queryKey: ['time-off'] });
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  return (
    <li className="space-y-2 px-3 py-2.5 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="min-w-0">
          <span className="block font-medium">
            <Stretch start={one.start} end={one.end} />
          </span>
          {one.note && <span className="block break-words text-quiet">{one.note}</span>}
        </span>
        {one.imported ? (
          <span className="text-xs text-quiet">{words.fromCalendar}</span>
        ) : (
          <Button
            size="small"
            look="quiet"
            whyNot={mayNot}
            busy={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {words.remove}
          </Button>
        )}
      </div>
      {one.conflicts.map((shift) => (
        <div
          key={`${shift.schedule} ${shift.start}`}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2"
        >
          <span className="min-w-0">
            <Mark tone="warning" word={words.conflict(shift.schedule)} />{' '}
            <span className="text-quiet">
              <Stretch start={shift.start} end={shift.end} />
            </span>
          </span>
          <Button size="small" whyNot={mayNot} onClick={() => onAsk(shift)}>
            {words.ask}
            <span className="sr-only"> {shift.schedule}</span>
          </Button>
        </div>
      ))}
    </li>
  );
}

function AddForm({ mayNot }: { mayNot: string | undefined }) {
  const client = useQueryClient();
  const [wrong, setWrong] = useState('');
  const save = useMutation({
    mutationFn: (body: BodyOf<typeof addTimeOff>) =>
      call(addTimeOff, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: ({ conflicts: { length } }) => {
      say(length === 0 ? words.saved : words.savedWith(length), length === 0 ? 'ok' : 'warning');
      return client.invalidateQueries({ queryKey: ['time-off'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const span = wholeDays(textOf(form, 'first'), textOf(form, 'last'), localZone);
    setWrong(span ? '' : words.badDays);
    if (!span) return;
    const note = textOf(form, 'note');
    save.mutate({ ...span, ...(note ? { note } : {}) }, { onSuccess: () => element.reset() });
  };
  const besides = errorBeside(save.error, ['/start', '/end']);
  return (
    <form onSubmit={submit} className="space-y-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={words.first} name="first" type="date" required error={errorAt(save.error, '/start')} />
        <Field
          label={words.last}
          name="last"
          type="date"
          required
          error={wrong || errorAt(save.error, '/end')}
        />
      </div>
      <Field label={words.note} name="note" maxLength={200} hint={words.noteHint} />
      <Wrong text={besides} />
      <Button type="submit" whyNot={mayNot} busy={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
