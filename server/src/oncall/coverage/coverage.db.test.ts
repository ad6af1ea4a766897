/** Coverage over the whole app: what is found, who is told by letter, and that it ends when it is mended. */
import { getCoverage } from '@muster/contract/oncall/schedules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { lookAtCoverage } from './jobs.ts';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
  await look();
  await box.take(slice);
});
afterAll(() => slice.stop());

const look = () => byItself(slice.platform, 'test', lookAtCoverage);
const found = async () => (await slice.as('responder')(getCoverage, { query: {} })).findings;
const ends = '2026-03-09T09:00';
const schedule = (until: string | null) => ({
  team: 'payments',
  timeZone: 'UTC',
  layers: [
    {
      rotation: { unit: 'week', length: 1, start: '2026-01-05T09:00', members: [['rex'], ['ada']] },
      ...(until ? { until } : {}),
    },
  ],
});
const put = async (until: string | null) => {
  const { status, text } = await slice.http('PUT', '/api/v1/schedules/primary', { body: schedule(until) });
  expect(status, text).toBeLessThan(300);
};

test('a gap is told to the team at once by one letter each, again a day before, and ends when it is mended', async () => {
  await put(ends);
  expect(
    (await slice.rows<{ n: number }>(sql`select count(*)::int as n from oncall.coverage_due`))[0]?.n,
  ).toBeGreaterThan(0);
  await look();
  expect(await found()).toContainEqual(
    expect.objectContaining({
      kind: 'gap',
      subject: 'primary',
      team: 'payments',
      bitesAt: '2026-03-09T09:00:00.000Z',
    }),
  );
  const letters = await box.take(slice);
  // The policy that follows it belongs to no team: an administrator hears of it apart.
  expect(letters.map((one) => one.person).sort()).toEqual(['ada', 'ada', 'rex']);
  expect(letters.find((one) => one.person === 'rex')?.letter.paragraphs.join('\n')).toContain(
    'primary has nobody on call from 2026-03-09 09:00 (UTC)',
  );
  await look();
  expect(await box.take(slice)).toEqual([]);

  slice.clock.advance({ hours: 24 * 6 });
  await slice.app.settled();
  await box.take(slice);
  await look();
  const urgent = await box.take(slice);
  expect(urgent.map((one) => one.person).sort()).toEqual(['ada', 'ada', 'rex']);
  expect(urgent[0]?.letter.subject).toMatch(/^Within a day: /);

  await put(null);
  await look();
  expect((await found()).filter((one) => one.kind === 'gap')).toEqual([]);
  expect(await box.take(slice)).toEqual([]);
});

test('a service without a policy, of no team, is told to administrators', async () => {
  await slice.platform.db.run(sql`update catalog.services set paging = '{}' where name = 'ledger'`);
  await look();
  expect(await box.take(slice)).toEqual([
    expect.objectContaining({
      person: 'ada',
      letter: expect.objectContaining({ subject: 'Alerts of ledger call nobody: it has no policy.' }),
    }),
  ]);
});

test('with the audit on, a change is looked at by itself within a minute', async () => {
  const other = await openSlice({
    database: slice.database,
    clock: slice.clock,
    settings: { mail: mailSettings },
    needs: { senders: [box.sender], audits: true },
  });
  await put(ends.replace('09T', '20T'));
  slice.clock.advance({ seconds: 31 });
  await other.app.settled();
  expect((await found()).filter((one) => one.kind === 'gap')).toHaveLength(1);
  await other.stop();
});
