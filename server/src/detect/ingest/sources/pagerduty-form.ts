/** What the PagerDuty doors share: the key in the body and the form of their answers (ingest.md 4.1 to 4.3). */

import type {
  Answer,
  DoorRequest,
  EventStatus,
  KeyFound,
  RefusalKind,
  RefusedResult,
  TextMap,
} from '../model.ts';
import { jsonAnswer, refusalFacts, retryHeaders } from './normalise/answers.ts';
import { bodyJson } from './normalise/body.ts';
import { textMap } from './normalise/maps.ts';
import { isRecord } from './normalise/texts.ts';

export const PAGERDUTY_KIND = 'pagerduty';
export const PAGERDUTY_BODY_LIMIT = 512 * 1024;
export const PAGERDUTY_METHODS: readonly string[] = ['POST'];
/** `event_action` of v2, `event_type` of v1. */
export const PAGERDUTY_STATUS: ReadonlyMap<unknown, EventStatus> = new Map<unknown, EventStatus>([
  ['trigger', 'firing'],
  ['acknowledge', 'acknowledged'],
  ['resolve', 'resolved'],
]);
const DEDUP_KEY_UNITS = 255;

/** 400 in PagerDuty's form. The errors must not hold input. */
export function invalidEvent(errors: readonly string[]): RefusedResult {
  return { kind: 'refused', reason: errors.join('; '), answer: invalidAnswer(400, errors) };
}

export type EventBody = Readonly<Record<string, unknown>>;

export type EventRead =
  | { readonly ok: true; readonly event: EventBody }
  | { readonly ok: false; readonly refused: RefusedResult };

/** The body's object, or the refusal. */
export function readEvent(request: DoorRequest): EventRead {
  const read = bodyJson(request);
  if (!read.ok) return { ok: false, refused: invalidEvent([read.message]) };
  if (!isRecord(read.value)) return { ok: false, refused: invalidEvent(['Event must be an object']) };
  return { ok: true, event: read.value };
}

/** `routing_key` of the v2 doors: 32 letters and digits; a wrong length is told as such. */
export function routingKeyOf(request: DoorRequest): KeyFound {
  const read = readEvent(request);
  if (!read.ok) return read.refused;
  const key = read.event.routing_key;
  if (typeof key !== 'string' || key === '') return invalidEvent(["'routing_key' is missing or blank"]);
  if (key.length !== 32)
    return invalidEvent(["Length of 'routing_key' is incorrect (should be 32 characters)"]);
  return { kind: 'key', key, where: 'body' };
}

/** PagerDuty tells an unknown key by 400, wherever it stood; `overRate` is 429 in v2 and 403 in v1. */
export function pagerdutyRefusal(kind: RefusalKind, keyError: string, overRate: number): Answer {
  if (kind === 'unknown-key-path' || kind === 'unknown-key-header') return invalidAnswer(400, [keyError]);
  const { status, message } = refusalFacts(kind);
  return invalidAnswer(kind === 'over-rate' ? overRate : status, [message]);
}

/** A blank key counts as none. undefined: longer than PagerDuty allows. */
export function eventKeyOf(value: unknown): string | null | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.trim() === '') return null;
  return text.length > DEDUP_KEY_UNITS ? undefined : text;
}

/** `custom_details` and `details`: an object as a rule, now and then a plain text. */
export function detailsOf(value: unknown, name: string, flags: string[]): TextMap {
  const isMapless = value !== null && value !== undefined && !isRecord(value);
  return textMap(isMapless ? { [name]: value } : value, 'annotations', flags);
}

function invalidAnswer(status: number, errors: readonly string[]): Answer {
  const body = { status: 'invalid event', message: 'Event object is invalid', errors };
  return jsonAnswer(status, body, retryHeaders(status));
}
