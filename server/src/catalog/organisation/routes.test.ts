import type { Plan } from '@muster/contract/catalog/organisation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { inside, openSlice, organisation, plantedSecret, type Slice } from '../../../test/harness/slice.ts';
import { sql } from '../../platform/db.ts';

const path = '/api/v1/organisation';
const yaml = { 'content-type': 'application/yaml' };

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
});
afterAll(() => slice.stop());

const apply = (body: unknown, query = '', headers: Record<string, string> = {}) =>
  slice.http('PUT', `${path}${query}`, { body: typeof body === 'string' ? body : Object(body), headers });

/** Answers of this endpoint are checked against the contract before they leave the server. */
const planOf = (json: unknown) => json as Plan;
const exported = async () => Object((await slice.http('GET', path)).json);
const changesOf = (json: unknown) =>
  planOf(json)
    .changes.filter((one) => one.change !== 'none')
    .map((one) => `${one.change} ${one.kind}:${one.name}`);

test('the same file a second time changes nothing, in JSON and in YAML', async () => {
  const again = await apply(organisation());
  expect(again.status).toBe(200);
  expect(changesOf(again.json)).toEqual([]);
  expect(planOf(again.json).changes.length).toBe(15);
  const asYaml = await apply(stringify(organisation()), '', yaml);
  expect([asYaml.status, changesOf(asYaml.json)]).toEqual([200, []]);
});

test('what it gives back changes nothing when it is applied, and holds no secret', async () => {
  const answer = await slice.http('GET', path);
  expect(answer.text).not.toContain(plantedSecret);
  expect(answer.text).not.toMatch(/"key"|sha256/);
  expect(changesOf((await apply(answer.json, '?prune=true')).json)).toEqual([]);
});

test('what it gives back makes the same organisation in an empty database', async () => {
  const file = await exported();
  const other = await openSlice({ organised: false });
  try {
    const made = await other.http('PUT', path, { body: file });
    expect(made.status).toBe(200);
    expect(new Set(planOf(made.json).changes.map((one) => one.change))).toEqual(new Set(['create']));
    expect((await other.http('GET', path)).json).toEqual(file);
    expect((await other.http('GET', '/api/v1/schedules/primary/on-call')).json).toEqual(
      (await slice.http('GET', '/api/v1/schedules/primary/on-call')).json,
    );
  } finally {
    await other.stop();
  }
});

test('a dry run tells the plan, shows no key and changes nothing', async () => {
  const before = await exported();
  const file = {
    muster: 1,
    teams: [{ name: 'newcomers', members: ['ada'] }],
    integrations: [{ name: 'fresh', door: 'generic', service: 'ledger' }],
  };
  const answer = await apply(file, '?dryRun=true');
  expect(changesOf(answer.json)).toEqual(['create teams:newcomers', 'create integrations:fresh']);
  expect(answer.text).not.toContain('"key"');
  expect(await exported()).toEqual(before);
});

test('a dry run with problems tells them without refusing', async () => {
  const answer = await apply({ muster: 1, teams: [{ name: 't', members: ['nobody'] }] }, '?dryRun=true');
  expect([answer.status, answer.json]).toMatchObject([
    200,
    { problems: [{ pointer: '/teams/0/members/0' }] },
  ]);
});

test.each<[string, object, string[]]>([
  [
    'an unknown person in a team',
    { teams: [{ name: 't', members: ['ada', 'nobody'] }] },
    ['/teams/0/members/1'],
  ],
  [
    'an unknown service of an integration',
    { integrations: [{ name: 'i', door: 'generic', service: 'none' }] },
    ['/integrations/0/service'],
  ],
  [
    'an unknown person in a rota',
    { schedules: [{ name: 's', timeZone: 'UTC', layers: [{ users: ['nobody'] }] }] },
    ['/schedules/0/layers/0/users/0'],
  ],
  [
    'a condition that cannot be read',
    { routes: [{ name: 'r', when: 'labels.', service: 'ledger' }] },
    ['/routes/0/when'],
  ],
  [
    'a service that depends on itself',
    { services: [{ name: 'ledger', policy: 'high', dependsOn: ['ledger'] }] },
    ['/services/0/dependsOn/0'],
  ],
  ['a name twice', { teams: [{ name: 't' }, { name: 't' }] }, ['/teams/1/name']],
  [
    'an e-mail of somebody else',
    { people: [{ name: 'bob', fullName: 'Bob', email: 'ADA@example.org' }] },
    ['/people/0/email'],
  ],
  [
    'an unknown field',
    { people: [{ name: 'bob', fullName: 'Bob', email: 'bob@example.org', password: 'x' }] },
    ['/people/0/password'],
  ],
  ['an unknown kind', { pepole: [] }, ['/pepole']],
  [
    'a zone of Mars',
    { schedules: [{ name: 's', timeZone: 'Mars/Base', layers: [] }] },
    ['/schedules/0/timeZone'],
  ],
  [
    'a rule by no method',
    {
      people: [
        {
          name: 'bob',
          fullName: 'Bob',
          email: 'bob@example.org',
          contacts: [],
          rules: { high: [{ after: 0, via: 'none' }] },
        },
      ],
    },
    ['/people/0/rules/high/0/via'],
  ],
])('%s is a problem with a pointer, and nothing has changed', async (_, kinds, pointers) => {
  const before = await exported();
  // A change that is in order stands beside the wrong one, and must not happen either.
  const good = 'teams' in kinds ? {} : { teams: [{ name: 'in-order', members: ['ada'] }] };
  const answer = await apply({ muster: 1, ...good, ...kinds });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const { problems, changes } = planOf(answer.json);
  expect(problems.map((one) => one.pointer)).toEqual(pointers);
  expect(changes).toEqual([]);
  expect(await exported()).toEqual(before);
});

