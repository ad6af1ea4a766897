import type { Hours, Step, Window } from '@muster/contract/oncall/definition';

/** Hours in words: "mon-fri 09:00-17:00 and fri 18:00 to mon 08:00 (Europe/Berlin)". */
export function hoursText({ timeZone, windows }: Hours): string {
  return `${windows.map(windowText).join(' and ')} (${timeZone})`;
}

/** The condition of a step in words, or null. */
export function conditionText({ when }: Pick<Step, 'when'>): string | null {
  if (when === undefined) return null;
  return 'within' in when ? `only ${hoursText(when.within)}` : `not ${hoursText(when.outside)}`;
}

function windowText(window: Window): string {
  if ('start' in window) {
    const { start, end } = window;
    return `${start.weekday} ${start.time} to ${end.weekday} ${end.time}`;
  }
  const days = window.weekdays;
  const when = days === undefined || days.length === 7 ? 'every day' : days.join(', ') || 'never';
  return `${when} ${window.from}-${window.to}`;
}
