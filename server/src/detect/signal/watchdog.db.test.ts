import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';

const key = 'watchdogkey0123456789abcdef012345';
const watchdog = {
  version: '4',
  status: 'firing',
  receiver: 'muster',
  groupKey: '{}:{alertname="Watchdog"}',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'Watchdog', severity: 'none' },
      annotations: {},
      startsAt: '2026-03-02T09:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
    },
  ],
};

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  const integration = {
    name: 'dead-man',
    door: 'alertmanager',
    service: 'checkout',
    key,
    period: 5,
    grace: 2,
  };
  const made = await slice.http('POST', '/api/v1/integrations', {
    body: { ...integration, heartbeatMatch: { alertname: 'Watchdog' } },
  });
  expect(made.status).toBe(201);
});
afterAll(() => slice.stop());

const deliver = () => slice.http('POST', `/ingest/alertmanager/${key}`, { token: null, body: watchdog });
const open = async () => Object((await slice.http('GET', '/api/v1/alerts?state=open')).json).items;

test('a Watchdog opens no alert; its absence does, once; its return ends it (ingest.md 3.4)', async () => {
  expect((await deliver()).status).toBe(200);
  expect(await open()).toEqual([]);

  slice.clock.advance({ minutes: 7 });
  await slice.app.settled();
  const late = await open();
  expect(late).toMatchObject([
    { integration: 'dead-man', service: 'checkout', title: 'dead-man has not called' },
  ]);

  slice.clock.advance({ minutes: 60 });
  await slice.app.settled();
  expect(await open()).toHaveLength(1);

  expect((await deliver()).status).toBe(200);
  await slice.app.settled();
  expect(await open()).toEqual([]);
});

test('heartbeats that call by names of their own do not stand in for each other', async () => {
  const backupKey = '0b2c8e1a-0000-4000-8000-0123456789ab';
  const call = (name: string) =>
    slice.http('POST', `/v2/heartbeats/${name}/ping`, {
      token: null,
      headers: { authorization: `GenieKey ${backupKey}` },
    });
  expect((await call('nightly-copy')).status).toBe(202);
  expect((await call('weekly-report')).status).toBe(202);
  slice.clock.advance({ minutes: 60 });
  expect((await call('weekly-report')).status).toBe(202);
  slice.clock.advance({ minutes: 11 });
  await slice.app.settled();
  const late: { title: string; integration: string }[] = await open();
  const ours = late.filter((one) => one.integration === 'backup');
  expect(ours.map((one) => one.title)).toEqual(['nightly-copy has not called']);
});
