import * as items from '@muster/contract/catalog/items';
import { listServices, listTeams } from '@muster/contract/catalog/people';
import { createIntegration, deleteIntegration, rotateKey } from '@muster/contract/detect/integrations';
import { addOverride, getPolicy, getSchedule, removeOverride } from '@muster/contract/oncall/schedules';
import type { Access } from '@muster/contract/platform/endpoint';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSlice, problemOf, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

/** The team `payments` has ada and rex; `search` has sten and nobody who may change anything but administrators. */
const teams = [
  { name: 'payments', members: ['ada', 'rex'] },
  { name: 'search', members: ['sten'] },
];
const rota = {
  timeZone: 'UTC',
  layers: [{ rotation: { unit: 'week' as const, length: 1, start: '2026-01-05T09:00', members: [['rex']] } }],
};
const policy = { repeat: 0, steps: [{ escalateAfter: 5, targets: [{ schedule: 'ours' }] }] };

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());
beforeEach(async () => {
  const file = {
    muster: 1,
    teams,
    schedules: [
      { name: 'ours', team: 'payments', ...rota },
      { name: 'theirs', team: 'search', ...rota },
      { name: 'free', ...rota },
    ],
    policies: [
      { name: 'our-policy', team: 'payments', ...policy },
      { name: 'their-policy', team: 'search', ...policy },
    ],
    services: [
      { name: 'our-service', team: 'payments', policy: 'our-policy' },
      { name: 'their-service', team: 'search', policy: 'their-policy' },
    ],
    integrations: [
      { name: 'our-door', door: 'generic', service: 'our-service', key: 'our-door-key-0123456789' },
      { name: 'their-door', door: 'generic', service: 'their-service', key: 'their-door-key-0123456789' },
    ],
  };
  const made = await slice.http('PUT', '/api/v1/organisation', { body: file });
  if (made.status !== 200) throw new Error(made.text);
});

const rex = () => slice.as('responder');
const override = { start: '2026-03-03T00:00:00Z', end: '2026-03-04T00:00:00Z', person: 'rex' };
const named = (name: string) => ({ params: { name } });
const setEditing = (name: string, members: string[], editing: 'team' | 'responders' | 'admins') =>
  slice.as('admin')(items.putTeam, { ...named(name), body: { members, editing } });

/** Everything that a responder can do to something of a team, on the team's things. */
const changes = (whose: 'our' | 'their'): [string, () => Promise<unknown>][] => [
  ['an override', () => rex()(addOverride, { ...named(`${whose}s`), body: override })],
  [
    'a schedule',
    () => rex()(items.putSchedule, { ...named(`${whose}s`), body: { team: teamOf(whose), ...rota } }),
  ],
  [
    'a policy',
    () => rex()(items.putPolicy, { ...named(`${whose}-policy`), body: { team: teamOf(whose), ...policy } }),
  ],
  [
    'a service',
    () =>
      rex()(items.putService, {
        ...named(`${whose}-service`),
        body: { team: teamOf(whose), policy: `${whose}-policy`, tier: 2 },
      }),
  ],
  [
    'an integration',
    () =>
      rex()(items.putIntegration, {
        ...named(`${whose}-door`),
        body: { door: 'generic', service: `${whose}-service`, defaultSeverity: 'info' },
      }),
  ],
  [
    'a new integration',
    () =>
      rex()(createIntegration, {
        body: { name: `${whose}-new`, door: 'generic', service: `${whose}-service` },
      }),
  ],
  ['a key', () => rex()(rotateKey, named(`${whose}-door`))],
  ['an integration that goes', () => rex()(deleteIntegration, named(`${whose}-door`))],
];
/** A call that is refused throws. */
const done = (call: Promise<unknown>) => call.then(() => true);
const teamOf = (whose: 'our' | 'their') => (whose === 'our' ? 'payments' : 'search');

