import type { SeverityRule } from '@muster/contract/respond/settings';
import { expect, test } from 'vitest';
import { suggestServices, suggestSeverity, suggestSource } from './suggestion.ts';

const services = ['checkout', 'payment-gateway', 'orders-db', 'catalog-search'];

test('services are proposed by the words they have in common with the text, the closest first', () => {
  expect(suggestServices('Checkout fails since the payments gateway answers 502', services)).toEqual([
    'checkout',
    'payment-gateway',
  ]);
  expect(suggestServices('Parcels are late', services)).toEqual([]);
  expect(suggestServices('', services)).toEqual([]);
});

test('where a page led here an alert noticed it first; else nothing is put into anybody’s mouth', () => {
  expect(suggestSource({ page: '019d0000-0000-7000-8000-000000000001' })).toBe('alert');
  expect(suggestSource({ page: '' })).toBeNull();
});

test('a text of nothing but signs proposes nothing, and breaks nothing', () => {
  expect(suggestServices('(((.*[ \\ 🔥', services)).toEqual([]);
});

const rule = (name: string, rank: number, publicNotice: boolean): SeverityRule => ({
  name,
  label: name,
  rank,
  meaning: '',
  wakes: false,
  rolesRequired: [],
  cadence: {},
  publicNotice,
  mayLower: 'responder',
  retrospective: 'none',
  silentAfter: 60,
  impactWithin: 60,
  replanEvery: 60,
});
const severities = [rule('critical', 30, true), rule('minor', 10, false), rule('average', 20, true)];
const none = { anotherTeam: false, customers: false, anHour: false };

test('unsure means the usual severity, and what customers see is never less', () => {
  expect(suggestSeverity({ title: 'Slow reports', tests: none }, null, severities)).toMatchObject({
    severity: { name: 'average' },
    why: 'usual',
  });
  expect(
    suggestSeverity({ title: 'Slow reports', tests: { ...none, customers: true } }, null, severities),
  ).toMatchObject({
    severity: { name: 'average' },
    why: 'customers',
  });
});

test('words that mean that nothing works propose the worst', () => {
  expect(suggestSeverity({ title: 'The shop is down', tests: none }, null, severities)).toMatchObject({
    severity: { name: 'critical' },
    why: 'words',
  });
});

test('the kind of incident may say how bad it is at least', () => {
  expect(suggestSeverity({ title: 'A laptop is gone', tests: none }, 'minor', severities)).toMatchObject({
    severity: { name: 'minor' },
    why: 'type',
  });
});

test('without severities nothing is proposed', () => {
  expect(suggestSeverity({ title: 'down', tests: none }, null, [])).toBeUndefined();
});
