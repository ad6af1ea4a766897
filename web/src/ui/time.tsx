import { localZone, useTicking } from './clock.ts';
import { absolute, countdown, cutAtInstants, dated, datedEnd, moment, relative } from './duration.ts';

/** A moment as its distance from now, the absolute one at hand. */
export function Ago({ at, zone = localZone }: { at: string; zone?: string }) {
  const words = useTicking((now) => relative(Date.parse(at), now));
  return (
    <time dateTime={at} title={absolute(at, zone)} className="whitespace-nowrap">
      {words}
    </time>
  );
}

/** A moment as clock time, with day or date when it is not today. */
export function At({ at, zone = localZone }: { at: string; zone?: string }) {
  const words = useTicking((now) => moment(at, now, zone));
  return (
    <time dateTime={at} title={absolute(at, zone)} className="whitespace-nowrap">
      {words}
    </time>
  );
}

/** A moment with its day, for tables that span weeks. */
export function Dated({ at, zone = localZone }: { at: string; zone?: string }) {
  return (
    <time dateTime={at} title={absolute(at, zone)} className="whitespace-nowrap">
      {dated(at, zone)}
    </time>
  );
}

/** From when until when, with their days; the day that both have in common once. */
export function Stretch({ start, end, zone = localZone }: { start: string; end: string; zone?: string }) {
  return (
    <>
      <Dated at={start} zone={zone} /> –{' '}
      <time dateTime={end} title={absolute(end, zone)} className="whitespace-nowrap">
        {datedEnd(start, end, zone)}
      </time>
    </>
  );
}

/** A sentence of the server: it names instants in UTC, the reader sees them in their own zone. */
export function Sentence({ text }: { text: string }) {
  return cutAtInstants(text).map((piece) =>
    piece.isInstant ? <At key={piece.from} at={piece.text} /> : piece.text,
  );
}

/** What is left until a promised moment. Screen readers get the moment, not every tick. */
export function Countdown({ to }: { to: string }) {
  const left = useTicking((now) => countdown(Date.parse(to) - now));
  return (
    <time dateTime={to} title={absolute(to, localZone)}>
      <span aria-hidden="true">{left}</span>
      <span className="sr-only">{absolute(to, localZone)}</span>
    </time>
  );
}
