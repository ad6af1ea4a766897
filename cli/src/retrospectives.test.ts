import { exportReportNumbers } from '@muster/contract/learn/figures';
import {
  getIncidentRetrospective,
  getRetrospective,
  listRetrospectives,
  type Retrospective,
} from '@muster/contract/learn/retrospectives';
import { expect, test } from 'vitest';
import { eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const one: Retrospective = {
  id: '01939a3a-0000-7000-8000-000000000001',
  ref: 'INC-4',
  kind: 'incident',
  private: false,
  title: 'Sign-ins \u001b[31mfail\u001b[0m',
  services: ['identity'],
  severity: 'minor',
  severityRank: 1,
  depth: 'quick',
  state: 'draft',
  owner: 'ana',
  publishedAt: null,
  overdue: true,
  incident: null,
  meetingDueAt: '2026-03-09T10:00:00.000Z',
  publishDueAt: '2026-03-16T10:00:00.000Z',
  reasons: [],
  lateEdits: [],
  createdAt: '2026-03-02T10:00:00.000Z',
  updatedAt: '2026-03-02T10:00:00.000Z',
  version: 1,
  due: ['People noticed it, and no signal did.'],
  signal: 'Days left\u0007',
  facilitator: null,
  noteTaker: null,
  reviewer: null,
  meetingAt: null,
  reviewedAt: null,
  reviewedBy: null,
  publishedBy: null,
  timeline: [],
  comments: [],
  authors: [],
  dismissed: [],
  record: {
    madeAt: '2026-03-02T10:00:00.000Z',
    upTo: 1,
    facts: [],
    times: [],
    severities: [],
    impact: [],
    attempts: [],
    decisions: [],
    communication: [],
    handoffs: [],
    effects: [],
    later: [],
    roles: [],
  },
  numbers: { users: null, requests: null, money: null, supportCases: null, dataLoss: null },
  figures: [{ name: 'People paged', value: 2, unit: 'people', source: 'record' }],
  scorecard: [{ question: 'signal', answer: 'no', said: false, note: '', told: null }],
  factors: [],
};

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

test('list asks for what is late, and shows a hostile title on one plain line', async () => {
  server.on(listRetrospectives, () => ({ items: [one], nextCursor: null }));
  const t = terminal({ env });
  expect(await t.muster('retrospective', 'list', '--overdue', '--service', 'identity')).toBe(0);
  expect(server.asked[0]?.query).toMatchObject({ overdue: 'true', service: 'identity' });
  expect(t.text().split('\n')[1]).toMatch(/^INC-4\s+draft, overdue\s+2026-03-16\s+ana\s+Sign-ins fail$/);
});

test('show tells why it is due and what was counted, by reference or by id', async () => {
  server.on(getIncidentRetrospective, () => one);
  server.on(getRetrospective, () => ({ ...one, ref: null }));
  const t = terminal({ env });
  expect(await t.muster('retrospective', 'show', 'INC-4')).toBe(0);
  expect(t.text()).toMatch(/Due because\s+People noticed it, and no signal did\./);
  expect(t.text()).toMatch(/People paged\s+2 people/);
  expect(t.text()).toMatch(/Response\s+0 of 1 went well/);
  expect(t.text()).not.toMatch(/\u001b|\u0007/);
  const other = terminal({ env });
  expect(await other.muster('retrospective', 'show', one.id)).toBe(0);
  expect(other.text()).toMatch(/Incident\s+none/);
});

test('numbers come as CSV of what was asked for', async () => {
  server.on(exportReportNumbers, () => 'name,value\r\n');
  const t = terminal({ env });
  expect(await t.muster('retrospective', 'numbers', '--name', 'People paged', '--from', '2026-01-01')).toBe(
    0,
  );
  expect(server.asked[0]?.query).toEqual({ name: 'People paged', from: '2026-01-01' });
});
