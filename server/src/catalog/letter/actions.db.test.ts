import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { byItself } from '../../platform/action.ts';
import { sql } from '../../platform/db.ts';
import { forgetLetters, sendLetter } from './actions.ts';

let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
});
afterAll(() => slice.stop());

const letter = { subject: 'Hello', paragraphs: ['the-secret-of-the-letter'] };
const write = (expiresAt: Temporal.Instant, { platform } = slice) =>
  byItself(platform, 'test', async (act) =>
    sendLetter(act, { person: 'rex', to: 'rex@example.org', letter, expiresAt }),
  );
const rows = () =>
  slice.rows<{ state: string; message: object }>(
    sql`select state, message from platform.deliveries where purpose = 'letter' order by planned_at desc, id desc`,
  );

test('a letter is sealed while it waits and gone when it was sent', async () => {
  const later = slice.clock.now().add({ hours: 1 });
  expect(await write(later)).toBe(true);
  expect(JSON.stringify(await rows())).not.toContain('the-secret');
  expect(await box.take(slice)).toEqual([{ person: 'rex', to: 'rex@example.org', letter }]);
  expect((await rows())[0]).toEqual({ state: 'delivered', message: {} });
});

test('one that came too late is not sent, and is forgotten by the clean-up, run twice', async () => {
  await write(slice.clock.now());
  expect(await box.take(slice)).toEqual([]);
  expect((await rows())[0]?.state).toBe('expired');
  for (let i = 0; i < 2; i += 1) await byItself(slice.platform, 'test', forgetLetters);
  expect((await rows())[0]?.message).toEqual({});
});

test('without mail nothing is queued, and whoever asked is told', async () => {
  const plain = await openSlice({ database: slice.database, clock: slice.clock });
  const before = (await rows()).length;
  expect(await write(slice.clock.now().add({ hours: 1 }), plain)).toBe(false);
  await plain.stop();
  expect(await rows()).toHaveLength(before);
});
