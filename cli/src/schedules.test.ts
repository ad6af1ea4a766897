import { previewSchedule } from '@muster/contract/oncall/rehearsal';
import { getSchedule, getShifts } from '@muster/contract/oncall/schedules';
import { describe, expect, test } from 'vitest';
import { aProblem, eachWithStub, type StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const day = (n: number) => `2026-11-${n}T00:00:00.000Z`;
const stored = {
  name: 'primary',
  team: null,
  timeZone: 'UTC',
  layers: 1,
  onCall: ['ana'],
  until: null,
  next: [],
  version: 'v1',
  definition: { timeZone: 'UTC', layers: [{ users: ['ana'] }] },
  temporary: [],
  overrides: [
    {
      id: 'o1',
      kind: 'replace' as const,
      start: day(22),
      end: day(23),
      user: 'ana',
      with: 'cho',
      createdBy: 'ana',
      createdAt: day(20),
    },
  ],
};
const file = 'name: primary\ntimeZone: UTC\nlayers: [{ users: [ben] }]\n';

let server: StubServer;
let env: Record<string, string>;
eachWithStub((given) => {
  ({ server, env } = given);
});

describe('schedules diff', () => {
  test('tells whose hours change, with the overrides that people made, and saves nothing', async () => {
    server.on(getSchedule, () => stored);
    server.on(getShifts, () => ({ segments: [{ start: day(21), end: day(24), onCall: ['ana'] }] }));
    server.on(previewSchedule, () => ({ segments: [{ start: day(21), end: day(24), onCall: ['ben'] }] }));
    const t = terminal({ env, files: { 'rota.yaml': file } });
    expect(await t.muster('schedules', 'diff', 'rota.yaml', '--weeks', '2')).toBe(0);
    expect(server.asked.map((one) => one.endpoint.method)).toEqual(['GET', 'GET', 'POST']);
    expect(server.asked.at(-1)?.body).toMatchObject({
      schedule: {
        timeZone: 'UTC',
        layers: [{ users: ['ben'] }],
        overrides: [{ kind: 'replace', start: day(22), end: day(23), user: 'ana', with: 'cho' }],
      },
    });
    expect(t.text()).toContain('ana  72            0      -72');
    expect(t.text()).toContain('ben  0             72     +72');
  });

  test('a new schedule is compared with nobody; one that changes nothing says so', async () => {
    server.on(getSchedule, () => aProblem(404, 'not_found', 'There is no such schedule.'));
    server.on(previewSchedule, () => ({ segments: [{ start: day(21), end: day(24), onCall: [] }] }));
    const t = terminal({ env, files: { 'all.yaml': `muster: 1\nschedules:\n  - {${inline}}\n` } });
    expect(await t.muster('--json', 'schedules', 'diff', 'all.yaml')).toBe(0);
    expect(JSON.parse(t.text())).toMatchObject([{ schedule: 'primary', people: [] }]);
  });

  test('what is no schedule is said with its place', async () => {
    const t = terminal({ env, files: { 'rota.yaml': 'name: primary\ntimeZone: Mars/Base\nlayers: []\n' } });
    expect(await t.muster('schedules', 'diff', 'rota.yaml')).toBe(2);
    expect(t.err.join('\n')).toContain('/0/timeZone not a time zone');
  });
});

const inline = 'name: primary, timeZone: UTC, layers: [{ users: [ben] }]';
