import { addFollowUp, type FollowUp, listFollowUps, turnFollowUp } from '@muster/contract/learn/followups';
import { expect, test } from 'vitest';
import { eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const one: FollowUp = {
  id: '1',
  ref: 'FU-1',
  title: 'Guard the \u001b[31mswitch\u001b[0m',
  note: '',
  deliverable: 'It asks twice',
  kind: 'prevent',
  priority: 'high',
  state: 'open',
  owner: 'ana',
  team: null,
  services: ['ledger'],
  retrospective: null,
  factor: null,
  incident: { ref: 'INC-4', title: 'Slow' },
  links: [],
  dueOn: '2026-03-20',
  firstDueOn: '2026-03-20',
  moves: 0,
  objectiveOn: null,
  isOverdue: true,
  committedAt: null,
  doneAt: null,
  evidence: null,
  cancelledAt: null,
  cancelledWhy: null,
  check: null,
  approval: null,
  effect: null,
  recurred: [],
  createdBy: 'ana',
  version: '1',
  createdAt: '2026-03-01T00:00:00.000Z',
  changedAt: '2026-03-01T00:00:00.000Z',
};

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('list asks for what is promised, and shows a hostile title on one plain line', async () => {
  server.on(listFollowUps, () => ({ items: [one], nextCursor: null }));
  const t = terminal({ env });
  expect(await t.muster('follow-ups', 'list', '--owner', 'ana')).toBe(0);
  expect(server.asked[0]?.query).toMatchObject({ state: 'active', owner: 'ana' });
  expect(t.text().split('\n')[1]).toMatch(/^FU-1\s+overdue\s+2026-03-20\s+ana\s+INC-4\s+Guard the switch$/);
});

test('add notes one, and says for a script how it is called', async () => {
  server.on(addFollowUp, () => ({ ...one, history: [] }));
  const t = terminal({ env });
  const given = [
    '--owner',
    'ana',
    '--due',
    '2026-03-20',
    '--kind',
    'prevent',
    '--deliverable',
    'It asks twice',
  ];
  expect(await t.muster('follow-ups', 'add', 'Guard the switch', ...given)).toBe(0);
  expect(server.asked[0]?.body).toEqual({
    title: 'Guard the switch',
    owner: 'ana',
    dueOn: '2026-03-20',
    kind: 'prevent',
    deliverable: 'It asks twice',
  });
  expect(t.text()).toContain('FU-1');
  expect(await terminal({ env }).muster('follow-ups', 'add', 'x', '--kind', 'blame')).toBe(2);
});

test('done needs evidence', async () => {
  server.on(turnFollowUp, () => ({ ...one, state: 'done' as const, history: [] }));
  expect(await terminal({ env }).muster('follow-ups', 'done', 'FU-1')).toBe(2);
  const t = terminal({ env });
  expect(await t.muster('follow-ups', 'done', 'FU-1', '--evidence', 'https://x.example/1')).toBe(0);
  expect(server.asked[0]?.body).toEqual({ state: 'done', evidence: 'https://x.example/1' });
});
