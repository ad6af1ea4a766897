/**
 * Words for spans and moments. All pure: the present is an argument, spans are milliseconds.
 * The locale is that of the message catalogue, so that a sentence is in one language.
 */
export const locale = 'en-GB';

/** A countdown as people read it on a clock: `0:42`, `4:12`, `1:05:00`; never negative. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A span in its two largest units: `now`, `45 s`, `12 min`, `3 h 05`, `2 d 4 h`. */
export function span(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  if (seconds < 5) return 'now';
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24)
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  const days = Math.floor(hours / 24);
  return days < 10 && hours % 24 !== 0 ? `${days} d ${hours % 24} h` : `${days} d`;
}

/** How far a moment lies from now: `12 min ago`, `in 3 h 05`, `just now`. */
export function relative(at: number, now: number): string {
  const words = span(at - now);
  if (words === 'now') return 'just now';
  return at > now ? `in ${words}` : `${words} ago`;
}

/** The moment in full with its zone, for titles and tables: `Sat 21 Nov 2026, 14:05:09 CET`. */
export function absolute(at: string, zone: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(new Date(at));
}

/** The moment as short as it stays clear: `14:05` today, `Sun 14:05` within six days, else `3 Dec, 14:05`. */
export function moment(at: string, now: number, zone: string): string {
  const then = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const days = today.until(then.toPlainDate()).days;
  if (days === 0) return then.toLocaleString(locale, clock);
  if (Math.abs(days) < 7) return then.toLocaleString(locale, { weekday: 'short', ...clock });
  return then.toLocaleString(locale, { day: 'numeric', month: 'short', ...clock });
}

/** The moment with its day whatever the day is, for tables that span weeks: `Mon 16 Nov, 09:00`. */
export function dated(at: string, zone: string): string {
  const then = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const day = then
    .toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short' })
    .replace(',', '');
  return `${day}, ${then.toLocaleString(locale, { hour: '2-digit', minute: '2-digit' })}`;
}

/** The end of a stretch as it stands behind its start: with its day only where that is another one. */
export function datedEnd(start: string, end: string, zone: string): string {
  const [from, to] = [start, end].map((at) => Temporal.Instant.from(at).toZonedDateTimeISO(zone));
  if (!from || !to?.toPlainDate().equals(from.toPlainDate())) return dated(end, zone);
  return to.toLocaleString(locale, { hour: '2-digit', minute: '2-digit' });
}

/** One piece of a sentence; `from` is where it stands in it. */
export interface Piece {
  from: number;
  text: string;
  isInstant: boolean;
}

/** A text cut at the instants it names, so that each can be shown in the reader's zone. */
export function cutAtInstants(text: string): Piece[] {
  let from = 0;
  return text.split(/(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)/).map((piece, at) => {
    const cut = { from, text: piece, isInstant: at % 2 === 1 };
    from += piece.length;
    return cut;
  });
}

/** The zone's short name at an instant: `CET`, `GMT+5:30`. */
export function zoneName(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
