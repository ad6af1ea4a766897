/**
 * A private incident is absent for everybody outside (security check 20, I12, P11): one with a name that can be recognised
 * goes through all that can happen to it, and everything that Muster answers, streams and sends is looked through.
 * And whoever is no responder is kept out of the working room of any incident (check 22).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../src/platform/db.ts';
import { type Hearing, listenAs } from './harness/hearing.ts';
import { type Learnt, learnAbout } from './harness/learnt.ts';
import { createLetterBox, mailSettings } from './harness/letters.ts';
import { endpoints } from './harness/matrix-lines.ts';
import { adminToken, inside, keys, openSlice, type Slice } from './harness/slice.ts';

const canary = 'zanzibarcanary';
const outsiders = ['admin', 'auditor', 'stakeholder', 'support'] as const;

let slice: Slice;
let hidden: { id: string; ref: string };
/** What was written about one like it when it was over. */
let learnt: Learnt;
let page = '';
let later = '';
const box = createLetterBox();
const heard: Partial<Record<string, Hearing>> = {};

beforeAll(async () => {
  slice = await openSlice({ settings: { mail: mailSettings }, needs: { senders: [box.sender] } });
  for (const one of [...outsiders, 'responder'] as const)
    heard[one] = await listenAs(slice, slice.tokens[one]);
  await slice.http('POST', '/ingest/v1/alerts', {
    token: keys.native,
    body: { title: 'Something odd', dedupKey: 'odd' },
  });
  await slice.app.settled();
  [page = ''] = (await slice.rows<{ id: string }>(sql`select id from oncall.pages`)).map((one) => one.id);
  await say('POST', '', { title: 'An everyday incident' });
  hidden = await declareHidden();
  await followAsOutsiders();
  await doEverything();
  learnt = await learnAbout(slice, canary, { type: 'security' });
  // One that is much like it, and takes down what is open around it.
  const { json } = await say('POST', '', { title: 'Something leaked as well', services: ['checkout'] });
  later = String(inside(json, 'ref'));
  await slice.app.settled();
  // Dates pass, and weekly letters leave.
  slice.clock.advance({ hours: 24 * 8 });
  await slice.app.settled();
});
afterAll(async () => {
  for (const one of Object.values(heard)) await one?.leave();
  await slice.stop();
});

const say = (method: string, path: string, body: object = {}, token = slice.tokens.responder) =>
  slice.http(method, `/api/v1/incidents${path}`, { token, body });

async function declareHidden(): Promise<{ id: string; ref: string }> {
  const { json, status } = await say('POST', '', {
    title: `The ${canary} leaked`,
    summary: `All about the ${canary}`,
    type: 'security',
    services: ['checkout'],
    startedAt: '2026-03-02T09:30:00Z',
    command: true,
    page,
  });
  expect(status).toBe(201);
  return { id: String(inside(json, 'id')), ref: String(inside(json, 'ref')) };
}

/** Everybody hears of all that they may hear of. */
async function followAsOutsiders(): Promise<void> {
  const digest = { isOn: true, weekday: 1, hour: 12, scope: 'all' };
  for (const one of outsiders) {
    const token = slice.tokens[one];
    await slice.http('POST', '/api/v1/me/subscriptions', {
      token,
      body: { kind: 'service', subject: 'checkout' },
    });
    expect((await slice.http('PUT', '/api/v1/me/digest', { token, body: digest })).status).toBe(200);
  }
}

/** As many things as there are, each of which must succeed or the test would look for nothing. */
async function doEverything(): Promise<void> {
  const did: [string, string, object?][] = [
    ['POST', '/entries', { kind: 'note', text: `Saw the ${canary}` }],
    ['POST', '/entries', { kind: 'hypothesis', text: `The ${canary} did it` }],
    ['POST', '/tasks', { text: `Catch the ${canary}`, person: 'rex', minutes: 5 }],
    ['POST', '/claims', { system: `cage of ${canary}`, doing: `looking for ${canary}`, minutes: 5 }],
    ['POST', '/impacts', { level: 'partial', who: `Friends of ${canary}`, services: ['checkout'] }],
    ['POST', '/workstreams', { title: `Team ${canary}` }],
    ['POST', '/responders', { people: ['rex'], asked: `Somebody who knows the ${canary}` }],
    ['PATCH', '', { severity: 'critical', reason: `The ${canary} is loud`, plan: `Feed the ${canary}` }],
  ];
  for (const [method, path, body] of did) {
    const answer = await say(method, `/${hidden.ref}${path}`, body);
    expect([path, answer.status < 300 ? '' : answer.text]).toEqual([path, '']);
  }
  // Every promise runs out, so that letters and pages are sent about it.
  for (let i = 0; i < 3; i += 1) {
    slice.clock.advance({ minutes: 20 });
    await slice.app.settled();
  }
}

