/**
 * Who was told what, when, by which channel, with which result; and who will be, before news are sent (practice.md R14).
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';
import { ref } from '../respond/incidents.ts';
import { audience } from '../respond/settings.ts';
import { tellingState } from './lists.ts';

export const sendingActs = ['published', 'retracted', 'corrected'] as const;

const counts = z.object({ waiting: z.int(), sent: z.int(), failed: z.int(), withheld: z.int() });

/** One fan-out: news that went out, were taken back, or put right. */
export const sending = z.object({
  id,
  /** The id of the news. */
  update: id,
  audience,
  act: z.enum(sendingActs),
  at: instant,
  /** False while it is still being worked out who is told. */
  resolved: z.boolean(),
  counts,
});
export type Sending = z.infer<typeof sending>;

export const telling = z.object({
  id,
  kind: z.string(),
  /** A person's name, or the part of an address that is shown. */
  label: z.string(),
  /** Why they were told: by which list, as which team, or because they follow something. */
  why: z.string(),
  state: tellingState,
  reason: z.string(),
  at: instant,
});
export type Telling = z.infer<typeof telling>;

/** A team whose services depend on what is affected, and that no list of this audience reaches as a whole. */
export const proposal = z.object({
  team: z.string(),
  people: z.int(),
  /** Each service of theirs with the affected one that it depends on. */
  because: z.array(z.object({ service: z.string(), on: z.string() })),
});
export const recipients = z.object({
  audience,
  lists: z.array(z.object({ id, name: z.string(), members: z.int() })),
  /** Teams that were added for this incident. */
  teams: z.array(z.object({ team: z.string(), people: z.int(), by: line(64) })),
  followers: z.int(),
  /** How many are told, each once. */
  total: z.int(),
  proposed: z.array(proposal),
});
export type Recipients = z.infer<typeof recipients>;

const ofAudience = z.strictObject({ ref, audience });
const ofTeam = z.strictObject({ ref, audience, team: name });

export const listSendings = endpoint('GET /api/v1/incidents/{ref}/sendings', {
  who: 'reader',
  area: 'incidents',
  summary: 'What was sent of an incident, with how many it reached; newest first.',
  params: z.strictObject({ ref }),
  answer: z.object({ items: z.array(sending) }),
});
export const listTellings = endpoint('GET /api/v1/incidents/{ref}/sendings/{id}/tellings', {
  who: 'reader',
  area: 'incidents',
  summary: 'Everybody who was told, with the result; those who were not reached first.',
  params: z.strictObject({ ref, id }),
  query: z.strictObject(listQuery),
  answer: listOf(telling),
});
export const getRecipients = endpoint('GET /api/v1/incidents/{ref}/recipients/{audience}', {
  who: 'reader',
  area: 'incidents',
  summary: 'Who is told when news go out to this audience now, and which teams might be added.',
  params: ofAudience,
  answer: recipients,
});
export const addRecipientTeam = endpoint('PUT /api/v1/incidents/{ref}/recipients/{audience}/teams/{team}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Tell this team as well, as long as the incident goes on.',
  params: ofTeam,
  answer: recipients,
});
export const removeRecipientTeam = endpoint(
  'DELETE /api/v1/incidents/{ref}/recipients/{audience}/teams/{team}',
  {
    who: 'responder',
    area: 'incidents',
    summary: 'Do not tell this team as well any more.',
    params: ofTeam,
  },
);
