/** How a timeline is read: where nothing was said for long, and what a facilitator may ask there (practice.md 5.3). */
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

const always = ['What did you see then, and what did it mean to you?', 'What was normal here?'];
const special: readonly [RegExp, readonly string[]][] = [
  [
    /^(?:attempt|stopGap)/,
    ['What did you expect it to do?', 'What would have told you that it did not help?'],
  ],
  [/^decision|^replanned/, ['Which options did you weigh?', 'What were you trying to protect?']],
  [/^(?:handoff|role)/, ['How did you know what was going on when you took over?']],
  [/^(?:hypothesis|finding)/, ['How did you come to think of it?', 'What spoke against it?']],
  [/^(?:responder|command|page)/, ['How did you decide to ask for help?']],
  [/^(?:severity|impact)/, ['How did you know how far it reached?']],
  [/^update/, ['What did those outside know at that time?']],
];

/** Questions about how, never why, for whoever leads the meeting. */
export function questionsFor({ mark }: Pick<TimelineRow, 'mark'>, isBeforeGap: boolean): string[] {
  const own = special.flatMap(([pattern, questions]) => (pattern.test(mark) ? questions : []));
  return [
    ...own,
    ...(isBeforeGap ? ['What happened in the stretch after this, of which nothing is written?'] : []),
    ...always,
  ];
}
