import { expect, test } from 'vitest';
import type { NormalisedEvent } from '../ingest/model.ts';
import { type CompiledRoute, routeEvent } from '../route/model.ts';
import { canaryIntegration, canaryName } from './model.ts';

const event: NormalisedEvent = {
  dedupKey: 'canary',
  status: 'firing',
  severity: 'critical',
  title: 'Muster looks',
  description: '',
  source: '',
  labels: {},
  annotations: {},
  links: [],
  images: [],
  startsAt: null,
  endsAt: null,
  flags: [],
};
const toPeople: CompiledRoute = {
  route: { name: 'everything', when: 'true', service: 'checkout' },
  matches: () => true,
};

test('no route leads the canary to people, and every other alert goes where the route says', () => {
  const own = canaryIntegration('hash');
  expect(routeEvent([toPeople], event, own)).toMatchObject({ service: canaryName, route: null });
  const sender = { id: '019c0000-0000-7000-8000-000000000001', name: 'sender', service: 'stock' };
  expect(routeEvent([toPeople], event, sender)).toMatchObject({ service: 'checkout' });
});
