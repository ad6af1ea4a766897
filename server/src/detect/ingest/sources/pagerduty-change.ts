/** PagerDuty change events (ingest.md 4.2): something was changed; pages nobody. */

import type { ChangeEvent, Door, DoorRequest, DoorSettings, ParseResult } from '../model.ts';
import { jsonAnswer } from './normalise/answers.ts';
import { bodyText } from './normalise/body.ts';
import { imagesOf, linksOf } from './normalise/maps.ts';
import { isRecord, present, sha256, titleOf } from './normalise/texts.ts';
import { timeOr } from './normalise/times.ts';
import {
  detailsOf,
  invalidEvent,
  PAGERDUTY_BODY_LIMIT,
  PAGERDUTY_KIND,
  PAGERDUTY_METHODS,
  pagerdutyRefusal,
  readEvent,
  routingKeyOf,
} from './pagerduty-form.ts';

export const pagerdutyChange: Door = {
  name: 'pagerduty-change',
  kind: PAGERDUTY_KIND,
  methods: PAGERDUTY_METHODS,
  paths: ['/v2/change/enqueue', '/ingest/pagerduty/v2/change/enqueue'],
  bodyLimit: PAGERDUTY_BODY_LIMIT,
  keyOf: routingKeyOf,
  parse: parseChange,
  refusal: (kind) => pagerdutyRefusal(kind, 'Invalid routing key', 429),
};

function parseChange(request: DoorRequest, settings: DoorSettings): ParseResult {
  const read = readEvent(request);
  if (!read.ok) return read.refused;
  const body = read.event;
  const payload = isRecord(body.payload) ? body.payload : {};
  const summary = present(payload.summary);
  if (summary === null) return invalidEvent(["'payload.summary' is missing or blank"]);
  const flags: string[] = [];
  const startsAt = timeOr(payload.timestamp, request.receivedAt, { name: 'starts-at', flags });
  const change: ChangeEvent = {
    kind: PAGERDUTY_KIND,
    dedupKey: changeKey(request, startsAt),
    title: titleOf(summary, flags),
    source: present(payload.source) ?? settings.name,
    state: 'succeeded',
    environment: null,
    version: null,
    service: null,
    actor: null,
    annotations: detailsOf(payload.custom_details, 'custom_details', flags),
    links: linksOf(body.links, flags),
    images: imagesOf(body.images, flags),
    startsAt,
    endsAt: startsAt,
    flags,
  };
  const answer = jsonAnswer(202, { status: 'success', message: 'Change event processed' });
  return { kind: 'changes', changes: [change], warnings: [], answer };
}

/**
 * The protocol has no key, so a change is known by its content, which makes a repeated delivery harmless. One
 * without a time of its own counts anew in each hour: "Secret rotated" may well happen twice.
 */
function changeKey(request: DoorRequest, startsAt: string | null): string {
  const hour = startsAt === null ? request.receivedAt.toString().slice(0, 13) : '';
  return `change:${sha256(bodyText(request) + hour).slice(0, 32)}`;
}
