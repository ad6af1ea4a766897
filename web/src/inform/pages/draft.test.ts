import type { StatusPage } from '@muster/contract/inform/status-pages';
import { expect, test } from 'vitest';
import { draftOf, emptyComponent, groupsOf, inkOn, wishOf } from './draft.ts';

const stored: StatusPage = {
  id: 'p',
  name: 'acme',
  title: 'Acme',
  visibility: 'public',
  host: null,
  colour: '#0b5fff',
  logo: '',
  twoPersons: false,
  follows: 'nothing',
  indicator: 'none',
  url: '',
  waiting: 0,
  problem: null,
  version: '1',
  components: [
    { id: 'c', name: 'Checkout', about: '', group: null, services: ['checkout'], state: 'operational' },
  ],
};

test('what is saved is what was read, with the ids by which history is kept', () => {
  const draft = draftOf(stored);
  const sent = wishOf({
    ...draft,
    components: [...draft.components, { ...emptyComponent('new'), name: 'Search' }],
  });
  expect(sent).toEqual({
    title: 'Acme',
    visibility: 'public',
    host: null,
    colour: '#0b5fff',
    logo: '',
    twoPersons: false,
    follows: 'nothing',
    components: [
      { id: 'c', name: 'Checkout', about: '', group: null, services: ['checkout'] },
      { name: 'Search', about: '', group: null, services: [] },
    ],
  });
});

test('a group stands where its first member stands', () => {
  const made = (name: string, group: string) => ({ ...emptyComponent(name), name, group });
  const groups = groupsOf([made('a', ''), made('b', 'Money'), made('c', ''), made('d', ' Money ')]);
  expect(groups.map((one) => [one.name, one.components.map((each) => each.name)])).toEqual([
    ['', ['a']],
    ['Money', ['b', 'd']],
    ['', ['c']],
  ]);
});

test.each([
  ['#000000', '#ffffff'],
  ['#ffffff', '#14171c'],
  ['#0b5fff', '#ffffff'],
  ['#ffd400', '#14171c'],
])('on %s one reads %s', (colour, ink) => expect(inkOn(colour)).toBe(ink));
