import { addCalendar, type CalendarItem, removeCalendar } from '@muster/contract/oncall/calendars';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { CopyBlock } from '../ui/copy-block.tsx';
import { Choice } from '../ui/field.tsx';
import { errorBeside, textOf } from '../ui/form.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './cover-messages.ts';
import { calendars } from './cover-queries.ts';
import { words as oncall } from './messages.ts';

/** Addresses for calendar programs: made here, shown once, revoked here. */
export function CalendarAddresses({ schedules }: { schedules: readonly string[] }) {
  const client = useQueryClient();
  const made = useMutation({
    mutationFn: (schedule: string) =>
      call(addCalendar, { body: schedule ? { schedule } : {}, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['calendars'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    made.mutate(textOf(new FormData(event.currentTarget), 'schedule'));
  };
  const wrong = errorBeside(made.error, []);
  return (
    <div className="space-y-3">
      <p className="text-sm text-quiet">{words.calendar.about}</p>
      <QueryView query={useQuery(calendars)} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-sm text-quiet">{words.calendar.none}</p>
          ) : (
            <Rows label={words.calendar.title}>
              {items.map((one) => (
                <Address key={one.id} one={one} />
              ))}
            </Rows>
          )
        }
      </QueryView>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 flex-1">
          <Choice label={words.calendar.what} name="schedule">
            <option value="">{words.calendar.own}</option>
            {schedules.map((name) => (
              <option key={name} value={name}>
                {words.calendar.ofSchedule(name)}
              </option>
            ))}
          </Choice>
        </div>
        <Button type="submit" busy={made.isPending}>
          {words.calendar.make}
        </Button>
      </form>
      <Wrong text={wrong} />
      {made.data && (
        <div role="status" className="space-y-1">
          <p className="text-sm font-medium">{words.calendar.once}</p>
          <CopyBlock label={words.calendar.address} text={made.data.url} />
        </div>
      )}
    </div>
  );
}

function Address({ one }: { one: CalendarItem }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(removeCalendar, { params: { id: one.id } }),
    onSuccess: () => {
      say(words.calendar.revoked);
      return client.invalidateQueries({ queryKey: ['calendars'] });
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  const name = one.schedule === null ? words.calendar.own : words.calendar.ofSchedule(one.schedule);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        <p className="text-quiet">
          {words.calendar.made} <Ago at={one.createdAt} /> ·{' '}
          {one.readAt ? (
            <>
              {words.calendar.read} <Ago at={one.readAt} />
            </>
          ) : (
            words.calendar.never
          )}
        </p>
      </div>
      <Button size="small" look="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
        {words.calendar.revoke}
        <span className="sr-only"> {name}</span>
      </Button>
    </li>
  );
}
