/** What a page says of its components, from notices, recorded impact and planned work. */
import { expect, test } from 'vitest';
import { shownOf } from '../notice/model.ts';
import { type OnRecord, siteOf } from './model.ts';
import { percentWords, spanWords } from './words.ts';

const now = Temporal.Instant.from('2026-03-02T12:00:00Z');
const inc = 'inc-1';
function noticeFor(incident: string | null, state: 'partial_outage' | 'operational', resolvedAt?: string) {
  const common = {
    update: null,
    title: 'x',
    text: 'x',
    by: 'ana',
    editedAt: null,
    retractedAt: null,
    waiting: false,
  };
  const told = { ...common, refused: false, components: [{ id: 'c1', state }] };
  const shown = shownOf({
    id: `n-${incident}`,
    incident,
    createdAt: '2026-03-02T10:00:00.000Z',
    updates: [
      { ...told, id: 'a', state: 'investigating', at: '2026-03-02T10:00:00.000Z' },
      ...(resolvedAt
        ? [{ ...told, id: 'b', state: 'resolved' as const, at: resolvedAt, components: [] }]
        : []),
    ],
  });
  if (!shown) throw new Error('nothing of it is shown');
  return shown;
}
const record = (over: Partial<OnRecord> = {}, follows: 'nothing' | 'impact' = 'nothing'): OnRecord => ({
  page: {
    id: 'p1',
    name: 'acme',
    title: 'Acme',
    visibility: 'public',
    host: null,
    colour: null,
    logo: '',
    follows,
    createdAt: '2026-01-01T00:00:00.000Z',
    changedAt: '2026-01-01T00:00:00.000Z',
  },
  components: [
    {
      id: 'c1',
      name: 'C',
      about: '',
      group: null,
      services: ['checkout'],
      since: '2026-03-02T00:00:00.000Z',
    },
  ],
  notices: [],
  impacts: [],
  planned: [],
  url: 'https://m.example',
  ...over,
});
const impact = (over: object = {}) => ({
  incident: inc,
  from: '2026-03-02T09:00:00.000Z',
  until: null,
  level: 'major',
  services: ['checkout'],
  isOpen: true,
  ...over,
});
const first = (given: OnRecord) => siteOf(given, now).components[0];
const lost = (given: OnRecord) => first(given)?.days.reduce((sum, one) => sum + one.lostSeconds, 0);

test('a component is as bad as the worst of what goes on says', () => {
  expect(first(record())?.state).toBe('operational');
  expect(
    first(record({ notices: [noticeFor(inc, 'partial_outage'), noticeFor(null, 'operational')] }))?.state,
  ).toBe('partial_outage');
  const over = noticeFor(inc, 'partial_outage', '2026-03-02T11:00:00.000Z');
  expect(first(record({ notices: [over] }))?.state).toBe('operational');
});

test('impact shows by itself only on a page that was told to follow it', () => {
  expect(first(record({ impacts: [impact()] }))?.state).toBe('operational');
  expect(first(record({ impacts: [impact()] }, 'impact'))?.state).toBe('major_outage');
  expect(lost(record({ impacts: [impact()] }))).toBe(0);
  expect(lost(record({ impacts: [impact()] }, 'impact'))).toBe(3 * 3_600);
});

test('impact of a private incident never shows by itself, and counts where a person published it', () => {
  const hidden = [impact({ isOpen: false })];
  expect(first(record({ impacts: hidden }, 'impact'))?.state).toBe('operational');
  expect(lost(record({ impacts: hidden }, 'impact'))).toBe(0);
  expect(lost(record({ impacts: hidden, notices: [noticeFor(inc, 'partial_outage')] }))).toBe(3 * 3_600);
});

test('recorded impact is known better than the minutes of updates; without it the updates count', () => {
  const notices = [noticeFor(inc, 'partial_outage', '2026-03-02T11:00:00.000Z')];
  expect(lost(record({ notices }))).toBeCloseTo(0.3 * 3_600, 6);
  const impacts = [impact({ until: '2026-03-02T09:10:00.000Z' })];
  expect(lost(record({ notices, impacts }))).toBe(600);
});

test('planned work shows while nothing is worse', () => {
  const planned = [
    {
      id: 'w',
      title: 'x',
      state: 'in_progress' as const,
      services: ['checkout'],
      updates: [],
      from: '2026-03-02T11:00:00.000Z',
      until: '2026-03-02T13:00:00.000Z',
    },
  ];
  expect(siteOf(record({ planned }), now)).toMatchObject({ indicator: 'maintenance' });
  expect(siteOf(record({ planned, notices: [noticeFor(inc, 'partial_outage')] }), now).indicator).toBe(
    'major',
  );
});

test.each([
  [1, '100 %'],
  [0.999_999, '99.99 %'],
  [0.5, '50.00 %'],
])('%d is told as %s', (ratio, words) => expect(percentWords(ratio)).toBe(words));

test.each([
  [59 * 60, '59 min'],
  [3_600, '1 h'],
  [3_900, '1 h 5 min'],
])('%d seconds are told as %s', (seconds, words) => expect(spanWords(seconds)).toBe(words));
