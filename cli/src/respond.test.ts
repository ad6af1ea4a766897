import { addEntry } from '@muster/contract/respond/entries';
import { exportIncident } from '@muster/contract/respond/export';
import { acceptHandoff, offerHandoff } from '@muster/contract/respond/handoffs';
import {
  changeIncident,
  declareIncident,
  getIncident,
  type Incident,
  type IncidentRow,
  listIncidents,
  resolveIncident,
} from '@muster/contract/respond/incidents';
import { addReport } from '@muster/contract/respond/reports';
import { takeRole } from '@muster/contract/respond/roles';
import { addTask, endTask } from '@muster/contract/respond/tasks';
import { expect, test } from 'vitest';
import { eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const at = '2026-11-20T09:30:00.000Z';
const by = { kind: 'person', name: 'ana' } as const;
const taskId = '01938f00-0000-7000-8000-0000aaaa1111';
const offerId = '01938f00-0000-7000-8000-0000bbbb2222';
const empty = {
  times: { declared: at },
  stated: {},
  updates: {},
  nextUpdates: { staff: at },
  fields: {},
  consequences: [],
  stopGaps: [],
  exceptions: [],
};
const none = {
  assignments: [],
  responders: [],
  members: [],
  barred: [],
  impact: [],
  severities: [],
  statuses: [],
  claims: [],
  streams: [],
  pages: [],
  links: [],
  absorbed: [],
  open: [],
  missed: [],
  dismissed: [],
  clocks: [],
};

function anIncident(given: Partial<Incident> = {}): Incident {
  return {
    ...empty,
    ...none,
    id: '01938f00-0000-7000-8000-0000cccc3333',
    ref: 'INC-42',
    version: 3,
    title: 'Checkout answers 502\u001b[31m',
    summary: 'Cards are refused',
    kind: 'real',
    private: false,
    type: 'default',
    source: null,
    severity: 'average',
    rule: {
      name: 'average',
      label: 'Average',
      rank: 20,
      meaning: 'Worse than promised.',
      wakes: true,
      rolesRequired: [],
      cadence: {},
      mayLower: 'commander',
      retrospective: 'none',
      publicNotice: false,
      silentAfter: 20,
      impactWithin: 20,
      replanEvery: 30,
    },
    status: 'declared',
    category: 'triage',
    declaredAt: at,
    declaredBy: by,
    commander: null,
    commandPage: null,
    roles: { operations: 'ben' },
    handoffs: [],
    services: ['checkout'],
    tasks: [],
    mergedInto: null,
    call: 'https://meet.example.org/inc-42',
    chat: null,
    snapshot: null,
    quiet: null,
    replannedAt: at,
    plan: null,
    activeAt: at,
    optionAt: null,
    entryCount: 0,
    limits: { commandMinutes: 240, anyRoleMinutes: 480, checkInMinutes: null },
    entries: [],
    ...given,
  };
}

const task: Incident['tasks'][number] = {
  id: taskId,
  text: 'Roll back 4.2',
  person: 'ben',
  accepted: true,
  dueAt: at,
  state: 'open',
  stream: null,
  result: null,
  addedAt: at,
  by,
  endedAt: null,
};
const offer: Incident['handoffs'][number] = {
  id: offerId,
  role: 'commander',
  from: 'ben',
  to: 'ana',
  brief: {},
  missing: {},
  state: 'offered',
  offeredAt: at,
  escalatedAt: null,
  endedAt: null,
  readBack: null,
  reason: null,
  page: null,
};

const row: IncidentRow = {
  id: 'i',
  ref: 'INC-42',
  title: 'Checkout',
  private: false,
  severity: 'average',
  severityRank: 20,
  kind: 'real',
  category: 'triage',
  health: 'red',
  status: 'declared',
  commander: null,
  services: [],
  declaredAt: at,
  declaredBy: by,
  endedAt: null,
  nextUpdateAt: null,
  lastUpdateAt: null,
  healthWhy: 'Nobody commands.',
  updatedAt: at,
};

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('one argument declares, and what matters comes first', async () => {
  server.on(declareIncident, () => anIncident());
  const t = terminal({ env });
  expect(await t.muster('declare', 'Checkout answers 502')).toBe(0);
  expect(server.asked[0]).toMatchObject({ body: { title: 'Checkout answers 502' } });
  expect(server.asked[0]?.headers['idempotency-key']).toBe('key-1');
  const [head, ...about] = t.text().split('\n');
  expect(head).toBe('INC-42  Checkout answers 502');
  expect(about).toContain('Command   nobody: muster incident role REF commander');
  expect(about).toContain('Call      https://meet.example.org/inc-42');
});

test('declare says all that is known', async () => {
  server.on(declareIncident, () => anIncident());
  const more = ['--severity', 'critical', '--service', 'checkout', 'ledger', '--private', '--command'];
  const t = terminal({ env });
  expect(await t.muster('--json', 'declare', 'x', ...more, '--page', 'p1')).toBe(0);
  expect(server.asked[0]?.body).toEqual({
    title: 'x',
    severity: 'critical',
    services: ['checkout', 'ledger'],
    private: true,
    command: true,
    page: 'p1',
  });
  expect(JSON.parse(t.text())).toMatchObject({ ref: 'INC-42' });
});

test('what is over is written down with its end, and a drill says so', async () => {
  server.on(declareIncident, () => anIncident());
  const t = terminal({ env });
  expect(await t.muster('declare', 'x', '--began', '2026-03-01T22:00:00Z', '--ended', at)).toBe(0);
  expect(await t.muster('declare', 'y', '--drill')).toBe(0);
  expect(await t.muster('declare', 'z', '--recurrence-of', 'INC-7')).toBe(0);
  expect(server.asked.map((one) => one.body)).toMatchObject([
    { kind: 'retroactive', startedAt: '2026-03-01T22:00:00.000Z', endedAt: at },
    { title: 'y', kind: 'drill' },
    { title: 'z', recurrenceOf: 'INC-7' },
  ]);
});

test('a report carries customers and tickets, and tells what became of it', async () => {
  server.on(addReport, () => ({
    id: 'r',
    symptom: 's',
    service: null,
    customers: 0,
    tickets: [],
    by: 'sue',
    at,
    dismissed: null,
    incident: { ref: 'INC-42', title: 'Checkout', status: 'declared' },
  }));
  const t = terminal({ env });
  const more = ['--customers', '0', '--ticket', 'https://help.example.org/1', '--incident', 'INC-42'];
  expect(await t.muster('report', 'Empty invoices', ...more)).toBe(0);
  expect(server.asked[0]?.body).toMatchObject({ customers: 0, tickets: ['https://help.example.org/1'] });
  expect(t.text()).toBe('Reported. It belongs to INC-42: Checkout');
  expect(await terminal({ env }).muster('report', 'x', '--customers', '-1')).toBe(2);
});

test('the list shows who commands and how well it goes', async () => {
  server.on(listIncidents, () => ({ items: [row], nextCursor: null }));
  const t = terminal({ env });
  expect(await t.muster('incident', 'list', '--search', 'check')).toBe(0);
  expect(server.asked[0]?.query).toMatchObject({ status: 'open', q: 'check' });
  expect(t.text().split('\n')[1]).toBe('INC-42  average   declared  30 min  nobody   red     Checkout');
  await terminal({ env }).muster('incident', 'list', '--status', 'any');
  expect(server.asked[1]?.query).not.toHaveProperty('status');
});

test('show tells of tasks by the end of their ids, by which they are ended', async () => {
  server.on(getIncident, () => anIncident({ tasks: [task] })).on(endTask, () => anIncident());
  const t = terminal({ env });
  expect(await t.muster('incident', 'show', 'INC-42', '--at', '2026-11-20T11:00:00+01:00')).toBe(0);
  expect(server.asked[0]?.query).toEqual({ at: '2026-11-20T10:00:00.000Z' });
  expect(t.text()).toContain('aaaa1111  ben  2026-11-20 10:30 +01:00  Roll back 4.2');
  expect(await terminal({ env }).muster('incident', 'done', 'INC-42', 'aaaa1111', '--result', 'ok')).toBe(0);
  expect(server.asked.at(-1)).toMatchObject({
    params: { id: taskId },
    body: { state: 'done', result: 'ok' },
  });
  expect(await terminal({ env }).muster('incident', 'done', 'INC-42', 'ffff0000')).toBe(1);
});

test('export writes the file that was asked for, on the terminal or beside it', async () => {
  server.on(exportIncident, () => 'the record');
  const t = terminal({ env });
  expect(await t.muster('incident', 'export', 'INC-42', '--format', 'html', '--out', 'inc.html')).toBe(0);
  expect(server.asked[0]).toMatchObject({ params: { ref: 'INC-42' }, query: { format: 'html' } });
  expect(t.written).toEqual([{ path: 'inc.html', text: '"the record"' }]);
  expect(await t.muster('incident', 'export', 'INC-42', '--format', 'docx')).toBe(2);
});

test('set carries only what changes, and nothing is a usage error', async () => {
  server.on(changeIncident, () => anIncident());
  const words = ['--severity', 'critical', '--reason', 'customers see it'];
  expect(await terminal({ env }).muster('incident', 'set', 'INC-42', ...words)).toBe(0);
  expect(server.asked[0]?.body).toEqual({ severity: 'critical', reason: 'customers see it' });
  expect(await terminal({ env }).muster('incident', 'set', 'INC-42', '--reason', 'x')).toBe(2);
});

test('lines, tasks, roles and the end go through', async () => {
  server
    .on(addEntry, () => anIncident())
    .on(addTask, () => anIncident())
    .on(takeRole, () => anIncident())
    .on(resolveIncident, () => anIncident());
  const muster = (...words: string[]) => terminal({ env }).muster('incident', ...words);
  expect(await muster('note', 'INC-42', 'The pool is full', '--kind', 'finding')).toBe(0);
  expect(await muster('task', 'INC-42', 'Roll back', '--person', 'me', '--minutes', '15')).toBe(0);
  expect(await muster('role', 'INC-42', 'commander')).toBe(0);
  expect(await muster('resolve', 'INC-42', '--text', 'rolled back')).toBe(0);
  expect(server.asked.map((one) => one.body)).toMatchObject([
    { kind: 'finding', text: 'The pool is full' },
    { text: 'Roll back', person: 'me', minutes: 15 },
    { role: 'commander', person: 'me' },
    { text: 'rolled back' },
  ]);
  expect(await muster('note', 'INC-42', 'x', '--kind', 'gossip')).toBe(2);
});

test('a handoff is offered and accepted', async () => {
  server
    .on(offerHandoff, () => anIncident())
    .on(getIncident, () => anIncident({ handoffs: [offer] }))
    .on(acceptHandoff, () => anIncident());
  expect(await terminal({ env }).muster('incident', 'handoff', 'INC-42', 'ana')).toBe(0);
  expect(server.asked[0]?.body).toEqual({ to: 'ana', role: 'commander' });
  const words = ['--read-back', 'Down since ten, rolling back'];
  expect(await terminal({ env }).muster('incident', 'accept', 'INC-42', ...words)).toBe(0);
  expect(server.asked.at(-1)).toMatchObject({ params: { id: offerId }, body: { readBack: words[1] } });
  server.on(getIncident, () => anIncident());
  expect(await terminal({ env }).muster('incident', 'accept', 'INC-42')).toBe(1);
});
