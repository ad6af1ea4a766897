import type { listOnCall } from '@muster/contract/oncall/schedules';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMe } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { Rows } from '../ui/section.tsx';
import { At } from '../ui/time.tsx';
import { words } from './messages.ts';
import { WeekStrip } from './week-strip.tsx';

export type ScheduleItem = AnswerOf<typeof listOnCall>['items'][number];

/** Who is on call for what, and until when; `ahead` adds the coming week. Mine is marked, because it is what I look for. */
export function OnCallNow({ schedules, ahead = false }: { schedules: ScheduleItem[]; ahead?: boolean }) {
  const me = useMe().name;
  return (
    <Rows label={words.now.onCall}>
      {schedules.map((one) => (
        <li key={one.name}>
          <Go
            to={paths.schedule(one.name)}
            data-row
            className="flex flex-wrap items-baseline justify-between gap-x-3 px-3 py-2.5 -outline-offset-2 hover:bg-sunken"
          >
            <span className="min-w-0">
              <span className="block text-sm text-quiet">{one.name}</span>
              {one.onCall.length === 0 ? (
                <Mark tone="critical" word={words.now.nobody} />
              ) : (
                <span className="font-medium">
                  {one.onCall.map((name) => (name === me ? `${name} (${words.now.you})` : name)).join(', ')}
                </span>
              )}
            </span>
            <span className="text-sm text-quiet">
              {one.until ? (
                <>
                  {words.now.until} <At at={one.until} />
                </>
              ) : (
                words.now.noChange
              )}
            </span>
            {ahead && <WeekStrip schedule={one.name} />}
          </Go>
        </li>
      ))}
    </Rows>
  );
}
