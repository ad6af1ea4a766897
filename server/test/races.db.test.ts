/** Two at once, and everything twice: requests, nodes, commands, subscriptions, sweeps. */
import type { DomainEvent } from '@muster/contract/platform/event';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageJobs } from '../src/app.ts';
import { byItself } from '../src/platform/action.ts';
import { sql } from '../src/platform/db.ts';
import { inside, keys, openSlice, type Slice } from './harness/slice.ts';

let one: Slice;
let two: Slice;
beforeAll(async () => {
  one = await openSlice();
  const routes = [
    { name: 'declares', when: 'labels.declares == "yes"', service: 'ledger', declare: { severity: 'minor' } },
  ];
  await one.http('PUT', '/api/v1/organisation', { body: { muster: 1, routes } });
  // A second node of the same database, with the same clock.
  two = await openSlice({ database: one.database, clock: one.clock });
});
afterAll(async () => {
  await two.stop();
  await one.stop();
});

const fire = (node: Slice, dedupKey: string, over: object = {}) =>
  node.http('POST', '/ingest/v1/alerts', {
    token: keys.native,
    body: { title: `Alert ${dedupKey}`, dedupKey, ...over },
  });

async function bothSettled(): Promise<void> {
  // News between the nodes travels through the database; a poll waits for what it must bring about.
  await Promise.all([one.app.settled(), two.app.settled()]);
}

const alertsWith = (dedupKey: string) =>
  one.rows<{ id: string; count: number; state: string; group: string }>(sql`
    select id, count, state, group_id as group from detect.alerts where dedup_key = ${dedupKey}`);

const pagesTitled = (title: string) =>
  one.rows<{ id: string; state: string; owner: string | null }>(sql`
    select id, state, owner from oncall.pages where title = ${title}`);

async function pageFor(dedupKey: string): Promise<string> {
  expect((await fire(one, dedupKey)).status).toBe(202);
  await expect.poll(() => pagesTitled(`Alert ${dedupKey}`)).toHaveLength(1);
  return (await pagesTitled(`Alert ${dedupKey}`))[0]?.id ?? '';
}

describe('identical events', () => {
  test('ten at once on one node are one alert, one group, one page', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => fire(one, 'same')));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(await alertsWith('same')).toMatchObject([{ count: 10, state: 'firing' }]);
    await expect.poll(() => pagesTitled('Alert same')).toHaveLength(1);
    await bothSettled();
    expect(await pagesTitled('Alert same')).toHaveLength(1);
  });

  test('ten at once on each of two nodes are one alert too, and every one is counted', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => fire(i % 2 ? one : two, 'both')));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(await alertsWith('both')).toMatchObject([{ count: 20 }]);
    await expect.poll(() => pagesTitled('Alert both')).toHaveLength(1);
    const groups = await one.rows(sql`select id from detect.groups where title = 'Alert both'`);
    expect(groups).toHaveLength(1);
  });

  test('different events at once on two nodes all arrive', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `many-${i}`);
    await Promise.all(names.map((name, i) => fire(i % 2 ? one : two, name)));
    const rows = await one.rows<{ n: number }>(sql`
      select count(*)::int as n from detect.alerts where dedup_key like 'many-%'`);
    expect(rows).toEqual([{ n: 40 }]);
  });

  test('firing and resolving at once leave an alert that agrees with its group', async () => {
    await fire(one, 'flap');
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        fire(i % 2 ? one : two, 'flap', { status: i % 3 === 0 ? 'resolved' : 'firing' }),
      ),
    );
    const wrong = await one.rows(sql`
      select g.id, g.open_alerts, g.state from detect.groups g
      where g.open_alerts <> (select count(*) from detect.alerts a where a.group_id = g.id and a.state <> 'resolved')
        or (g.state = 'closed') <> (g.open_alerts = 0)`);
    expect(wrong).toEqual([]);
    expect((await alertsWith('flap')).length).toBeGreaterThan(0);
  });

  test('the same delivery id at two nodes counts once', async () => {
    const body = JSON.stringify({ title: 'Alert id', dedupKey: 'with-id' });
    const send = (node: Slice) =>
      node.http('POST', '/ingest/v1/alerts', {
        token: keys.native,
        body,
        headers: { 'idempotency-key': 'd-1' },
      });
    await Promise.all([send(one), send(two), send(one)]);
    expect(await alertsWith('with-id')).toMatchObject([{ count: 1 }]);
  });
});

