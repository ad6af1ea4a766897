import { describe, expect, it } from 'vitest';
import { LAB, postTo } from '../../../../test/harness/door-request.ts';
import type { DoorSettings, EventsResult } from '../model.ts';
import { alertmanagerWebhook } from './alertmanager.ts';

const ALERT = {
  status: 'firing',
  labels: { alertname: 'DiskFull', instance: 'db-1:9100' },
  annotations: { summary: 'Disk full', runbook_url: 'https://runbooks.example.test/disk' },
  startsAt: '2026-11-20T23:00:42Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example.test/graph',
};

function take(group: object, settings: DoorSettings = LAB): EventsResult {
  const body = { version: '4', externalURL: 'http://am.example.test', groupKey: 'g', ...group };
  const result = alertmanagerWebhook.parse(postTo('/ingest/alertmanager/k', body), settings);
  if (result.kind !== 'events') throw new Error(result.kind);
  return result;
}

const one = (alert: object) => take({ alerts: [{ ...ALERT, ...alert }] }).events[0];

describe('an alert of a group', () => {
  it('becomes an event with all that it carries', () => {
    expect(one({})).toEqual({
      source: 'alertmanager',
      dedupKey: '783de38d954aa3e1',
      status: 'firing',
      severity: 'error',
      title: 'Disk full',
      description: '',
      labels: ALERT.labels,
      annotations: ALERT.annotations,
      links: [
        { href: 'http://prometheus.example.test/graph', text: 'Source' },
        { href: 'https://runbooks.example.test/disk', text: 'Runbook' },
        { href: 'http://am.example.test', text: 'Alertmanager' },
      ],
      images: [],
      startsAt: '2026-11-20T23:00:42.000Z',
      endsAt: null,
      fingerprint: '783de38d954aa3e1',
      groupKey: 'g',
      flags: [],
    });
  });

  it.each([
    [{ title: 'T', message: 'M' }, 'T', 'M'],
    [{ summary: ' ', message: 'M', description: 'D' }, 'M', 'D'],
    [{ summary: '{{ $x }}' }, 'DiskFull', ''],
    [undefined, 'DiskFull', ''],
    [[], 'DiskFull', ''],
  ])('takes title and description from %j', (annotations, title, description) => {
    expect(one({ annotations })).toMatchObject({ title, description });
  });

  it('takes the severity label, else the priority, else the integration’s default', () => {
    const severity = (labels: object) => one({ labels })?.severity;
    expect(severity({ severity: 'warning', priority: 'P1' })).toBe('warning');
    expect(severity({ severity: ' ', priority: 'P1' })).toBe('critical');
    expect(take({ alerts: [ALERT] }, { ...LAB, defaultSeverity: 'info' }).events[0]?.severity).toBe('info');
  });

  it('has an end only when resolved', () => {
    expect(one({ endsAt: '2026-11-20T23:10:00Z' })?.endsAt).toBeNull();
    expect(one({ status: 'resolved', endsAt: '2026-11-20T23:10:00Z' })).toMatchObject({
      status: 'resolved',
      endsAt: '2026-11-20T23:10:00.000Z',
    });
  });

  it('drops links that are no web addresses, and keeps the event', () => {
    const event = one({ generatorURL: 'javascript:alert(1)', annotations: { runbook_url: 'runbooks/disk' } });
    expect(event?.links).toEqual([{ href: 'http://am.example.test', text: 'Alertmanager' }]);
    expect(event?.flags).toEqual(['link-dropped']);
  });

  it('must be told apart by something', () => {
    const result = take({ alerts: [{ status: 'firing' }, 'x', { fingerprint: 'f1' }] });
    expect(result.events.map((event) => event.dedupKey)).toEqual(['f1']);
    expect(result.rejected.map((rejection) => rejection.index)).toEqual([0, 1]);
  });
});

describe('a group', () => {
  it('keeps how many alerts were left out, and notes a version that it does not know', () => {
    expect(take({ alerts: [], truncatedAlerts: 40 }).truncatedAlerts).toBe(40);
    for (const truncatedAlerts of ['x', -1, 0.5, null])
      expect(take({ alerts: [], truncatedAlerts }).truncatedAlerts).toBe(0);
    expect(take({ alerts: [], truncatedAlerts: 1e99 }).truncatedAlerts).toBe(1e9);
    expect(take({ alerts: [], version: '1' }).warnings).toEqual([]);
    expect(take({ alerts: [], version: '3' }).warnings).toEqual([
      'This door was made for versions 4 and 1, not "3"',
    ]);
  });

  it.each([{}, { alerts: {} }, { alerts: null }, { alerts: 'x' }])('%j is refused', (body) => {
    expect(alertmanagerWebhook.parse(postTo('/', body), LAB)).toMatchObject({
      kind: 'refused',
      reason: 'alerts must be a list',
      answer: { status: 400, body: '{"error":{"code":"invalid","message":"alerts must be a list"}}' },
    });
  });
});

describe('a dead man’s switch', () => {
  const settings = { ...LAB, heartbeatMatch: { labels: { alertname: 'Watchdog' }, heartbeatId: 'h1' } };
  const watchdog = (status: string) => ({
    ...ALERT,
    status,
    labels: { alertname: 'Watchdog', cluster: 'eu' },
  });

  it('is a sign of life while it fires, and never an alert', () => {
    const result = take({ alerts: [watchdog('firing'), ALERT] }, settings);
    expect(result.pings).toEqual([{ id: 'h1', event: 'success', log: '' }]);
    expect(result.events.map((event) => event.title)).toEqual(['Disk full']);
    expect(result.answer.body).toBe('{"accepted":2,"rejected":0}');
  });

  it('is no sign of life once it ends', () => {
    const result = take({ alerts: [watchdog('resolved')] }, settings);
    expect([result.pings, result.events]).toEqual([[], []]);
  });

  it('is an alert where the integration names no match, or an empty one', () => {
    const none = { ...LAB, heartbeatMatch: { labels: {}, heartbeatId: 'h1' } };
    for (const settings of [LAB, none])
      expect(take({ alerts: [watchdog('firing')] }, settings).events).toHaveLength(1);
  });
});
