import type { IncidentEvent } from '@muster/contract/respond/events';
import { expect, test } from 'vitest';
import stored from '../stream/golden.json' with { type: 'json' };
import { fold } from '../stream/model.ts';
import { decideReviewed, replanned } from './decide.ts';

/** The first event of the golden stream declares it. */
const { state } = fold(null, (stored as unknown as IncidentEvent[]).slice(0, 1));
const plan = { text: 'Fail over', at: state.declaredAt, by: state.declaredBy };
const planned = { ...state, plan };

test('a plan that still holds is on record with what else could be done, each option once', () => {
  expect(decideReviewed(planned, { answer: 'kept', options: ['Wait', 'Wait', 'Switch it off'] })).toEqual([
    {
      type: 'replanned',
      data: { text: 'Fail over', answer: 'kept', options: ['Wait', 'Switch it off'] },
    },
  ]);
});

test('another plan is a change, in whichever way it was written', () => {
  const changed = [{ type: 'replanned', data: { text: 'Wait', answer: 'changed' } }];
  expect(decideReviewed(planned, { answer: 'changed', text: 'Wait', options: [] })).toEqual(changed);
  expect([replanned(planned, 'Wait')]).toEqual(changed);
  expect(replanned(planned, 'Fail over').data).toEqual({ text: 'Fail over', answer: 'kept' });
});

test('nothing holds where there is no plan, and a change says which', () => {
  expect(() => decideReviewed({ ...state, plan: null }, { answer: 'kept', options: [] })).toThrow(
    'no plan yet',
  );
  expect(() => decideReviewed(planned, { answer: 'changed', options: [] })).toThrow();
  expect(() => decideReviewed({ ...planned, category: 'closed' }, { answer: 'kept', options: [] })).toThrow(
    'Reopen it',
  );
});
