/**
 * Who sees a private incident. For everybody else it does not exist, administrators and auditors included; an
 * administrator gets in by an act of their own that is on record and told to those inside (security check 27).
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { line, name } from '../platform/wire.ts';
import { byRef, incident, ref } from './incidents.ts';

const reason = line(2_000);

export const addMember = endpoint('POST /api/v1/incidents/{ref}/members', {
  who: 'responder',
  area: 'incidents',
  summary: 'Let somebody see a private incident.',
  params: byRef,
  body: z.strictObject({ person: name, reason }),
  answer: incident,
  status: 201,
});
export const removeMember = endpoint('DELETE /api/v1/incidents/{ref}/members/{person}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Let somebody see a private incident no longer. Whoever holds a role hands it over first.',
  params: z.strictObject({ ref, person: name }),
  query: z.strictObject({ reason }),
  status: 204,
});
export const setPrivacy = endpoint('PUT /api/v1/incidents/{ref}/privacy', {
  who: 'responder',
  area: 'incidents',
  summary: 'Make an incident private, so that only its people know of it, or show it to everybody.',
  params: byRef,
  body: z.strictObject({ private: z.boolean(), reason }),
  answer: incident,
});
export const knock = endpoint('POST /api/v1/incidents/{ref}/knock', {
  who: 'signedIn',
  area: 'incidents',
  summary:
    'Ask the people of a private incident to be let in. The answer is the same whether there is one or not.',
  params: byRef,
  status: 204,
});
export const enterIncident = endpoint('POST /api/v1/incidents/{ref}/entrance', {
  who: 'admin',
  area: 'incidents',
  summary: 'Let oneself into a private incident, which is on record and told to its people.',
  fresh: true,
  params: byRef,
  /** It stands in the audit log, too, which others read: it should not tell what the incident is about. */
  body: z.strictObject({ reason }),
  answer: incident,
});
