/**
 * The bad inputs of schedules and policies, row by row (reliability.md, section 6, rows 51 to 57), over every way in:
 * each has one defined answer, and what is refused leaves no trace. Absences that calendars tell (row 58) have their own
 * tests; public holidays that they tell are here, as text.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, inside, openSlice, type Slice } from './harness/slice.ts';

let slice: Slice;
beforeAll(async () => {
  slice = await openSlice();
  await settle('schedules/tried', plain);
  await settle('policies/tried', onePolicy);
});
afterAll(() => slice.stop());

const plain = { timeZone: 'UTC', layers: [{ users: ['rex'] }] };
const onePolicy = { repeat: 0, steps: [{ escalateAfter: 5, targets: [{ user: 'rex' }] }] };
const turning = (rotation: object, timeZone = 'UTC') => ({
  timeZone,
  layers: [
    {
      rotation: {
        unit: 'day',
        length: 1,
        start: '2026-03-01T09:00',
        members: [['rex'], ['ada']],
        ...rotation,
      },
    },
  ],
});
const overridden = (...overrides: object[]) => ({ ...plain, overrides });
const span = (start: string, end: string, users = ['ada']) => ({ kind: 'set', start, end, users });
const at = '2026-03-02T12:00:00Z';
const noon = '2026-03-02T12:00:00Z';

type Row = [row: number, what: string, definition: object, pointer: string];

describe('is refused, with a pointer to what is wrong', () => {
  test.each<Row>([
    [51, 'a rule of recurrence', turning({ rrule: 'FREQ=SECONDLY' }), '/layers/0/rotation/rrule'],
    [51, 'a cron line', turning({ cron: '* * * * * *' }), '/layers/0/rotation/cron'],
    [51, 'a change each second', turning({ unit: 'second' }), '/layers/0/rotation/unit'],
    [51, 'a start long ago', turning({ start: '1899-12-31T09:00' }), '/layers/0/rotation/start'],
    [51, 'a layer that ends before it starts', endsFirst(), '/layers/0/until'],
    [52, 'more than 1,000 turns', turning({ members: crowd(1_001) }), '/layers/0/rotation/members'],
    [
      52,
      'more than 1,000 people in a turn',
      turning({ members: [crowd(1_001).flat()] }),
      '/layers/0/rotation/members/0',
    ],
    [53, 'a length of 0', turning({ length: 0 }), '/layers/0/rotation/length'],
    [53, 'a negative length', turning({ length: -7 }), '/layers/0/rotation/length'],
    [53, 'half a day', turning({ length: 0.5 }), '/layers/0/rotation/length'],
    [53, '10^9 days', turning({ length: 1_000_000_000 }), '/layers/0/rotation/length'],
    [54, 'a day that does not exist', turning({ start: '2026-02-30T09:00' }), '/layers/0/rotation/start'],
    [54, '24:00', turning({ handoff: { time: '24:00' } }), '/layers/0/rotation/handoff/time'],
    [55, 'the zone Mars/Base', turning({}, 'Mars/Base'), '/timeZone'],
    [55, 'the zone UTC+3', turning({}, 'UTC+3'), '/timeZone'],
    [55, 'an offset as a zone', turning({}, '+03:00'), '/timeZone'],
    [55, 'no zone', turning({}, ''), '/timeZone'],
    [56, 'an override of zero length', overridden(span(noon, noon)), '/overrides/0/end'],
    [56, 'an override backwards', overridden(span(noon, '2026-03-02T11:00:00Z')), '/overrides/0/end'],
    [
      56,
      'an override of no layer',
      overridden({ ...span(noon, '2026-03-03T00:00:00Z'), layers: ['x'] }),
      '/overrides/0/layers',
    ],
  ])('row %i: %s', async (_row, _what, definition, pointer) => {
    for (const answer of await everyWay(definition)) {
      expect([answer.status, inside(answer.json, 'code')]).toEqual([422, 'invalid']);
      expect(pointers(answer).some((one) => one.endsWith(pointer))).toBe(true);
    }
    // The same as a rota that stands in for a while: refused alike, before anything is asked or kept.
    for (const answer of await asTemporary(definition)) {
      expect([answer.status, inside(answer.json, 'code')]).toEqual([422, 'invalid']);
      const known = [`/rota${pointer}`, '/rota/overrides'];
      expect(pointers(answer).some((one) => known.includes(one))).toBe(true);
    }
    const { json } = await slice.http('GET', '/api/v1/schedules/tried');
    expect(json).toMatchObject({ definition: plain, temporary: [] });
  });

  test.each<Row>([
    [
      52,
      'somebody whom nobody knows',
      turning({ members: [['nobody-of-ours']] }),
      '/layers/0/rotation/members/0/0',
    ],
    [
      56,
      'an override for a stranger',
      overridden(span(noon, '2026-03-03T00:00:00Z', ['stranger'])),
      '/overrides/0/users/0',
    ],
  ])('row %i: %s, where it would be kept', async (_row, _what, definition, pointer) => {
    const [put, file, preview] = await everyWay(definition);
    for (const answer of [put, file]) {
      expect([answer?.status, inside(answer?.json, 'code')]).toEqual([422, 'invalid']);
      if (answer) expect(pointers(answer).some((one) => one.endsWith(pointer))).toBe(true);
    }
    // A preview stores nothing, and its names need not exist.
    expect(preview?.status).toBe(200);
  });

  test.each<Row>([
    [
      57,
      'a policy as the target of a policy',
      steps({ targets: [{ policy: 'tried' }] }),
      '/steps/0/targets/0',
    ],
    [57, 'more than 1,000 steps', { ...onePolicy, steps: manySteps(1_001) }, '/steps'],
    [57, 'no delay', steps({ escalateAfter: 0 }), '/steps/0/escalateAfter'],
    [57, 'no delay, repeated for ever', { ...steps({ escalateAfter: 0 }), repeat: 1e9 }, '/repeat'],
    [57, 'a negative repeat', { ...onePolicy, repeat: -1 }, '/repeat'],
    [57, 'a schedule that does not exist', steps({ targets: [{ schedule: 'none' }] }), '/steps/0/targets/0'],
  ])('row %i: %s', async (_row, _what, definition, pointer) => {
    const file = { muster: 1, policies: [{ name: 'tried', ...definition }] };
    for (const answer of [
      await slice.http('PUT', '/api/v1/policies/tried', { body: definition }),
      await slice.http('PUT', '/api/v1/organisation', { body: file }),
    ]) {
      expect([answer.status, inside(answer.json, 'code')]).toEqual([422, 'invalid']);
      expect(pointers(answer).some((one) => one.includes(pointer))).toBe(true);
    }
    expect((await slice.http('GET', '/api/v1/policies/tried')).json).toMatchObject({ definition: onePolicy });
  });

  test.each([
    [56, 'longer than a year', noon, '2027-03-04T12:00:00Z', 'ada', '/end'],
    [56, 'of zero length', noon, noon, 'ada', '/end'],
    [56, 'for a stranger', noon, '2026-03-03T00:00:00Z', 'stranger', '/person'],
    [56, 'until a day that does not exist', noon, '2026-02-30T00:00:00Z', 'ada', '/end'],
  ])('row %i: an override by hand %s', async (_row, _what, start, end, person, pointer) => {
    const before = await overrides();
    const answer = await slice.http('POST', '/api/v1/schedules/tried/overrides', {
      body: { start, end, person },
    });
    expect([answer.status, pointers(answer)]).toEqual([422, [pointer]]);
    expect(await overrides()).toEqual(before);
  });

  test.each([
    [51, 'of 1,400 turns', { rota: turning({ unit: 'hour' }), end: '2026-05-01T00:00:00Z' }, '/rota'],
    [52, 'with a stranger', { rota: { ...plain, layers: [{ users: ['x'] }] } }, '/rota/layers/0/users/0'],
    [54, 'until a day that does not exist', { end: '2026-02-30T00:00:00Z' }, '/end'],
    [55, 'in a zone that is none', { rota: { ...plain, timeZone: 'utc+3' } }, '/rota/timeZone'],
    [56, 'of zero length', { end: noon }, '/end'],
    [56, 'longer than a year', { end: '2027-03-04T12:00:00Z' }, '/end'],
    [56, 'that is over', { start: '2020-01-01T00:00:00Z', end: '2020-02-01T00:00:00Z' }, '/end'],
    [56, 'in the year 9999', { start: '9998-01-01T00:00:00Z', end: '9998-02-01T00:00:00Z' }, '/start'],
    [56, 'without a name', { name: ' ' }, '/name'],
  ])('row %i: a temporary schedule %s', async (_row, _what, change, pointer) => {
    const body = { name: 'Summer', start: noon, end: '2026-03-09T12:00:00Z', rota: plain, ...change };
    const answer = await slice.http('POST', '/api/v1/schedules/tried/temporary', { body });
    expect([answer.status, pointers(answer)]).toEqual([422, [pointer]]);
    expect(inside((await slice.http('GET', '/api/v1/schedules/tried')).json, 'temporary')).toEqual([]);
  });

  test.each([
    [51, 'of each second', calendar('DTSTART:20260305T080000Z', 'RRULE:FREQ=SECONDLY')],
    [51, 'with 10^9 days', calendar('DTSTART;VALUE=DATE:20260305', 'RRULE:FREQ=SECONDLY;COUNT=1000000000')],
    [51, 'until 1900', calendar('DTSTART;VALUE=DATE:20260305', 'RRULE:FREQ=DAILY;UNTIL=19000101')],
    [58, 'that is none', '<html></html>'],
    [58, 'of more than 5,000 events', `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nEND:VEVENT\n'.repeat(5_001)}`],
    [58, 'of 10 MB', `BEGIN:VCALENDAR\n${'X'.repeat(10_000_000)}`],
    [58, 'that is empty', ''],
    [58, 'whose only day is cancelled', calendar('DTSTART;VALUE=DATE:20260305', 'STATUS:CANCELLED')],
    [58, 'whose only day is none', calendar('DTSTART;VALUE=DATE:20260231')],
  ])('row %i: a calendar of holidays %s', async (_row, _what, text) => {
    const body = { place: 'Spain', text };
    const answer = await slice.http('POST', '/api/v1/schedules/tried/holiday-calendars', { body });
    expect([413, 422]).toContain(answer.status);
    const { json } = await slice.http('GET', '/api/v1/schedules/tried/holiday-calendars');
    expect(json).toEqual({ items: [] });
  });

  test.each([
    [51, 'backwards', '2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z'],
    [51, 'until 1800', '2026-03-02T00:00:00Z', '1800-01-01T00:00:00Z'],
    [51, 'over two hundred years', '1900-01-01T00:00:00Z', '2199-01-01T00:00:00Z'],
  ])('row %i: a question %s', async (_row, _what, from, until) => {
    const query = { from, until };
    const preview = await slice.http('POST', '/api/v1/schedules/preview', {
      body: { schedule: plain, query },
    });
    const shifts = await slice.http('GET', `/api/v1/schedules/tried/shifts?from=${from}&until=${until}`);
    expect([preview.status, shifts.status]).toEqual([422, 422]);
  });
});

describe('is taken, and means one thing', () => {
  test.each<[row: number, what: string, definition: object, at: string, onCall: string[]]>([
    [51, 'hours that never are', turning({ days: [] }), at, []],
    [
      51,
      'a layer that was over in 1900',
      { timeZone: 'UTC', layers: [{ users: ['rex'], until: '1900-01-02T00:00' }] },
      at,
      [],
    ],
    [51, 'a change each hour since 1900', turning({ unit: 'hour', start: '1900-01-01T00:00' }), at, ['rex']],
    [52, 'nobody', turning({ members: [] }), at, []],
    [52, 'an empty turn', turning({ members: [[]] }), at, []],
    [52, 'no layers', { timeZone: 'UTC', layers: [] }, at, []],
    [52, 'the same person twice in a turn', turning({ members: [['rex', 'rex']] }), at, ['rex']],
    [52, 'the same person in two turns', turning({ members: [['rex'], ['rex']] }), at, ['rex']],
    [
      52,
      '1,000 turns',
      turning({ members: Array.from({ length: 1_000 }, (_, i) => [i === 1 ? 'ada' : 'rex']) }),
      at,
      ['ada'],
    ],
    // 5 h from Saturday 22:00: the change of the clocks lies inside the second turn, whose wall time stays.
    [
      53,
      '5 h across the spring day, before its end',
      hours('2026-03-28T17:00'),
      '2026-03-29T00:59:59Z',
      ['ada'],
    ],
    [53, '5 h across the spring day, at its end', hours('2026-03-28T17:00'), '2026-03-29T01:00:00Z', ['rex']],
    [
      54,
      'a start in the gap, before it',
      turning({ start: '2026-03-29T02:30' }, 'Europe/Madrid'),
      '2026-03-29T00:59:59Z',
      [],
    ],
    [
      54,
      'a start in the gap, at it',
      turning({ start: '2026-03-29T02:30' }, 'Europe/Madrid'),
      '2026-03-29T01:00:00Z',
      ['rex'],
    ],
    [
      54,
      'a start in the fold, before it',
      turning({ start: '2026-10-25T02:30' }, 'Europe/Madrid'),
      '2026-10-25T00:29:59Z',
      [],
    ],
    [
      54,
      'a start in the fold, at its first time',
      turning({ start: '2026-10-25T02:30' }, 'Europe/Madrid'),
      '2026-10-25T00:30:00Z',
      ['rex'],
    ],
    [55, 'an old name of a zone', turning({}, 'EST5EDT'), '2026-03-01T14:00:00Z', ['rex']],
    [55, 'a zone in lower case', turning({}, 'europe/madrid'), '2026-03-01T08:00:00Z', ['rex']],
    [
      56,
      'an override of ten years in the definition',
      overridden(span('2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z')),
      at,
      ['ada'],
    ],
    [
      56,
      'overrides that overlap: the later counts',
      overridden(
        span('2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z', ['sten']),
        span('2026-03-02T11:00:00Z', '2026-03-02T13:00:00Z'),
      ),
      at,
      ['ada'],
    ],
  ])('row %i: %s', async (_row, _what, definition, moment, onCall) => {
    for (const answer of await everyWay(definition)) expect(answer.status).toBe(200);
    const answer = await slice.http('GET', `/api/v1/schedules/tried/on-call?at=${moment}`);
    expect([answer.status, inside(answer.json, 'onCall')]).toEqual([200, onCall]);
    await settle('schedules/tried', plain);
  });

  test('row 56: of two temporary schedules that overlap the later counts', async () => {
    const add = (user: string, end: string) =>
      slice.http('POST', '/api/v1/schedules/tried/temporary', {
        body: { name: user, start: noon, end, rota: { timeZone: 'UTC', layers: [{ users: [user] }] } },
      });
    const made = [await add('ada', '2026-03-05T12:00:00Z'), await add('sten', '2026-03-04T12:00:00Z')];
    const who = async (day: number) =>
      inside(
        (await slice.http('GET', `/api/v1/schedules/tried/on-call?at=2026-03-0${day}T13:00:00Z`)).json,
        'onCall',
      );
    expect([await who(3), await who(4), await who(5)]).toEqual([['sten'], ['ada'], ['rex']]);
    for (const { json } of made)
      await slice.http('DELETE', `/api/v1/schedules/tried/temporary/${String(inside(json, 'id'))}`);
  });

  test.each([
    [58, 'a missing zone', ['DTSTART;TZID="Mars/Base":20260305T080000', 'DURATION:PT1H'], '2026-03-05', ''],
    [58, 'floating times', ['DTSTART:20260305T233000', 'DURATION:PT1H'], '2026-03-05', ''],
    [58, 'emoji, folded', ['DTSTART;VALUE=DATE:20260305', 'SUMMARY:🎄', ' 🎁'], '2026-03-05', '🎄🎁'],
    [51, 'a rule since long ago', ['DTSTART;VALUE=DATE:19000305', 'RRULE:FREQ=YEARLY'], '2026-03-05', ''],
  ])('row %i: a calendar of holidays with %s', async (_row, _what, lines, day, name) => {
    const body = { place: 'Spain', text: calendar(...lines) };
    const made = await slice.http('POST', '/api/v1/schedules/tried/holiday-calendars', { body });
    expect(made.status).toBe(201);
    const { json } = await slice.http(
      'GET',
      '/api/v1/schedules/tried/holidays?from=2026-01-01&until=2026-12-31',
    );
    expect(inside(json, 'items', '0')).toEqual({ day, name, place: 'Spain' });
    const id = String(inside(made.json, 'id'));
    await slice.http('DELETE', `/api/v1/schedules/tried/holiday-calendars/${id}`);
  });

  test('row 51: 16,000 changes in one question are drawn, and no more can be asked for', async () => {
    const query = { from: '2026-01-01T00:00:00Z', until: '2028-01-20T00:00:00Z' };
    const schedule = turning({ unit: 'hour' });
    const answer = await slice.http('POST', '/api/v1/schedules/preview', { body: { schedule, query } });
    expect(answer.status).toBe(200);
    expect(inside(answer.json, 'segments', 'length')).toBe(16_552);
  });

  test('row 57: 1,000 steps are kept, and a page climbs them one by one', async () => {
    await settle('policies/tried', { ...onePolicy, steps: manySteps(1_000) });
    const made = await slice.http('POST', '/api/v1/pages', { body: { title: 'x', policy: 'tried' } });
    expect(made.status).toBe(201);
    for (let step = 1; step <= 3; step += 1) {
      const page = await slice.http('GET', `/api/v1/pages/${String(inside(made.json, 'id'))}`);
      expect(inside(page.json, 'step')).toBe(step);
      slice.clock.advance({ minutes: 1 });
      await slice.app.settled();
    }
  });
});

test('nothing of all this was a fault', () => {
  expect(slice.lines.filter((line) => line.level === 'error')).toEqual([]);
});

async function settle(path: string, body: object): Promise<void> {
  const answer = await slice.http('PUT', `/api/v1/${path}`, { body });
  if (answer.status >= 300) throw new Error(answer.text);
}

/** The same definition by its own address, in the organisation file, and as a preview. */
async function everyWay(definition: object): Promise<Answer[]> {
  const file = { muster: 1, schedules: [{ name: 'tried', ...definition }] };
  const query = { from: '2026-03-01T00:00:00Z', until: '2026-03-08T00:00:00Z' };
  return [
    await slice.http('PUT', '/api/v1/schedules/tried', { body: definition }),
    await slice.http('PUT', '/api/v1/organisation', { body: file }),
    await slice.http('POST', '/api/v1/schedules/preview', { body: { schedule: definition, query } }),
  ];
}

