import { policySchema } from '@muster/contract/oncall/definition';
import { expect, it } from 'vitest';
import { newRun } from '../page/decide.ts';
import type { HeldBy } from '../page/model.ts';
import { commandsOf, heldBy } from './model.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const until = now.add({ hours: 2 });
const switches = { id: 'm', title: 'New switches', until };
const holding = new Map([['till', switches]]);
const policy = { name: 'none', ...policySchema.parse({ repeat: 0, steps: [] }) };

function page(over: { groupId?: string | null; service?: string | null; held?: HeldBy | undefined } = {}) {
  const { groupId = 'g', service = 'till', held } = over;
  const maintenance = held !== undefined;
  const run = newRun({ do: 'open', policy, paging: {}, maintenance, heldBy: held }, now);
  return { id: 'p', groupId, service, run };
}
const none = new Set<string>();
const command = (one: ReturnType<typeof page>, runs = holding, storms = none) =>
  commandsOf([one], runs, storms).get('p');

it('holds back what alerts have opened, alone or in a storm', () => {
  const on = { do: 'maintenance', on: true, heldBy: heldBy(switches) };
  expect(command(page())).toEqual(on);
  expect(command(page({ groupId: null }), holding, new Set(['p']))).toEqual(on);
});

it('leaves alone what a person called for, other services and pages of none', () => {
  expect(command(page({ groupId: null }))).toBeUndefined();
  expect(command(page({ service: 'search' }))).toBeUndefined();
  expect(command(page({ groupId: null, service: null }))).toBeUndefined();
});

it('says nothing twice, follows an end that was moved, and lets go when it is over', () => {
  const held = heldBy(switches);
  expect(command(page({ held }))).toBeUndefined();
  const longer = { ...switches, until: until.add({ hours: 1 }) };
  expect(command(page({ held }), new Map([['till', longer]]))).toMatchObject({
    on: true,
    heldBy: heldBy(longer),
  });
  expect(command(page({ held }), new Map())).toMatchObject({ do: 'maintenance', on: false });
});
