import { policySchema, scheduleSchema } from '@muster/contract/oncall/definition';
import { type RehearsalHereBody, rehearsalHereBody } from '@muster/contract/oncall/policy-path';
import { expect, it } from 'vitest';
import { rehearseInPlace, type Surroundings } from './here.ts';

const policy = policySchema.parse({
  repeat: 0,
  steps: [
    { escalateAfter: 5, targets: [{ schedule: 'primary' }] },
    { escalateAfter: 10, targets: [{ user: 'ben' }] },
  ],
});
const around: Surroundings = {
  name: 'high',
  policy,
  paging: { ackTimeout: 30 },
  schedules: new Map([['primary', scheduleSchema.parse({ timeZone: 'UTC', layers: [{ users: ['ana'] }] })]]),
  teams: new Map(),
  rules: new Map([
    [
      'ana',
      {
        high: [
          { after: 0, via: 'pager' },
          { after: 3, via: 'mail' },
        ],
        low: [],
      },
    ],
  ]),
  rings: new Map(),
  left: new Set(),
  contact: ({ via }) => ({ kind: via === 'pager' ? 'webpush' : 'email', problem: null }),
};
const night: RehearsalHereBody = { at: '2026-03-02T02:00:00Z', minutes: 60 };

function rehearse(asked: Partial<RehearsalHereBody> = {}, changes: Partial<Surroundings> = {}) {
  return rehearseInPlace(rehearsalHereBody.parse({ ...night, ...asked }), { ...around, ...changes });
}
const inShort = ({ told }: ReturnType<typeof rehearse>) =>
  told.map(({ minute, person, via, problem }) => `${minute} ${person} ${via}${problem ? ' fails' : ''}`);

it('tells who would be told when, by which contact method and why', () => {
  const { told, state, escalation, urgency } = rehearse();
  expect(told.map(({ minute, person, kind, why }) => [minute, person, kind, why])).toEqual([
    [0, 'ana', 'webpush', 'Step 1; rule 1 for high urgency, at once.'],
    [3, 'ana', 'email', 'Step 1; rule 2 for high urgency, 3 min after.'],
    [5, 'ben', 'email', 'Step 2; without a rule for high urgency it is one e-mail.'],
  ]);
  expect(told[1]?.at).toBe('2026-03-02T02:03:00.000Z');
  expect([state, escalation, urgency]).toEqual(['triggered', 'exhausted', 'high']);
});

it('lets whoever was told last acknowledge, and starts again when the time for it is over', () => {
  const result = rehearse({ acts: [{ do: 'ack', after: 2 }] });
  expect(inShort(result)).toEqual(['0 ana pager', '32 ana pager', '35 ana mail', '37 ben email']);
  expect(result.entries.map(({ code }) => code)).toContain('ackTimedOut');
});

it('goes on at once when nothing gets through', () => {
  expect(inShort(rehearse({ unreachable: ['ana'] }))).toEqual([
    '0 ana pager fails',
    '3 ana mail fails',
    '3 ben email',
  ]);
  const unusable = { contact: () => ({ kind: 'missing', problem: 'there is no such contact method.' }) };
  expect(rehearse({}, unusable).entries.filter(({ code }) => code === 'deliveryFailed')).toHaveLength(3);
});

it('passes over who has left and follows drafts', () => {
  expect(inShort(rehearse({}, { left: new Set(['ana']) }))).toEqual(['0 ben email']);
  const draft = scheduleSchema.parse({ timeZone: 'UTC', layers: [{ users: ['cho'] }] });
  expect(inShort(rehearse({}, { schedules: new Map([['primary', draft]]) }))[0]).toBe('0 cho email');
});

it('refuses an act of nobody', () => {
  const nobody = { policy: policySchema.parse({ repeat: 0, steps: [] }) };
  expect(() => rehearse({ acts: [{ do: 'ack', after: 2 }] }, nobody)).toThrow(
    expect.objectContaining({ code: 'invalid' }),
  );
});

it('lets what can wait wait for the end of quiet hours, and drops none of it', () => {
  const quiet = { timeZone: 'UTC', windows: [{ from: '22:00', to: '07:00' }] };
  const rules = new Map([
    ['ana', { high: [{ after: 0, via: 'pager' }], low: [{ after: 0, via: 'mail' }], quiet }],
  ]);
  expect(inShort(rehearse({ urgency: 'low' }, { rules }))).toEqual([]);
  const morning = rehearse({ urgency: 'low', minutes: 720 }, { rules });
  expect(inShort(morning)).toEqual(['300 ana mail']);
  expect(morning.entries.map(({ code }) => code)).toContain('quietHours');
  expect(inShort(rehearse({ urgency: 'high' }, { rules }))[0]).toBe('0 ana pager');
  const always = { timeZone: 'UTC', windows: [{ from: '00:00', to: '00:00' }] };
  const ana = { high: [], low: [{ after: 0, via: 'mail' }], quiet: always };
  expect(inShort(rehearse({ urgency: 'low' }, { rules: new Map([['ana', ana]]) }))).toEqual(['0 ana mail']);
});

it('wakes at once whoever sleeps when the urgency is raised in quiet hours', () => {
  const quiet = { timeZone: 'UTC', windows: [{ from: '22:00', to: '07:00' }] };
  const rules = new Map([
    ['ana', { high: [{ after: 0, via: 'pager' }], low: [{ after: 0, via: 'mail' }], quiet }],
  ]);
  const acts = [{ do: 'setUrgency', urgency: 'high', after: 10, by: 'ben' }] as const;
  expect(inShort(rehearse({ urgency: 'low', acts: [...acts] }, { rules }))).toEqual([
    '10 ana pager',
    '15 ben email',
  ]);
});

it('planned work on the service holds the page back, and the explanation names it', () => {
  const at = (text: string) => Temporal.Instant.from(text);
  const window = {
    title: 'New switches',
    start: at('2026-03-02T01:00:00Z'),
    end: at('2026-03-02T02:10:00Z'),
  };
  const held = rehearse({}, { maintenance: [window] });
  expect(inShort(held)).toEqual(['10 ana pager', '13 ana mail', '15 ben email']);
  expect(held.entries.map(({ text }) => text).join(' ')).toContain('the maintenance "New switches"');
  const later = { ...window, start: at('2026-03-02T02:03:00Z'), end: at('2026-03-02T02:30:00Z') };
  expect(inShort(rehearse({}, { maintenance: [later] }))).toEqual([
    '0 ana pager',
    '3 ana mail',
    '30 ben email',
  ]);
});
