import { addShadow } from '@muster/contract/oncall/shadows';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { nowMs } from '../ui/clock.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { fieldTime, instantOfField } from './own-shifts.ts';
import { words } from './shadow-messages.ts';

interface Props {
  schedule: string;
  zone: string;
  people: { name: string; fullName: string }[];
  onClose: () => void;
}

/** Who looks on with whom, and how long. Times are clock times of the schedule, as its overrides have them. */
export function ShadowForm({ schedule, zone, people, onClose }: Props) {
  const me = useMe().name;
  const client = useQueryClient();
  const [wrong, setWrong] = useState('');
  const save = useMutation({
    mutationFn: (body: BodyOf<typeof addShadow>) =>
      call(addShadow, { params: { name: schedule }, body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => {
      say(words.added);
      void client.invalidateQueries({ queryKey: [`schedule:${schedule}`, 'shadows'] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const start = instantOfField(textOf(form, 'from'), zone);
    const end = instantOfField(textOf(form, 'until'), zone);
    if (!start || !end || start >= end) return setWrong(words.badTimes);
    setWrong('');
    const person = textOf(form, 'person');
    save.mutate({ trainee: textOf(form, 'trainee'), start, end, ...(person ? { person } : {}) });
  };
  const options = people.map((one) => (
    <option key={one.name} value={one.name}>
      {one.fullName}
    </option>
  ));
  const beside = errorBeside(save.error, ['/trainee', '/person', '/start', '/end']);
  return (
    <Dialog title={words.add} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Choice
          label={words.trainee}
          name="trainee"
          defaultValue={me}
          error={errorAt(save.error, '/trainee')}
        >
          {options}
        </Choice>
        <Choice label={words.of} name="person" error={errorAt(save.error, '/person')}>
          <option value="">{words.onCall}</option>
          {options}
        </Choice>
        <Span zone={zone} wrong={wrong || errorAt(save.error, '/end')} />
        <Wrong text={beside} />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {words.add}
        </Button>
      </form>
    </Dialog>
  );
}

function Span({ zone, wrong }: { zone: string; wrong: string | undefined }) {
  const [first, last] = comingWeek();
  return (
    <div className="space-y-1">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={words.from}
          name="from"
          type="datetime-local"
          required
          defaultValue={fieldTime(first, zone)}
        />
        <Field
          label={words.until}
          name="until"
          type="datetime-local"
          required
          defaultValue={fieldTime(last, zone)}
          error={wrong}
        />
      </div>
      <p className="text-xs text-quiet">{words.zone(zone)}</p>
    </div>
  );
}

/** From this minute on, for as long as most shifts last. */
function comingWeek(): [start: string, end: string] {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs()).round({
    smallestUnit: 'minute',
    roundingMode: 'floor',
  });
  return [now.toString(), now.add({ hours: 7 * 24 }).toString()];
}
