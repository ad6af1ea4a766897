import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../server/test/harness/database.ts';
import { freeTexts, storedScripts } from '../server/test/harness/hostile.ts';
import { type FakeReceiver, startReceiver } from '../server/test/harness/providers.ts';
import { openBrowser } from './harness/browser.ts';
import { incidentPlantings, incidentScreens } from './harness/incident-texts.ts';
import { logPlantings, logScreens } from './harness/log-texts.ts';
import { type Muster, startMuster } from './harness/server.ts';
import { ada, adaSettings, ask, settle } from './harness/town.ts';
import { type Visit, visitAs } from './harness/visit.ts';
import { workPlantings, workScreens } from './harness/work-texts.ts';

let browser: Browser;
let database: TestDatabase;
let muster: Muster;
let receiver: FakeReceiver;
/** Ada, who signed in once. */
let visitor: Visit;

beforeAll(async () => {
  [browser, database, receiver] = await Promise.all([openBrowser(), testDatabase(), startReceiver()]);
  muster = await startMuster({ database: database.config, env: adaSettings });
  await settle(muster, receiver);
  visitor = await visitAs(ada, { browser, muster });
});

afterAll(async () => {
  await browser.close();
  await muster.close();
  await receiver.close();
  await database.drop();
});

/** One request for each text, or for each few of them; the fields that it fills with them. */
interface Planting {
  call: string;
  fields: string[];
  plant(text: string, at: number): Promise<unknown>;
}

