/** What a facilitator may ask at a row of the timeline (practice.md 5.3). Nobody else is shown it. */
import type { TimelineRow } from '@muster/contract/learn/retrospectives';

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
