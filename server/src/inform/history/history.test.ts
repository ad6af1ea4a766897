import { describe, expect, it } from 'vitest';
import { decideBringing } from './decide.ts';
import { readPast } from './model.ts';

const page = '0197a000-0000-7000-8000-000000000001';
const at = '2024-03-01T10:00:00.000Z';
const update = {
  id: 'u1',
  status: 'investigating',
  body: 'We look.<br />Soon more.',
  created_at: '2024-03-01T11:00:00+01:00',
};
const incident = {
  id: 'i1',
  name: 'Slow',
  status: 'resolved',
  impact: 'major',
  created_at: at,
  resolved_at: '2024-03-01T11:30:00Z',
  components: [{ name: 'API' }],
  incident_updates: [update],
};
const empty = { page, components: [], notices: [], updates: [] };
const refusedOf = (row: object) =>
  readPast({ incidents: [row] }, page)?.refused.map(({ pointer, message }) => `${pointer} ${message}`);

describe('reading a history', () => {
  it('takes what it tells, in order, and what its fields tell where no update does', () => {
    const past = readPast(
      { incidents: [incident], components: [{ name: 'API' }, { name: 'Group', group: true }] },
      page,
    );
    expect(past?.components).toEqual(['API']);
    expect(past?.incidents[0]?.updates).toMatchObject([
      {
        state: 'investigating',
        text: 'We look.\nSoon more.',
        at,
        components: [{ name: 'API', state: 'partial_outage' }],
      },
      { state: 'resolved', text: 'Slow', at: '2024-03-01T11:30:00.000Z', components: [] },
    ]);
    expect(past?.refused).toEqual([]);
  });

  it('keeps marks of a text as the text that they are', () => {
    const hostile = '<script>alert(1)</script> {{7*7}} [x](data:text/html,y)';
    const past = readPast(
      { incidents: [{ ...incident, incident_updates: [{ ...update, body: hostile }] }] },
      page,
    );
    expect(past?.incidents[0]?.updates[0]?.text).toBe(hostile);
  });

  it.each<[string, object, string]>([
    ['an unknown state', { ...incident, status: 'exploded' }, '/incidents/0/status is no state that we know'],
    [
      'an unknown state of an update',
      { ...incident, incident_updates: [{ ...update, status: 'fine' }] },
      '/incidents/0/incident_updates/0/status is no state that we know',
    ],
    [
      'a missing zone',
      { ...incident, created_at: '2024-03-01T10:00:00' },
      '/incidents/0/created_at Invalid ISO datetime',
    ],
    [
      'over without a time',
      { ...incident, resolved_at: null },
      '/incidents/0/resolved_at is missing: it is over, and nothing says since when',
    ],
    ['no id', { ...incident, id: '' }, '/incidents/0/id is empty'],
    [
      'an update twice',
      { ...incident, incident_updates: [update, update] },
      '/incidents/0/incident_updates holds one update twice',
    ],
    [
      'a text of 100 kB',
      { ...incident, incident_updates: [{ ...update, body: 'x'.repeat(100_000) }] },
      '/incidents/0/incident_updates/0/body is longer than 20,000 characters',
    ],
  ])('refuses %s by its place', (_, row, why) => {
    expect(refusedOf(row)).toEqual([why]);
  });

  it('refuses one incident twice, and takes the others', () => {
    const past = readPast([incident, incident, { ...incident, id: 'i2' }], page);
    expect(past?.refused).toEqual([{ pointer: '/incidents/1/id', message: 'stands twice' }]);
    expect(past?.incidents.map((one) => one.source)).toEqual(['import:i1', 'import:i2']);
  });

  it.each([null, 'x', 7, {}, { incidents: 'x' }, { page: {} }])('takes %j for no history', (given) => {
    expect(readPast(given, page)).toBeUndefined();
  });
});

describe('bringing it over', () => {
  const past = readPast({ incidents: [incident] }, page);
  if (!past) throw new Error('the sample is a history');
  const first = decideBringing(past, empty);
  const standing = {
    page,
    notices: first.notices,
    updates: first.updates,
    components: first.components,
  };

  it('makes what is not there, and a second time nothing', () => {
    expect(first.plan).toMatchObject({
      components: { new: ['API'], known: 0 },
      incidents: { new: 1, changed: 0, same: 0 },
      updates: { new: 2, changed: 0, same: 0 },
    });
    const second = decideBringing(past, standing);
    expect([second.notices, second.updates, second.components]).toEqual([[], [], []]);
    expect(second.plan).toMatchObject({ incidents: { new: 0, changed: 0, same: 1 }, hash: first.plan.hash });
  });

  it('brings what was added there meanwhile', () => {
    const more = { ...update, id: 'u2', status: 'identified', created_at: '2024-03-01T10:20:00Z' };
    const grown = readPast({ incidents: [{ ...incident, incident_updates: [update, more] }] }, page);
    if (!grown) throw new Error('the sample is a history');
    const { plan } = decideBringing(grown, standing);
    expect([plan.incidents, plan.updates]).toEqual([
      { new: 0, changed: 1, same: 0 },
      { new: 1, changed: 0, same: 2 },
    ]);
  });

  it('finds components of the page by their names', () => {
    const { plan, touched } = decideBringing(past, { ...empty, components: [{ id: 'a', name: 'API' }] });
    expect([plan.components, touched]).toEqual([{ new: [], known: 1 }, ['a']]);
  });
});