describe('what belongs to a team', () => {
  test.each(changes('our'))('%s is changed by its members', async (_, change) => {
    expect(await done(change())).toBe(true);
  });

  test.each(changes('their'))('%s is refused to others with the name of the team', async (_, change) => {
    const refused = await problemOf(change());
    expect(refused).toMatchObject({ status: 403, code: 'forbidden' });
    expect(refused.detail).toContain('"search"');
  });

  test('deleting is refused to others, too', async () => {
    for (const [endpoint, name] of [
      [items.deleteSchedule, 'theirs'],
      [items.deletePolicy, 'their-policy'],
      [items.deleteService, 'their-service'],
    ] as const) {
      expect(await problemOf(rex()(endpoint, named(name)))).toMatchObject({ status: 403 });
    }
  });

  test('an override of another team is not taken back either', async () => {
    const made = await slice.as('admin')(addOverride, { ...named('theirs'), body: override });
    const refused = await problemOf(rex()(removeOverride, { params: { name: 'theirs', id: made.id } }));
    expect(refused).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await slice.as('admin')(getSchedule, named('theirs'))).overrides).toHaveLength(1);
  });

  test('what belongs to nobody is for every responder; administrators change everything', async () => {
    expect(await done(rex()(addOverride, { ...named('free'), body: override }))).toBe(true);
    expect(await done(rex()(items.putSchedule, { ...named('free'), body: rota }))).toBe(true);
    const body = { team: 'search', ...rota };
    expect(await done(slice.as('admin')(items.putSchedule, { ...named('theirs'), body }))).toBe(true);
  });

  test.each<Access>(['stakeholder', 'support', 'auditor'])(
    '%s changes nothing, member or not',
    async (access) => {
      const refused = await problemOf(
        slice.as(access)(items.putSchedule, { ...named('theirs'), body: rota }),
      );
      expect(refused).toMatchObject({ status: 403 });
    },
  );
});

describe('how a team wants it', () => {
  test('"responders" opens it to every responder', async () => {
    await setEditing('search', ['sten'], 'responders');
    expect(await done(rex()(addOverride, { ...named('theirs'), body: override }))).toBe(true);
  });

  test('"admins" closes it to its own members', async () => {
    await setEditing('payments', ['ada', 'rex'], 'admins');
    const refused = await problemOf(rex()(addOverride, { ...named('ours'), body: override }));
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.detail).toContain('only administrators');
  });

  test('is shown, stands in the file, and only an administrator decides it', async () => {
    await setEditing('search', ['sten'], 'admins');
    const { items: shown } = await rex()(listTeams);
    expect(shown.find((one) => one.name === 'search')).toMatchObject({ editing: 'admins' });
    const file = Object((await slice.http('GET', '/api/v1/organisation')).json);
    expect(file.teams).toContainEqual({ name: 'search', members: ['sten'], editing: 'admins' });
    expect(file.teams).toContainEqual({ name: 'payments', members: ['ada', 'rex'] });
    expect(
      await problemOf(rex()(items.putTeam, { ...named('payments'), body: { members: ['rex'] } })),
    ).toMatchObject({ status: 403 });
  });
});

describe('a thing that changes hands', () => {
  test('cannot be taken from another team, nor pushed onto it', async () => {
    const take = rex()(items.putSchedule, { ...named('theirs'), body: { team: 'payments', ...rota } });
    expect(await problemOf(take)).toMatchObject({ status: 403 });
    const push = rex()(items.putSchedule, { ...named('ours'), body: { team: 'search', ...rota } });
    expect(await problemOf(push)).toMatchObject({ status: 403 });
    const release = rex()(items.putSchedule, { ...named('theirs'), body: rota });
    expect(await problemOf(release)).toMatchObject({ status: 403 });
    expect((await rex()(getSchedule, named('theirs'))).team).toBe('search');
  });

  test('an integration cannot be led to the service of another team', async () => {
    const lead = rex()(items.putIntegration, {
      ...named('our-door'),
      body: { door: 'generic', service: 'their-service' },
    });
    expect(await problemOf(lead)).toMatchObject({ status: 403 });
  });
});

