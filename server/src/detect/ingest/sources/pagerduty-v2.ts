/**
 * PagerDuty Events API v2 (ingest.md 4.1). Milder than PagerDuty where only a detail is wrong (no source, an odd
 * severity), because a refused page is a lost page; as strict in what identifies the event.
 */

import type { Door, DoorRequest, DoorSettings, EventStatus, NormalisedEvent, ParseResult } from '../model.ts';
import { jsonAnswer } from './normalise/answers.ts';
import { addLink, emptyMap, imagesOf, linksOf } from './normalise/maps.ts';
import { severityOf } from './normalise/severity.ts';
import { cutToUnits, isRecord, present, titleOf } from './normalise/texts.ts';
import { timeOr } from './normalise/times.ts';
import {
  detailsOf,
  type EventBody,
  eventKeyOf,
  invalidEvent,
  PAGERDUTY_BODY_LIMIT,
  PAGERDUTY_KIND,
  PAGERDUTY_METHODS,
  PAGERDUTY_STATUS,
  pagerdutyRefusal,
  readEvent,
  routingKeyOf,
} from './pagerduty-form.ts';

export const pagerdutyV2: Door = {
  name: 'pagerduty-v2',
  kind: PAGERDUTY_KIND,
  methods: PAGERDUTY_METHODS,
  paths: ['/v2/enqueue', '/ingest/pagerduty/v2/enqueue'],
  bodyLimit: PAGERDUTY_BODY_LIMIT,
  keyOf: routingKeyOf,
  parse: parseEvent,
  refusal: (kind) => pagerdutyRefusal(kind, 'Invalid routing key', 429),
};

const SUMMARY_UNITS = 1024;
const OWN_SEVERITIES = new Set(['critical', 'error', 'warning', 'info']);

function parseEvent(request: DoorRequest, settings: DoorSettings): ParseResult {
  const read = readEvent(request);
  if (!read.ok) return read.refused;
  const body = read.event;
  const status = PAGERDUTY_STATUS.get(body.event_action);
  const payload = isRecord(body.payload) ? body.payload : {};
  const key = eventKeyOf(body.dedup_key);
  const errors = errorsOf(body, status, { payload, key });
  if (errors.length > 0 || status === undefined) return invalidEvent(errors);
  const dedupKey = key ?? request.deliveryId;
  const warnings = status === 'firing' ? warningsOf(payload) : [];
  const flags: string[] = [];
  const event: NormalisedEvent = {
    ...textsOf(body, payload, { settings, flags }),
    dedupKey,
    status,
    startsAt: timeOr(payload.timestamp, request.receivedAt, { name: 'starts-at', flags }),
    endsAt: null,
    flags,
  };
  const told = { status: 'success', message: 'Event processed', dedup_key: dedupKey };
  return {
    kind: 'events',
    events: [event],
    rejected: [],
    pings: [],
    truncatedAlerts: 0,
    warnings,
    answer: jsonAnswer(202, warnings.length === 0 ? told : { ...told, warnings }),
  };
}

type Parts = { readonly payload: EventBody; readonly key: string | null | undefined };

function errorsOf(body: EventBody, status: EventStatus | undefined, { payload, key }: Parts): string[] {
  const errors: string[] = [];
  if (status === undefined) {
    const isMissing = body.event_action === undefined || body.event_action === '';
    errors.push(
      isMissing
        ? "'event_action' is missing or blank"
        : "'event_action' is invalid (must be one of: trigger acknowledge resolve)",
    );
  }
  if (key === undefined) errors.push("Length of 'dedup_key' is incorrect (should be at most 255 characters)");
  if (status === 'firing' && isBlank(payload.summary)) errors.push("'payload.summary' is missing or blank");
  if (key === null && (status === 'acknowledged' || status === 'resolved'))
    errors.push("'dedup_key' is missing or blank");
  return errors;
}

/** A placeholder that was not filled in is a poor title but still a page. */
function isBlank(summary: unknown): boolean {
  if (typeof summary === 'number') return false;
  return typeof summary !== 'string' || summary.trim() === '';
}

function warningsOf(payload: EventBody): string[] {
  const warnings: string[] = [];
  if (present(payload.source) === null)
    warnings.push("'payload.source' is missing: the name of the integration is used");
  const severity = payload.severity;
  if (typeof severity !== 'string' || !OWN_SEVERITIES.has(severity.toLowerCase()))
    warnings.push("'payload.severity' is not one of critical, error, warning, info: the nearest is used");
  return warnings;
}

type Context = { readonly settings: DoorSettings; readonly flags: string[] };
type Texts = Omit<NormalisedEvent, 'dedupKey' | 'status' | 'startsAt' | 'endsAt' | 'flags'>;

function textsOf(body: EventBody, payload: EventBody, { settings, flags }: Context): Texts {
  const summary = present(payload.summary);
  const title = titleOf(summary, flags);
  const links = linksOf(body.links, flags);
  addLink(links, body.client_url, present(body.client), flags);
  const severity = present(payload.severity);
  return {
    source: PAGERDUTY_KIND,
    severity: severityOf(severity) ?? settings.defaultSeverity,
    title,
    // A summary may be twice as long as a title; what the title cannot hold is kept here.
    description: summary !== null && flags.includes('title-cut') ? cutToUnits(summary, SUMMARY_UNITS) : '',
    labels: labelsOf(body, payload, settings),
    annotations: detailsOf(payload.custom_details, 'custom_details', flags),
    links,
    images: imagesOf(body.images, flags),
  };
}

const LABEL_UNITS = 1024;

function labelsOf(body: EventBody, payload: EventBody, settings: DoorSettings): Record<string, string> {
  const labels = emptyMap();
  labels.source = cutToUnits(present(payload.source) ?? settings.name, LABEL_UNITS);
  for (const name of ['component', 'group', 'class', 'severity']) {
    const value = present(payload[name]);
    if (value !== null) labels[name] = cutToUnits(value, LABEL_UNITS);
  }
  const client = present(body.client);
  if (client !== null) labels.client = cutToUnits(client, LABEL_UNITS);
  return labels;
}