/** What tells how many incidents there are. */
async function countsAsSeenBy(who: (typeof outsiders)[number]): Promise<string> {
  const token = slice.tokens[who];
  const paths = ['/api/v1/incidents', '/api/v1/incidents?status=open', '/api/v1/me/clocks'];
  const answers = await Promise.all(paths.map((path) => slice.http('GET', path, { token })));
  return answers.map(({ json }) => refsIn(json)).join('|');
}

function refsIn(json: unknown): string {
  const items = inside(json, 'items');
  return Array.isArray(items) ? items.map((one) => String(inside(one, 'ref'))).join() : '';
}

/** Every GET of the contract, with whatever somebody could put into its address, and with each search it knows. */
async function addresses(): Promise<string[]> {
  // The stream never ends. Whoever exports the audit log leaves in it what they looked for.
  const gets = Object.keys(endpoints).filter((one) => one.startsWith('GET ') && !one.endsWith('/live'));
  const { json } = await slice.http('GET', '/api/v1/openapi.json', { token: null });
  const named: Record<string, string[]> = {
    ref: [hidden.ref, hidden.id, hidden.ref.toLowerCase(), later],
    id: [hidden.id, page],
    name: [
      'checkout',
      'rex',
      'high',
      'primary',
      'mttr',
      'repair',
      'resolve',
      'declare',
      'availability',
      'tbf',
    ],
    person: ['rex'],
  };
  return gets.flatMap((call) => {
    const path = call.slice(4);
    const known = inside(json, 'paths', path, 'get', 'parameters');
    const asked = (Array.isArray(known) ? known : []).map((one) => String(inside(one, 'name')));
    const searches = Object.entries({ q: canary, text: canary, page, service: 'checkout' })
      .filter(([key]) => asked.includes(key) && path !== '/api/v1/audit/export')
      .map(([key, value]) => `?${key}=${encodeURIComponent(value)}`);
    const values = ofLearning(path) ?? named[/\{(\w+)\}/.exec(path)?.[1] ?? ''] ?? ['none'];
    return values.flatMap((value) => {
      const filled = path.replace(/\{\w+\}/, value).replaceAll(/\{\w+\}/g, hidden.id);
      return ['', ...searches].map((search) => filled + search);
    });
  });
}

/** What stands in addresses of what was learnt; undefined for others. */
function ofLearning(path: string): string[] | undefined {
  const { incident, report, followUp } = learnt;
  if (path.includes('{ref}/retrospective')) return [incident.ref, incident.id];
  if (path.includes('/follow-ups/{ref}')) return [followUp.ref, followUp.id];
  return /retrospectives|reports/.test(path) && path.includes('{id}') ? [report, incident.id] : undefined;
}

function isTelling(text: string): string[] {
  const { incident, report, followUp } = learnt;
  const named = [hidden, incident, followUp].flatMap(({ id, ref }) => [id, ref]);
  return [canary, report, ...named].filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
}

