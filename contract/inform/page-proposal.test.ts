import { describe, expect, test } from 'vitest';
import type { Impact } from '../respond/state-parts.ts';
import { headingOf, pagesFor, proposedComponents, proposedPages, readersOf } from './page-proposal.ts';
import type { ComponentState, StatusPage } from './status-pages.ts';

const component = (name: string, ...services: string[]) => ({
  id: name,
  about: '',
  group: null,
  state: 'operational' as const,
  name,
  services,
});
const page = (name: string, ...components: StatusPage['components']) => ({
  name,
  visibility: 'public' as const,
  components,
});
const shop = page('shop', component('Checkout', 'checkout', 'payments'), component('Search', 'search'));
const other = page('other', component('Couriers', 'dispatch'));

const impact = (level: Impact['level'], part: Partial<Impact> = {}): Impact => ({
  id: 'i',
  from: '2026-03-02T10:00:00Z',
  until: null,
  level,
  who: '',
  count: null,
  confidence: 'medium',
  services: [],
  consequences: [],
  statedAt: '2026-03-02T10:05:00Z',
  revisions: 0,
  by: { kind: 'person', name: 'rex' },
  ...part,
});
const about = (impacts: Impact[] = [], part: object = {}) => ({
  incident: { private: false, services: ['payments'], impact: impacts },
  holding: [],
  sent: [],
  ...part,
});
const sent = (at: string, state: ComponentState | null, progress: 'resolved' | null = null) => ({
  at,
  state: progress,
  components: state === null ? [] : [{ name: 'checkout', state }],
});

describe('the pages that are proposed', () => {
  test('are those with a component on a service that the incident touches', () => {
    expect(proposedPages(about(), [shop, other])).toEqual(['shop']);
    expect(proposedPages(about([impact('major', { services: ['dispatch'] })]), [shop, other])).toEqual([
      'shop',
      'other',
    ]);
  });

  test('are those, too, where it stands already', () => {
    expect(proposedPages(about([], { holding: ['other'] }), [shop, other])).toEqual(['shop', 'other']);
  });

  test('are none for a private incident: a person has to choose each time', () => {
    const incident = { private: true, services: ['payments'], impact: [] };
    expect(proposedPages({ incident, holding: ['shop'], sent: [] }, [shop])).toEqual([]);
  });

  test('are public for customers, internal for staff, and none for anybody else', () => {
    const inside = { ...other, visibility: 'internal' as const };
    expect(pagesFor('customers', [shop, inside])).toEqual([shop]);
    expect(pagesFor('staff', [shop, inside])).toEqual([inside]);
    expect(pagesFor('executives', [shop, inside])).toEqual([]);
    expect(readersOf('regulators')).toBeNull();
  });
});

describe('what is proposed of components', () => {
  const states = (...given: Parameters<typeof about>) =>
    proposedComponents(about(...given), [shop, other]).map((one) => `${one.name} ${one.state}`);

  test.each([
    ['degraded', 'degraded_performance'],
    ['partial', 'partial_outage'],
    ['major', 'major_outage'],
    // Nobody knows yet how bad it is: never more than the least.
    ['unknown', 'degraded_performance'],
  ] as const)('impact %s reads %s', (level, state) => {
    expect(states([impact(level)])).toEqual([`Checkout ${state}`]);
  });

  test('is the worst of what goes on, of its own services alone', () => {
    const search = impact('major', { services: ['search'] });
    expect(states([impact('degraded'), impact('partial'), search])).toEqual([
      'Checkout partial_outage',
      'Search major_outage',
    ]);
  });

  test('is that it works, once all of its impact has ended', () => {
    expect(states([impact('major', { until: '2026-03-02T10:30:00Z' })])).toEqual(['Checkout operational']);
  });

  test('is what was told last, over news that said nothing of it, until impact is stated anew', () => {
    const told = [sent('2026-03-02T10:20:00Z', null), sent('2026-03-02T10:10:00Z', 'major_outage')];
    expect(states([impact('degraded')], { sent: told })).toEqual(['Checkout major_outage']);
    const newer = impact('degraded', { statedAt: '2026-03-02T10:15:00Z' });
    expect(states([newer], { sent: told })).toEqual(['Checkout degraded_performance']);
  });

  test('forgets what was told before it was said to be over', () => {
    const told = [
      sent('2026-03-02T10:20:00Z', null, 'resolved'),
      sent('2026-03-02T10:10:00Z', 'major_outage'),
    ];
    expect(states([], { sent: told })).toEqual(['Checkout degraded_performance']);
  });

  test('names a component that two pages have once', () => {
    const twin = page('twin', component('checkout', 'payments'));
    expect(proposedComponents(about(), [shop, twin])).toHaveLength(1);
  });
});

test('what has no heading is called by what it touches', () => {
  expect(headingOf([])).toBe('A disturbance');
  expect(headingOf(['Checkout', 'Search'])).toBe('Trouble with Checkout, Search');
});
