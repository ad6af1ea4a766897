import { expect, test } from 'vitest';
import { cellOf, cellText } from './cells.ts';
import { readTable } from './table.ts';

const read = (text: string, over: object = {}) => readTable({ text, zone: 'UTC', ...over });

test('the columns of other tools are known by their names, and a row becomes an item', () => {
  const { columns, items, rejected } = read(
    [
      'Incident Number;Description;Priority;Service Name;Created On;Resolved On;Seconds To First Ack;Assigned To',
      '77;Checkout fails;Critical;Payments API, Search;2026-01-10 10:00;2026-01-10 11:00;90;Somebody',
    ].join('\r\n'),
  );
  expect(rejected).toEqual([]);
  expect(columns.map((one) => one.field)).toEqual([
    'sourceId',
    'title',
    'severity',
    'services',
    'declared',
    'resolved',
    'secondsToAcknowledge',
    null,
  ]);
  expect(items).toEqual([
    {
      line: 2,
      item: {
        sourceId: '77',
        title: 'Checkout fails',
        severity: 'critical',
        services: ['payments-api', 'search'],
        impact: [],
        times: {
          declared: '2026-01-10T10:00:00.000Z',
          acknowledged: '2026-01-10T10:01:30.000Z',
          resolved: '2026-01-10T11:00:00.000Z',
        },
      },
    },
  ]);
});

test('a duration gives the end where the beginning is known; what nobody knows is told and stays without a value', () => {
  const { items, rejected, unknown } = read(
    [
      'id,title,severity,started at,duration,detected at,impact level',
      'a,One,minor,2019-12-01 08:00,54 hours 10 minutes,2019-12-03 --:--,major',
      'b,Two,minor,2019-12-01 08:00,11 Days,,',
      'c,Three,minor,2019-12-01 08:00,?,N/A,',
      'd,Four,minor,,11 Days,,',
      'e,Five,minor,2019-12-01 08:00,90,,',
      'f,"Six',
      'lines",minor,01/12/2019 08:00,,,',
    ].join('\n'),
  );
  const start = '2019-12-01T08:00:00.000Z';
  const end = '2019-12-03T14:10:00.000Z';
  expect(items.map(({ item }) => [item.times, item.impact])).toEqual([
    [{ impactStart: start, impactEnd: end }, [{ start, end, level: 'major' }]],
    [{ impactStart: start, impactEnd: '2019-12-12T08:00:00.000Z' }, []],
    [{ impactStart: start }, []],
    [{}, []],
  ]);
  expect(unknown).toEqual([
    { line: 2, message: 'Not known: detected (2019-12-03 --:--).' },
    { line: 4, message: 'Not known: detected (N/A), duration (?).' },
  ]);
  expect(rejected.map((one) => [one.line, one.message.slice(0, 30)])).toEqual([
    [6, 'duration: "90" is no duration;'],
    [8, 'impactStart: "01/12/2019 08:00'],
  ]);
});

test('whoever knows better says what a column means, and where its times belong', () => {
  const { columns, items } = read('key,what,when\n1,Down,2026-07-01 10:00', {
    columns: { what: 'title', when: 'impactStart', key: null },
    zone: 'Europe/Madrid',
  });
  expect(columns.map((one) => one.field)).toEqual([null, 'title', 'impactStart']);
  expect(items[0]?.item).toMatchObject({ title: 'Down', times: { impactStart: '2026-07-01T08:00:00.000Z' } });
});

test('what is no table is refused with the reason', () => {
  expect(() => read('')).toThrow('empty');
  expect(() => read('a,b\n"open')).toThrow('no table');
  expect(() => read('a,b\n1,2', { zone: 'Nowhere/Land' })).toThrow('no time zone');
  expect(() => read('a,b\n1,2', { columns: { a: 'title', b: 'title' } })).toThrow('Two columns');
  expect(() => read(`id\n${'x\n'.repeat(10_001)}`)).toThrow('at most 10000');
});

test.each(['=1', ' =1', "' =1", "'=1", "''+x", '-', '@a', '\t=', "it's", "'quoted'"])(
  '%s comes back from its cell',
  (text) => {
    const written = cellOf(text)
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll('""', '"');
    expect(cellText(written)).toBe(text);
  },
);

test('blanks before a formula do not make it one', () => {
  expect(cellOf(' =1+1')).toBe("' =1+1");
});
