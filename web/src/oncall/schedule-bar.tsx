import { Button } from '../ui/button.tsx';
import { locale } from '../ui/duration.ts';
import { Segmented } from '../ui/segmented.tsx';
import { turned, type View } from './calendar-layout.ts';
import { words } from './messages.ts';

interface Props {
  days: readonly Temporal.PlainDate[];
  from: Temporal.PlainDate;
  view: View;
  onSearch: (change: { from?: string; view?: string }) => void;
}

/** Which weeks of the calendar are shown. */
export function ScheduleBar({ days, from, view, onSearch }: Props) {
  const turn = (by: 1 | -1) => onSearch({ from: turned(from, view, by).toString() });
  return (
    <>
      <Segmented
        label={words.calendar.view}
        value={view}
        options={{
          week: words.calendar.week,
          fortnight: words.calendar.fortnight,
          month: words.calendar.month,
        }}
        onChange={(next) => onSearch({ view: next })}
      />
      <div className="flex gap-1">
        <Button aria-label={words.calendar.earlier} onClick={() => turn(-1)}>
          ‹
        </Button>
        <Button onClick={() => onSearch({ from: '' })}>{words.calendar.today}</Button>
        <Button aria-label={words.calendar.later} onClick={() => turn(1)}>
          ›
        </Button>
      </div>
      <span className="text-sm font-medium">{nameOfSpan(days, from, view)}</span>
    </>
  );
}

function nameOfSpan(days: readonly Temporal.PlainDate[], from: Temporal.PlainDate, view: View): string {
  if (view === 'month') return from.toLocaleString(locale, { month: 'long', year: 'numeric' });
  const short = { day: 'numeric', month: 'short' } as const;
  return `${days[0]?.toLocaleString(locale, short)} – ${days.at(-1)?.toLocaleString(locale, { ...short, year: 'numeric' })}`;
}
