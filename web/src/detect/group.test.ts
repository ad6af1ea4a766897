import type { Alert } from '@muster/contract/detect/alerts';
import { expect, test } from 'vitest';
import { gather } from './group.ts';

const alert = (id: string, page: string | null): Alert => ({
  id,
  integration: 'prometheus',
  service: 'checkout',
  maintenance: null,
  dedupKey: id,
  state: 'firing',
  severity: 'critical',
  title: id,
  description: '',
  labels: {},
  annotations: {},
  links: [],
  count: 1,
  firstAt: '2026-11-21T03:00:00.000Z',
  lastAt: '2026-11-21T03:00:00.000Z',
  startsAt: '2026-11-21T03:00:00.000Z',
  endsAt: null,
  group: null,
  page,
});

test('alerts of a page stand together, in order; those without one come last', () => {
  const gathered = gather([alert('1', null), alert('2', 'b'), alert('3', 'a'), alert('4', 'b')]);
  expect(gathered.map((one) => [one.page, one.alerts.map((a) => a.id)])).toEqual([
    ['b', ['2', '4']],
    ['a', ['3']],
    [null, ['1']],
  ]);
});

test('nothing gathers to nothing', () => {
  expect(gather([])).toEqual([]);
});
