import type { FollowUp } from '@muster/contract/learn/followups';
import { expect, test } from 'vitest';
import { followUpsCsv } from './csv.ts';

const one: FollowUp = {
  id: '1',
  ref: 'FU-1',
  title: '=cmd|"calc"',
  note: '',
  deliverable: 'x',
  kind: 'prevent',
  priority: 'high',
  state: 'open',
  owner: 'ana',
  team: null,
  services: ['ledger', 'checkout'],
  retrospective: null,
  factor: null,
  incident: { ref: 'INC-4', title: 'Slow' },
  links: [],
  dueOn: '2026-03-20',
  firstDueOn: '2026-03-18',
  moves: 1,
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
  recurred: [{ ref: 'INC-9', title: 'Again' }],
  createdBy: 'ana',
  version: '1',
  createdAt: '2026-03-01T00:00:00.000Z',
  changedAt: '2026-03-01T00:00:00.000Z',
};

test('a file has a row for each follow-up, and no cell is a formula', () => {
  const [head, row] = followUpsCsv([one]).split('\r\n');
  expect(head?.split(',').slice(0, 3)).toEqual(['ref', 'title', 'state']);
  expect(row).toBe(
    `FU-1,"'=cmd|""calc""",open,prevent,high,ana,,ledger checkout,INC-4,2026-03-20,2026-03-18,1,yes,,,,,,,INC-9`,
  );
});
