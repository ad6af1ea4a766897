/** A task in one line, as people type it in a hurry: `restart the ledger @bob 20m`, `@me look at the disk until 10:40`. */
export interface TaskLine {
  text: string;
  /** A name, or `me`. */
  person?: string;
  minutes?: number;
  /** A wire time. */
  dueAt?: string;
}

/** What the clock of whoever types says. */
export interface Reading {
  now: Temporal.Instant;
  zone: string;
}

const longest = 10_080;

/**
 * Whom and how long is read at the end of the line, whom also at its beginning; each once. In the middle the same words
 * are text, so that "wait 20m before you restart it" stays what it is. A time of day is the next one of its kind.
 */
export function parseTaskLine(line: string, reading: Reading): TaskLine {
  const found: Omit<TaskLine, 'text'> = {};
  let rest = line.trim().replace(/\s+/g, ' ');
  const first = /^@([a-z0-9][a-z0-9._-]{0,63})(?: |$)/i.exec(rest);
  if (first?.[1]) {
    found.person = first[1].toLowerCase();
    rest = rest.slice(first[0].length);
  }
  for (;;) {
    const next = lastOf(rest, found, reading);
    if (next === null) return { text: rest, ...found };
    rest = next;
  }
}

/** Takes what is meant off the end, and answers the line without it; null where the end is text. */
function lastOf(line: string, found: Omit<TaskLine, 'text'>, reading: Reading): string | null {
  const person = found.person === undefined ? /(?:^| )@([a-z0-9][a-z0-9._-]{0,63})$/i.exec(line) : null;
  if (person?.[1]) {
    found.person = person[1].toLowerCase();
    return line.slice(0, person.index);
  }
  if (found.minutes !== undefined || found.dueAt !== undefined) return null;
  const until = /(?:^| )(?:until|till|by) (\d{1,2}):(\d{2})$/i.exec(line);
  const dueAt = until && nextTime(Number(until[1]), Number(until[2]), reading);
  if (until && dueAt) {
    found.dueAt = dueAt;
    return line.slice(0, until.index);
  }
  const span = /(?:^| )(?:for )?(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?$/i.exec(line);
  const minutes = Number(span?.[1] ?? 0) * 60 + Number(span?.[2] ?? 0);
  if (!span || minutes < 1 || minutes > longest) return null;
  found.minutes = minutes;
  return line.slice(0, span.index);
}

function nextTime(hour: number, minute: number, { now, zone }: Reading): string | null {
  if (hour > 23 || minute > 59) return null;
  const here = now.toZonedDateTimeISO(zone);
  const at = here.withPlainTime({ hour, minute });
  const due = Temporal.ZonedDateTime.compare(at, here) > 0 ? at : at.add({ days: 1 });
  return due.toInstant().toString({ smallestUnit: 'millisecond' });
}
