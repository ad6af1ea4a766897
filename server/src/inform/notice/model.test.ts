import type { Audience } from '@muster/contract/respond/settings';
import { describe, expect, test } from 'vitest';
import { type StoredUpdate, shownOf, spansOf } from './model.ts';
import { misplaced, type PageToPlaceOn, placesOf } from './placing.ts';

const update = (minute: number, over: Partial<StoredUpdate> = {}): StoredUpdate => ({
  id: `u${minute}`,
  update: `n${minute}`,
  title: null,
  state: null,
  text: 'x',
  components: [],
  by: 'ana',
  at: `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`,
  editedAt: null,
  retractedAt: null,
  waiting: false,
  refused: false,
  ...over,
});
const shown = (updates: StoredUpdate[]) => shownOf({ id: 'i', incident: null, createdAt: '', updates });
const down = [{ id: 'c', state: 'major_outage' as const }];

describe('a notice', () => {
  test('is nothing while all of it waits or was refused', () => {
    expect(shown([update(0, { waiting: true }), update(1, { refused: true })])).toBeNull();
  });

  test('holds what was said last', () => {
    const notice = shown([
      update(0, { title: 'First', state: 'identified', components: down }),
      update(5),
      update(9, { title: 'Second', state: 'monitoring' }),
    ]);
    expect(notice).toMatchObject({
      title: 'Second',
      state: 'monitoring',
      worst: 'major_outage',
      resolvedAt: null,
    });
    expect(notice?.monitoringAt).toBe('2026-03-02T10:09:00.000Z');
    expect(notice?.updates.map((one) => one.state)).toEqual(['identified', 'identified', 'monitoring']);
  });

  test('lets everything work again when it is resolved', () => {
    const notice = shown([update(0, { components: down }), update(20, { state: 'resolved' })]);
    expect(notice?.components).toEqual(new Map([['c', 'operational']]));
    expect(notice).toMatchObject({ resolvedAt: '2026-03-02T10:20:00.000Z', worst: 'major_outage' });
    expect(notice && spansOf(notice, 'c')).toEqual([
      { from: '2026-03-02T10:00:00.000Z', until: '2026-03-02T10:20:00.000Z', state: 'major_outage' },
    ]);
  });

  test('goes on when what ended it was taken back', () => {
    const back = update(20, { state: 'resolved', retractedAt: '2026-03-02T10:25:00.000Z' });
    expect(shown([update(0, { components: down }), back])).toMatchObject({
      state: 'investigating',
      resolvedAt: null,
      updatedAt: '2026-03-02T10:25:00.000Z',
    });
  });
});

const page = (over: Partial<PageToPlaceOn> = {}): PageToPlaceOn => ({
  name: 'acme',
  visibility: 'public',
  components: [{ id: 'c', name: 'Checkout' }],
  holdsIt: false,
  ...over,
});
const news = (over: object = {}) => ({
  audience: 'customers' as Audience,
  components: [{ name: 'checkout', state: 'major_outage' }],
  pages: undefined,
  isPrivate: false,
  ...over,
});
const names = (given: Parameters<typeof placesOf>[0], pages: PageToPlaceOn[]) =>
  placesOf(given, pages).map((one) => one.page.name);

describe('where news are put', () => {
  test.each<[string, object, Partial<PageToPlaceOn>, boolean]>([
    ['a page that holds a component', {}, {}, true],
    ['a page that holds none of them', { components: [{ name: 'Search', state: 'operational' }] }, {}, false],
    ['no components and nothing there yet', { components: [] }, {}, false],
    ['no components, and the incident stands there', { components: [] }, { holdsIt: true }, true],
    ['a page that was named', { components: [], pages: ['acme'] }, {}, true],
    ['another page was named', { pages: ['other'] }, { holdsIt: true }, false],
    ['no page, on purpose', { pages: [] }, { holdsIt: true }, false],
    ['news for staff and a public page', { audience: 'staff', pages: ['acme'] }, {}, false],
    ['news for staff and an internal page', { audience: 'staff' }, { visibility: 'internal' }, true],
    ['news for executives', { audience: 'executives' }, { visibility: 'internal' }, false],
    ['a private incident, by its components', { isPrivate: true }, {}, false],
    ['a private incident that stands there already', { isPrivate: true }, { holdsIt: true }, false],
    ['a private incident, by the page’s name', { isPrivate: true, pages: ['acme'] }, {}, true],
  ])('%s', (_, given, over, is) => expect(names(news(given), [page(over)])).toEqual(is ? ['acme'] : []));

  test('each page is told its own components', () => {
    const both = news({
      components: [
        { name: 'CHECKOUT', state: 'partial_outage' },
        { name: 'Search', state: 'x' },
      ],
    });
    const pages = [page(), page({ name: 'two', components: [{ id: 's', name: 'Search' }], holdsIt: true })];
    expect(placesOf(both, pages).map((one) => [one.page.name, one.components])).toEqual([
      ['acme', [{ id: 'c', state: 'partial_outage' }]],
      ['two', []],
    ]);
  });
});

describe('what has no place is refused, with the field that is wrong', () => {
  test.each<[string, object, string[]]>([
    ['all is there', {}, []],
    ['a page that is not there', { pages: ['gone'] }, ['/pages/0']],
    ['a page for others', { audience: 'staff', components: [], pages: ['acme'] }, ['/pages/0']],
    [
      'a component that is not there',
      { components: [{ name: 'Chekout', state: 'operational' }] },
      ['/components/0/name'],
    ],
    ['a component of another page', { pages: ['empty'] }, ['/components/0/name']],
  ])('%s', (_, over, pointers) => {
    const found = misplaced(news(over), [page(), page({ name: 'empty', components: [] })]);
    expect(found.map((one) => one.pointer)).toEqual(pointers);
  });

  test('where there is no page at all, components stand on the record only', () => {
    expect(misplaced(news(), [])).toEqual([]);
  });
});
