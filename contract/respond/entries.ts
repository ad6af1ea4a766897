/** The log of an incident on the wire (api.md, section 7): lines of a kind, written, settled, corrected, never lost. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf, name } from '../platform/wire.ts';
import { incidentEvent } from './events.ts';
import { byRef, incident, ref } from './incidents.ts';
import { attemptResults, entry, entryDetail, entryKind } from './state.ts';

/** Longer texts belong into the document, or into a file. */
export const longestEntry = 50_000;
export const mostEntries = 20_000;

const text = z.string().trim().min(1).max(longestEntry, `has more than ${longestEntry} characters`);
const byEntry = z.strictObject({ ref, id });
const place = { who: 'responder', area: 'incidents' } as const;

/** What a person says beside the text; what of it belongs to which kind is told where it is decided. */
export const entryParts = entryDetail
  .omit({ evidence: true, aside: true })
  .extend({ person: name.or(z.literal('me')).optional() });
const parts = entryParts.shape;

export const addEntry = endpoint('POST /api/v1/incidents/{ref}/entries', {
  ...place,
  summary: 'Write a line of the log. `at` says when it happened, where that is not now.',
  params: byRef,
  body: z.strictObject({
    kind: entryKind.default('note'),
    text,
    at: instant.optional(),
    /** An address or an id that proves it. */
    evidence: line(2_000).optional(),
    pinned: z.boolean().optional(),
    ...parts,
  }),
  answer: incident,
  status: 201,
});
export const listEntries = endpoint('GET /api/v1/incidents/{ref}/entries', {
  ...place,
  who: 'reader',
  summary:
    'The log by the time at which things happened, the latest first. With `changedAfter`, what changed since.',
  params: byRef,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    cursor: z.string().max(200).optional(),
    kind: entryKind.optional(),
    q: z.string().max(200).optional(),
    pinned: z.enum(['true']).optional(),
    /** As the log was after this event. */
    version: z.coerce.number().int().min(1).optional(),
    /** Only lines that an event after this one added or changed, in the order of their latest changes. */
    changedAfter: z.coerce.number().int().min(0).optional(),
  }),
  answer: listOf(entry),
});
export const changeEntry = endpoint('PATCH /api/v1/incidents/{ref}/entries/{id}', {
  ...place,
  summary: 'Correct a line. What it said before stays in the stream.',
  params: byEntry,
  body: z.strictObject({
    text: text.optional(),
    at: instant.optional(),
    kind: entryKind.optional(),
    ...parts,
  }),
  answer: incident,
});
export const settleEntry = endpoint('POST /api/v1/incidents/{ref}/entries/{id}/settlement', {
  ...place,
  summary: 'Ruled out, confirmed, worked or not, answered, tripped, done: what became of a line.',
  params: byEntry,
  body: z.strictObject({
    state: z.enum(['settled', 'ruled-out', 'confirmed', 'tripped']).default('settled'),
    result: z.enum(attemptResults).optional(),
    text: z.string().trim().max(5_000).default(''),
  }),
  answer: incident,
});
export const reopenEntry = endpoint('POST /api/v1/incidents/{ref}/entries/{id}/reopening', {
  ...place,
  summary: 'It is open again, or was retracted by mistake.',
  params: byEntry,
  body: z.strictObject({ reason: z.string().trim().max(2_000).default('') }),
  answer: incident,
});
export const pinEntry = endpoint('PUT /api/v1/incidents/{ref}/entries/{id}/pin', {
  ...place,
  summary: 'Keep a line in sight, or no longer.',
  params: byEntry,
  body: z.strictObject({ pinned: z.boolean() }),
  answer: incident,
});
export const retractEntry = endpoint('DELETE /api/v1/incidents/{ref}/entries/{id}', {
  ...place,
  summary: 'Take a line back. It is shown as taken back, and stays in the stream.',
  params: byEntry,
  query: z.strictObject({ reason: z.string().trim().max(2_000).default('') }),
  answer: incident,
});
export const addEvidence = endpoint('POST /api/v1/incidents/{ref}/entries/{id}/evidence', {
  ...place,
  summary: 'What speaks for a hypothesis, or against it.',
  params: byEntry,
  body: z.strictObject({ for: z.boolean(), text: line(2_000) }),
  answer: incident,
  status: 201,
});
export const objectToDecision = endpoint('POST /api/v1/incidents/{ref}/entries/{id}/objections', {
  ...place,
  summary: 'A strong objection to a decision that was proposed. Objections are heard, not counted.',
  params: byEntry,
  body: z.strictObject({ text: line(400) }),
  answer: incident,
  status: 201,
});
export const listEntryEvents = endpoint('GET /api/v1/incidents/{ref}/entries/{id}/events', {
  ...place,
  who: 'reader',
  summary: 'All that happened to one line, the oldest first: what it said before, who changed it.',
  params: byEntry,
  answer: z.object({ items: z.array(incidentEvent) }),
});
export const setQuiet = endpoint('PUT /api/v1/incidents/{ref}/quiet', {
  ...place,
  summary: 'Quiet while a long step goes on: the commander writes to the room, everybody else aside.',
  params: byRef,
  body: z.strictObject({ quiet: z.boolean() }),
  answer: incident,
});
