import type { NewEvent } from '@muster/contract/respond/events';
import { calm } from '@muster/contract/test/calm-incident';
import { expect, test } from 'vitest';
import { explained } from './late.ts';

const impact = {
  id: 'i1',
  from: '2026-03-02T10:00:00.000Z',
  until: '2026-03-02T11:00:00.000Z',
  level: 'partial' as const,
  who: 'Buyers',
  count: 30,
  confidence: 'low' as const,
  services: ['checkout'],
  consequences: [],
  statedAt: '2026-03-02T10:00:00.000Z',
  by: { kind: 'person', name: 'ana' } as const,
  revisions: 0,
};
const closed = calm({
  category: 'closed',
  title: 'Slow',
  services: ['checkout'],
  fields: { region: 'eu' },
  times: { impactStart: '2026-03-02T10:00:00.000Z' },
  impact: [impact],
});
const told = (events: NewEvent[], state = closed) => {
  const last = explained(state, events, 'The log begins earlier').at(-1);
  return last?.type === 'editedAfterClose' ? last.data : null;
};
const moved: NewEvent = {
  type: 'timeStated',
  data: { name: 'impactStart', at: '2026-03-02T09:40:00.000Z', source: 'log', confidence: 'high' },
};

test('a record that was put away is changed with a reason, and keeps both what stood there and what stands now', () => {
  for (const reason of [undefined, '', '  '])
    expect(() => explained(closed, [moved], reason)).toThrow('It is closed. Say why it is changed now.');
  expect(told([moved])).toEqual({
    reason: 'The log begins earlier',
    changed: [
      { what: 'times.impactStart', before: '2026-03-02T10:00:00.000Z', after: '2026-03-02T09:40:00.000Z' },
    ],
  });
  expect(told([moved], { ...closed, category: 'cancelled' })).not.toBeNull();
});

test('until it is put away nobody is asked, and looking at the plan is no edit', () => {
  expect(explained({ ...closed, category: 'post-incident' }, [moved], '')).toEqual([moved]);
  const looked: NewEvent = { type: 'replanned', data: { text: 'Nothing more' } };
  expect(explained(closed, [looked], '')).toEqual([looked]);
  expect(explained(closed, [], '')).toEqual([]);
  const away: NewEvent = {
    type: 'statusChanged',
    data: { status: 'closed', category: 'closed', reason: '' },
  };
  expect(explained({ ...closed, category: 'cancelled' }, [away], '')).toEqual([away]);
});

test('each part that changed is named: details, fields, services, severity, impact', () => {
  const rule = { ...closed.rule, name: 'minor', label: 'Minor' };
  const changes: NewEvent[] = [
    { type: 'detailsChanged', data: { title: 'Down', fields: { region: 'us', ticket: '7' } } },
    { type: 'servicesChanged', data: { services: ['checkout', 'cart'] } },
    { type: 'severityChanged', data: { severity: 'minor', rule, reason: '' } },
    { type: 'impactChanged', data: { id: 'i1', until: null, count: 40 } },
  ];
  expect(told(changes)?.changed).toEqual([
    { what: 'title', before: 'Slow', after: 'Down' },
    { what: 'fields.region', before: 'eu', after: 'us' },
    { what: 'fields.ticket', before: null, after: '7' },
    { what: 'services', before: 'checkout', after: 'checkout, cart' },
    { what: 'severity', before: closed.rule.label, after: 'Minor' },
    { what: 'impact.until', before: '2026-03-02T11:00:00.000Z', after: null },
    { what: 'impact.count', before: '30', after: '40' },
  ]);
  const withdrawn = told([{ type: 'impactWithdrawn', data: { id: 'i1', reason: '' } }]);
  expect(withdrawn?.changed).toContainEqual({ what: 'impact.who', before: 'Buyers', after: null });
  expect(withdrawn?.changed.map((one) => one.after)).toEqual([null, null, null, null, null, null, null]);
});

test('a long text is told in short, and stands whole in the stream', () => {
  const long = told([{ type: 'detailsChanged', data: { summary: 'x'.repeat(5_000) } }]);
  expect(long?.changed[0]?.after).toHaveLength(300);
});
