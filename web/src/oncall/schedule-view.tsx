import type { Schedule } from '@muster/contract/oncall/definition';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../ui/button.tsx';
import { localZone, nowMs } from '../ui/clock.ts';
import { locale } from '../ui/duration.ts';
import { Mark } from '../ui/mark.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Away } from './away.tsx';
import { Calendar, type Picked, tintsOf } from './calendar.tsx';
import { daysOf, spanOf, turned, type View, widened, within } from './calendar-layout.ts';
import { DayList } from './day-list.tsx';
import { awayLanes, layerLanes, overrideLane } from './lanes.ts';
import { words } from './messages.ts';
import { previewOf, shiftsOf } from './queries.ts';
import { words as rota } from './rota-messages.ts';
import { Beneath } from './rota-preview.tsx';
import { ShiftTable } from './shift-table.tsx';
import { SpanPicker } from './span-picker.tsx';
import { words as timeOff } from './time-off-messages.ts';
import { timeOffOn } from './time-off-queries.ts';

interface Props {
  name: string;
  /** The schedule's own zone. */
  zone: string;
  search: { from: string; view: string; zone: string };
  onSearch: (change: { from?: string; view?: string; zone?: string }) => void;
  /** What is saved, for the layers beneath; and the overrides that people made. */
  definition: Schedule;
  overrides: readonly { start: string; end: string; createdBy: string }[];
  onSpan: (span: Picked) => void;
  onMoment: (at: string) => void;
}

/** One schedule over a span: whose turn when, in whichever of the two zones the reader thinks. */
export function ScheduleView(props: Props) {
  const { name, zone: own, search, onSearch, definition, overrides, onSpan, onMoment } = props;
  const zone = search.zone === 'schedule' ? own : localZone;
  const narrow = useNarrow();
  const view = viewOf(search.view, narrow ? 'week' : 'fortnight');
  const from = dateOf(search.from, zone);
  const days = daysOf(from, view);
  const span = spanOf(days, zone);
  const asked = widened(span);
  const query = useQuery(shiftsOf(name, asked.from, asked.until));
  const layers = useQuery(previewOf(definition, { from: span.from, until: span.until })).data?.layers ?? [];
  const lanes = definition.layers.length > 1 ? layerLanes(definition, layers) : [];
  const away = useQuery(timeOffOn(name, span.from, span.until)).data?.items ?? [];
  const besides = own === localZone ? undefined : zone === own ? localZone : own;
  const turn = (by: 1 | -1) => onSearch({ from: turned(from, view, by).toString() });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
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
        {own !== localZone && (
          <label className="ml-auto flex items-center gap-2 text-sm">
            <span className="text-quiet">{words.calendar.zone}</span>
            <select
              value={search.zone === 'schedule' ? 'schedule' : 'mine'}
              onChange={(event) => onSearch({ zone: event.target.value === 'schedule' ? 'schedule' : '' })}
              className="min-h-10 max-w-60 rounded-md border border-line-strong/70 bg-raised px-2 pointer-coarse:min-h-11"
            >
              <option value="mine">{words.calendar.zoneMine(localZone)}</option>
              <option value="schedule">{words.calendar.zoneTheirs(own)}</option>
            </select>
          </label>
        )}
      </div>
      <QueryView query={query} rows={4}>
        {(answer) => {
          const segments = within(answer.segments, span);
          const gaps = segments.filter((one) => one.onCall.length === 0).length;
          return (
            <>
              <Mark
                tone={gaps > 0 ? 'critical' : 'ok'}
                word={gaps > 0 ? words.calendar.gaps(gaps) : words.calendar.noGaps}
              />
              <SpanPicker days={days} zone={zone} onSpan={onSpan} onMoment={onMoment}>
                {(picked) => (
                  <Calendar
                    days={days}
                    segments={segments}
                    zone={zone}
                    lanes={[
                      ...overrideLane(overrides, words.override.list),
                      ...awayLanes(away, timeOff.awayPerson),
                      ...lanes,
                    ]}
                    besides={besides}
                    picked={picked}
                  />
                )}
              </SpanPicker>
              {lanes.length > 0 && <Beneath names={lanes.map((lane) => lane.title)} />}
              <Away away={away} zone={zone} />
              {besides && <p className="text-xs text-quiet">{rota.zones.ticks(besides)}</p>}
              {narrow ? (
                <DayList segments={segments} zone={zone} tints={tintsOf(segments)} />
              ) : (
                <details open={segments.length <= 6}>
                  <summary className="py-1 text-sm text-quiet">{words.calendar.table}</summary>
                  <ShiftTable segments={segments} zone={zone} />
                </details>
              )}
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

function viewOf(text: string, otherwise: View): View {
  return text === 'week' || text === 'fortnight' || text === 'month' ? text : otherwise;
}

/** The day an address names; today when it names none or nonsense. */
function dateOf(text: string, zone: string): Temporal.PlainDate {
  try {
    if (text) return Temporal.PlainDate.from(text.slice(0, 10));
  } catch {
    // An address may be typed by hand.
  }
  return Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(zone).toPlainDate();
}

function nameOfSpan(days: Temporal.PlainDate[], from: Temporal.PlainDate, view: View): string {
  if (view === 'month') return from.toLocaleString(locale, { month: 'long', year: 'numeric' });
  const short = { day: 'numeric', month: 'short' } as const;
  return `${days[0]?.toLocaleString(locale, short)} – ${days.at(-1)?.toLocaleString(locale, { ...short, year: 'numeric' })}`;
}
