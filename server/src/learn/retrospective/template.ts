/** What a report begins with (practice.md 5.1, 5.2; R34): questions in place of a form, and none for a root cause. */
import type { Depth } from '@muster/contract/learn/depth';

const quick = ['What surprised us', 'What we learnt', 'What was hard', 'What helped', 'One idea'];

const standard = [
  'Summary for somebody from another team',
  'Background that one needs to follow',
  'Detection: how it was noticed, and which signal would show it sooner',
  'How it looked to those who were there',
  'What eased it, what made it hard, where luck helped',
  'What we tried, and what our own measures did',
  'The response itself: roles, handoffs, news, tools, load',
  'What we learnt',
  'Questions still open',
  'Ideas, to which nobody has committed',
  'Words that not everybody knows',
];

const deep = [
  ...standard.slice(0, 3),
  'Interviews: with whom, and what they told',
  'Several accounts, side by side',
  ...standard.slice(3),
  'What to read before the meeting',
];

const sections: Readonly<Record<Depth, readonly string[]>> = { quick, standard, deep };

export function templateOf(depth: Depth): string {
  return `${sections[depth].map((title) => `## ${title}`).join('\n\n')}\n`;
}
