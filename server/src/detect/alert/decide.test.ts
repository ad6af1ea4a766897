import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventStatus, NormalisedEvent } from '../ingest/model.ts';
import type { Routed } from '../route/model.ts';
import { type Known, type Taken, takeEvents } from './decide.ts';
import { type Alert, alertKey, type Group, type Incoming } from './model.ts';

const start = Temporal.Instant.from('2026-03-02T03:00:00Z');
const integration = { id: 'i', name: 'prometheus', service: 'checkout' };

function event(dedupKey: string, status: EventStatus, group = dedupKey): Incoming {
  const normalised: NormalisedEvent = {
    source: 'alertmanager',
    dedupKey,
    status,
    severity: 'critical',
    title: dedupKey,
    description: '',
    labels: {},
    annotations: {},
    links: [],
    images: [],
    startsAt: null,
    endsAt: null,
    groupKey: group,
    flags: [],
  };
  return { event: normalised, integration };
}

/** Keeps what the decisions say, as the store does, and hands it to the next one. */
function world(groupWaitSeconds = 0) {
  const alerts = new Map<string, Alert>();
  const groups = new Map<string, Group>();
  let ids = 0;
  const route = ({ event: { groupKey, dedupKey } }: Incoming): Routed => ({
    service: 'checkout',
    route: null,
    key: groupKey ?? dedupKey,
    groupWaitSeconds,
    urgency: null,
    declare: null,
    why: '',
  });
  const take = (events: Incoming[], at = start): Taken => {
    const known: Known = {
      latest: alerts,
      groupsById: groups,
      openGroups: new Map(
        [...groups.values()].filter((one) => one.state === 'open').map((one) => [one.key, one]),
      ),
    };
    const newId = () => {
      ids += 1;
      return String(ids);
    };
    const taken = takeEvents(known, events, { now: at, newId, route });
    for (const { alert } of taken.alerts) alerts.set(alertKey(alert.integrationId, alert.dedupKey), alert);
    for (const { group } of taken.groups) groups.set(group.id, group);
    return taken;
  };
  const alert = (dedupKey: string) => alerts.get(alertKey('i', dedupKey));
  return { take, alert, alerts, groups };
}

const news = (taken: Taken) => taken.news.map((one) => one.kind);

describe('one alert', () => {
  test('the first firing opens alert and group, and people are to be paged', () => {
    const { take, alert } = world();
    expect(news(take([event('disk', 'firing')]))).toEqual(['opened']);
    expect(alert('disk')).toMatchObject({ state: 'firing', count: 1 });
  });

  test('firing again only counts, also within one batch', () => {
    const { take, alert, groups } = world();
    take([event('disk', 'firing'), event('disk', 'firing')]);
    expect(news(take([event('disk', 'firing')]))).toEqual([]);
    expect(alert('disk')).toMatchObject({ count: 3 });
    expect(groups.size).toBe(1);
  });

  test('firing never takes an acknowledgement back; only an explicit one does', () => {
    const { take, alert } = world();
    take([event('disk', 'firing')]);
    expect(news(take([event('disk', 'acknowledged')]))).toEqual(['acknowledged']);
    take([event('disk', 'firing')]);
    expect(alert('disk')?.state).toBe('acknowledged');
    take([event('disk', 'unacknowledged')]);
    expect(alert('disk')?.state).toBe('firing');
  });

  test.each(['resolved', 'acknowledged', 'unacknowledged'] as const)(
    '%s for what is not open opens nothing',
    (status) => {
      const { take, alerts } = world();
      const taken = take([event('disk', status)]);
      expect(taken.outcomes).toEqual([null]);
      expect(news(taken)).toEqual([]);
      expect(alerts.size).toBe(0);
    },
  );

  test('resolved ends the alert and, as the last one, its group', () => {
    const { take, alert, groups } = world();
    take([event('disk', 'firing')]);
    expect(news(take([event('disk', 'resolved')]))).toEqual(['resolved']);
    expect(alert('disk')).toMatchObject({ state: 'resolved' });
    expect([...groups.values()]).toMatchObject([{ state: 'closed', openAlerts: 0 }]);
  });
});