describe('a private incident', () => {
  test.each([...outsiders, 'machine'] as const)('is in no answer to the %s', async (who) => {
    const token = who === 'machine' ? adminToken : slice.tokens[who];
    const told: string[] = [];
    const all = await addresses();
    await Promise.all(
      all.map(async (path) => {
        const { text, status } = await slice.http('GET', path, { token });
        const asked = path.toLowerCase();
        const secrets = isTelling(text).filter((one) => !asked.includes(one.toLowerCase()) || status < 400);
        if (secrets.length > 0) told.push(`${path} ${status} ${secrets.join()} ${text.slice(0, 300)}`);
      }),
    );
    expect(all.length).toBeGreaterThan(200);
    expect(told).toEqual([]);
  });

  test.each(outsiders)('changes nothing of what the %s can count', async (who) => {
    const open = `${later},INC-1`;
    expect(await countsAsSeenBy(who)).toBe([open, open, ''].join('|'));
  });

  test('is not found by anybody outside, whatever they want of it', async () => {
    for (const call of Object.keys(endpoints).filter((one) => /\/incidents\/\{ref\}/.test(one))) {
      const [method = '', path = ''] = call.split(' ');
      if (path.endsWith('/entrance') || path.endsWith('/knock')) continue;
      const address = path.replace('{ref}', hidden.ref).replaceAll(/\{\w+\}/g, 'none');
      const sent = { token: slice.tokens.admin, ...(method === 'GET' ? {} : { body: {} }) };
      const { status } = await slice.http(method, address, sent);
      // What is sent may be wrong as well; it is told in the same words as of an incident that is not there.
      const other = await slice.http(method, address.replace(hidden.ref, 'PRV-NOTTHERE'), sent);
      expect([call, status]).toEqual([call, other.status]);
      expect(status, call).toBeGreaterThanOrEqual(400);
    }
  });

  test('is heard of by those inside, and by nobody else', async () => {
    const topic = `incident:${hidden.id}`;
    await expect.poll(() => heard.responder?.heard.flatMap((one) => one.topics)).toContain(topic);
    for (const who of outsiders)
      expect(
        heard[who]?.heard.filter((one) => isTelling(JSON.stringify(one)).length > 0),
        who,
      ).toEqual([]);
  });

  test('is written about to those inside, without its name', async () => {
    const letters = await box.take(slice);
    expect(letters.length).toBeGreaterThan(0);
    const about = letters.filter(({ letter }) => isTelling(JSON.stringify(letter)).length > 0);
    expect([...new Set(about.map((one) => one.person))]).toEqual(['rex']);
    for (const { letter } of letters) expect(JSON.stringify(letter).toLowerCase()).not.toContain(canary);
  });

  test('is in the audit log as something private, with neither name nor reference', async () => {
    const { json } = await slice.http('GET', '/api/v1/audit?action=respond.&limit=200', {
      token: slice.tokens.auditor,
    });
    const items = Object(json).items as { subject: string; detail: unknown }[];
    const its = items.filter((one) => one.subject.startsWith('private-incident:'));
    expect(its.length).toBeGreaterThan(5);
    expect(new Set(its.map((one) => one.subject)).size).toBe(2);
  });
});

/** How many hints somebody has heard, once all that were sent have come. */
async function heardUntilNow(who: string): Promise<number> {
  const { json } = await say('POST', '', { title: 'A mark in the stream' });
  const topic = `incident:${String(inside(json, 'id'))}`;
  await expect.poll(() => heard[who]?.heard.flatMap((one) => one.topics)).toContain(topic);
  return heard[who]?.heard.length ?? 0;
}

