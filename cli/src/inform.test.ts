import { listObligations, type RunningObligation } from '@muster/contract/inform/obligations';
import { duty } from '@muster/contract/test/calm-incident';
import { expect, test } from 'vitest';
import { eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

const at = '2026-06-02T13:10:00.000Z';
const running = (dueAt: string | null): RunningObligation => ({
  ref: 'INC-42',
  title: 'Rows of others were shown',
  obligation: {
    ...duty,
    owner: 'ona',
    startedAt: at,
    rule: { ...duty.rule, label: 'The law\u001b[31m' },
    steps: [
      {
        step: 'notice',
        label: 'Notice',
        to: 'The authority',
        optional: false,
        submittedAt: null,
        startedAt: dueAt && at,
        dueAt,
      },
    ],
  },
});

test('what is owed to those outside stands with its time, owner and step; what waits says so', async () => {
  server.on(listObligations, () => ({ items: [running('2026-06-05T13:10:00.000Z'), running(null)] }));
  const t = terminal({ env });
  expect(await t.muster('obligations')).toBe(0);
  const [head, first, second] = t.text().split('\n');
  expect(head).toMatch(/^DUE +INCIDENT +OWNER +DUTY/);
  expect(first).toMatch(/^2026-06-05 .* INC-42 +ona +The law: Notice$/);
  expect(second).toMatch(/^waits +INC-42 +ona +The law$/);
});

test('where nothing runs it says so', async () => {
  server.on(listObligations, () => ({ items: [] }));
  const t = terminal({ env });
  expect(await t.muster('obligations')).toBe(0);
  expect(t.text()).toBe('No duty runs.');
});
