/** Requests as doors see them, for tests that need no shared sample. */

import type { DoorRequest, DoorSettings } from '../../src/detect/ingest/model.ts';

export const RECEIVED_AT = '2026-11-20T23:30:00.000Z';
export const DELIVERY_ID = '6f1d2c3b-0000-4000-8000-000000000001';
export const LAB: DoorSettings = { name: 'lab', defaultSeverity: 'error' };

/** Objects and lists are sent as JSON, texts as they are; `path` may hold a query. */
export function postTo(path: string, body: unknown = '', headers: Record<string, string> = {}): DoorRequest {
  const [place = '/', query = ''] = path.split('?');
  return {
    method: 'POST',
    path: place,
    query,
    headers,
    rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    receivedAt: Temporal.Instant.from(RECEIVED_AT),
    deliveryId: DELIVERY_ID,
  };
}
