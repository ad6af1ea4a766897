import type { RehearsalHereBody } from '@muster/contract/oncall/policy-path';

/** What the form of a rehearsal holds: clock times as typed, in the zone beside them. */
export interface RehearsalAsk {
  local: string;
  zone: string;
  service: string;
  urgency: '' | 'high' | 'low';
  acts: AskedAct[];
  unreachable: string[];
}

export interface AskedAct {
  do: 'ack' | 'unack' | 'resolve' | 'escalate';
  after: number;
  /** Empty: whoever was told last. */
  by: string;
}

/** The question for the server; null while the moment is no moment. Two texts of one instant ask the same. */
export function bodyOf(ask: RehearsalAsk): RehearsalHereBody | null {
  const at = instantOf(ask.local, ask.zone);
  if (at === null) return null;
  return {
    at,
    ...(ask.service === '' ? {} : { service: ask.service }),
    ...(ask.urgency === '' ? {} : { urgency: ask.urgency }),
    acts: ask.acts.map(({ by, ...act }) => ({ ...act, ...(by === '' ? {} : { by }) })),
    unreachable: ask.unreachable,
  };
}

function instantOf(local: string, zone: string): string | null {
  try {
    return Temporal.PlainDateTime.from(local)
      .toZonedDateTime(zone)
      .toInstant()
      .toString({ smallestUnit: 'second' });
  } catch {
    return null;
  }
}

/** The moments people ask about most, as clock times of the zone. */
export function soonIn(now: Temporal.Instant, zone: string): Record<'now' | 'night' | 'saturday', string> {
  const here = now.toZonedDateTimeISO(zone).toPlainDateTime();
  const night = here.with({ hour: 3, minute: 0 }).add({ days: here.hour < 3 ? 0 : 1 });
  const saturday = here.add({ days: (13 - here.dayOfWeek) % 7 || 7 }).with({ hour: 15, minute: 0 });
  return { now: text(here), night: text(night), saturday: text(saturday) };
}

/** An instant as the clock of the zone shows it, in the form of an input. */
export function localOf(at: Temporal.Instant, zone: string): string {
  return text(at.toZonedDateTimeISO(zone).toPlainDateTime());
}

function text(at: Temporal.PlainDateTime): string {
  return at.toString().slice(0, 16);
}