describe('coming back', () => {
  const flap = (w: ReturnType<typeof world>, minute: number) => {
    const at = start.add({ minutes: minute });
    return [...news(w.take([event('link', 'firing')], at)), ...news(w.take([event('link', 'resolved')], at))];
  };

  test('within five minutes of its end it is the same alert, and people are called again', () => {
    const w = world();
    flap(w, 0);
    const first = w.alert('link')?.id;
    expect(flap(w, 5)).toEqual(['opened', 'resolved']);
    expect(w.alert('link')).toMatchObject({ id: first, comebacks: 1 });
  });

  test('after that it is another one', () => {
    const w = world();
    flap(w, 0);
    const first = w.alert('link')?.id;
    w.take([event('link', 'firing')], start.add({ minutes: 5, seconds: 1 }));
    expect(w.alert('link')?.id).not.toBe(first);
    expect(w.alert('link')?.comebacks).toBe(0);
  });

  test('what has come back twice keeps its group open until it is quiet', () => {
    const w = world();
    flap(w, 0);
    flap(w, 1);
    expect(flap(w, 2)).toEqual(['opened']);
    expect(flap(w, 3)).toEqual([]);
    const open = [...w.groups.values()].filter((group) => group.state === 'open');
    expect(open).toHaveLength(1);
    expect(open[0]?.closeAt?.equals(start.add({ minutes: 8 }))).toBe(true);
  });
});

describe('groups', () => {
  test('alerts of one group page once, and the group ends with its last one', () => {
    const { take } = world();
    const opened = take([event('a', 'firing', 'g'), event('b', 'firing', 'g')]);
    expect(news(opened)).toEqual(['opened']);
    expect(news(take([event('a', 'resolved', 'g')]))).toEqual([]);
    expect(news(take([event('b', 'resolved', 'g')]))).toEqual(['resolved']);
  });

  test('a group that waits for company is not announced yet, and never if it ends before', () => {
    const { take, groups } = world(30);
    expect(news(take([event('a', 'firing', 'g')]))).toEqual([]);
    expect(news(take([event('a', 'resolved', 'g')], start.add({ seconds: 10 })))).toEqual([]);
    expect([...groups.values()]).toMatchObject([{ state: 'closed', announceAt: null }]);
  });

  test('an alert that joins after the wait announces the group in the same breath', () => {
    const { take } = world(30);
    take([event('a', 'firing', 'g')]);
    expect(news(take([event('b', 'firing', 'g')], start.add({ seconds: 30 })))).toEqual(['opened']);
  });
});

const statuses = fc.constantFrom<EventStatus>(
  'firing',
  'firing',
  'resolved',
  'acknowledged',
  'unacknowledged',
);
const step = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  group: fc.constantFrom('g', 'h'),
  status: statuses,
  seconds: fc.integer({ min: 0, max: 400 }),
});

test('whatever comes: one open group a key, exact counts, and no news twice without its opposite between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (steps, batch) => {
      const { take, alerts, groups } = world();
      const told = new Map<string, string[]>();
      let at = start;
      for (let i = 0; i < steps.length; i += batch) {
        const some = steps.slice(i, i + batch);
        at = at.add({ seconds: some[0]?.seconds ?? 0 });
        for (const { kind, group } of take(
          some.map((one) => event(one.key, one.status, one.group)),
          at,
        ).news) {
          if (kind !== 'acknowledged') told.set(group.id, [...(told.get(group.id) ?? []), kind]);
        }
      }
      const open = [...groups.values()].filter((group) => group.state === 'open');
      expect(new Set(open.map((group) => group.key)).size).toBe(open.length);
      for (const group of groups.values()) {
        const inside = [...alerts.values()].filter(
          (one) => one.groupId === group.id && one.state !== 'resolved',
        );
        expect(group.openAlerts).toBe(inside.length);
        if (inside.length > 0) expect(group.state).toBe('open');
        expect(['opened', 'opened,resolved']).toContain(String(told.get(group.id)));
      }
    }),
    { numRuns: 500, seed: 7 },
  );
});