describe('pruning', () => {
  test('absent names of a kind that is present go only when it is asked for; absent kinds never', async () => {
    const teams = [{ name: 'extra', members: [] }];
    await apply({ muster: 1, teams: [...teams, { name: 'payments', members: ['ada', 'rex'] }] });
    const kept = await apply({ muster: 1, teams });
    expect(changesOf(kept.json)).toEqual([]);
    const pruned = await apply({ muster: 1, teams }, '?prune=true&dryRun=true');
    expect(changesOf(pruned.json)).toEqual(['delete teams:payments']);
    await apply({ muster: 1, teams: [{ name: 'payments', members: ['ada', 'rex'] }] }, '?prune=true');
    expect((await exported()).teams).toEqual([{ name: 'payments', members: ['ada', 'rex'] }]);
    expect((await exported()).people).toHaveLength(5);
  });

  test.each(['people', 'services', 'policies', 'schedules'])(
    'of %s that others refer to is a problem or leaves nothing dangling',
    async (kind) => {
      const before = await exported();
      const answer = await apply({ muster: 1, [kind]: [] }, '?prune=true&dryRun=true');
      expect([200, 422]).toContain(answer.status);
      expect(await exported()).toEqual(before);
    },
  );
});

test('two people swap their e-mail addresses in one file', async () => {
  const file = organisation();
  const swap = (email: string) =>
    ({ 'ada@example.org': 'rex@example.org', 'rex@example.org': 'ada@example.org' })[email] ?? email;
  const people = (Array.isArray(file.people) ? file.people : []).map((one: { email: string }) => ({
    ...one,
    email: swap(one.email),
  }));
  const answer = await apply({ muster: 1, people });
  expect(changesOf(answer.json)).toEqual(['update people:ada', 'update people:rex']);
  expect(inside((await slice.http('GET', '/api/v1/people/ada')).json, 'email')).toBe('rex@example.org');
  expect((await apply(organisation())).status).toBe(200);
});

test('each changed thing leaves an audit row, without a secret', async () => {
  await apply({ muster: 1, teams: [{ name: 'audited', members: [] }] });
  const rows = await slice.rows<{ subject: string; detail: object }>(sql`
    select subject, detail from platform.audit where action = 'catalog.applyOrganisation' order by at, id`);
  expect(rows).toContainEqual({
    subject: 'team:audited',
    detail: { change: 'create', after: { name: 'audited', members: [] } },
  });
  expect(JSON.stringify(rows)).not.toContain(plantedSecret);
});

describe('hostile files', () => {
  const bomb = `muster: 1\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
    .join('\n')}`;
  test.each([
    ['an alias bomb', bomb],
    ['a tag that makes objects', 'muster: 1\nteams: !!python/object/apply:os.system ["id"]'],
    ['a js function', 'muster: !!js/function "function(){}"'],
    ['not YAML', 'muster: [1'],
    ['U+0000', 'muster: 1\nteams: [{name: t, members: []}, {name: "a\\0b"}]'],
    ['half of a character', 'muster: 1\npeople: [{name: p, fullName: "\\ud83d", email: p@example.org}]'],
    ['a prototype', 'muster: 1\n__proto__: {teams: []}'],
    ['merge keys', 'muster: 1\nx: &x {a: 1}\n<<: *x'],
    ['two documents', 'muster: 1\n---\nmuster: 1'],
    ['an empty file', ''],
    ['only a comment', '# nothing'],
    ['a deep file', `muster: 1\nteams: ${'['.repeat(3_000)}${']'.repeat(3_000)}`],
    ['another version', 'muster: 2'],
  ])('%s is refused at once', async (_, text) => {
    const before = await exported();
    const answer = await apply(text, '', yaml);
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code: 'invalid' });
    expect(await exported()).toEqual(before);
  });

  test('text with U+0000 in JSON is refused', async () => {
    const answer = await apply('{"muster":1,"teams":[{"name":"t","members":["\\u0000"]}]}');
    expect(answer.status).toBe(422);
  });
});