const plantings: Planting[] = [
  {
    call: 'POST /api/v1/people',
    fields: ['fullName'],
    plant: (fullName, i) =>
      ask(muster, 'POST', '/api/v1/people', {
        name: `h${i}`,
        email: `h${i}@example.org`,
        fullName,
        access: 'responder',
      }),
  },
  {
    call: 'PATCH /api/v1/people/{name}',
    fields: ['fullName', 'reason'],
    plant: (text, i) => ask(muster, 'PATCH', `/api/v1/people/h${i}`, { fullName: text, reason: text }),
  },
  {
    call: 'PUT /api/v1/people/{name}/contacts',
    fields: ['label'],
    plant: (label, i) =>
      ask(muster, 'PUT', `/api/v1/people/h${i}/contacts`, {
        id: 'hook',
        kind: 'webhook',
        url: `${receiver.url}/h${i}`,
        label,
      }),
  },
  {
    call: 'POST /api/v1/pages',
    fields: ['title'],
    // Two take turns, because one alone may not page so often by hand.
    plant: (title, i) => {
      const body = { title, people: ['ada', `h${i}`] };
      return i % 2 === 0
        ? ask(muster, 'POST', '/api/v1/pages', body)
        : askAsAda('POST', '/api/v1/pages', body);
    },
  },
  {
    call: 'POST /api/v1/people/{name}/deactivation',
    fields: ['reason'],
    plant: (reason, i) => ask(muster, 'POST', `/api/v1/people/h${i}/deactivation`, { reason }),
  },
  {
    call: 'POST /api/v1/people/{name}/reactivation',
    fields: ['reason'],
    plant: (reason, i) => ask(muster, 'POST', `/api/v1/people/h${i}/reactivation`, { reason }),
  },
  {
    call: 'POST /api/v1/people/{name}/factors/reset',
    fields: ['reason'],
    plant: (reason, i) => ask(muster, 'POST', `/api/v1/people/h${i}/factors/reset`, { reason }),
  },
  {
    call: 'POST /api/v1/tokens',
    fields: ['label', 'about'],
    plant: (text) =>
      ask(muster, 'POST', '/api/v1/tokens', {
        label: text,
        about: text,
        access: 'responder',
        kind: 'service',
      }),
  },
  {
    call: 'PUT /api/v1/sso/providers/{name}',
    fields: ['label', 'clientId', 'groupsClaim', 'groups[].group'],
    plant: (text, i) =>
      ask(muster, 'PUT', `/api/v1/sso/providers/h${i}`, {
        label: text,
        issuer: 'http://127.0.0.1:9',
        clientId: text,
        groupsClaim: text,
        groups: [{ group: text, access: 'responder' }],
      }),
  },
  {
    call: 'PUT /api/v1/scim',
    fields: ['mappings[].group'],
    plant: (group) =>
      ask(muster, 'PUT', '/api/v1/scim', {
        defaultAccess: 'responder',
        mappings: [{ group, access: 'responder' }],
      }),
  },
  {
    call: 'PUT /api/v1/schedules/{name}',
    fields: ['layers[].id'],
    plant: (id, i) =>
      ask(muster, 'PUT', `/api/v1/schedules/h${i}`, {
        timeZone: 'UTC',
        layers: [
          {
            id,
            rotation: { unit: 'week', length: 1, start: '2026-01-05T09:00', members: [['ada'], ['ben']] },
          },
        ],
      }),
  },
  {
    call: 'POST /api/v1/schedules/{name}/temporary',
    fields: ['name', 'rota.layers[].id'],
    plant: async (id, i) => {
      const rota = { timeZone: 'UTC', layers: [{ id, users: ['ada'] }] };
      const body = { name: id.slice(0, 80), ...(await hour(i)), rota };
      return ask(muster, 'POST', '/api/v1/schedules/h3/temporary', body);
    },
  },
  {
    call: 'POST /api/v1/schedules/{name}/holiday-calendars',
    fields: ['place', 'text'],
    plant: async (text, i) => {
      const day = (await hour(i)).start.slice(0, 10).replaceAll('-', '');
      const event = `BEGIN:VEVENT\nDTSTART;VALUE=DATE:${day}\nSUMMARY:${text}\nEND:VEVENT`;
      const body = { place: text.slice(0, 60), text: `BEGIN:VCALENDAR\n${event}\nEND:VCALENDAR` };
      return ask(muster, 'POST', `/api/v1/schedules/${i % 2 ? 'h3' : 'primary'}/holiday-calendars`, body);
    },
  },
  {
    call: 'POST /api/v1/integrations',
    fields: ['heartbeatMatch.*'],
    plant: (text, i) =>
      ask(muster, 'POST', '/api/v1/integrations', {
        name: `h${i}`,
        door: 'alertmanager',
        service: 'checkout',
        heartbeatMatch: { [text]: text },
      }),
  },
  {
    call: 'POST /api/v1/cover',
    fields: ['note'],
    plant: async (note, i) =>
      askAsAda('POST', '/api/v1/cover', {
        schedule: 'primary',
        ...(await hour(i)),
        asked: { kind: 'everybody' },
        note,
      }),
  },
  {
    call: 'POST /api/v1/me/time-off',
    fields: ['note'],
    plant: async (note, i) => askAsAda('POST', '/api/v1/me/time-off', { ...(await hour(i)), note }),
  },
  {
    call: 'POST /api/v1/schedules/{name}/handover',
    fields: ['notes'],
    plant: (notes) => askAsAda('POST', '/api/v1/schedules/primary/handover', { to: ['ben'], notes }),
  },
  {
    call: 'PUT /api/v1/phone-providers/{name}',
    fields: ['apiKey', 'headers[].value', 'body', 'accepted', 'idAt'],
    plant: async (text, i) => {
      const off = { classes: ['sms'], isOn: false };
      const vonage = {
        ...off,
        kind: 'vonage',
        apiKey: text.slice(0, 100),
        apiSecret: 'a secret',
        from: 'Muster',
      };
      await ask(muster, 'PUT', `/api/v1/phone-providers/v${i}`, vonage);
      await ask(muster, 'PUT', `/api/v1/phone-providers/h${i}`, {
        ...off,
        kind: 'gateway',
        url: `${receiver.url}/{to}`,
        headers: [{ name: 'x-of-ours', value: text }],
        body: text,
        accepted: text.slice(0, 200),
        idAt: text.slice(0, 200),
      });
    },
  },
  {
    call: 'POST /api/v1/incidents/{ref}/roles',
    fields: ['reason'],
    plant: async (reason, i) => {
      const role = { role: 'scribe', person: i % 2 ? 'ben' : 'ada', reason };
      return ask(muster, 'POST', `/api/v1/incidents/${await drill()}/roles`, role);
    },
  },
  {
    call: 'POST /api/v1/incidents/{ref}/handoffs',
    fields: ['brief', 'brief.*', 'missing.*'],
    // Taken back with the next one, so that the last of them stands on the screen.
    plant: async (text) => {
      const path = `/api/v1/incidents/${await drill()}/handoffs`;
      const { handoffs } = z
        .object({ handoffs: z.array(z.object({ id: z.string(), state: z.string() })) })
        .parse(await ask(muster, 'GET', path.replace(/\/handoffs$/, '')));
      const open = handoffs.find((one) => one.state === 'offered');
      if (open) await ask(muster, 'POST', `${path}/${open.id}/withdrawal`, { reason: text });
      return ask(muster, 'POST', path, {
        to: 'ada',
        brief: { situation: text, limits: '' },
        missing: { limits: text },
      });
    },
  },
  {
    call: 'POST /api/v1/incidents/{ref}/links',
    fields: ['label'],
    plant: async (text) => {
      const link = { kind: 'other', to: 'https://example.org/', label: text.slice(0, 300) };
      return ask(muster, 'POST', `/api/v1/incidents/${await drill()}/links`, link);
    },
  },
  {
    call: 'POST /api/v1/incidents/{ref}/questions',
    fields: ['text'],
    plant: async (text) => askAsAda('POST', `/api/v1/incidents/${await drill()}/questions`, { text }),
  },
  { call: 'the native door', fields: [], plant: (text, i) => raise(text, i) },
];

