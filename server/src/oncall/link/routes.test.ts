import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';
import { acknowledgeUrl } from './model.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  await slice.http('PUT', '/api/v1/people/me/rules', {
    token: slice.tokens.responder,
    body: { high: [{ after: 0, via: 'mail' }] },
  });
});
afterAll(() => slice.stop());

/** Pages rex by hand and answers the path of the link in his notification. */
async function linkOfNewPage(title: string): Promise<string> {
  await slice.http('POST', '/api/v1/pages', { body: { title, people: ['rex'], urgency: 'high' } });
  const made = () =>
    slice.rows<{ id: string }>(sql`
      select d.id from platform.deliveries d join oncall.pages p on p.id::text = d.subject where p.title = ${title}`);
  await expect.poll(made).toHaveLength(1);
  const [delivery] = await made();
  return new URL(acknowledgeUrl(slice.platform.settings, slice.platform.secrets, delivery?.id ?? ''))
    .pathname;
}

const stateOf = async (title: string) =>
  (
    await slice.rows<{ state: string; owner: string | null }>(
      sql`select state, owner from oncall.pages where title = ${title}`,
    )
  )[0];
const get = (path: string) => slice.http('GET', path, { token: null });
const press = (path: string) =>
  slice.http('POST', path, {
    token: null,
    body: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

test('looking only shows a button; pressing it acknowledges as the person who was notified', async () => {
  const link = await linkOfNewPage('Looked at');
  for (let i = 0; i < 3; i += 1) expect((await get(link)).text).toContain('<form method="post"');
  expect(await stateOf('Looked at')).toEqual({ state: 'triggered', owner: null });
  const pressed = await press(link);
  expect(pressed.status).toBe(200);
  expect(pressed.text).toContain('acknowledged by rex');
  expect(await stateOf('Looked at')).toEqual({ state: 'acknowledged', owner: 'rex' });
  const audit = await slice.rows(sql`
    select actor from platform.audit where action = 'oncall.acknowledgePage' and actor = 'rex'`);
  expect(audit).toHaveLength(1);
});

test('pressing twice, or when somebody else has it, changes nothing', async () => {
  const link = await linkOfNewPage('Taken');
  const [page] = await slice.rows<{ id: string }>(sql`select id from oncall.pages where title = 'Taken'`);
  await slice.http('POST', `/api/v1/pages/${page?.id}/acknowledgement`, { token: slice.tokens.admin });
  expect((await press(link)).text).toContain('acknowledged by ada');
  await press(link);
  expect(await stateOf('Taken')).toEqual({ state: 'acknowledged', owner: 'ada' });
});

test('two who press at once acknowledge once', async () => {
  const link = await linkOfNewPage('Pressed twice');
  const answers = await Promise.all([press(link), press(link), press(link)]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  expect(await stateOf('Pressed twice')).toEqual({ state: 'acknowledged', owner: 'rex' });
});

test('the answer runs no script, may not be framed and is not kept', async () => {
  const link = await linkOfNewPage('<script>alert(1)</script>');
  const { headers, text } = await get(link);
  expect(text).not.toContain('<script>');
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a link holds for a day, and a changed one never', async () => {
  const link = await linkOfNewPage('Old');
  const forged = `${link.slice(0, -3)}AAA`;
  for (const answer of [await get(forged), await press(forged), await press('/a/x'), await press('/a/.')])
    expect(answer.status).toBe(404);
  slice.clock.advance({ hours: 24, seconds: 1 });
  expect((await get(link)).status).toBe(404);
  expect((await press(link)).status).toBe(404);
  expect((await stateOf('Old'))?.owner).toBeNull();
});
