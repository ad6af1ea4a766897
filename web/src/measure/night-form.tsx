import { type NightRule, putNightRule, type RotaLoad } from '@muster/contract/measure/load';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, textOf } from '../ui/form.ts';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

interface Props {
  rota: Pick<RotaLoad, 'schedule' | 'team' | 'night'>;
  /** Why this person may not change the rota. */
  whyNot: string | undefined;
}

/** When night is, for the rota or for all of its team's, and the rest after a disturbed one. */
export function NightForm({ rota: { schedule, team, night }, whyNot }: Props) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: ({ rule, of }: { rule: NightRule | null; of: string }) =>
      call(putNightRule, { body: { ...(of === 'team' && team ? { team } : { schedule }), rule } }),
    onSuccess: () => {
      say(words.night.saved);
      return client.invalidateQueries({ queryKey: ['schedules', 'load'] });
    },
    onError: (error) => say(words.night.failed(reasonOf(error)), 'warning'),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const rule = {
      from: textOf(form, 'from'),
      until: textOf(form, 'until'),
      restHours: Number(textOf(form, 'restHours')),
    };
    save.mutate({ rule, of: textOf(form, 'of') });
  };
  return (
    <details className="border-t border-line">
      <summary className="flex min-h-10 cursor-pointer items-center px-3 text-sm text-accent pointer-coarse:min-h-11">
        {words.night.sum(night.from, night.until, night.of)}
        <span className="sr-only">: {schedule}</span>
      </summary>
      <form key={JSON.stringify(night)} onSubmit={submit} className="space-y-3 border-t border-line p-3">
        <div className="grid grid-cols-2 gap-3">
          <Field label={words.night.from} name="from" type="time" required defaultValue={night.from} />
          <Field
            label={words.night.until}
            name="until"
            type="time"
            required
            defaultValue={night.until}
            error={errorAt(save.error, '/rule/until')}
          />
        </div>
        <Field
          label={words.night.rest}
          hint={words.night.restHint}
          name="restHours"
          type="number"
          min={1}
          max={24}
          required
          defaultValue={night.restHours}
        />
        {team !== null && (
          <Choice
            label={words.night.whose}
            name="of"
            defaultValue={night.of === 'team' ? 'team' : 'schedule'}
          >
            <option value="schedule">{words.night.rota}</option>
            <option value="team">{words.night.team(team)}</option>
          </Choice>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" whyNot={whyNot} busy={save.isPending}>
            {words.night.save}
          </Button>
          {night.of !== 'all' && (
            <Button look="quiet" whyNot={whyNot} onClick={() => save.mutate({ rule: null, of: night.of })}>
              {words.night.usual}
            </Button>
          )}
        </div>
      </form>
    </details>
  );
}
