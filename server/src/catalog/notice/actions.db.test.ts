import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../test/harness/browser.ts';
import { createLetterBox, mailSettings } from '../../../test/harness/letters.ts';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { hashPassword } from '../../platform/password.ts';

const password = 'the long password of everybody';
let slice: Slice;
const box = createLetterBox();
beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
  const { db } = slice.platform;
  const hash = await hashPassword(password);
  await db.run(sql`update catalog.people set password_hash = ${hash}`);
  await db.run(sql`
    insert into catalog.people (name, full_name, email, time_zone, access, created_at)
    values ('abe', 'Abe', 'abe@example.org', 'UTC', 'admin', ${slice.clock.now()})`);
  await db.run(sql`
    insert into catalog.sign_in_rule (sso_required) values (true)
    on conflict (only_one) do update set sso_required = true`);
  await db.run(sql`insert into catalog.break_glass (person) values ('ada')`);
});
afterAll(() => slice.stop());

const signIn = (name: string) => openBrowser(slice).signIn(`${name}@example.org`, password);

test('where single sign-on is required, a right password opens nothing', async () => {
  const refused = await signIn('rex');
  expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null]);
  expect(await slice.rows(sql`select id from catalog.sessions`)).toEqual([]);
  expect(await box.take(slice)).toEqual([]);
});

test('a break-glass account comes in, and every administrator, the log and the audit log are told', async () => {
  expect((await signIn('ada')).status).toBe(200);
  const letters = (await box.take(slice)).filter(({ letter }) => letter.subject.startsWith('A break-glass'));
  expect(letters.map(({ to }) => to).sort()).toEqual(['abe@example.org', 'ada@example.org']);
  expect(letters[0]?.letter).toMatchObject({
    paragraphs: [expect.stringContaining('The admin signed in past single sign-on'), expect.anything()],
    facts: [{}, { value: 'Firefox on Linux' }, { value: '127.0.0.1' }],
  });
  const warned = slice.lines.filter(({ level }) => level === 'warn');
  expect(JSON.stringify(warned)).toContain('a break-glass account was used');
  const noted = await slice.rows(sql`
    select detail from platform.audit where action = 'catalog.signIn' and detail ? 'breakGlass'`);
  expect(noted).toEqual([{ detail: { breakGlass: 'used' } }]);
});

test('a link to set a password does not go past it either', async () => {
  const { json } = await slice.http('POST', '/api/v1/people/rex/sign-in-link');
  const token = new URL(String(Reflect.get(Object(json), 'url'))).searchParams.get('token');
  const used = await openBrowser(slice).call('POST', '/api/v1/session/link', { token, password });
  expect(used.status).toBe(403);
});
