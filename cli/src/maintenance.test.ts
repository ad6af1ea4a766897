import {
  changeMaintenance,
  listMaintenances,
  type Maintenance,
  planMaintenance,
} from '@muster/contract/detect/maintenances';
import { expect, test } from 'vitest';
import { eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const window = { start: '2026-11-20T10:00:00.000Z', end: '2026-11-20T11:00:00.000Z' };
const one = (over: Partial<Maintenance> = {}): Maintenance => ({
  id: 'm-1',
  title: 'New \u001b[31mswitches\u001b[0m',
  note: '',
  services: ['checkout'],
  timeZone: 'UTC',
  start: '2026-11-20T10:00',
  end: '2026-11-20T11:00',
  repeats: null,
  lastDay: null,
  isMajor: false,
  state: 'running',
  window,
  next: [],
  createdBy: 'ana',
  createdAt: '2026-11-20T09:00:00.000Z',
  cancelledBy: null,
  cancelledAt: null,
  version: '1',
  ...over,
});

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('start begins now, for so long at most, and says the id for a script', async () => {
  server.on(planMaintenance, () => one());
  const t = terminal({ env });
  expect(await t.muster('maintenance', 'start', 'Deploy', '--service', 'checkout', '--minutes', '30')).toBe(
    0,
  );
  expect(server.asked[0]?.body).toMatchObject({ title: 'Deploy', services: ['checkout'], timeZone: 'UTC' });
  expect(t.text()).toContain('m-1');
});

test('list shows a hostile title on one plain line', async () => {
  server.on(listMaintenances, () => ({ items: [one()], nextCursor: null }));
  const t = terminal({ env });
  expect(await t.muster('maintenance', 'list')).toBe(0);
  expect(t.text().split('\n')[1]).toContain('checkout  New switches  m-1');
});

test('end finds what runs by its service, and asks for the id where several do', async () => {
  server.on(listMaintenances, () => ({
    items: [one(), one({ id: 'm-2', state: 'scheduled' })],
    nextCursor: null,
  }));
  server.on(changeMaintenance, () => one({ state: 'done' }));
  const t = terminal({ env });
  expect(await t.muster('maintenance', 'end', 'checkout')).toBe(0);
  expect(server.asked[1]).toMatchObject({
    params: { id: 'm-1' },
    body: { endsAt: '2026-11-20T10:00:00.000Z' },
  });
  server.on(listMaintenances, () => ({ items: [one(), one({ id: 'm-2' })], nextCursor: null }));
  const again = terminal({ env });
  expect(await again.muster('maintenance', 'end', 'checkout')).not.toBe(0);
});
