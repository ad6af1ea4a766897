import { draftedRecord } from '@muster/contract/learn/retrospectives';
import { gapsIn } from '@muster/contract/learn/timeline';
import type { IncidentEvent } from '@muster/contract/respond/events';
import { expect, test } from 'vitest';
import { fold } from '../../respond/index.ts';
import stored from '../../respond/stream/golden.json' with { type: 'json' };
import { draftOf } from './store.ts';

// What was stored passed the schema of its day.
const golden = stored as object[] as IncidentEvent[];
const folded = fold(null, golden);
const madeAt = '2026-03-03T00:00:00.000Z';
const { record, rows, figures } = draftOf(folded, golden, { madeAt, calls: [] });

test('the record gives the report its header, attempts, decisions, news, roles, handoffs and effects', () => {
  expect(draftedRecord.parse(record)).toEqual(record);
  for (const part of ['times', 'communication', 'roles', 'handoffs'] as const)
    expect(record[part], part).not.toEqual([]);
  expect(record.severities.every(({ minutes }) => minutes >= 0)).toBe(true);
  expect(record.facts.map(({ name }) => name)).toContain('personMinutes');
  expect(record.process).toContainEqual(expect.objectContaining({ question: 'statusCurrent', answer: 'no' }));
  expect(figures.map(({ name }) => name)).toContain('People paged after hours');
});

test('each row of the timeline has its event as evidence, and is in order', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted());
  for (const { event, evidence } of rows) expect(event !== null || evidence === null).toBe(true);
});

test('a clock that ran out is no row: it is counted in how the response went', () => {
  expect(golden.some(({ type }) => type === 'clockMissed')).toBe(true);
  expect(rows.filter(({ mark }) => mark === 'clockMissed')).toEqual([]);
});

test('what somebody wrote from memory, later and without proof, is a recollection', () => {
  const added = golden.find(({ type }) => type === 'entryAdded');
  if (!added) throw new Error('the golden stream has a line');
  const late = (evidence: string | null) => {
    const id = '01939a3a-0000-7000-8000-00000000ffff';
    const event = {
      ...added,
      seq: golden.length + 1,
      id,
      at: '2026-03-02T20:00:00.000Z',
      statedAt: '2026-03-02T11:00:00.000Z',
      evidence,
      data: { id, at: '2026-03-02T11:00:00.000Z', kind: 'note', text: 'I saw the disk fill', detail: {} },
    } as IncidentEvent;
    const all = [...golden, event];
    return draftOf(fold(null, all), all, { madeAt, calls: [] }).rows.find(
      ({ text }) => text === 'I saw the disk fill',
    );
  };
  expect(late(null)).toMatchObject({ event: null, evidence: null, at: '2026-03-02T11:00:00.000Z' });
  expect(late('https://charts.example.org/7')).toMatchObject({ event: golden.length + 1 });
});

test('more than a quarter of an hour without a row is a gap', () => {
  const at = (minute: number) => ({ at: `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z` });
  expect(gapsIn([at(0), at(15), at(31), at(40)])).toEqual([{ after: 1, minutes: 16 }]);
  expect(gapsIn([])).toEqual([]);
});
