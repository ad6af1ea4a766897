/**
 * Once the damage is gone it is watched for a while (R63): an alert that stood behind the incident and fires again is
 * noted at once, and whoever commands is told, also when the time is over. Whether it is back, people say.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { line } from '../platform/wire.ts';
import { byRef, incident } from './incidents.ts';
import { watchOutcomes } from './state-parts.ts';

const reason = z.string().trim().max(2_000).default('');

export const watchIncident = endpoint('POST /api/v1/incidents/{ref}/watch', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Watch for so many minutes from now whether it comes back; longer than before where it is watched already.',
  params: byRef,
  body: z.strictObject({ minutes: z.int().min(5).max(10_080), reason }),
  answer: incident,
  status: 201,
});
export const endWatch = endpoint('POST /api/v1/incidents/{ref}/watch/end', {
  who: 'responder',
  area: 'incidents',
  summary:
    'Say that it held, or that it is back: then it is not mitigated any more, and goes on where it was resolved.',
  params: byRef,
  body: z.strictObject({ outcome: z.enum(watchOutcomes), reason: line(2_000) }),
  answer: incident,
});
