import { addFollowUp } from '@muster/contract/learn/followups';
import { getDigest, putDigest } from '@muster/contract/measure/digest';
import { getServiceReadiness } from '@muster/contract/measure/readiness';
import { declareIncident } from '@muster/contract/respond/incidents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sendDigests } from './actions.ts';
import { ownLoad } from './views.ts';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

/** Monday, 11:00 in Madrid. */
const atNine = { isOn: true, weekday: 1, hour: 12, scope: 'mine' } as const;
const weekly = async () => (await box.take(slice)).filter(({ letter }) => letter.stop !== undefined);
const declare = (title: string, more: object = {}) =>
  slice.as('responder')(declareIncident, { body: { title, services: ['checkout'], ...more } });
async function pass(hours: number) {
  await slice.app.settled();
  slice.clock.advance({ hours });
  await slice.app.settled();
}

test('nobody gets a letter who did not choose it, and a preview is there before', async () => {
  await declare('Checkout fails');
  await declare('The leak', { private: true });
  await declare('A rehearsal', { kind: 'drill' });
  await declare('Ledger is slow', { services: ['ledger'] });
  await pass(1);
  const mine = await slice.as('responder')(getDigest, { query: {} });
  expect(mine).toMatchObject({ wish: { isOn: false, scope: 'mine' }, nextAt: null, hasMail: true });
  // Whoever belongs to a private incident does not read of it here either.
  expect(mine.preview.incidents.map((one) => one.title)).toEqual(['Checkout fails']);
  const all = await slice.as('responder')(getDigest, { query: { scope: 'all' } });
  expect(all.preview.incidents.map((one) => one.title)).toEqual(['Ledger is slow', 'Checkout fails']);
  await pass(1);
  expect(await weekly()).toEqual([]);
});

test('whoever may not read reports and follow-ups is told none, also who chose the letter with more access', async () => {
  const title = 'Guard the carts';
  await slice.as('responder')(addFollowUp, {
    body: { title, owner: 'rex', dueOn: '2026-03-04', deliverable: 'It asks', kind: 'prevent' },
  });
  const told = async (access: 'stakeholder' | 'support' | 'auditor') => {
    const { preview } = await slice.as(access)(getDigest, { query: { scope: 'all' } });
    return [preview.incidents.length > 0, preview.reports, preview.followUps.map((one) => one.title)];
  };
  expect(await told('auditor')).toEqual([true, [], [title]]);
  for (const access of ['stakeholder', 'support'] as const)
    expect(await told(access)).toEqual([true, [], []]);
});

test('each week is told once, at the hour by the own clock, also after a standstill and by two nodes at once', async () => {
  const { nextAt } = await slice.as('responder')(putDigest, { body: atNine });
  expect(nextAt).toBe('2026-03-09T11:00:00.000Z');
  await pass(7 * 24 - 3);
  expect(await weekly()).toEqual([]);
  await declare('Carts are empty');
  await pass(2);
  await Promise.all([1, 2].map(() => byItself(slice.platform, 'test', (act) => sendDigests(act, ownLoad))));
  const [first, ...others] = await weekly();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ person: 'rex', to: 'rex@example.org' });
  const told = JSON.stringify(first?.letter);
  expect(told).toContain('Carts are empty');
  expect(told).not.toContain('The leak');
  expect(told).not.toContain('Ledger is slow');
  // Three weeks later: one letter of what came since, and nothing twice.
  await declare('Payments hang');
  await pass(3 * 7 * 24);
  const later = JSON.stringify((await weekly()).map(({ letter }) => letter));
  expect(later.match(/Payments hang/g)).toHaveLength(1);
  expect(later).not.toContain('Carts are empty');
});

test('a link in the letter ends it with one click, for that person alone; looking at the link does not', async () => {
  await slice.as('responder')(putDigest, { body: atNine });
  await declare('Once more');
  await pass(7 * 24);
  const stop = (await weekly())[0]?.letter.stop ?? '';
  const path = stop.slice(stop.indexOf('/digest/'));
  const isOn = async () => (await slice.as('responder')(getDigest, { query: {} })).wish.isOn;
  expect((await slice.http('GET', path, { token: null })).status).toBe(200);
  expect(await isOn()).toBe(true);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const click = { token: null, headers: form, body: 'List-Unsubscribe=One-Click' };
  const forged = await slice.http('POST', path.replace('rex', 'ada'), click);
  expect(forged.status).toBe(404);
  expect((await slice.http('POST', path, click)).status).toBe(200);
  expect(await isOn()).toBe(false);
});

test('of a service it is told what would be there for its next incident', async () => {
  const { items } = await slice.as('stakeholder')(getServiceReadiness, { params: { name: 'checkout' } });
  const of = (kind: string) => items.find((one) => one.kind === kind);
  expect(of('see')).toMatchObject({
    isReady: false,
    evidence: [
      { of: 'integration', name: 'events', at: null },
      { of: 'integration', name: 'prometheus', at: null },
    ],
  });
  expect(of('act')).toMatchObject({
    isReady: true,
    evidence: [{ of: 'policy', name: 'high' }, { of: 'person' }],
  });
  expect(of('organise')).toMatchObject({ isReady: true, evidence: [{ name: 'payments', n: 2 }] });
  expect(of('communicate')?.isReady).toBe(false);
  expect(of('follow-up')?.isReady).toBe(true);
});
