import type { Schedule } from '@muster/contract/oncall/definition';
import { useQuery } from '@tanstack/react-query';
import { localZone, nowMs } from '../ui/clock.ts';
import { Mark } from '../ui/mark.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Away } from './away.tsx';
import { Calendar, type Picked } from './calendar.tsx';
import { daysOf, spanOf, type View, widened, within } from './calendar-layout.ts';
import { words as own } from './calendar-messages.ts';
import { DayList } from './day-list.tsx';
import { HolidayLine, marksOf } from './holiday-line.tsx';
import { holidaysOn } from './holiday-queries.ts';
import { awayLanes, layerLanes, overrideLane, temporaryLanes } from './lanes.ts';
import { words } from './messages.ts';
import { previewOf } from './preview-query.ts';
import { shiftsOf } from './queries.ts';
import { Beneath } from './rota-preview.tsx';
import { ScheduleBar } from './schedule-bar.tsx';
import { tintsOf } from './shift-bar.tsx';
import { ShiftMoves } from './shift-moves.tsx';
import { ShiftTable } from './shift-table.tsx';
import { SpanPicker } from './span-picker.tsx';
import { words as timeOff } from './time-off-messages.ts';
import { timeOffOn } from './time-off-queries.ts';
import { ZoneBar } from './zone-bar.tsx';
import { haveSameClock, zonesIn } from './zone-rulers.ts';

interface Props {
  name: string;
  /** The schedule's own zone. */
  zone: string;
  search: { from: string; view: string; zones: readonly string[]; drag: string };
  onSearch: (change: { from?: string; view?: string; zone?: string[]; drag?: string }) => void;
  /** Where people are, for those who live by another clock. */
  zonesOf: ReadonlyMap<string, string>;
  /** What is saved, for the layers beneath; and the overrides that people made. */
  definition: Schedule;
  overrides: readonly { start: string; end: string; createdBy: string }[];
  /** Rotas that stand in for the usual one for a while. */
  temporary: readonly { name: string; start: string; end: string }[];
  /** Why this person may not change the rota. */
  mayNotEdit: string | undefined;
  onSpan: (span: Picked) => void;
  onMoment: (at: string) => void;
}

/** One schedule over a span: whose turn when, by the clock in which the reader thinks and up to two more beside it. */
export function ScheduleView(props: Props) {
  const { name, search, onSearch, zonesOf, definition, overrides, onSpan, onMoment } = props;
  const [zone = localZone, ...rulers] = zonesIn(search.zones, { mine: localZone, own: props.zone });
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
  const holidays = useQuery(holidaysOn(name, days)).data?.items ?? [];
  const same = rulers.filter((other) => haveSameClock(days, zone, other));
  const drawn = {
    days,
    zone,
    rulers,
    zonesOf,
    holidays: marksOf(holidays),
    lanes: [
      ...overrideLane(overrides, words.override.list),
      ...temporaryLanes(props.temporary),
      ...awayLanes(away, timeOff.awayPerson),
      ...lanes,
    ],
  };
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <ScheduleBar days={days} from={from} view={view} onSearch={onSearch} />
        <Segmented
          label={own.drag.label}
          value={search.drag === 'shifts' ? 'shifts' : 'time'}
          options={{ time: own.drag.time, shifts: own.drag.shifts }}
          onChange={(drag) => onSearch({ drag: drag === 'shifts' ? drag : '' })}
        />
      </div>
      <ZoneBar
        zones={[zone, ...rulers]}
        own={props.zone}
        others={[...new Set(zonesOf.values())]}
        at={span.from}
        onChange={(zones) => onSearch({ zone: zones })}
      />
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
              {search.drag === 'shifts' ? (
                <ShiftMoves schedule={name} segments={segments} zone={zone} mayNotEdit={props.mayNotEdit}>
                  {(marks) => <Calendar {...drawn} segments={segments} marks={marks} />}
                </ShiftMoves>
              ) : (
                <SpanPicker days={days} zone={zone} onSpan={onSpan} onMoment={onMoment}>
                  {(picked) => <Calendar {...drawn} segments={segments} picked={picked} />}
                </SpanPicker>
              )}
              {lanes.length > 0 && <Beneath names={lanes.map((lane) => lane.title)} />}
              <HolidayLine holidays={holidays} />
              <Away away={away} zone={zone} />
              {same.length > 0 && (
                <p className="text-xs text-quiet">{same.map((other) => own.sameClock(other)).join(' · ')}</p>
              )}
              {narrow ? (
                <DayList segments={segments} zone={zone} tints={tintsOf(segments)} zonesOf={zonesOf} />
              ) : (
                <details open={segments.length <= 6}>
                  <summary className="py-1 text-sm text-quiet">{words.calendar.table}</summary>
                  <ShiftTable segments={segments} zone={zone} zonesOf={zonesOf} />
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
