import { isBefore } from '../../platform/instants.ts';
import { comingAfter, type Plan, runningAt, type Window } from './model.ts';

const lookedAt = 60;
const told = 4;

/** What clock changes make of the windows of about a year, in sentences; at most four. */
export function clockChanges(plan: Plan, now: Temporal.Instant): string[] {
  const running = runningAt(plan, now);
  const windows = [...(running ? [running] : []), ...comingAfter(plan, now, lookedAt)];
  return windows.flatMap((one) => sentenceOf(plan, one)).slice(0, told);
}

function sentenceOf({ timeZone, start, end }: Plan, window: Window): string[] {
  const [from, until] = [window.start, window.end].map((at) => at.toZonedDateTimeISO(timeZone));
  if (!from || !until) return [];
  const day = from.toPlainDate().toString();
  const plannedTime = Temporal.PlainDateTime.from(start).toPlainTime();
  if (!from.toPlainTime().equals(plannedTime))
    return [
      `On ${day} the clock leaves out ${clock(plannedTime)}: it begins at ${clock(from.toPlainTime())}.`,
    ];
  const planned = Temporal.PlainDateTime.from(start).until(end).total({ unit: 'minutes', relativeTo: start });
  const real = window.start.until(window.end).total('minutes');
  if (real === planned) return [];
  const moved = isBefore(window.start.add({ minutes: planned }), window.end) ? 'back' : 'forward';
  return [`On ${day} the clock goes ${moved}: it lasts ${lasting(real)} instead of ${lasting(planned)}.`];
}

function clock(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' });
}

function lasting(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