describe('its people', () => {
  test('are let in with a reason, see it at once, and nothing any more once they are let out', async () => {
    const path = `/${hidden.ref}/members`;
    expect((await say('POST', path, { person: 'nobody', reason: 'x' })).status).toBe(422);
    const added = await say('POST', path, { person: 'aud', reason: 'knows the law' });
    expect([added.status, inside(added.json, 'members')]).toEqual([201, ['aud']]);
    const seen = await slice.http('GET', `/api/v1/incidents/${hidden.ref}`, { token: slice.tokens.auditor });
    expect(seen.status).toBe(200);
    await expect.poll(() => JSON.stringify(heard.auditor?.heard)).toContain(hidden.id);
    const removed = await slice.http('DELETE', `/api/v1/incidents${path}/aud?reason=done`, {
      token: slice.tokens.responder,
    });
    expect(removed.status).toBe(204);
    const count = await heardUntilNow('auditor');
    await say('POST', `/${hidden.ref}/entries`, { kind: 'note', text: 'after' });
    await heardUntilNow('auditor');
    expect(JSON.stringify(heard.auditor?.heard.slice(count))).not.toContain(hidden.id);
    const gone = await slice.http('GET', `/api/v1/incidents/${hidden.ref}`, { token: slice.tokens.auditor });
    expect(gone.json).toMatchObject({ code: 'not_found' });
  });

  test('whoever holds a role stays inside, and somebody always does', async () => {
    const { status, json } = await slice.http(
      'DELETE',
      `/api/v1/incidents/${hidden.ref}/members/rex?reason=x`,
      {
        token: slice.tokens.responder,
      },
    );
    expect([status, inside(json, 'detail')]).toEqual([
      409,
      'rex holds the role commander: it changes hands first.',
    ]);
  });

  test('somebody outside asks to be let in: its people get one letter, and the answer tells nothing', async () => {
    await box.take(slice);
    const knock = (ref: string) =>
      slice.http('POST', `/api/v1/incidents/${ref}/knock`, { token: slice.tokens.stakeholder });
    const answers = [await knock(hidden.ref), await knock('PRV-NOTTHERE'), await knock(hidden.ref)];
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([204, '']));
    const letters = await box.take(slice);
    expect(letters.map((one) => one.person)).toEqual(['rex']);
    expect(letters[0]?.letter.paragraphs.join(' ')).toContain('asks to be let in');
  });

  test('an administrator gets in by an act of their own, which is on record and told to those inside', async () => {
    await box.take(slice);
    const path = `/${hidden.ref}/entrance`;
    expect((await say('POST', path, { reason: 'x' }, slice.tokens.responder)).status).toBe(403);
    expect((await say('POST', path, { reason: 'x' }, adminToken)).status).toBe(409);
    expect((await say('POST', '/PRV-NOTTHERE/entrance', { reason: 'x' }, slice.tokens.admin)).status).toBe(
      404,
    );
    const entered = await say('POST', path, { reason: 'asked by the board' }, slice.tokens.admin);
    expect(inside(entered.json, 'members')).toEqual(['ada']);
    const letters = await box.take(slice);
    expect(letters.map((one) => one.person)).toEqual(['rex']);
    const events = await slice.rows(sql`
      select actor from respond.events where type = 'memberAdded' and data->>'reason' = 'asked by the board'`);
    expect(events).toEqual([{ actor: { kind: 'person', name: 'ada' } }]);
    const audit = await slice.http('GET', '/api/v1/audit?action=respond.enterIncident', {
      token: slice.tokens.auditor,
    });
    expect(audit.text).toContain('asked by the board');
    expect(audit.text).not.toContain(hidden.ref);
  });

  test('what is open becomes private at once, and is shown again by whoever leads', async () => {
    const { json } = await say('POST', '', { title: 'Not for all after all', command: true });
    const ref = String(inside(json, 'ref'));
    const isThere = async () =>
      (await slice.http('GET', `/api/v1/incidents/${ref}/brief`, { token: slice.tokens.stakeholder })).status;
    expect(await isThere()).toBe(200);
    expect((await say('PUT', `/${ref}/privacy`, { private: true, reason: 'a name is in it' })).status).toBe(
      200,
    );
    expect(await isThere()).toBe(404);
    expect((await say('PUT', `/${ref}/privacy`, { private: false, reason: 'taken out' })).status).toBe(200);
    expect(await isThere()).toBe(200);
    const kept = await say('PUT', `/${hidden.ref}/privacy`, { private: false, reason: 'x' });
    expect([kept.status, inside(kept.json, 'detail')]).toEqual([
      409,
      'Incidents of the kind "security" are private.',
    ]);
  });
});

/** What everybody with an account may do with an incident that is open to them; all else is the working room. */
const forWaiting = new Set([
  'GET /api/v1/incidents/{ref}/brief',
  'GET /api/v1/incidents/{ref}/questions',
  'POST /api/v1/incidents/{ref}/questions',
  'POST /api/v1/incidents/{ref}/knock',
]);

describe('the working room', () => {
  const room = Object.keys(endpoints).filter(
    (one) => /\/incidents\/\{ref\}/.test(one) && !forWaiting.has(one),
  );

  test.each(['stakeholder', 'support'] as const)('keeps the %s out of every address', async (who) => {
    expect(room.length).toBeGreaterThan(40);
    for (const call of room) {
      const [method = '', path = ''] = call.split(' ');
      const sent = { token: slice.tokens[who], ...(method === 'GET' ? {} : { body: {} }) };
      const address = path.replace('{ref}', 'INC-1').replaceAll(/\{\w+\}/g, 'none');
      const { status, json } = await slice.http(method, address, sent);
      expect([call, status, inside(json, 'code')]).toEqual([call, 403, 'forbidden']);
    }
  });

  test('what is open to them is there', async () => {
    for (const who of ['stakeholder', 'support'] as const) {
      const { status } = await slice.http('GET', '/api/v1/incidents/INC-1/brief', {
        token: slice.tokens[who],
      });
      expect(status).toBe(200);
    }
  });
});
