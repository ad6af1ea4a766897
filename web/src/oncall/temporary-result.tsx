import type { addTemporary, previewTemporary } from '@muster/contract/oncall/temporary-schedules';
import type { AnswerOf, BodyOf } from '@muster/contract/platform/endpoint';
import type { UseQueryResult } from '@tanstack/react-query';
import { Mark } from '../ui/mark.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { Section } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Calendar } from './calendar.tsx';
import { daysOf, type Segment, spanOf, within } from './calendar-layout.ts';
import { DayList } from './day-list.tsx';
import { words as oncall } from './messages.ts';
import { Changes } from './rota-changes.tsx';
import { words as rota } from './rota-messages.ts';
import { tintsOf } from './shift-bar.tsx';
import { words } from './temporary-messages.ts';

const shownWeeks = 5;

interface Props {
  zone: string;
  body: BodyOf<typeof addTemporary> | undefined;
  result: UseQueryResult<AnswerOf<typeof previewTemporary>>;
}

/** What would hold in the span of a temporary schedule, and who gains and loses which hours. */
export function TemporaryResult({ zone, body, result }: Props) {
  return (
    <>
      <Section title={words.result}>
        <div className="space-y-2" aria-busy={result.isFetching}>
          <p className="text-xs text-quiet">{body ? words.resultAbout : words.waiting}</p>
          {result.isError && (
            <p role="status" className="text-sm text-warning">
              {words.cannot}: {reasonOf(result.error)}
            </p>
          )}
          {result.data && <Drawn zone={zone} segments={result.data.segments} />}
        </div>
      </Section>
      {result.data && (
        <Section title={rota.change.title}>
          <Changes changes={result.data} zone={zone} />
        </Section>
      )}
    </>
  );
}

function Drawn({ zone, segments }: { zone: string; segments: Segment[] }) {
  const narrow = useNarrow();
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last) return null;
  const days = daysBetween(first.start, last.end, zone);
  const shown = within(segments, spanOf(days, zone));
  const gaps = segments.filter((one) => one.onCall.length === 0).length;
  return (
    <>
      <p aria-live="polite">
        <Mark
          tone={gaps > 0 ? 'critical' : 'ok'}
          word={gaps > 0 ? oncall.calendar.gaps(gaps) : oncall.calendar.noGaps}
        />
      </p>
      <Calendar days={days} segments={shown} zone={zone} />
      {shown.length < segments.length && <p className="text-xs text-quiet">{words.onlyFirst}</p>}
      {narrow && <DayList segments={shown} zone={zone} tints={tintsOf(shown)} />}
    </>
  );
}

/** The whole weeks of the span, at most five. */
function daysBetween(start: string, end: string, zone: string): Temporal.PlainDate[] {
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate();
  const first = day(Temporal.Instant.from(start));
  const last = day(Temporal.Instant.from(end).subtract({ milliseconds: 1 }));
  const days = daysOf(first, 'week');
  while (days.length < shownWeeks * 7 && Temporal.PlainDate.compare(days.at(-1) ?? last, last) < 0)
    days.push(...daysOf(first.add({ days: days.length }), 'week'));
  return days;
}
