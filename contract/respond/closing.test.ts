import { expect, test } from 'vitest';
import { missingToClose } from './closing.ts';
import { severitySets } from './severity-sets.ts';

const at = '2026-03-02T10:00:00.000Z';
const by = { kind: 'person', name: 'ada' } as const;
const critical = severitySets.words.find((one) => one.name === 'critical');
if (!critical) throw new Error('the set has lost its worst severity');
const bare = {
  kind: 'real' as const,
  rule: critical,
  fields: {},
  tasks: [],
  updates: {},
  stopGaps: [],
  links: [],
};
const type = {
  fields: [
    { name: 'region', label: 'Region', required: true },
    { name: 'build', label: 'Build', required: false },
  ],
};
const task = {
  id: 't',
  text: 'Put the route back',
  person: null,
  accepted: false,
  dueAt: null,
  stream: null,
  state: 'open' as const,
  result: null,
  addedAt: at,
  by,
  endedAt: null,
};
const update = { id: 'u', at, text: '', by, nextAt: null, count: 1 };
const stopGap = {
  id: 's',
  what: 'The long way round',
  residual: '',
  until: null,
  setAt: at,
  by,
  endedAt: null,
};
const texts = (state: Parameters<typeof missingToClose>[0]) =>
  missingToClose(state, type).map((one) => one.text);

test('each need that is not met is named', () => {
  const running = [{ state: 'running', rule: { label: 'Notice within 72 h' } }];
  expect(texts({ ...bare, tasks: [task], stopGaps: [stopGap], obligations: running })).toEqual([
    'A field: Region',
    'An open task: Put the route back',
    'A stop-gap in place: The long way round',
    'A duty to those outside: Notice within 72 h',
    'The closing notice to customers',
    'The retrospective, linked here',
  ]);
});

test('nothing is missing once all of it is there', () => {
  const link = { id: 'l', kind: 'retrospective' as const, to: 'https://wiki.example', label: '', at };
  const whole = {
    ...bare,
    fields: { region: 'north' },
    links: [link],
    updates: { customers: { ...update, kind: 'closing' as const } },
    tasks: [{ ...task, state: 'done' as const }],
    stopGaps: [{ ...stopGap, endedAt: at }],
  };
  expect(missingToClose(whole, type)).toEqual([]);
});

test('customers who were told once are told the end; a drill tells nobody', () => {
  const quiet = { ...bare, rule: { ...critical, publicNotice: false, closing: ['notice' as const] } };
  const told = { customers: { ...update, kind: 'update' as const } };
  expect(texts(quiet)).toEqual([]);
  expect(texts({ ...quiet, updates: told })).toEqual(['The closing notice to customers']);
  expect(texts({ ...quiet, updates: told, kind: 'drill' })).toEqual([]);
});

test('a severity asks for what its rule says', () => {
  expect(texts({ ...bare, rule: { ...critical, closing: ['tasks'] }, tasks: [task] })).toEqual([
    'An open task: Put the route back',
  ]);
  expect(texts({ ...bare, rule: { ...critical, closing: [] }, tasks: [task] })).toEqual([]);
});