test('two files at once are applied one after the other or refused, never halfway', async () => {
  const file = (n: number) => ({
    muster: 1,
    teams: [
      { name: `race-${n}`, members: ['ada'] },
      { name: 'race', members: n % 2 ? ['ada'] : ['rex'] },
    ],
    integrations: [{ name: 'race', door: 'generic', service: 'ledger', key: `racekey0123456789-${n}` }],
  });
  const answers = await Promise.all([1, 2, 3, 4].map((n) => apply(file(n))));
  for (const answer of answers) expect([200, 409, 422]).toContain(answer.status);
  const teams = new Set((await exported()).teams.map((team: { name: string }) => team.name));
  const [n] = answers.flatMap((answer, i) => (answer.status === 200 ? [i + 1] : []));
  expect(teams.has(`race-${n}`)).toBe(true);
});

describe('status pages', () => {
  const pages = [
    { name: 'main', title: 'Example', public: true, components: [{ name: 'Checkout', service: 'checkout' }] },
    { name: 'inside', title: 'Inside', components: [{ name: 'All', services: ['checkout', 'ledger'] }] },
  ];
  const given = (statusPages: object[]) => ({ muster: 1, statusPages });

  test('are opened by the file, and a second time nothing changes', async () => {
    expect((await apply(given(pages), '?dryRun=true')).json).toMatchObject({ problems: [] });
    expect((await apply(given(pages))).json).toMatchObject({
      changes: [
        { kind: 'statusPages', name: 'main', change: 'create' },
        { kind: 'statusPages', name: 'inside', change: 'create' },
      ],
    });
    expect(changesOf((await apply(given(pages))).json)).toEqual([]);
    expect((await exported()).statusPages).toEqual([pages[0], { ...pages[1], public: false }]);
    expect(changesOf((await apply(await exported(), '?prune=true')).json)).toEqual([]);
    expect((await slice.http('GET', '/api/v1/status-pages/main')).json).toMatchObject({
      visibility: 'public',
      version: '1',
      components: [{ name: 'Checkout', services: ['checkout'], state: 'operational' }],
    });
  });

  test('keep what a screen has set where the file says nothing of it, and components their history', async () => {
    const path = '/api/v1/status-pages/main';
    const { components, ...page } = Object((await slice.http('GET', path)).json);
    const [checkout] = components;
    const wish = { title: 'Example', visibility: 'public', colour: '#0b5fff', twoPersons: true };
    const about = { id: checkout.id, name: 'Checkout', about: 'Cart and payment', services: ['checkout'] };
    await slice.http('PUT', path, { body: { ...wish, components: [about] } });
    expect(changesOf((await apply(given(pages))).json)).toEqual([]);
    const more = {
      ...pages[0],
      title: 'Called anew',
      components: [{ name: 'Search' }, { name: 'Checkout' }],
    };
    expect((await apply(given([more]))).json).toMatchObject({
      changes: [{ change: 'update', fields: ['components', 'title'] }],
    });
    expect((await slice.http('GET', path)).json).toMatchObject({
      id: page.id,
      title: 'Called anew',
      colour: '#0b5fff',
      twoPersons: true,
      components: [
        { name: 'Search', services: [] },
        { ...about, services: ['checkout'] },
      ],
    });
    expect((await slice.http('GET', '/api/v1/status-pages/inside')).json).toMatchObject({ version: '1' });
  });

  test('that cannot be are told with the place in the file, and nothing changes', async () => {
    const wrong = [
      {
        name: 'a',
        title: 'A',
        public: true,
        host: 'status.example.org',
        components: [{ name: 'X', service: 'none' }],
      },
      {
        name: 'b',
        title: 'B',
        public: true,
        host: 'status.example.org',
        components: [{ name: 'X' }, { name: 'x' }],
      },
      { name: 'c', title: 'C', host: 'inside.example.org' },
    ];
    const before = await exported();
    const { status, json } = await apply(given(wrong));
    expect([status, planOf(json).problems.map((one) => one.pointer)]).toEqual([
      422,
      [
        '/statusPages/0/components/0/services/0',
        '/statusPages/1/components/1/name',
        '/statusPages/1/host',
        '/statusPages/2/host',
      ],
    ]);
    expect(await exported()).toEqual(before);
    const both = { name: 'a', title: 'A', components: [{ name: 'X', service: 'checkout', services: [] }] };
    expect((await apply(given([both]))).json).toMatchObject({
      problems: [{ pointer: '/statusPages/0/components/0', message: 'name service or services' }],
    });
  });

  test('go with ?prune=true, and a service that one of them names stays', async () => {
    await apply({ muster: 1, services: [{ name: 'lone' }] });
    const named = { ...pages[1], components: [{ name: 'Alone', service: 'lone' }] };
    await apply(given([named]));
    expect((await slice.http('DELETE', '/api/v1/services/lone')).json).toMatchObject({
      status: 409,
      detail: 'Something still needs the service "lone": there is no service "lone".',
    });
    expect(changesOf((await apply(given([{ ...pages[0] }]), '?prune=true')).json)).toContain(
      'delete statusPages:inside',
    );
    expect((await slice.http('GET', '/api/v1/status-pages/inside')).status).toBe(404);
    await apply(given([]), '?prune=true');
    expect((await slice.http('DELETE', '/api/v1/services/lone')).status).toBe(204);
  });
});