/** The same definition as a rota that stands in for a while: looked at, and made. */
async function asTemporary(rota: object): Promise<Answer[]> {
  const body = { name: 'Summer', start: noon, end: '2026-03-09T12:00:00Z', rota };
  return [
    await slice.http('POST', '/api/v1/schedules/tried/temporary/preview', { body }),
    await slice.http('POST', '/api/v1/schedules/tried/temporary', { body }),
  ];
}

function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\n');
}

function pointers(answer: Answer): string[] {
  const errors = inside(answer.json, 'errors');
  return Array.isArray(errors) ? errors.map((one) => String(inside(one, 'pointer'))) : [];
}

async function overrides(): Promise<unknown> {
  return inside((await slice.http('GET', '/api/v1/schedules/tried')).json, 'overrides');
}

function endsFirst(): object {
  return { ...plain, layers: [{ users: ['rex'], from: '2026-03-02T00:00', until: '1900-01-01T00:00' }] };
}

function crowd(size: number): string[][] {
  return Array.from({ length: size }, () => ['rex']);
}

function hours(start: string): object {
  return turning({ unit: 'hour', length: 5, start }, 'Europe/Madrid');
}

function steps(step: object): object {
  return { ...onePolicy, steps: [{ ...onePolicy.steps[0], ...step }] };
}

function manySteps(size: number): object[] {
  return Array.from({ length: size }, () => ({ escalateAfter: 1, targets: [{ user: 'rex' }] }));
}
