import { z } from 'zod';
import { access, endpoint } from '../platform/endpoint.ts';
import { byName, instant, listOf, listQuery } from '../platform/wire.ts';

export const person = z.object({
  name: z.string(),
  fullName: z.string(),
  email: z.string(),
  timeZone: z.string(),
  access,
  teams: z.array(z.string()),
});
export type Person = z.infer<typeof person>;

export const team = z.object({
  name: z.string(),
  members: z.array(z.string()),
  services: z.array(z.string()),
});

export const service = z.object({
  name: z.string(),
  team: z.string().nullable(),
  policy: z.string().nullable(),
  tier: z.number().int().nullable(),
  dependsOn: z.array(z.string()),
  dependents: z.array(z.string()),
  createdAt: instant,
});
export type Service = z.infer<typeof service>;

export const listPeople = endpoint('GET /api/v1/people', {
  who: 'signedIn',
  summary: 'People, by name.',
  query: z.strictObject({ ...listQuery, q: z.string().max(200).optional() }),
  answer: listOf(person),
});
export const getPerson = endpoint('GET /api/v1/people/{name}', {
  who: 'signedIn',
  summary: 'One person.',
  params: byName,
  answer: person,
});
export const listTeams = endpoint('GET /api/v1/teams', {
  who: 'signedIn',
  summary: 'Teams with their members and services.',
  query: z.strictObject(listQuery),
  answer: listOf(team),
});
export const listServices = endpoint('GET /api/v1/services', {
  who: 'signedIn',
  summary: 'Services, their owners and what they depend on.',
  query: z.strictObject({ ...listQuery, q: z.string().max(200).optional() }),
  answer: listOf(service),
});
export const getService = endpoint('GET /api/v1/services/{name}', {
  who: 'signedIn',
  summary: 'One service.',
  params: byName,
  answer: service,
});
