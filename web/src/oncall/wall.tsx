import type { Page } from '@muster/contract/oncall/pages';
import { cx } from '../ui/class-names.ts';
import { localZone, useTicking } from '../ui/clock.ts';
import { moment } from '../ui/duration.ts';
import { At } from '../ui/time.tsx';
import type { ScheduleItem } from './on-call-now.tsx';
import { words } from './rota-messages.ts';

interface Props {
  schedules: readonly ScheduleItem[];
  pages: readonly Page[];
  /** When it was last renewed, where renewing fails now; null while it is live. */
  renewedAt: number | null;
}

const mostSchedules = 12;
const mostPages = 4;

/** Who is on call for everything, until when, who is next, and what is open; letters grow with the screen. */
export function Wall({ schedules, pages, renewedAt }: Props) {
  const minute = useTicking((now) => Math.floor(now / 60_000) * 60_000);
  const hour = Temporal.Instant.fromEpochMilliseconds(minute).toZonedDateTimeISO(localZone).hour;
  const isNight = hour >= 22 || hour < 6;
  const clock = moment(new Date(minute).toISOString(), minute, localZone);
  return (
    <div className={cx('flex min-h-0 flex-1 flex-col gap-[1.5vmin]', isNight && 'wall-night')}>
      <header className="flex items-baseline justify-between text-[4vmin]">
        <h1 className="text-[4vmin]">{words.wall.title}</h1>
        {renewedAt !== null && (
          <span role="status" className="text-[max(3vmin,0.9rem)] font-semibold text-warning">
            {words.wall.stale(moment(new Date(renewedAt).toISOString(), minute, localZone))}
          </span>
        )}
        <time className="figures text-quiet">{clock}</time>
      </header>
      <OpenPages pages={pages} />
      {schedules.length === 0 && <p className="text-[4vmin] text-quiet">{words.wall.empty}</p>}
      <ul className={cx('grid min-h-0 flex-1 auto-rows-fr gap-[1.2vmin]', columnsFor(schedules.length))}>
        {schedules.slice(0, mostSchedules).map((one) => (
          <Tile key={one.name} schedule={one} />
        ))}
      </ul>
      {schedules.length > mostSchedules && (
        <p className="text-[2.4vmin] text-quiet">{words.wall.more(schedules.length - mostSchedules)}</p>
      )}
    </div>
  );
}

function Tile({ schedule }: { schedule: ScheduleItem }) {
  const { name, onCall, until, next } = schedule;
  const isGap = onCall.length === 0;
  return (
    <li
      className={cx(
        'flex min-w-0 flex-col justify-center overflow-hidden rounded-lg border px-[1.6vmin] py-[0.6vmin]',
        isGap ? 'border-critical bg-critical-soft' : 'border-line bg-raised',
      )}
    >
      <span className="truncate text-[max(2.2vmin,0.8rem)] text-quiet">{name}</span>
      <strong className={cx('truncate text-[max(5vmin,1.3rem)] leading-tight', isGap && 'text-critical')}>
        {isGap ? words.wall.nobodyNext : onCall.join(', ')}
      </strong>
      <span className="truncate text-[max(2.2vmin,0.8rem)] text-quiet">
        {until === null ? (
          words.wall.noChange
        ) : (
          <>
            {words.wall.until} <At at={until} />, {words.wall.next}{' '}
            {next.length > 0 ? next.join(', ') : words.wall.nobodyNext}
          </>
        )}
      </span>
    </li>
  );
}

function OpenPages({ pages }: { pages: readonly Page[] }) {
  const waiting = pages.filter((one) => one.state === 'triggered');
  const shown = [...waiting, ...pages.filter((one) => one.state !== 'triggered')];
  return (
    <section
      aria-label={words.wall.open}
      className={cx(
        'rounded-lg border px-[1.6vmin] py-[0.8vmin] text-[max(3vmin,0.9rem)]',
        waiting.length > 0 ? 'border-critical bg-critical-soft text-critical' : 'border-line bg-raised',
      )}
    >
      {shown.length === 0 ? (
        <p className="text-ok">{words.wall.none}</p>
      ) : (
        <ul>
          {shown.slice(0, mostPages).map((one) => (
            <li key={one.id} className="flex justify-between gap-[2vmin]">
              <span className="truncate font-semibold">{one.title}</span>
              <span className="shrink-0">
                {one.owner ?? words.wall.waiting} · <At at={one.openedAt} />
              </span>
            </li>
          ))}
          {shown.length > mostPages && <li>{words.wall.more(shown.length - mostPages)}</li>}
        </ul>
      )}
    </section>
  );
}

/** Few tiles are wide, many share the width; a phone held upright has fewer columns. */
function columnsFor(count: number): string {
  if (count <= 2) return 'grid-cols-1';
  return count <= 6 ? 'grid-cols-1 sm:grid-cols-2' : 'grid-cols-2 lg:grid-cols-3';
}
