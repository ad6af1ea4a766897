import { putShiftNotices, type ShiftNotices } from '@muster/contract/oncall/shift-notices';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { QueryView } from '../ui/query-view.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Tick } from '../ui/tick.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './cover-messages.ts';
import { noticesOfShifts } from './cover-queries.ts';
import { words as oncall } from './messages.ts';

/** When one is told of one's own shifts. */
export function NoticesForm({ mayNot }: { mayNot: string | undefined }) {
  return (
    <QueryView query={useQuery(noticesOfShifts)} rows={2}>
      {({ hasMail, ...wishes }) => <Wishes wishes={wishes} hasMail={hasMail} mayNot={mayNot} />}
    </QueryView>
  );
}

function Wishes({
  wishes,
  hasMail,
  mayNot,
}: {
  wishes: ShiftNotices;
  hasMail: boolean;
  mayNot: string | undefined;
}) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: ShiftNotices) => call(putShiftNotices, { body }),
    onSuccess: () => {
      say(words.notices.saved);
      return client.invalidateQueries({ queryKey: noticesOfShifts.queryKey });
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const minutes = textOf(form, 'minutes');
    save.mutate({
      evening: form.get('evening') !== null,
      minutes: minutes === 'never' ? null : Number(minutes),
      ending: form.get('ending') !== null,
    });
  };
  const chosen = wishes.minutes === null ? 'never' : String(wishes.minutes);
  const options = {
    ...words.notices.minutes,
    [chosen]: words.notices.minutes[chosen] ?? words.notices.own(chosen),
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <p className="text-sm text-quiet">{hasMail ? words.notices.about : words.notices.noMail}</p>
      <Tick name="evening" label={words.notices.evening} isSet={wishes.evening} />
      <Tick name="ending" label={words.notices.ending} isSet={wishes.ending} />
      <Choice label={words.notices.before} name="minutes" defaultValue={chosen}>
        {Object.entries(options).map(([minutes, text]) => (
          <option key={minutes} value={minutes}>
            {text}
          </option>
        ))}
      </Choice>
      <Button type="submit" whyNot={mayNot} busy={save.isPending}>
        {words.notices.save}
      </Button>
    </form>
  );
}
