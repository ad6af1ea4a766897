/**
 * Our own JSON form (ingest.md 4.20): one object or a list. Strict only where an event would mean something
 * else than its sender wanted (title, status, key); every other flaw is flagged and the event kept.
 */

import type {
  Answer,
  Door,
  DoorRequest,
  DoorSettings,
  EventStatus,
  NormalisedEvent,
  ParseResult,
  Rejection,
} from '../model.ts';
import { batchSummary, jsonAnswer, plainRefusal, refuse } from './normalise/answers.ts';
import { bodyJson, headerOf } from './normalise/body.ts';
import { keyFromRequest } from './normalise/keys.ts';
import { imagesOf, linksOf, textMap } from './normalise/maps.ts';
import { severityOf } from './normalise/severity.ts';
import { dedupKeyOf, descriptionOf, fallbackKey, isRecord, present, titleOf } from './normalise/texts.ts';
import { timeOr } from './normalise/times.ts';

export const GENERIC_KIND = 'generic';

export const genericJson: Door = {
  name: 'generic-json',
  kind: GENERIC_KIND,
  methods: ['POST'],
  paths: ['/ingest/v1/alerts', '/ingest/generic/:key', '/ingest/generic'],
  bodyLimit: 1024 * 1024,
  keyOf: keyFromRequest,
  parse: parseAlerts,
  refusal: plainRefusal,
};

const STATUS = new Map<string, EventStatus>();
const STATUS_WORDS: Readonly<Record<EventStatus, string>> = {
  firing: 'firing trigger triggered alerting problem open opened',
  acknowledged: 'acknowledged acknowledge ack',
  resolved: 'resolved resolve ok recovered recovery closed close',
  unacknowledged: 'unacknowledged unacknowledge',
};
for (const status of ['firing', 'acknowledged', 'resolved', 'unacknowledged'] as const)
  for (const word of STATUS_WORDS[status].split(' ')) STATUS.set(word, status);

type Fields = Readonly<Record<string, string>>;
type Item = { readonly event: NormalisedEvent; readonly madeKey: boolean } | { readonly fields: Fields };

function parseAlerts(request: DoorRequest, settings: DoorSettings): ParseResult {
  const read = bodyJson(request);
  if (!read.ok) return refuse(400, read.message);
  const isList = Array.isArray(read.value);
  if (!isList && !isRecord(read.value)) return refuse(400, 'Body must be an object or a list of objects');
  const values: readonly unknown[] = Array.isArray(read.value) ? read.value : [read.value];
  const items = values.map((value) => itemOf(value, request, settings));
  const events: NormalisedEvent[] = [];
  const rejected: Rejection[] = [];
  for (const [index, item] of items.entries())
    if ('event' in item) events.push(item.event);
    else rejected.push({ index, message: Object.values(item.fields).join('; ') });
  if (events.length === 0 && rejected.length > 0) return refuseAll(items[0], rejected.length);
  const key = idempotencyKeyOf(request);
  return {
    kind: 'events',
    events,
    rejected,
    pings: [],
    truncatedAlerts: 0,
    warnings: [],
    ...(key === null ? {} : { idempotencyKey: key }),
    answer: accepted(items, rejected),
  };
}

/** The sender's own name for this delivery, for all generic doors (ingest.md 1, idempotency). */
export function idempotencyKeyOf(request: DoorRequest): string | null {
  const key = headerOf(request, 'idempotency-key')?.trim() ?? '';
  return key === '' || key.length > 255 ? null : key;
}

function refuseAll(first: Item | undefined, count: number): ParseResult {
  const message = count === 1 ? 'The alert is not valid' : 'None of the alerts is valid; the first is shown';
  return refuse(422, message, first !== undefined && 'fields' in first ? first.fields : {});
}

function itemOf(value: unknown, request: DoorRequest, settings: DoorSettings): Item {
  if (!isRecord(value)) return { fields: { alert: 'alert must be an object' } };
  const status = statusOf(value.status);
  const title = present(value.title);
  const key = present(value.dedupKey);
  const fields: Record<string, string> = {};
  if (status === null) fields.status = 'status must be firing, acknowledged, resolved or unacknowledged';
  if (title === null && (key === null || status === 'firing')) fields.title = 'title must not be empty';
  if (value.dedupKey !== undefined && value.dedupKey !== null && typeof value.dedupKey === 'object')
    fields.dedupKey = 'dedupKey must be a text';
  if (status === null || Object.keys(fields).length > 0) return { fields };
  return { event: eventOf(value, { request, settings, status, title, key }), madeKey: key === null };
}

function statusOf(value: unknown): EventStatus | null {
  if (value === undefined || value === null || value === '') return 'firing';
  return typeof value === 'string' ? (STATUS.get(value.trim().toLowerCase()) ?? null) : null;
}

type Known = {
  readonly request: DoorRequest;
  readonly settings: DoorSettings;
  readonly status: EventStatus;
  readonly title: string | null;
  readonly key: string | null;
};

function eventOf(value: Readonly<Record<string, unknown>>, known: Known): NormalisedEvent {
  const flags: string[] = [];
  const title = titleOf(known.title, flags);
  const word = present(value.severity);
  const labels = textMap(value.labels, 'labels', flags);
  if (word !== null) labels.severity ??= word.slice(0, 256).toWellFormed();
  const startsAt = timeOr(value.startsAt, known.request.receivedAt, { name: 'starts-at', flags });
  const endsAt = timeOr(value.endsAt, known.request.receivedAt, { name: 'ends-at', flags });
  if (startsAt !== null && endsAt !== null && endsAt < startsAt) flags.push('ends-before-start');
  return {
    source: GENERIC_KIND,
    dedupKey: known.key === null ? fallbackKey(title) : dedupKeyOf(known.key, flags),
    status: known.status,
    severity: severityOf(word) ?? known.settings.defaultSeverity,
    title,
    description: descriptionOf(present(value.description), flags),
    labels,
    annotations: textMap(value.annotations, 'annotations', flags),
    links: linksOf(value.links, flags),
    images: imagesOf(value.images, flags),
    startsAt,
    endsAt: known.status === 'resolved' ? endsAt : null,
    flags,
  };
}

const TOLD_RESULTS = 8;

/** Keys that we made are told, so that the sender can resolve by them; its own it knows already. */
function accepted(items: readonly Item[], rejected: readonly Rejection[]): Answer {
  const results = items.slice(0, TOLD_RESULTS).map((item, index) => {
    if ('fields' in item) return { index, status: 'rejected' };
    return { index, status: 'accepted', ...(item.madeKey ? { dedupKey: item.event.dedupKey } : {}) };
  });
  return jsonAnswer(202, { ...batchSummary(items.length - rejected.length, rejected), results });
}