describe('saving one thing', () => {
  test('is the same as saving it by the file', async () => {
    const body = { team: 'payments', ...rota, timeZone: 'Europe/Madrid' };
    const answer = await rex()(items.putSchedule, { ...named('ours'), body });
    expect(answer).toMatchObject({ name: 'ours', change: 'update', fields: ['timeZone'] });
    const file = Object((await slice.http('GET', '/api/v1/organisation')).json);
    expect(file.schedules).toContainEqual({ name: 'ours', ...body });
    const again = await rex()(items.putSchedule, { ...named('ours'), body });
    expect(again).toMatchObject({ change: 'none', fields: [], version: answer.version });
  });

  test('makes what is new, and an integration only where its key is shown', async () => {
    const made = await rex()(items.putPolicy, { ...named('fresh'), body: { ...policy, team: 'payments' } });
    expect(made.change).toBe('create');
    await rex()(items.deletePolicy, named('fresh'));
    expect(await problemOf(rex()(getPolicy, named('fresh')))).toMatchObject({ status: 404 });
    const door = rex()(items.putIntegration, {
      ...named('no-such-door'),
      body: { door: 'generic', service: 'our-service' },
    });
    expect(await problemOf(door)).toMatchObject({ status: 404 });
  });

  test('checks what the file checks, and points into the thing', async () => {
    const refused = await problemOf(
      rex()(items.putPolicy, {
        ...named('our-policy'),
        body: { team: 'payments', repeat: 0, steps: [{ escalateAfter: 5, targets: [{ user: 'nobody' }] }] },
      }),
    );
    expect(refused).toMatchObject({
      status: 422,
      errors: [{ pointer: '/steps/0/targets/0', message: 'there is no person "nobody"' }],
    });
    const stranger = slice.as('admin')(items.putSchedule, {
      ...named('ours'),
      body: { team: 'none', ...rota },
    });
    expect(await problemOf(stranger)).toMatchObject({ status: 422, errors: [{ pointer: '/team' }] });
  });

  test('keeps the key of an integration', async () => {
    await rex()(items.putIntegration, {
      ...named('our-door'),
      body: { door: 'generic', service: 'our-service', defaultSeverity: 'info' },
    });
    const posted = await slice.http('POST', '/ingest/generic/our-door-key-0123456789', {
      token: null,
      body: { title: 'T' },
    });
    expect(posted.status).toBeLessThan(300);
  });

  test('what is still needed does not go', async () => {
    for (const [endpoint, name, by] of [
      [items.deleteSchedule, 'ours', '"ours"'],
      [items.deletePolicy, 'our-policy', '"our-service"'],
      [items.deleteService, 'our-service', '"our-service"'],
    ] as const) {
      const refused = await problemOf(rex()(endpoint, named(name)));
      expect(refused).toMatchObject({ status: 409, code: 'conflict' });
      expect(refused.detail).toContain(by);
    }
    const { items: left } = await rex()(listServices);
    expect(left.map((one) => one.name)).toContain('our-service');
  });

  test('leaves an audit row with what was and what is', async () => {
    await rex()(items.putService, {
      ...named('our-service'),
      body: { team: 'payments', policy: 'our-policy', tier: 3 },
    });
    const [row] = await slice.rows<{ actor: string; detail: object }>(sql`
      select actor, detail from platform.audit where action = 'catalog.putService' order by at desc, id desc limit 1`);
    expect(row).toMatchObject({
      actor: 'rex',
      detail: { change: 'update', fields: ['tier'], before: {}, after: { tier: 3 } },
    });
  });
});

describe('a version', () => {
  const put = (version: string, zone: string) =>
    slice.http('PUT', '/api/v1/schedules/ours', {
      token: slice.tokens.responder,
      body: { team: 'payments', ...rota, timeZone: zone },
      headers: { 'if-match': `"${version}"` },
    });

  test('that is stale is refused, and nothing has changed', async () => {
    const { version } = await rex()(getSchedule, named('ours'));
    expect((await put(version, 'Europe/Paris')).status).toBe(200);
    const late = await put(version, 'Europe/Rome');
    expect([late.status, late.json]).toMatchObject([412, { code: 'precondition' }]);
    expect((await rex()(getSchedule, named('ours'))).timeZone).toBe('Europe/Paris');
  });

  test('of something that is not there is stale', async () => {
    const answer = await slice.http('PUT', '/api/v1/policies/none-yet', {
      token: slice.tokens.responder,
      body: policy,
      headers: { 'if-match': '"x"' },
    });
    expect(answer.status).toBe(412);
  });

  test('comes with the thing, as a member and as an ETag', async () => {
    const answer = await slice.http('GET', '/api/v1/schedules/ours');
    expect(answer.headers.get('etag')).toBe(`"${Reflect.get(Object(answer.json), 'version')}"`);
  });

  test('lets one of two at once through', async () => {
    const { version } = await rex()(getSchedule, named('ours'));
    const answers = await Promise.all(
      ['Europe/Paris', 'Europe/Rome', 'Europe/Oslo'].map((zone) => put(version, zone)),
    );
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  });
});
