/** Whether news came as they were promised, of whole incidents (practice.md 3.2, 3.7a and 6.3). All on one day, in UTC. */
import type { IncidentEvent } from '@muster/contract/respond/events';
import type { Audience } from '@muster/contract/respond/settings';
import { severitySets } from '@muster/contract/respond/severity-sets';
import type { IncidentState } from '@muster/contract/respond/state';
import { expect, test } from 'vitest';
import { overAt, promisesOf, resolvesOf } from './facts.ts';

const at = (time: string) => `2026-03-02T${time}:00.000Z`;
const by = { kind: 'person', name: 'ana' } as const;

function severity(name: string, from: string) {
  const rule = severitySets.words.find((one) => one.name === name);
  if (!rule) throw new Error(`there is no severity ${name}`);
  return {
    severity: name,
    rank: rule.rank,
    cadence: rule.cadence,
    roles: [],
    reason: '',
    from: at(from),
    until: null,
    by,
  };
}
type Category = IncidentState['category'];
/** Statuses follow each other; the last one goes on. */
function statuses(...all: [Category, string][]): IncidentState['statuses'] {
  return all.map(([category, from], i) => {
    const next = all[i + 1]?.[1];
    return { status: category, category, reason: '', from: at(from), until: next ? at(next) : null, by };
  });
}
interface Lived {
  severities: ReturnType<typeof severity>[];
  statuses?: IncidentState['statuses'];
}
/** Of all that an incident is only these are read. */
const lived = (given: Lived) =>
  ({
    declaredAt: at('10:00'),
    statuses: statuses(['active', '10:00']),
    ...given,
  }) as unknown as IncidentState;
const newsFor =
  (audience: Audience) =>
  (...times: string[]) =>
    times.map((time) => ({
      at: at(time),
      data: { audience, nextAt: null },
    })) as unknown as IncidentEvent<'updatePublished'>[];

const news = newsFor('customers');
const critical = { severities: [severity('critical', '10:00')] };

test('the first notice, its scope five minutes later, then every twenty', () => {
  const kept = promisesOf(lived(critical), news('10:05', '10:10', '10:30'), at('10:30'));
  expect(kept.get('customers')).toEqual({ due: 3, met: 3, overrun: 0 });
  const late = promisesOf(lived(critical), news('10:05', '10:25'), at('10:25'));
  // Of the twenty minutes after the first notice, three times five were missed.
  expect(late.get('customers')).toEqual({ due: 5, met: 2, overrun: 15 * 60 });
});

test('a long incident promises news each hour', () => {
  const kept = promisesOf(lived(critical), news('12:00', '13:00'), at('13:00')).get('customers');
  const early = promisesOf(lived(critical), news('12:00'), at('12:00')).get('customers');
  expect([kept?.met, (kept?.due ?? 0) - (early?.due ?? 0)]).toEqual([2, 1]);
});

test('3.7a severity change: raised, the first critical notice is due five minutes later', () => {
  const raised = lived({ severities: [severity('minor', '10:00'), severity('critical', '10:40')] });
  expect(promisesOf(raised, newsFor('staff')('10:30', '10:45'), at('10:45')).get('staff')).toEqual({
    due: 2,
    met: 2,
    overrun: 0,
  });
});

test('at rest news come every four hours, and what is over promises nothing', () => {
  const paused = lived({
    ...critical,
    statuses: statuses(
      ['active', '10:00'],
      ['paused', '10:05'],
      ['active', '18:05'],
      ['post-incident', '18:09'],
    ),
  });
  // Eight hours without a word are one time missed; the other was cut short by going on.
  expect(promisesOf(paused, news('10:05'), at('23:00')).get('customers')).toEqual({
    due: 2,
    met: 1,
    overrun: 4 * 3_600,
  });
});

test('3.7a unmerge: what is open again promises news from then on only', () => {
  const parted = lived({
    ...critical,
    statuses: statuses(['active', '10:00'], ['merged', '10:10'], ['active', '12:00']),
  });
  // One was missed in the ten minutes before the merge, three since; nothing in the two hours between.
  expect(promisesOf(parted, [], at('12:20')).get('customers')).toEqual({
    due: 4,
    met: 0,
    overrun: 20 * 60,
  });
});

test('what comes back within 14 days was reopened, and what comes back later was not', () => {
  const back = (day: string) => {
    const on = (moment: string) => moment.replace('2026-03-02', day);
    const all = statuses(
      ['active', '10:00'],
      ['post-incident', '11:00'],
      ['active', '11:20'],
      ['closed', '11:50'],
    );
    const moved = all.map((one, i) => ({
      ...one,
      from: i > 1 ? on(one.from) : one.from,
      until: i > 0 && one.until !== null ? on(one.until) : one.until,
    }));
    return resolvesOf(lived({ ...critical, statuses: moved }));
  };
  expect([back('2026-03-02'), back('2026-03-15'), back('2026-03-22')]).toEqual([2, 2, 1]);
});

test('what is over without anybody saying when counts where its impact ended, or where it was put away', () => {
  const over = (category: Category, times: Record<string, string>) =>
    overAt({
      ...lived({ ...critical, statuses: statuses(['active', '10:00'], [category, '15:00']) }),
      category,
      times,
    });
  expect(over('post-incident', { resolved: at('12:00'), impactEnd: at('11:00') })).toBe(at('12:00'));
  expect(over('post-incident', { impactEnd: at('11:00') })).toBe(at('11:00'));
  expect(over('closed', { closed: at('14:00') })).toBe(at('14:00'));
  expect(over('cancelled', { cancelled: at('15:00') })).toBe(at('15:00'));
  expect(over('merged', {})).toBe(at('15:00'));
  expect(over('active', { impactEnd: at('11:00') })).toBeNull();
});
