/** What a status page says, in plain words, and how a text of anybody's becomes part of a file. */
import type { ComponentState } from '@muster/contract/inform/status-pages';
import { escaped as escapedHtml } from '../../platform/html.ts';
import type { UpdateState } from '../notice/model.ts';
import type { PlannedWork } from '../planned/work.ts';
import type { Indicator } from './model.ts';

/** For HTML, XML and SVG alike. What XML cannot hold, such as a NUL, is left out. */
export function escaped(text: string): string {
  return escapedHtml(text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
}

export const stateWords: Record<ComponentState, string> = {
  operational: 'Works',
  degraded_performance: 'Slow or limited',
  partial_outage: 'Partly down',
  major_outage: 'Down',
  under_maintenance: 'Planned work',
};

export const progressWords: Record<UpdateState, string> = {
  investigating: 'Looking into it',
  identified: 'Cause known',
  monitoring: 'Watching',
  resolved: 'Solved',
};

export const workWords: Record<PlannedWork['state'], string> = {
  scheduled: 'Planned',
  in_progress: 'Under way',
  completed: 'Done',
};

/** The page in one sentence. */
export const summaryWords: Record<Indicator, string> = {
  none: 'Everything works',
  minor: 'Some parts are slow or limited',
  major: 'Some parts are down',
  critical: 'Important parts are down',
  maintenance: 'Planned work is under way',
};

/** Such as `2 March 2026, 10:05 UTC`. */
export function whenWords(at: string): string {
  return `${dayWords(at.slice(0, 10))}, ${clockWords(at)}`;
}

/** Such as `10:05 UTC`. */
export function clockWords(at: string): string {
  const { hour, minute } = Temporal.Instant.from(at).toZonedDateTimeISO('UTC');
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(hour)}:${two(minute)} UTC`;
}

/** Of a day such as `2026-03-02`. */
export function dayWords(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.day} ${months[date.month - 1]} ${date.year}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Such as `99.98 %`; never 100 when anything was lost. */
export function percentWords(ratio: number): string {
  const percent = Math.floor(ratio * 10_000) / 100;
  return ratio === 1 ? '100 %' : `${percent.toFixed(2)} %`;
}

/** Such as `1 h 5 min`. */
export function spanWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
