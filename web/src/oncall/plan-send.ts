/** Does what a drop on the calendar means, once it is confirmed. */
import { askForCover, offerCover } from '@muster/contract/oncall/cover';
import { addOverride, removeOverride } from '@muster/contract/oncall/schedules';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { call } from '../app/api.ts';
import type { Plan, Span } from './swap-plan.ts';

export interface Chosen {
  schedule: string;
  /** Of several on a shift, whose is meant; the second is that of the other shift. */
  first: string;
  second: string;
  note: string;
  /** The request for cover that this answers. */
  request: string | undefined;
}

export async function sendPlan(plan: Plan, chosen: Chosen): Promise<void> {
  const { schedule, first, second, note, request } = chosen;
  if (plan.do === 'swap') {
    const asked = { kind: 'swap' as const, person: first, exchange: { schedule, ...plan.theirs } };
    await ask({ schedule, ...plan.mine, asked, note });
  } else if (plan.do === 'ask') {
    const asked =
      plan.person === null
        ? { kind: 'everybody' as const }
        : { kind: 'people' as const, people: [plan.person] };
    await ask({ schedule, ...plan.shift, asked, note });
  } else if (plan.do === 'cover' && request !== undefined) {
    const idempotencyKey = crypto.randomUUID();
    await call(offerCover, { params: { id: request }, body: { ...plan.shift }, idempotencyKey });
  } else if (plan.do === 'cover') await replace(schedule, plan.shift, { from: first, to: plan.to });
  else if (plan.do === 'arrange') await exchange(schedule, plan, [first, second]);
}

async function ask({ note, ...body }: BodyOf<typeof askForCover>): Promise<void> {
  const whole = { ...body, ...(note ? { note } : {}) };
  await call(askForCover, { body: whole, idempotencyKey: crypto.randomUUID() });
}

/** Both or none: whoever sees one half only would be called twice, or not at all. */
async function exchange(
  schedule: string,
  { one, other }: { one: Span; other: Span },
  [first, second]: readonly [string, string],
): Promise<void> {
  const { id } = await replace(schedule, one, { from: first, to: second });
  try {
    await replace(schedule, other, { from: second, to: first });
  } catch (error) {
    await call(removeOverride, { params: { name: schedule, id } });
    throw error;
  }
}

function replace(schedule: string, { start, end }: Span, { from, to }: { from: string; to: string }) {
  return call(addOverride, {
    params: { name: schedule },
    body: { start, end, person: to, ...(from ? { replaces: from } : {}) },
    idempotencyKey: crypto.randomUUID(),
  });
}