test('groups of a route that declares, at two nodes at once, are one incident', async () => {
  const names = Array.from({ length: 8 }, (_, i) => `declares-${i}`);
  await Promise.all(names.map((name, i) => fire(i % 2 ? one : two, name, { labels: { declares: 'yes' } })));
  const declared = () =>
    one.rows<{ ref: string; linked: number; pages: number }>(sql`
      select ref, jsonb_array_length(state -> 'links') as linked, jsonb_array_length(state -> 'pages') as pages
      from respond.incidents where title like 'Alert declares-%'`);
  await expect.poll(declared).toMatchObject([{ linked: 8, pages: 8 }]);
  await bothSettled();
  expect(await declared()).toHaveLength(1);
});

describe('commands', () => {
  const act = (node: Slice, id: string, what: string, body: object = {}) =>
    node.http('POST', `/api/v1/pages/${id}/${what}`, { token: node.tokens.admin || one.tokens.admin, body });

  test('acknowledging and resolving at once leaves a resolved page, whoever was first', async () => {
    const id = await pageFor('ack-resolve');
    const answers = await Promise.all([act(one, id, 'acknowledgement'), act(two, id, 'resolution')]);
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    expect(answers[1]?.status).toBe(200);
    expect((await pagesTitled('Alert ack-resolve'))[0]?.state).toBe('resolved');
    expect(await alertsWith('ack-resolve')).toMatchObject([{ state: 'resolved' }]);
  });

  test('two who acknowledge at once are told of one owner', async () => {
    const id = await pageFor('two-acks');
    const by = (node: Slice, token: string) =>
      node.http('POST', `/api/v1/pages/${id}/acknowledgement`, { token, body: {} });
    const answers = await Promise.all([by(one, one.tokens.admin), by(two, one.tokens.responder)]);
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    const [page] = await pagesTitled('Alert two-acks');
    expect(page?.state).toBe('acknowledged');
    expect(['ada', 'rex']).toContain(page?.owner);
  });

  test('every command at once ends in one state that the log can explain', async () => {
    const id = await pageFor('storm');
    const calls: [string, object][] = [
      ['acknowledgement', {}],
      ['snooze', { minutes: 5 }],
      ['escalation', {}],
      ['urgency', { urgency: 'low' }],
      ['reassignment', { users: ['rex'] }],
      ['unacknowledgement', {}],
      ['resolution', {}],
    ];
    const answers = await Promise.all(calls.map(([what, body], i) => act(i % 2 ? one : two, id, what, body)));
    for (const answer of answers) expect([200, 409, 412]).toContain(answer.status);
    const shown = await one.http('GET', `/api/v1/pages/${id}`);
    expect(inside(shown.json, 'state')).toBe('resolved');
    expect((await one.http('GET', `/api/v1/pages/${id}/explanation`)).status).toBe(200);
  });
});

