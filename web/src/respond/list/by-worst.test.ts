import type { IncidentRow } from '@muster/contract/respond/incidents';
import { expect, test } from 'vitest';
import { byWorst } from './by-worst.ts';

const row = (ref: string, part: Partial<IncidentRow>): IncidentRow => ({
  id: ref,
  ref,
  title: ref,
  kind: 'real',
  private: false,
  severity: 'average',
  severityRank: 20,
  status: 'declared',
  category: 'triage',
  commander: null,
  services: [],
  endedAt: null,
  declaredAt: '2026-03-02T10:00:00.000Z',
  declaredBy: { kind: 'person', name: 'ada' },
  nextUpdateAt: null,
  lastUpdateAt: null,
  health: 'ok',
  healthWhy: '',
  updatedAt: '2026-03-02T10:00:00.000Z',
  ...part,
});

test('the worst comes first, then whose news are due first, then the newest; drills come last', () => {
  const sorted = byWorst([
    row('drill', { kind: 'drill', severityRank: 30 }),
    row('old', {}),
    row('new', { declaredAt: '2026-03-02T11:00:00.000Z' }),
    row('due', { nextUpdateAt: '2026-03-02T10:10:00.000Z' }),
    row('worst', { severityRank: 30 }),
  ]);
  expect(sorted.map((one) => one.ref)).toEqual(['worst', 'due', 'new', 'old', 'drill']);
});
