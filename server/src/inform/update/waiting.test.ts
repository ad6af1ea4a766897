/** What the clock does with news that wait, and what it leaves to people. */
import type { IncidentState, WaitingUpdate } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { decideApproved, decideDue, decideWithdrawn, dueAtOf } from './waiting.ts';

const by = (name: string) => ({ kind: 'person', name }) as const;
const clock = (time: string) => `2026-03-02T${time}:00.000Z`;
const asked: WaitingUpdate = {
  id: 'u',
  text: 'We are looking into it.',
  kind: 'update',
  nextInMinutes: 20,
  writtenBy: by('ana'),
  askedAt: clock('10:00'),
  needs: 'commander',
  approvedBy: null,
  sendAt: null,
  template: true,
  severity: 'critical',
};

/** Of all that an incident is only these are read. */
function incident(waiting: Partial<WaitingUpdate>, given: Partial<IncidentState> = {}): IncidentState {
  return {
    severity: 'critical',
    category: 'active',
    mergedInto: null,
    commander: 'ben',
    roles: { commander: 'ben' },
    updates: {},
    nextUpdates: { customers: clock('10:10') },
    waiting: { customers: { ...asked, ...waiting } },
    ...given,
  } as unknown as IncidentState;
}
const due = (state: IncidentState, time: string, unapprovedAfter: number | null = 5) =>
  decideDue(state, 'customers', { now: Temporal.Instant.from(clock(time)), unapprovedAfter });

test('a template goes without its yes five minutes after it was due, where the company says so', () => {
  expect([due(incident({}), '10:14'), due(incident({}), '10:15', null)]).toEqual([null, null]);
  expect(due(incident({}), '10:15')).toMatchObject({
    type: 'updatePublished',
    data: { audience: 'customers', writtenBy: by('ana'), nextAt: clock('10:35') },
  });
  expect(due(incident({ template: false }), '11:00')).toBeNull();
  expect(dueAtOf(incident({}, { nextUpdates: {} }), 'customers', 5)).toBeNull();
});

test.each<[string, Partial<WaitingUpdate>, Partial<IncidentState>, string]>([
  ['the severity changed', {}, { severity: 'minor' }, 'The severity has changed since they were written.'],
  ['it was merged', {}, { mergedInto: 'INC-2' }, 'It goes on as part of INC-2.'],
  ['it is over', {}, { category: 'post-incident' }, 'The response is over.'],
  ['it was cancelled', { kind: 'closing' }, { category: 'cancelled' }, 'The response is over.'],
  [
    'others went out',
    {},
    { updates: { customers: { at: clock('10:05') } } } as unknown as Partial<IncidentState>,
    'Other news went out to them since.',
  ],
])('at their time they are held where %s', (_, waiting, given, reason) => {
  const state = incident({ needs: null, sendAt: clock('10:20'), ...waiting }, given);
  expect(due(state, '10:19')).toBeNull();
  expect(due(state, '10:20')).toEqual({
    type: 'updateWithdrawn',
    data: { audience: 'customers', id: 'u', how: 'held', reason },
  });
});

test('what says that it is over goes out when it is over', () => {
  const state = incident(
    { needs: null, sendAt: clock('10:20'), kind: 'closing' },
    { category: 'post-incident' },
  );
  expect(due(state, '10:20')?.type).toBe('updatePublished');
});

const now = Temporal.Instant.from(clock('10:05'));
const these = { audience: 'customers', id: 'u' } as const;
const approvedBy = (person: string | null, waiting: Partial<WaitingUpdate> = {}, given = {}) =>
  decideApproved(incident(waiting, given), these, { person, now });

test.each<[string, () => unknown]>([
  ['the commander', () => approvedBy('ben')],
  ['anybody else where the commander wrote them', () => approvedBy('cai', { writtenBy: by('ben') })],
  ['anybody else where nobody commands', () => approvedBy('cai', {}, { commander: null, roles: {} })],
  ['a second person', () => approvedBy('cai', { needs: 'second' })],
])('%s says yes', (_, decide) => {
  expect(decide()).toMatchObject({ type: 'updatePublished' });
});

test.each<[string, () => unknown]>([
  ['whoever wrote them', () => approvedBy('ana')],
  ['the commander who wrote them', () => approvedBy('ben', { writtenBy: by('ben') })],
  ['somebody else than the commander', () => approvedBy('cai')],
  ['a machine', () => approvedBy(null, { needs: 'second' })],
])('%s does not', (_, decide) => {
  expect(decide).toThrow('nobody does to their own words');
});

test('with a yes before their time, they wait for their time', () => {
  expect(approvedBy('ben', { sendAt: clock('10:30') })).toEqual({ type: 'updateApproved', data: these });
  expect(approvedBy('ben', { sendAt: clock('10:04') })).toMatchObject({ type: 'updatePublished' });
});

test.each<[WaitingUpdate['writtenBy'], string | null, string]>([
  [by('ana'), 'ana', 'withdrawn'],
  [by('ana'), 'ben', 'refused'],
  [{ kind: 'integration', name: 'deploys' }, null, 'withdrawn'],
  [{ kind: 'integration', name: 'deploys' }, 'ben', 'refused'],
])('words of %j that %s stops are %s', (writtenBy, person, how) => {
  const stopped = decideWithdrawn(incident({ writtenBy }), { ...these, reason: 'Say since when' }, person);
  expect(stopped.data).toEqual({ ...these, reason: 'Say since when', how });
});
