/** What a person is told of a shift. */
import type { Holiday } from '@muster/contract/oncall/holidays';
import type { Letter } from '../../catalog/index.ts';
import { spanText } from '../cover/model.ts';
import { holidayText } from '../holiday/model.ts';
import type { Reader } from '../letter/model.ts';
import type { Kind, Notice } from './decide.ts';

const subjects: Record<Kind, (schedule: string) => string> = {
  evening: (schedule) => `Tomorrow you are on call: ${schedule}`,
  soon: (schedule) => `You are on call: ${schedule}`,
  ended: (schedule) => `Your shift is over: ${schedule}`,
};

export function shiftLetter(
  { schedule, holidays }: { schedule: string; holidays: readonly Holiday[] },
  { kind, shift }: Notice,
  reader: Reader,
): Letter {
  const isOver = kind === 'ended';
  return {
    subject: subjects[kind](schedule),
    paragraphs: [
      isOver
        ? 'Pages go to somebody else now. What you have acknowledged is still yours.'
        : 'Pages of this schedule reach you in that time. If you cannot take it, ask for cover.',
      ...(isOver ? [] : holidays.map(holidayText)),
    ],
    facts: [{ label: 'Shift', value: spanText(shift, reader.timeZone) }],
    link: isOver
      ? { label: 'Your open pages', url: `${reader.url}/pages` }
      : { label: 'Ask for cover', url: `${reader.url}/on-call/cover` },
  };
}
