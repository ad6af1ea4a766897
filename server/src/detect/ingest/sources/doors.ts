/** The index of doors: one line for each protocol that senders may speak. */

import type { Door, DoorRequest, DoorSettings, ParseResult } from '../model.ts';
import { alertmanagerWebhook } from './alertmanager.ts';
import { genericForm } from './generic-form.ts';
import { genericJson } from './generic-json.ts';
import { heartbeat } from './heartbeat.ts';
import { opsgenieHeartbeat } from './opsgenie-heartbeat.ts';
import { pagerdutyChange } from './pagerduty-change.ts';
import { pagerdutyV1 } from './pagerduty-v1.ts';
import { pagerdutyV2 } from './pagerduty-v2.ts';

export const doors: readonly Door[] = [
  alertmanagerWebhook,
  pagerdutyV2,
  pagerdutyChange,
  pagerdutyV1,
  genericJson,
  genericForm,
  heartbeat,
  opsgenieHeartbeat,
];

/**
 * What is wrong with a request before its key is known: the method, the size. null if nothing is. The size is
 * that of the inflated body; doors that keep the first bytes never refuse for it.
 */
export function refusalAtTheDoor(door: Door, request: DoorRequest): ParseResult | null {
  if (!door.methods.includes(request.method))
    return { kind: 'refused', reason: 'method', answer: door.refusal('method', request.deliveryId) };
  const bytes = Buffer.byteLength(request.rawBody);
  if (bytes <= door.bodyLimit || door.keepsFirstBytes === true) return null;
  return { kind: 'refused', reason: 'too large', answer: door.refusal('too-large', request.deliveryId) };
}

/** The whole way of a request whose key is known already: for replays and tests. */
export function receive(door: Door, request: DoorRequest, settings: DoorSettings): ParseResult {
  return refusalAtTheDoor(door, request) ?? door.parse(request, settings);
}
