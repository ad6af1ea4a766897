import { z } from 'zod';
import { timeZoneSchema } from '../oncall/definition.ts';
import { access, endpoint } from '../platform/endpoint.ts';
import { byName, instant, line, listOf, listQuery, name } from '../platform/wire.ts';
import { editing } from './editing.ts';
import { email } from './session.ts';

export const person = z.object({
  name: z.string(),
  fullName: z.string(),
  email: z.string(),
  timeZone: z.string(),
  access,
  teams: z.array(z.string()),
  /** False for somebody who has left: known because the past names them, not let in, not called. */
  active: z.boolean(),
  /** How the account is used; null for whoever may not know. */
  account: z
    .object({
      /** `new`: made by a file, and nobody has come in yet. */
      state: z.enum(['new', 'invited', 'active', 'deactivated']),
      lastSeenAt: instant.nullable(),
      /** Until when the invitation holds, also when that is over; null when there is none. */
      invitedUntil: instant.nullable(),
      hasSecondFactor: z.boolean(),
      sessions: z.int(),
    })
    .nullable(),
});
export type Person = z.infer<typeof person>;

/** Why something is done to an account; it stands in the audit log. */
export const reason = line(500);

export const invitation = z.object({
  person: z.string(),
  /**
   * Where the letter went; null where mail is not set up, and then the link is here, once, to be handed over. A token
   * that is limited to scopes gets neither: the link opens an account.
   */
  mailedTo: z.string().nullable(),
  url: z.string().nullable(),
  expiresAt: instant,
});
export type Invitation = z.infer<typeof invitation>;

const teams = z.array(name).max(100);

export const team = z.object({
  name: z.string(),
  members: z.array(z.string()),
  services: z.array(z.string()),
  editing,
  version: z.string(),
});

export const service = z.object({
  name: z.string(),
  team: z.string().nullable(),
  policy: z.string().nullable(),
  tier: z.number().int().nullable(),
  dependsOn: z.array(z.string()),
  dependents: z.array(z.string()),
  createdAt: instant,
  version: z.string(),
});
export type Service = z.infer<typeof service>;

export const listPeople = endpoint('GET /api/v1/people', {
  who: 'signedIn',
  area: 'people',
  summary: 'People, by name.',
  query: z.strictObject({ ...listQuery, q: z.string().max(200).optional() }),
  answer: listOf(person),
});
export const getPerson = endpoint('GET /api/v1/people/{name}', {
  who: 'signedIn',
  area: 'people',
  summary: 'One person.',
  params: byName,
  answer: person,
});
export const invitePerson = endpoint('POST /api/v1/people', {
  who: 'admin',
  area: 'people',
  fresh: true,
  summary: 'Make an account and invite its person, by a letter or by a one-time link; it holds for 72 hours.',
  body: z.strictObject({
    name,
    fullName: line(200),
    email,
    timeZone: timeZoneSchema.default('UTC'),
    access: access.default('responder'),
    teams: teams.default([]),
  }),
  answer: invitation,
  status: 201,
});
export const inviteAgain = endpoint('POST /api/v1/people/{name}/invitation', {
  who: 'admin',
  area: 'people',
  fresh: true,
  summary: 'Invite somebody anew who has not come in yet; the link of before opens nothing any more.',
  params: byName,
  answer: invitation,
  status: 201,
});
export const changePerson = endpoint('PATCH /api/v1/people/{name}', {
  who: 'admin',
  area: 'people',
  fresh: true,
  summary: 'Change what somebody is called, where they are reached, what they may do, and their teams.',
  params: byName,
  body: z.strictObject({
    fullName: line(200).optional(),
    email: email.optional(),
    timeZone: timeZoneSchema.optional(),
    access: access.optional(),
    teams: teams.optional(),
    reason,
  }),
  answer: person,
});
export const changeMe = endpoint('PATCH /api/v1/me', {
  who: 'signedIn',
  area: 'people',
  summary: 'Change my own full name and time zone.',
  body: z.strictObject({ fullName: line(200).optional(), timeZone: timeZoneSchema.optional() }),
  answer: person,
});
export const endSessionsOf = endpoint('DELETE /api/v1/people/{name}/sessions', {
  who: 'admin',
  area: 'people',
  fresh: true,
  summary: 'Sign somebody out everywhere: all their sessions, and the browsers that they called their own.',
  params: byName,
});
export const deactivatePerson = endpoint('POST /api/v1/people/{name}/deactivation', {
  who: 'admin',
  area: 'people',
  fresh: true,
  summary: 'Somebody has left: ends sessions, tokens and links, stops being called, flags the rota slots.',
  params: byName,
  body: z.strictObject({ reason }),
  answer: person,
});
export const reactivatePerson = endpoint('POST /api/v1/people/{name}/reactivation', {
  who: 'admin',
  area: 'people',
  fresh: true,
  summary: 'Let somebody back in who had left, with the access that they had; they sign in anew.',
  params: byName,
  body: z.strictObject({ reason }),
  answer: person,
});
export const listTeams = endpoint('GET /api/v1/teams', {
  who: 'signedIn',
  area: 'teams',
  summary: 'Teams with their members and services.',
  query: z.strictObject(listQuery),
  answer: listOf(team),
});
export const listServices = endpoint('GET /api/v1/services', {
  who: 'signedIn',
  area: 'services',
  summary: 'Services, their owners and what they depend on.',
  query: z.strictObject({ ...listQuery, q: z.string().max(200).optional() }),
  answer: listOf(service),
});
export const getService = endpoint('GET /api/v1/services/{name}', {
  who: 'signedIn',
  area: 'services',
  summary: 'One service.',
  params: byName,
  answer: service,
});
