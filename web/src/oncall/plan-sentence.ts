/** Pure: what a drop would do, in few words, before it is done. */
import { words } from './calendar-messages.ts';
import type { Plan } from './swap-plan.ts';

export function sentenceOf(plan: Plan, me: string): string {
  const named = (people: readonly string[]) => people.join(', ');
  if (plan.do === 'nothing') return words.why[plan.why];
  if (plan.do === 'swap') return words.plan.swap(named(plan.people));
  if (plan.do === 'arrange') return words.plan.arrange(named(plan.one.people), named(plan.other.people));
  if (plan.do === 'ask') return plan.person === null ? words.plan.askAll : words.plan.ask(plan.person);
  const from = named(plan.from);
  return plan.to === me ? words.plan.coverSelf(from) : words.plan.cover(plan.to, from);
}