describe('jobs', () => {
  /** What a job may not change when it runs once more: everything but what only counts. */
  const everything = () =>
    one.rows(sql`
      select 'page' as kind, p.id::text, p.state, p.escalation, p.step::text as step, p.due_at::text as due, array_length(p.notified, 1)::text as n from oncall.pages p
      union all select 'log', l.page_id::text, l.entry::text, '', '', '', '' from oncall.page_log l
      union all select 'delivery', d.dedupe_key, d.kind, '', '', '', '' from platform.deliveries d
      union all select 'alert', a.id::text, a.state, a.count::text, '', '', '' from detect.alerts a
      union all select 'group', g.id::text, g.state, g.alerts::text, g.open_alerts::text, coalesce(g.announce_at::text, ''), coalesce(g.page_id::text, '') from detect.groups g
      union all select 'heartbeat', h.id::text, h.state, coalesce(h.due_at::text, ''), '', '', '' from detect.heartbeats h
      union all select 'incident', i.id::text, i.version::text, i.status, '', '', '' from respond.incidents i
      union all select 'mailing', m.id::text, m.said::text, m.told::text, '', '', '' from inform.mailings m
      union all select 'sending', s.id::text, s.news::text, '', '', '', '' from inform.sendings s
      union all select 'telling', t.id::text, t.state, '', '', '', '' from inform.tellings t
      union all select 'planned', n.id::text, n.act, '', '', '', '' from inform.planned_news n
      union all select 'retrospective', r.id::text, r.state, r.version::text, '', '', '' from learn.retrospectives r
      union all select 'follow-up', f.id::text, f.state, f.version::text, coalesce(f.remind_at::text, ''), '', '' from learn.follow_ups f
      union all select 'text', x.subject::text, x.kind, x.part::text, x.title, x.body, x.words::text from learn.search_texts x
      union all select 'figures', g.ref, g.statuses::text, g.status_seconds::text, g.resolves::text, '', '' from measure.incidents g
      order by 1, 2, 3, 4`);

  /** One whose severity asks for a report, with a line put aside for later, which becomes a follow-up. */
  async function resolvedIncident(): Promise<string> {
    const { responder: token } = one.tokens;
    const ask = (path: string, body: object) =>
      one.http('POST', `/api/v1/incidents${path}`, { token, body }).then(({ json }) => json);
    const body = { title: 'Twice', severity: 'critical', services: ['ledger'], command: true };
    const made = await ask('', body);
    const ref = String(inside(made, 'ref'));
    await ask(`/${ref}/entries`, { kind: 'later', text: 'Look at the pool' });
    await ask(`/${ref}/resolution`, { text: 'Rolled back' });
    await bothSettled();
    return String(inside(made, 'id'));
  }

  async function learntOf(incident: string): Promise<{ retrospective: string; followUp: string }> {
    const [learnt, ...others] = await one.rows<{ retrospective: string; followUp: string }>(sql`
      select r.id as retrospective, f.id as "followUp"
      from learn.retrospectives r join learn.follow_ups f on f.incident = r.incident where r.incident = ${incident}`);
    if (!learnt || others.length > 0) throw new Error('there is to be one report with one follow-up');
    return learnt;
  }

  test('every subscription handled a second time with the same events changes nothing', async () => {
    const id = await pageFor('twice');
    const [alert] = await alertsWith('twice');
    const group = alert?.group ?? '';
    await bothSettled();
    const opened = {
      group,
      service: 'ledger',
      title: 'Alert twice',
      urgency: null,
      route: 'database',
      acceptedAt: one.clock.now().toString(),
    };
    const opening = (declare: { severity: string } | null): DomainEvent => ({
      type: 'detect.alertGroupOpened',
      subject: group,
      payload: { ...opened, declare },
    });
    const events = [opening(null)];
    const before = await everything();
    const subscriptions = stageJobs.flatMap((job) => job.subscriptions ?? []);
    const run = async (given: DomainEvent[]) => {
      for (const subscription of subscriptions) {
        const theirs = given.filter((event) => subscription.types.includes(event.type));
        await byItself(one.platform, subscription.name, (act) => subscription.run(act, theirs));
      }
    };
    await run(events);
    await run([...events, ...events]);
    expect(await everything()).toEqual(before);

    const over = await resolvedIncident();
    const { retrospective, followUp } = await learntOf(over);
    const reset = { sealedEmail: one.platform.secrets.seal('rex@example.org'), address: null };
    const further: DomainEvent[] = [
      opening({ severity: 'average' }),
      { type: 'oncall.groupPaged', subject: group, payload: { group, page: id } },
      { type: 'respond.incidentChanged', subject: id, payload: { version: 1, types: ['declared'] } },
      {
        type: 'respond.incidentChanged',
        subject: over,
        payload: { version: 9, types: ['declared', 'entryAdded', 'statusChanged', 'severityChanged'] },
      },
      { type: 'respond.incidentsImported', subject: over, payload: { incidents: [over] } },
      { type: 'learn.followUpChanged', subject: followUp, payload: {} },
      { type: 'respond.reportWaits', subject: id, payload: { report: id, service: 'ledger' } },
      { type: 'oncall.notificationFailed', subject: id, payload: { page: id, person: 'rex' } },
      { type: 'oncall.pageAcknowledged', subject: id, payload: { page: id } },
      { type: 'oncall.contactGone', subject: 'rex', payload: { person: 'rex', via: 'mail' } },
      { type: 'detect.alertsFired', subject: alert?.id ?? '', payload: { alerts: [alert?.id ?? ''] } },
      { type: 'detect.alertGroupAcknowledged', subject: group, payload: { group, integration: 'native' } },
      { type: 'detect.alertGroupResolved', subject: group, payload: { group } },
      {
        type: 'detect.maintenanceTurned',
        subject: id,
        payload: { maintenance: id, services: ['ledger'], turn: 'started', window: null },
      },
      {
        type: 'inform.maintenanceNews',
        subject: id,
        payload: { maintenance: id, act: 'started', word: id },
      },
      { type: 'inform.newsOut', subject: id, payload: { update: id, audience: 'staff', act: 'published' } },
      {
        type: 'inform.pageNews',
        subject: id,
        payload: { page: id, notice: id, components: [], act: 'created' },
      },
      {
        type: 'learn.retrospectiveChanged',
        subject: retrospective,
        payload: { retrospective, incident: over, state: 'draft' },
      },
      { type: 'catalog.passwordResetAsked', subject: 'email:rex', payload: reset },
      {
        type: 'catalog.personDeactivated',
        subject: 'person:rex',
        payload: { person: 'rex', reason: 'left', by: 'ada' },
      },
      { type: 'catalog.accessLowered', subject: 'person:rex', payload: { person: 'rex', by: 'ada' } },
    ];
    for (const event of further) {
      await run([event]);
      await bothSettled();
      const once = await everything();
      await run([event]);
      await bothSettled();
      expect(await everything()).toEqual(once);
    }
    const tried = new Set([...events, ...further].map((event) => event.type));
    const types = subscriptions.flatMap((subscription) => subscription.types);
    expect(types.filter((type) => !tried.has(type))).toEqual([]);
    expect((await pagesTitled('Alert twice'))[0]).toMatchObject({ id, state: 'resolved' });
  });

  test('every sweep and every periodic job run again at the same instant changes nothing', async () => {
    await pageFor('swept');
    await one.http('GET', `/ping/${keys.backup}`, { token: null });
    one.clock.advance({ minutes: 75 });
    await bothSettled();
    const runAll = async () => {
      for (const sweep of stageJobs.flatMap((job) => job.sweeps ?? []))
        await byItself(one.platform, sweep.name, (act) => sweep.run(act));
      for (const periodic of stageJobs.flatMap((job) => job.periodic ?? []))
        await byItself(one.platform, periodic.name, (act) => periodic.run(act));
      await bothSettled();
    };
    // Until nothing is due: a page may have several steps behind it.
    for (let i = 0; i < 10; i += 1) await runAll();
    const before = await everything();
    await runAll();
    await Promise.all([runAll(), runAll()]);
    expect(await everything()).toEqual(before);
    const late = await one.rows(sql`select state from detect.heartbeats`);
    expect(late).toEqual([{ state: 'late' }]);
  });
});
