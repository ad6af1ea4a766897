import type { Durations } from '@muster/contract/measure/measures';
import { paths } from '../paths.ts';
import { localZone } from '../ui/clock.ts';
import { locale } from '../ui/duration.ts';
import { Go } from '../ui/go.tsx';
import { durationAxis, momentPlace } from './reliability-axis.ts';
import { lasting, words } from './reliability-words.ts';

const height = 240;
/** Room above and below, so that no dot is cut. */
const edge = 10;
const gutter = 58;

interface Props {
  values: Durations['values'];
  /** Shown and not counted. */
  flagged: Durations['flagged'];
  p50: number | null;
  /** In milliseconds. */
  from: number;
  until: number;
}

/** A dot for each incident, over time; the table below it says the same, so a reader and the keyboard skip it. */
export function Dots({ values, flagged, p50, from, until }: Props) {
  const { place, ticks } = durationAxis([...values, ...flagged].map((one) => Math.abs(one.seconds)));
  const y = (seconds: number) => height - edge - place(seconds) * (height - 2 * edge);
  const x = (share: number) => `${1 + share * 98}%`;
  return (
    <div>
      <div className="flex">
        <svg aria-hidden="true" width={gutter} height={height} className="shrink-0 text-xs">
          {ticks.map((tick) => (
            <text key={tick} x={gutter - 8} y={y(tick) + 4} textAnchor="end" className="fill-quiet">
              {lasting(tick)}
            </text>
          ))}
        </svg>
        <svg aria-hidden="true" width="100%" height={height} className="min-w-0 flex-1 text-xs">
          {ticks.map((tick) => (
            <line key={tick} x1="0" x2="100%" y1={y(tick)} y2={y(tick)} className="stroke-line" />
          ))}
          {p50 !== null && (
            <line
              x1="0"
              x2="100%"
              y1={y(p50)}
              y2={y(p50)}
              strokeDasharray="5 4"
              className="stroke-text stroke-[1.5]"
            />
          )}
          {values.map(({ ref, seconds, at }) => (
            <Go key={ref} to={paths.incident(ref)} tabIndex={-1}>
              <circle
                cx={x(momentPlace(at, from, until))}
                cy={y(seconds)}
                r={5}
                className="fill-accent/70 stroke-raised hover:fill-text"
              >
                <title>{words.dot(ref, seconds)}</title>
              </circle>
            </Go>
          ))}
          {flagged.map(({ ref, seconds, at, reason }) => (
            <Go key={ref} to={paths.incident(ref)} tabIndex={-1}>
              <circle
                cx={x(momentPlace(at, from, until))}
                cy={y(Math.abs(seconds))}
                r={5}
                strokeDasharray="2 2"
                className="fill-raised stroke-text hover:fill-text"
              >
                <title>{words.flaggedDot(ref, words.beside(reason, seconds))}</title>
              </circle>
            </Go>
          ))}
          {p50 !== null && (
            <text x="100%" dx={-4} y={y(p50) - 5} textAnchor="end" className="fill-text font-medium">
              {words.halfLine}
            </text>
          )}
        </svg>
      </div>
      <p className="flex justify-between pt-1 pl-14 text-xs text-quiet">
        <span>{dayName(from)}</span>
        <span>{dayName(until)}</span>
      </p>
    </div>
  );
}

function dayName(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(localZone)
    .toLocaleString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
}
