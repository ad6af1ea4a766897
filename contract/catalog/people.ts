import { z } from 'zod';
import { access, endpoint } from '../platform/endpoint.ts';
import { byName, instant, line, listOf, listQuery } from '../platform/wire.ts';
import { editing } from './editing.ts';

export const person = z.object({
  name: z.string(),
  fullName: z.string(),
  email: z.string(),
  timeZone: z.string(),
  access,
  teams: z.array(z.string()),
  /** False for somebody who has left: known because the past names them, not let in, not called. */
  active: z.boolean(),
});
export type Person = z.infer<typeof person>;

/** Why something is done to an account; it stands in the audit log. */
export const reason = line(500);

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
export const deactivatePerson = endpoint('POST /api/v1/people/{name}/deactivation', {
  who: 'admin',
  area: 'people',
  summary: 'Somebody has left: ends sessions, tokens and links, stops being called, flags the rota slots.',
  params: byName,
  body: z.strictObject({ reason }),
  answer: person,
});
export const reactivatePerson = endpoint('POST /api/v1/people/{name}/reactivation', {
  who: 'admin',
  area: 'people',
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
