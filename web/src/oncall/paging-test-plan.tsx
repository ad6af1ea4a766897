import { type PagingTestPlan, planPagingTests } from '@muster/contract/oncall/paging-tests';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { reasonOf } from '../ui/states.tsx';
import { Tick } from '../ui/tick.tsx';
import { say } from '../ui/toast.tsx';
import { words as oncall } from './messages.ts';
import { words } from './paging-test-messages.ts';

const usualHour = 10;
const usualMinutes = 15;

interface Props {
  schedule: string;
  zone: string;
  plan: PagingTestPlan | null;
  mayNot: string | undefined;
}

/** On which day and hour the schedule is tested by itself; off unless somebody wants it. */
export function PagingTestPlanForm({ schedule, zone, plan, mayNot }: Props) {
  const client = useQueryClient();
  const [weekday, setWeekday] = useState(String(plan?.weekday ?? ''));
  const save = useMutation({
    mutationFn: (next: PagingTestPlan | null) =>
      call(planPagingTests, { params: { name: schedule }, body: { plan: next } }),
    onSuccess: () => {
      say(words.saved);
      return client.invalidateQueries({ queryKey: [`schedule:${schedule}`, 'tests'] });
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate(
      weekday === ''
        ? null
        : {
            weekday: Number(weekday),
            hour: Number(textOf(form, 'hour')),
            isAnnounced: form.get('isAnnounced') !== null,
            atNight: form.get('atNight') !== null,
            minutes: plan?.minutes ?? usualMinutes,
          },
    );
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <div className="grid grid-cols-2 gap-3">
        <Choice label={words.plan} value={weekday} onChange={(event) => setWeekday(event.target.value)}>
          <option value="">{words.off}</option>
          {words.days.map((day, at) => (
            <option key={day} value={at + 1}>
              {day}
            </option>
          ))}
        </Choice>
        {weekday !== '' && (
          <Choice label={words.hour(zone)} name="hour" defaultValue={plan?.hour ?? usualHour}>
            {hours.map((hour) => (
              <option key={hour} value={hour}>
                {`${String(hour).padStart(2, '0')}:00`}
              </option>
            ))}
          </Choice>
        )}
      </div>
      {weekday !== '' && (
        <>
          <Tick name="isAnnounced" label={words.announced} isSet={plan?.isAnnounced ?? false} />
          <Tick name="atNight" label={words.atNight} isSet={plan?.atNight ?? false} />
        </>
      )}
      <Button type="submit" whyNot={mayNot} busy={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
