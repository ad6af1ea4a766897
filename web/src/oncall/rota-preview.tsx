import type { Schedule } from '@muster/contract/oncall/definition';
import { useQuery } from '@tanstack/react-query';
import { Mark } from '../ui/mark.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { Section } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Dated } from '../ui/time.tsx';
import { Calendar } from './calendar.tsx';
import { daysOf, spanOf, within } from './calendar-layout.ts';
import { DayList } from './day-list.tsx';
import { layerLanes } from './lanes.ts';
import { words as oncall } from './messages.ts';
import { previewOf } from './preview-query.ts';
import { words } from './rota-messages.ts';
import { tintsOf } from './shift-bar.tsx';

const shownGaps = 6;

/** What the draft would do in the coming four weeks, redrawn as it changes; an old picture stays until the next is there. */
export function RotaPreview({ schedule, today }: { schedule: Schedule; today: Temporal.PlainDate }) {
  const zone = schedule.timeZone;
  const narrow = useNarrow();
  const days = [
    ...daysOf(today, 'fortnight'),
    ...(narrow ? [] : daysOf(today.add({ weeks: 2 }), 'fortnight')),
  ];
  const span = spanSafely(days, zone);
  const query = useQuery({ ...previewOf(schedule, span), enabled: span.from !== '' });
  const segments = within(query.data?.segments ?? [], span.from === '' ? anyTime : span);
  const gaps = segments.filter((one) => one.onCall.length === 0);
  const lanes = layerLanes(schedule, query.data?.layers ?? []);
  return (
    <Section title={words.preview.title}>
      <div className="space-y-2" aria-busy={query.isFetching}>
        <p className="text-xs text-quiet">{words.preview.about}</p>
        {query.isError && (
          <p role="status" className="text-sm text-warning">
            {words.preview.cannot}: {reasonOf(query.error)}
          </p>
        )}
        {query.data && (
          <>
            <p aria-live="polite">
              <Mark
                tone={gaps.length > 0 ? 'critical' : 'ok'}
                word={gaps.length > 0 ? oncall.calendar.gaps(gaps.length) : oncall.calendar.noGaps}
              />
            </p>
            <Calendar days={days} segments={segments} zone={zone} lanes={lanes.length > 1 ? lanes : []} />
            {lanes.length > 1 && <Beneath names={lanes.map((lane) => lane.title)} />}
            {gaps.length > 0 && (
              <ul aria-label={words.preview.gaps} className="text-sm text-critical">
                {gaps.slice(0, shownGaps).map((one) => (
                  <li key={one.start}>
                    <Dated at={one.start} zone={zone} /> – <Dated at={one.end} zone={zone} />
                  </li>
                ))}
                {gaps.length > shownGaps && <li>{words.change.more(gaps.length - shownGaps)}</li>}
              </ul>
            )}
            {narrow && <DayList segments={segments} zone={zone} tints={tintsOf(segments)} />}
          </>
        )}
      </div>
    </Section>
  );
}

/** The names of the thin rows, for the picture has no room for them. */
export function Beneath({ names }: { names: readonly string[] }) {
  return (
    <p className="text-xs text-quiet">
      {words.preview.beneath} {names.join(' · ')}
    </p>
  );
}

const anyTime = { from: '1900-01-01T00:00:00Z', until: '2200-01-01T00:00:00Z' };

/** A zone that is still being typed has no days. */
function spanSafely(days: Temporal.PlainDate[], zone: string): { from: string; until: string } {
  try {
    return spanOf(days, zone);
  } catch {
    return { from: '', until: '' };
  }
}
