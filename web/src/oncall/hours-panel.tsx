import { getHours, hoursCsv } from '@muster/contract/oncall/hours';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { localZone, nowMs } from '../ui/clock.ts';
import { Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { saveCsv } from '../ui/save-csv.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './cover-messages.ts';

/** The on-call hours of a schedule as a file for whoever pays them; last month unless told otherwise. */
export function HoursPanel({ schedule }: { schedule: string }) {
  const month = lastMonth();
  const save = useMutation({
    mutationFn: async (form: FormData) => {
      const span = { from: textOf(form, 'from'), until: textOf(form, 'until') };
      const night = { nightFrom: textOf(form, 'nightFrom'), nightUntil: textOf(form, 'nightUntil') };
      const holidays = textOf(form, 'holidays').replaceAll(' ', '');
      const { items } = await call(getHours, { query: { schedule, ...span, ...night, holidays } });
      const name = words.hours.fileName(schedule, span.from, span.until);
      saveCsv(hoursCsv(items, span), name);
      return items.length;
    },
    onSuccess: (rows) => say(words.hours.saved(rows)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const wrong = errorBeside(save.error, ['/from', '/until', '/holidays']);
  return (
    <form onSubmit={submit} className="space-y-3">
      <p className="text-sm text-quiet">{words.hours.about}</p>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={words.hours.from}
          name="from"
          type="date"
          required
          defaultValue={month.from}
          error={errorAt(save.error, '/from')}
        />
        <Field
          label={words.hours.until}
          name="until"
          type="date"
          required
          defaultValue={month.until}
          error={errorAt(save.error, '/until')}
        />
        <Field label={words.hours.nightFrom} name="nightFrom" type="time" required defaultValue="22:00" />
        <Field label={words.hours.nightUntil} name="nightUntil" type="time" required defaultValue="07:00" />
      </div>
      <Field
        label={words.hours.holidays}
        name="holidays"
        hint={words.hours.holidaysHint}
        error={errorAt(save.error, '/holidays')}
      />
      <Wrong text={wrong} />
      <Button type="submit" busy={save.isPending}>
        {words.hours.save}
      </Button>
    </form>
  );
}

function lastMonth(): { from: string; until: string } {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(localZone).toPlainDate();
  const first = today.with({ day: 1 }).subtract({ months: 1 });
  return { from: first.toString(), until: first.add({ months: 1 }).subtract({ days: 1 }).toString() };
}
