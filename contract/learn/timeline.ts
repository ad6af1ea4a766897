/** How a timeline is read: where nothing was said for long, and what is somebody's memory only. */
import type { TimelineRow } from './retrospectives.ts';

/** So many minutes without a row are worth a question (R84). */
const quietMinutes = 15;

/** Where nothing stands for longer; `after` is the place of the row before. The rows are in order. */
export function gapsIn(rows: readonly Pick<TimelineRow, 'at'>[]): { after: number; minutes: number }[] {
  return rows.flatMap(({ at }, i) => {
    const next = rows[i + 1];
    const minutes = next ? (Date.parse(next.at) - Date.parse(at)) / 60_000 : 0;
    return minutes > quietMinutes ? [{ after: i, minutes: Math.round(minutes) }] : [];
  });
}

/** Nothing that was told: no evidence but somebody's memory (P25). */
export function isRecollection({ event, evidence }: Pick<TimelineRow, 'event' | 'evidence'>): boolean {
  return event === null && evidence === null;
}
