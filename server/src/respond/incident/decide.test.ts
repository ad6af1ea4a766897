import { expect, test } from 'vitest';
import { shippedSettings } from '../settings/model.ts';
import { decideDeclared } from './decide.ts';

const given = {
  ref: 'INC-7',
  title: 'Checkout answers 502',
  summary: '',
  kind: 'real' as const,
  isPrivate: false,
  type: 'default',
  source: null,
  severity: 'minor',
  services: [],
  startedAt: null,
  fields: {},
  key: 'k3y',
  takesCommand: false,
};
const rooms = {
  callAddress: 'https://meet.example.org/{ref}-{key}',
  fallbackCallAddress: 'https://other.example.net/{ref}',
};

test('there is a call, and another one for when it does not work', () => {
  const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
  const wisher = { person: 'rex', isAdmin: false };
  const [declared] = decideDeclared(given, { ...shippedSettings, ...rooms }, wisher, now);
  expect(declared?.data).toMatchObject({
    call: 'https://meet.example.org/inc-7-k3y',
    fallbackCall: 'https://other.example.net/inc-7',
  });
  const [bare] = decideDeclared(given, shippedSettings, wisher, now);
  expect(bare?.data).not.toHaveProperty('fallbackCall');
});