/** Fields of other endpoints, and why nothing of them is ever shown as it came. */
const elsewhere: [RegExp, string][] = [
  [
    /(?:password|token|ticket|recoveryCode|secret|clientSecret|privateKey|code|old|keys\.\w+)$/i,
    'is a secret',
  ],
  [/(?:timeZone|\.start|\.end|\.from|\.until|query\.\w+| zero)$/, 'must be a zone or a time'],
  [/(?:issuer|email|transports\[\])$/, 'must be of a form'],
  [
    /(?:users?(?:\[\])?|user|with|team|schedule|policy|via|members\[\]\[\]|overrides\[\]\.layers\[\])$/,
    'must name something that is there',
  ],
  [
    /^POST \/api\/v1\/(?:policies\/rehearsal|policies\/\{name\}\/rehearsal|schedules\/preview|schedules\/\{name\}\/temporary\/preview) /,
    'is answered, not stored',
  ],
  [
    /phone-providers\/\{name\}(?:\/test to| from| applicationId| url| headers\[\]\.name)$/,
    'must be of a form',
  ],
  [/cover\/\{id\}\/offers note$/, 'stands beside the note of its request, planted above'],
  [/^PUT .*\/handover notes$/, 'is for its own writer only, and planted above once handed over'],
  [/handovers\/\{id\}\/acceptance readBack$/, 'stands beside the notes, planted above'],
  [/^(?:POST \/api\/v1\/setup|PATCH \/api\/v1\/me) fullName$/, 'is the name of a person, planted above'],
  [/^PUT \/api\/v1\/me\/webpush label$/, 'is the label of a contact, planted above'],
  [/^PUT \/api\/v1\/integrations\/\{name\} heartbeatMatch/, 'is that of the creation, planted above'],
  [
    /incidents\/\{ref\}\/handoffs\/\{id\}\/(?:acceptance|refusal|withdrawal) (?:readBack(?:\.\*)?|reason)$/,
    'stands beside the brief, planted above',
  ],
  [/incidents\/\{ref\}\/relief\/dismissal reason$/, 'is in the record only, and shown nowhere'],
  [/respond\/settings (?:callAddress|chatAddress)$/, 'is followed only where it is an address of the web'],
  [/incidents\/\{ref\}\/links to$/, 'must be an address of the web or name something that is there'],
  [/incidents\/\{ref\}\/merges into$/, 'must name something that is there'],
  [/incidents\/\{ref\}\/merges reason$/, 'stands beside the list of what came along, and in the record'],
  [
    /incidents\/\{ref\}\/(?:members|privacy|entrance) (?:reason|person)$/,
    'is in the record only, and shown nowhere',
  ],
  [/incidents\/\{ref\}\/questions\/\{id\}\/answer text$/, 'stands below its question, planted above'],
  [/^POST \/api\/v1\/incidents page$/, 'must name something that is there'],
  [/incidents\/\{ref\}\/entries(?:\/\{id\})? (?:about|raiseTo)$/, 'must name something that is there'],
  [/incidents\/\{ref\}\/entries(?:\/\{id\})? matches$/, 'must be a condition'],
  [
    /incidents\/\{ref\}\/entries\/\{id\}\/reopening reason$/,
    'stands in the history of a line, beside its texts',
  ],
  [/incidents\/\{ref\}\/tasks(?:\/\{id\})? stream$/, 'must name something that is there'],
  [/incidents\/\{ref\}\/tasks\/\{id\}\/reopening reason$/, 'is in the record only, and shown nowhere'],
  [/incidents\/\{ref\}\/workstreams\/\{id\}\/closing reason$/, 'is in the record only, and shown nowhere'],
  [/incidents\/\{ref\}\/responders asked$/, 'is the title of a page, planted above'],
  [/^POST \/api\/v1\/me\/factors\/passkeys name$/, 'needs a passkey; shown by the same list as any text'],
];

