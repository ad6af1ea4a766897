import { addOverride, removeOverride } from '@muster/contract/oncall/schedules';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { nowMs } from '../ui/clock.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './messages.ts';
import { instantOfField } from './own-shifts.ts';
import { words as rota } from './rota-messages.ts';

interface Props {
  schedule: string;
  zone: string;
  people: { name: string; fullName: string }[];
  /** What was chosen on the calendar; without it the coming hours are offered. */
  span?: { start: string; end: string } | undefined;
  onClose: () => void;
}

/** Somebody takes a span. Times are clock times of the schedule, as people agree on them. */
export function OverrideForm({ schedule, zone, people, span, onClose }: Props) {
  const me = useMe().name;
  const client = useQueryClient();
  const [wrong, setWrong] = useState('');
  const save = useMutation({
    mutationFn: (body: { start: string; end: string; person: string; replaces?: string }) =>
      call(addOverride, { params: { name: schedule }, body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: ({ id }) => {
      say(words.override.saved, 'ok', { word: rota.undo, act: () => void takeBack(client, schedule, id) });
      renew(client, schedule);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [start, end] = [
      instantOfField(textOf(form, 'from'), zone),
      instantOfField(textOf(form, 'until'), zone),
    ];
    if (!start || !end || start >= end) return setWrong(words.override.badTimes);
    setWrong('');
    const replaces = textOf(form, 'replaces');
    save.mutate({ start, end, person: textOf(form, 'person'), ...(replaces ? { replaces } : {}) });
  };
  const options = people.map((one) => (
    <option key={one.name} value={one.name}>
      {one.fullName}
    </option>
  ));
  const hours = span ? hoursOf(span, zone) : defaultHours(zone);
  return (
    <Dialog title={words.override.title} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Choice
          label={words.override.person}
          name="person"
          defaultValue={me}
          error={errorAt(save.error, '/person')}
        >
          {options}
        </Choice>
        <Choice label={words.override.replaces} name="replaces" error={errorAt(save.error, '/replaces')}>
          <option value="">{words.override.anybody}</option>
          {options}
        </Choice>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field
            label={words.override.from}
            name="from"
            type="datetime-local"
            required
            defaultValue={hours.from}
            error={errorAt(save.error, '/start')}
          />
          <Field
            label={words.override.until}
            name="until"
            type="datetime-local"
            required
            defaultValue={hours.until}
            error={wrong || errorAt(save.error, '/end')}
          />
        </div>
        <p className="text-xs text-quiet">{words.override.zone(zone)}</p>
        <Wrong text={errorBeside(save.error, ['/person', '/replaces', '/start', '/end'])} />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {words.override.save}
        </Button>
      </form>
    </Dialog>
  );
}

/** Undo is an override taken back: what lay beneath holds again. */
async function takeBack(client: QueryClient, schedule: string, id: string): Promise<void> {
  try {
    await call(removeOverride, { params: { name: schedule, id } });
    say(rota.undone);
  } catch (error) {
    say(words.notDone(reasonOf(error)), 'warning');
  }
  renew(client, schedule);
}

function renew(client: QueryClient, schedule: string): void {
  void client.invalidateQueries({ queryKey: [`schedule:${schedule}`] });
  void client.invalidateQueries({ queryKey: ['schedules'] });
}

function hoursOf({ start, end }: { start: string; end: string }, zone: string) {
  const local = (at: string) =>
    Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  return { from: local(start), until: local(end) };
}

function defaultHours(zone: string): { from: string; until: string } {
  const next = Temporal.Instant.fromEpochMilliseconds(nowMs())
    .toZonedDateTimeISO(zone)
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' })
    .toPlainDateTime();
  const text = (at: Temporal.PlainDateTime) => at.toString({ smallestUnit: 'minute' });
  return { from: text(next), until: text(next.add({ hours: 8 })) };
}
