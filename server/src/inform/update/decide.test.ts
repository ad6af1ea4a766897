/** Which news need somebody's yes. */
import { stillWorking } from '@muster/contract/inform/update-text';
import type { IncidentState } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { approvalFor } from './decide.ts';

/** Of all that an incident is only this is read. */
const incident = { rule: { approval: { customers: 'commander' } } } as unknown as IncidentState;
const still = { audience: 'customers', text: stillWorking('customers') } as const;

test('"still working on it" needs no yes, unless it says or shows more', () => {
  expect(approvalFor(incident, still)).toBeNull();
  expect(approvalFor(incident, { ...still, pages: [], components: [] })).toBeNull();
  expect(approvalFor(incident, { ...still, pages: ['shop'] })).toBe('commander');
  expect(approvalFor(incident, { ...still, state: 'monitoring' })).toBe('commander');
  expect(approvalFor(incident, { ...still, text: 'Payments fail.' })).toBe('commander');
});