const work = () => [
  ...workPlantings({ asAda: askAsAda, drill }),
  ...logPlantings({ asAda: askAsAda, drill }),
];

/** An incident that calls nobody, for what belongs to incidents; ben commands it. */
async function drill(): Promise<string> {
  drillRef ??= (async () => {
    const body = { title: 'A drill', kind: 'drill' };
    const { ref } = z.object({ ref: z.string() }).parse(await ask(muster, 'POST', '/api/v1/incidents', body));
    await ask(muster, 'POST', `/api/v1/incidents/${ref}/roles`, { role: 'commander', person: 'ben' });
    return ref;
  })();
  return drillRef;
}
let drillRef: Promise<string> | undefined;

/** An hour of its own for each text, from the day after the server's own on. */
async function hour(i: number): Promise<{ start: string; end: string }> {
  const { createdAt } = z
    .object({ createdAt: z.string() })
    .parse(await ask(muster, 'GET', '/api/v1/services/checkout'));
  const start = Temporal.Instant.from(createdAt)
    .add({ hours: 24 + i })
    .round({ smallestUnit: 'hour' });
  return { start: start.toString(), end: start.add({ hours: 1 }).toString() };
}

/** What belongs to a person is asked for in her name. */
async function askAsAda(method: string, path: string, body: unknown): Promise<unknown> {
  const answer = await visitor.context.request.fetch(path, {
    method,
    data: body,
    headers: { 'x-muster': '1' },
  });
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()} ${await answer.text()}`);
  return await answer.json();
}

async function raise(text: string, i: number): Promise<unknown> {
  const answer = await fetch(`${muster.url}/ingest/alertmanager/alertmanagerkey0123456789abcdef01`, {
    method: 'POST',
    body: JSON.stringify({
      version: '4',
      groupKey: text,
      receiver: text,
      externalURL: text,
      alerts: [
        {
          status: 'firing',
          fingerprint: `hostile-${i}`,
          labels: { alertname: text, severity: text, [text]: text, runbook_url: text },
          annotations: {
            summary: text,
            description: storedScripts.join('\n'),
            runbook_url: text,
            dashboard: text,
            image: 'http://outside.example/x.png',
          },
          generatorURL: text,
        },
      ],
    }),
  });
  return z
    .object({})
    .loose()
    .parse(answer.ok ? {} : null);
}

test('every free text of the contract is planted, or is told why not', async () => {
  const document = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(await ask(muster, 'GET', '/api/v1/openapi.json'));
  const all = [...plantings, ...incidentPlantings(muster), ...work()];
  const planted = new Set(all.flatMap(({ call, fields }) => fields.map((field) => `${call} ${field}`)));
  const forgotten = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) =>
        freeTexts(bodyIn(operation)).map((field) => `${method.toUpperCase()} ${path} ${field}`),
      ),
    )
    .filter((one) => !planted.has(one) && !elsewhere.some(([pattern]) => pattern.test(one)));
  expect(forgotten).toEqual([]);
});

function bodyIn(operation: unknown): unknown {
  const body = z.object({
    requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }),
  });
  return body.safeParse(operation).data?.requestBody.content['application/json']?.schema;
}

test('no screen runs, follows, loads or believes any of them', async () => {
  const refused: string[] = [];
  let taken = 0;
  for (const { call, plant } of [...plantings, ...incidentPlantings(muster), ...work()])
    for (const [i, text] of storedScripts.entries())
      await plant(text, i).then(
        () => {
          taken += 1;
        },
        (error: unknown) => refused.push(`${call}: ${String(error).slice(0, 300)}`),
      );
  // Some places refuse some of them, and that is safe as well; most must be there for the screens to show.
  expect(taken, refused.join('\n')).toBeGreaterThan(plantings.length * storedScripts.length * 0.8);

  const { page, complaints } = visitor;
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const found: string[] = [];
  for (const path of await everyScreen()) {
    await page.goto(path);
    await page.locator('main h1').first().waitFor({ state: 'attached' });
    await expect.poll(() => page.getByText('Loading …').count(), { timeout: 10_000 }).toBe(0);
    found.push(...(await strangeParts(page)).map((one) => `${path}: ${one}`));
  }
  expect(found).toEqual([]);
  expect(complaints).toEqual([]);
}, 150_000);

/** Elements that none of our screens has, links that lead into a script, and the mark that a script would leave. */
async function strangeParts(page: Page): Promise<string[]> {
  const found = await page.evaluate(`(() => {
    const strange = [...document.querySelectorAll('iframe, object, embed, base, meta[http-equiv], [ping], [srcdoc]')];
    const loud = [...document.querySelectorAll('*')].filter((one) => one.getAttributeNames().some((name) => name.startsWith('on')));
    const links = [...document.querySelectorAll('a[href], form[action], area[href]')].filter((one) => !/^(https?|mailto|tel):/.test(one.href ?? one.action));
    const scripts = [...document.scripts].filter((one) => one.nonce === '');
    const lost = [...document.querySelectorAll('a[href]')].filter((one) => one.origin !== location.origin && /^http/.test(one.href) && !/noopener|noreferrer/.test(one.rel));
    const mark = window.__hostile === undefined ? [] : ['a script ran: ' + window.__hostile];
    return [...mark, ...[...strange, ...loud, ...links, ...scripts, ...lost].map((one) => one.outerHTML.slice(0, 200))];
  })()`);
  return z.array(z.string()).parse(found);
}

async function everyScreen(): Promise<string[]> {
  const list = z.object({ items: z.array(z.object({ id: z.string() })) });
  const ids = async (path: string) =>
    list
      .parse(await ask(muster, 'GET', path))
      .items.slice(0, 4)
      .map(({ id }) => id);
  const [pages, alerts] = [await ids('/api/v1/pages?limit=4'), await ids('/api/v1/alerts?limit=4')];
  expect(pages.length * alerts.length).toBe(16);
  return [
    ...[
      '/',
      '/pages',
      '/alerts',
      '/on-call',
      '/on-call/h3',
      '/me',
      '/me/security',
      '/services',
      '/services/checkout',
    ],
    ...['/on-call/cover', '/on-call/primary', '/policies', '/setup/channels', '/setup/messages'],
    ...['/setup', '/setup/integrations', '/setup/integrations/h1', '/setup/people', '/setup/organisation'],
    ...[
      '/setup/teams',
      '/setup/tokens',
      '/setup/sign-in',
      '/setup/audit',
      `/alerts?q=${encodeURIComponent(storedScripts[1] ?? '')}`,
    ],
    `/${encodeURIComponent(storedScripts[0] ?? '')}`,
    `/incidents/${await drill()}?tab=people`,
    ...workScreens(await drill()),
    ...logScreens(await drill()),
    ...(await incidentScreens(muster)),
    ...pages.map((id) => `/pages/${id}`),
    ...alerts.map((id) => `/alerts/${id}`),
  ];
}
