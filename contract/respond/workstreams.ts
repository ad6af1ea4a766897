import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, line, name } from '../platform/wire.ts';
import { incident, ref } from './incidents.ts';

const everyMinutes = z.int().min(5).max(1_440);
const onStream = z.strictObject({ ref, id });

export const openWorkstream = endpoint('POST /api/v1/incidents/{ref}/workstreams', {
  who: 'responder',
  area: 'incidents',
  summary: 'Part the work: a lead who reports at promised times.',
  params: z.strictObject({ ref }),
  body: z.strictObject({ title: line(200), lead: name.optional(), everyMinutes: everyMinutes.optional() }),
  answer: incident,
  status: 201,
});
export const changeWorkstream = endpoint('PATCH /api/v1/incidents/{ref}/workstreams/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Another lead, or another pace of reports.',
  params: onStream,
  body: z.strictObject({
    lead: name.nullable().optional(),
    everyMinutes: everyMinutes.nullable().optional(),
  }),
  answer: incident,
});
export const reportWorkstream = endpoint('POST /api/v1/incidents/{ref}/workstreams/{id}/reports', {
  who: 'responder',
  area: 'incidents',
  summary: 'Condition, actions, needs; and when the next report comes.',
  params: onStream,
  body: z.strictObject({
    condition: line(2_000),
    actions: z.string().max(2_000).default(''),
    needs: z.string().max(2_000).default(''),
    nextInMinutes: everyMinutes.optional(),
  }),
  answer: incident,
  status: 201,
});
export const closeWorkstream = endpoint('POST /api/v1/incidents/{ref}/workstreams/{id}/closing', {
  who: 'responder',
  area: 'incidents',
  summary: 'This part of the work is over.',
  params: onStream,
  body: z.strictObject({ reason: z.string().max(2_000).default('') }),
  answer: incident,
});
