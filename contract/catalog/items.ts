import { z } from 'zod';
import { integrationBody } from '../detect/integrations.ts';
import { endpoint } from '../platform/endpoint.ts';
import { byName } from '../platform/wire.ts';
import { policyBody, scheduleBody, serviceItem, teamItem } from './organisation-file.ts';

/** What became of the one thing; `version` is for the next change's `If-Match`. */
export const saved = z.object({
  name: z.string(),
  change: z.enum(['create', 'update', 'none']),
  /** The members that differ, of a thing that was there before. */
  fields: z.array(z.string()),
  version: z.string(),
});
export type Saved = z.infer<typeof saved>;

/**
 * One thing of the organisation file by itself, in the file's form without its name. Whoever may edit it is said by
 * the team that it belongs to. With the header `If-Match` a version that is not the stored one any more is refused.
 */
export const putTeam = endpoint('PUT /api/v1/teams/{name}', {
  who: 'admin',
  area: 'teams',
  // Members decide who changes what: the same as changing the teams of a person.
  fresh: true,
  summary: 'Make a team, or change its members and who edits what belongs to it.',
  params: byName,
  body: teamItem.omit({ name: true }),
  answer: saved,
});
export const putSchedule = endpoint('PUT /api/v1/schedules/{name}', {
  who: 'responder',
  area: 'schedules',
  summary: 'Make a schedule, or replace its definition; overrides that people made stay.',
  params: byName,
  body: scheduleBody,
  answer: saved,
});
export const deleteSchedule = endpoint('DELETE /api/v1/schedules/{name}', {
  who: 'responder',
  area: 'schedules',
  summary: 'Delete a schedule that no policy uses.',
  params: byName,
});
export const putPolicy = endpoint('PUT /api/v1/policies/{name}', {
  who: 'responder',
  area: 'policies',
  summary:
    'Make an escalation policy, or replace its definition; pages that run keep the one they began with.',
  params: byName,
  body: policyBody,
  answer: saved,
});
export const deletePolicy = endpoint('DELETE /api/v1/policies/{name}', {
  who: 'responder',
  area: 'policies',
  summary: 'Delete an escalation policy that no service uses.',
  params: byName,
});
export const putService = endpoint('PUT /api/v1/services/{name}', {
  who: 'responder',
  area: 'services',
  summary: 'Make a service, or replace its settings.',
  params: byName,
  body: serviceItem.omit({ name: true }),
  answer: saved,
});
export const deleteService = endpoint('DELETE /api/v1/services/{name}', {
  who: 'responder',
  area: 'services',
  summary: 'Delete a service that no integration and no route uses.',
  params: byName,
});
export const putIntegration = endpoint('PUT /api/v1/integrations/{name}', {
  who: 'responder',
  area: 'integrations',
  summary: 'Change an integration; its key stays.',
  params: byName,
  body: integrationBody.omit({ name: true, key: true }),
  answer: saved,
});
