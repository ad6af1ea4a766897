/**
 * Alertmanager's webhook, version 4, and the incident.io receiver of newer releases, which posts the same
 * members as version "1" (ingest.md 3.1). One event per alert of the group. A member that is missing from a
 * group update is not resolved by that: its resolve was told before. This is the hot path of the product.
 */

import type {
  Door,
  DoorRequest,
  DoorSettings,
  EventsResult,
  HeartbeatPing,
  Link,
  NormalisedEvent,
  ParseResult,
  Rejection,
  TextMap,
} from '../model.ts';
import { batchSummary, jsonAnswer, plainRefusal, refuse } from './normalise/answers.ts';
import { bodyJson } from './normalise/body.ts';
import { fingerprintOf } from './normalise/fingerprint.ts';
import { keyFromRequest } from './normalise/keys.ts';
import { addLink, textMap } from './normalise/maps.ts';
import { severityOf } from './normalise/severity.ts';
import { dedupKeyOf, descriptionOf, isRecord, present, titleOf } from './normalise/texts.ts';
import { timeOr } from './normalise/times.ts';

const KIND = 'alertmanager';
/** Real alerts are so large that no more fit into the body limit; beyond it lies only a waste of time. */
const ALERTS_READ = 60_000;

export const alertmanagerWebhook: Door = {
  name: 'alertmanager-webhook',
  kind: KIND,
  methods: ['POST'],
  paths: ['/ingest/alertmanager/:key', '/ingest/alertmanager'],
  bodyLimit: 16 * 1024 * 1024,
  keyOf: keyFromRequest,
  parse: parseGroup,
  refusal: plainRefusal,
};

type Group = {
  readonly groupKey: string | null;
  readonly externalUrl: unknown;
  readonly defaultSeverity: DoorSettings['defaultSeverity'];
  readonly receivedAt: Temporal.Instant;
};

function parseGroup(request: DoorRequest, settings: DoorSettings): ParseResult {
  const read = bodyJson(request);
  if (!read.ok) return refuse(400, read.message);
  if (!isRecord(read.value)) return refuse(400, 'Body must be an object');
  const alerts = read.value.alerts;
  if (!Array.isArray(alerts)) return refuse(400, 'alerts must be a list');
  const group: Group = {
    groupKey: present(read.value.groupKey),
    externalUrl: read.value.externalURL,
    defaultSeverity: settings.defaultSeverity,
    receivedAt: request.receivedAt,
  };
  return collect(alerts, group, { settings, body: read.value });
}

type Context = { readonly settings: DoorSettings; readonly body: Readonly<Record<string, unknown>> };

function collect(alerts: readonly unknown[], group: Group, { settings, body }: Context): EventsResult {
  const events: NormalisedEvent[] = [];
  const rejected: Rejection[] = [];
  const pings: HeartbeatPing[] = [];
  const read = Math.min(alerts.length, ALERTS_READ);
  for (let index = 0; index < read; index++) {
    const event = eventOf(alerts[index], group);
    if (typeof event === 'string') rejected.push({ index, message: event });
    else if (!isSignOfLife(event.labels, settings)) events.push(event);
    else if (event.status === 'firing') pings.push(...pingOf(settings));
  }
  return {
    kind: 'events',
    events,
    rejected,
    pings,
    truncatedAlerts: countOf(body.truncatedAlerts) + alerts.length - read,
    warnings: warningsOf(body.version),
    answer: jsonAnswer(200, batchSummary(read - rejected.length, rejected)),
  };
}

/** A count that a sender states, where it is one. */
function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? Math.min(value, 1e9) : 0;
}

/** The event, or why the item is none. */
function eventOf(item: unknown, group: Group): NormalisedEvent | string {
  if (!isRecord(item)) return 'alert must be an object';
  const flags: string[] = [];
  const labels = textMap(item.labels, 'labels', flags);
  const annotations = textMap(item.annotations, 'annotations', flags);
  const given = present(item.fingerprint);
  if (given === null && isEmpty(labels)) return 'alert must have labels or a fingerprint';
  const fingerprint = given === null ? fingerprintOf(labels) : dedupKeyOf(given, flags);
  const isResolved = item.status === 'resolved';
  return {
    source: KIND,
    dedupKey: fingerprint,
    status: isResolved ? 'resolved' : 'firing',
    severity: severityOf(present(labels.severity) ?? present(labels.priority)) ?? group.defaultSeverity,
    title: titleOf(titleIn(annotations) ?? present(labels.alertname), flags),
    description: descriptionOf(present(annotations.description) ?? present(annotations.message), flags),
    labels,
    annotations,
    links: linksOf(item, annotations, { externalUrl: group.externalUrl, flags }),
    images: [],
    startsAt: timeOr(item.startsAt, group.receivedAt, { name: 'starts-at', flags }),
    // While an alert fires its end is a zero time or a forecast, neither of which is an end.
    endsAt: isResolved ? timeOr(item.endsAt, group.receivedAt, { name: 'ends-at', flags }) : null,
    fingerprint,
    ...(group.groupKey === null ? {} : { groupKey: group.groupKey }),
    flags,
  };
}

function titleIn(annotations: TextMap): string | null {
  return present(annotations.summary) ?? present(annotations.title) ?? present(annotations.message);
}

type LinkContext = { readonly externalUrl: unknown; readonly flags: string[] };

function linksOf(
  item: Readonly<Record<string, unknown>>,
  annotations: TextMap,
  context: LinkContext,
): Link[] {
  const links: Link[] = [];
  addLink(links, item.generatorURL, 'Source', context.flags);
  addLink(links, annotations.runbook_url, 'Runbook', context.flags);
  addLink(links, annotations.dashboard_url, 'Dashboard', context.flags);
  addLink(links, context.externalUrl, 'Alertmanager', context.flags);
  return links;
}

function isEmpty(map: TextMap): boolean {
  for (const _name in map) return false;
  return true;
}

function isSignOfLife(labels: TextMap, { heartbeatMatch }: DoorSettings): boolean {
  if (heartbeatMatch === undefined || isEmpty(heartbeatMatch.labels)) return false;
  for (const name in heartbeatMatch.labels) if (labels[name] !== heartbeatMatch.labels[name]) return false;
  return true;
}

function pingOf({ heartbeatMatch }: DoorSettings): readonly HeartbeatPing[] {
  return heartbeatMatch === undefined ? [] : [{ id: heartbeatMatch.heartbeatId, event: 'success', log: '' }];
}

function warningsOf(version: unknown): readonly string[] {
  if (version === '4' || version === '1') return [];
  return [`This door was made for versions 4 and 1, not ${JSON.stringify(version ?? null).slice(0, 20)}`];
}
