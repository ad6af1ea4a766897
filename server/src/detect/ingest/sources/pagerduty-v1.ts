/**
 * PagerDuty Events API v1 (ingest.md 4.3). It knows no severity. Alertmanager's events carry stray v2 members
 * (`event_action`, `payload`), which are not looked at.
 */

import type {
  Door,
  DoorRequest,
  DoorSettings,
  EventStatus,
  Image,
  KeyFound,
  Link,
  NormalisedEvent,
  ParseResult,
} from '../model.ts';
import { jsonAnswer } from './normalise/answers.ts';
import { addImage, addLink, emptyMap } from './normalise/maps.ts';
import { cutToUnits, isRecord, present, titleOf } from './normalise/texts.ts';
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
} from './pagerduty-form.ts';

const PATH = '/generic/2010-04-15/create_event.json';

export const pagerdutyV1: Door = {
  name: 'pagerduty-v1',
  kind: PAGERDUTY_KIND,
  methods: PAGERDUTY_METHODS,
  paths: [PATH, `/ingest/pagerduty${PATH}`],
  bodyLimit: PAGERDUTY_BODY_LIMIT,
  keyOf: serviceKeyOf,
  parse: parseEvent,
  refusal: (kind) => pagerdutyRefusal(kind, 'Invalid service key', 403),
};

const DESCRIPTION_UNITS = 1024;

function serviceKeyOf(request: DoorRequest): KeyFound {
  const read = readEvent(request);
  if (!read.ok) return read.refused;
  const key = read.event.service_key;
  if (typeof key !== 'string' || key.trim() === '')
    return invalidEvent(["'service_key' is missing or blank"]);
  return { kind: 'key', key, where: 'body' };
}

function parseEvent(request: DoorRequest, settings: DoorSettings): ParseResult {
  const read = readEvent(request);
  if (!read.ok) return read.refused;
  const body = read.event;
  const status = PAGERDUTY_STATUS.get(body.event_type);
  const key = eventKeyOf(body.incident_key);
  const errors = errorsOf(body, status, key);
  if (errors.length > 0 || status === undefined) return invalidEvent(errors);
  const dedupKey = key ?? request.deliveryId;
  return {
    kind: 'events',
    events: [{ ...textsOf(body, settings), dedupKey, status }],
    rejected: [],
    pings: [],
    truncatedAlerts: 0,
    warnings: [],
    answer: jsonAnswer(200, { status: 'success', message: 'Event processed', incident_key: dedupKey }),
  };
}

function errorsOf(
  body: EventBody,
  status: EventStatus | undefined,
  key: string | null | undefined,
): string[] {
  const errors: string[] = [];
  if (status === undefined)
    errors.push("'event_type' is invalid (must be one of: trigger acknowledge resolve)");
  if (key === undefined)
    errors.push("Length of 'incident_key' is incorrect (should be at most 255 characters)");
  if (status === 'firing' && present(body.description) === null)
    errors.push("'description' is missing or blank");
  if (key === null && (status === 'acknowledged' || status === 'resolved'))
    errors.push("'incident_key' is missing or blank");
  return errors;
}

function textsOf(body: EventBody, settings: DoorSettings): Omit<NormalisedEvent, 'dedupKey' | 'status'> {
  const flags: string[] = [];
  const text = present(body.description);
  const title = titleOf(text, flags);
  const labels = emptyMap();
  const client = present(body.client);
  if (client !== null) labels.client = cutToUnits(client, DESCRIPTION_UNITS);
  const { links, images } = contextsOf(body.contexts, flags);
  addLink(links, body.client_url, client, flags);
  return {
    source: PAGERDUTY_KIND,
    severity: settings.defaultSeverity,
    title,
    description: text !== null && flags.includes('title-cut') ? cutToUnits(text, DESCRIPTION_UNITS) : '',
    labels,
    annotations: detailsOf(body.details, 'details', flags),
    links,
    images,
    startsAt: null,
    endsAt: null,
    flags,
  };
}

function contextsOf(value: unknown, flags: string[]): { links: Link[]; images: Image[] } {
  const links: Link[] = [];
  const images: Image[] = [];
  for (const context of Array.isArray(value) ? value : []) {
    if (!isRecord(context)) continue;
    if (context.type === 'image') addImage(images, context, flags);
    else addLink(links, context.href, present(context.text), flags);
  }
  return { links, images };
}
