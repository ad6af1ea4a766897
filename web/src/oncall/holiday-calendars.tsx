import { type HolidayCalendar, removeHolidayCalendar } from '@muster/contract/oncall/holidays';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { locale } from '../ui/duration.ts';
import { Mark } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { HolidayForm } from './holiday-form.tsx';
import { words } from './holiday-messages.ts';
import { holidayCalendarsOf } from './holiday-queries.ts';
import { words as oncall } from './messages.ts';

interface Props {
  schedule: string;
  team: string | null;
  mayNot: string | undefined;
}

/** Where the public holidays of a schedule come from, how reading them went, and a way to add more. */
export function HolidayCalendars({ schedule, team, mayNot }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <div className="space-y-3">
      <p className="text-sm text-quiet">{words.about}</p>
      <QueryView query={useQuery(holidayCalendarsOf(schedule))} rows={1}>
        {({ items }) => {
          const hasOwn = items.some((one) => !one.ofTeam);
          return (
            <>
              {items.length === 0 && <p className="text-sm text-quiet">{words.none}</p>}
              {items.length > 0 && !hasOwn && <p className="text-sm text-quiet">{words.teamAlone}</p>}
              {items.length > 0 && (
                <Rows label={words.title}>
                  {items.map((one) => (
                    <One key={one.id} schedule={schedule} one={one} hasOwn={hasOwn} mayNot={mayNot} />
                  ))}
                </Rows>
              )}
            </>
          );
        }}
      </QueryView>
      <Button whyNot={mayNot} onClick={() => setAdding(true)}>
        {words.add}
      </Button>
      {adding && <HolidayForm schedule={schedule} team={team} onClose={() => setAdding(false)} />}
    </div>
  );
}

interface OneProps extends Omit<Props, 'team'> {
  one: HolidayCalendar;
  hasOwn: boolean;
}

function One({ schedule, one, hasOwn, mayNot }: OneProps) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(removeHolidayCalendar, { params: { name: schedule, id: one.id } }),
    onSuccess: () => {
      say(words.removed);
      void client.invalidateQueries({ queryKey: [`schedule:${schedule}`] });
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  const ofTeam = hasOwn ? words.teamBehind : words.ofTeam;
  return (
    <li className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
      <span className="min-w-0 space-y-0.5">
        <span className="block font-medium break-words">{one.place}</span>
        {one.ofTeam && <span className="block text-quiet">{ofTeam}</span>}
        {one.problem !== null && (
          <span className="block break-words">
            <Mark tone="warning" word={words.problem(one.problem)} />
          </span>
        )}
        <State one={one} />
      </span>
      <Button size="small" whyNot={mayNot} busy={remove.isPending} onClick={() => remove.mutate()}>
        {words.remove}
      </Button>
    </li>
  );
}

function State({ one: { hasAddress, readAt, problem, ahead, next } }: { one: HolidayCalendar }) {
  if (readAt === null)
    return problem === null ? <span className="block text-quiet">{words.waiting}</span> : null;
  const date = next && Temporal.PlainDate.from(next.day).toLocaleString(locale, { dateStyle: 'medium' });
  return (
    <span className="block text-quiet">
      {next ? `${words.ahead(ahead)}, ${words.next} ${date} ${next.name}` : words.empty}
      {' · '}
      {hasAddress ? words.read : words.handedIn} <Ago at={readAt} />
    </span>
  );
}
