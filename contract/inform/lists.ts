/**
 * Audience lists: who is told when news go out to an audience (practice.md R5, R41). A list holds people, teams and
 * outside addresses; it may be for some services, for what some teams own, and for a severity or worse only. Addresses
 * are written once: afterwards they are shown in part, and webhook addresses by where they live alone.
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, listOf, listQuery, name } from '../platform/wire.ts';
import { audience } from '../respond/settings.ts';

/** `msteams` is an incoming address of Microsoft Teams; `team` one of our own. */
export const memberKinds = ['person', 'team', 'mail', 'webhook', 'slack', 'msteams', 'sms'] as const;
export type MemberKind = (typeof memberKinds)[number];

const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);

export const newMember = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), name }),
  z.strictObject({ kind: z.literal('team'), name }),
  z.strictObject({ kind: z.literal('mail'), to: z.email().max(254) }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: httpUrl,
    /** Signs what is sent. */
    secret: z.string().min(8).max(200).optional(),
    label: line(80).optional(),
  }),
  z.strictObject({ kind: z.literal('slack'), url: httpUrl, label: line(80).optional() }),
  z.strictObject({ kind: z.literal('msteams'), url: httpUrl, label: line(80).optional() }),
  z.strictObject({
    kind: z.literal('sms'),
    to: z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'a phone number is written +34600111222'),
  }),
]);
export type NewMember = z.output<typeof newMember>;

/** What became of something that went to somebody. */
export const tellingStates = ['waiting', 'sent', 'failed', 'withheld'] as const;
export const tellingState = z.enum(tellingStates);

export const listMember = z.object({
  id,
  kind: z.enum(memberKinds),
  /** For people to recognise; never a whole address. Of a person or team the name. */
  label: z.string(),
  /** The last test that was sent there. */
  test: z.object({ at: instant, state: tellingState, reason: z.string() }).nullable(),
});
export type ListMember = z.infer<typeof listMember>;

const rules = {
  name: line(80),
  audience,
  /** For incidents of any of these; for all where none is named. */
  services: z.array(name).max(50),
  /** For incidents of services that one of these owns. */
  teams: z.array(name).max(50),
  /** This severity or worse; null for any. */
  severity: name.nullable(),
};
export const listBody = z.strictObject({
  ...rules,
  services: rules.services.default([]),
  teams: rules.teams.default([]),
  severity: rules.severity.default(null),
});
/** A new one, at once with its first members. */
export const newList = listBody.extend({ members: z.array(newMember).max(500).default([]) });
export const audienceList = z.object({ id, ...rules, members: z.int() });
export type AudienceList = z.infer<typeof audienceList>;

const byId = z.strictObject({ id });
const byMember = z.strictObject({ id, member: id });

export const listAudienceLists = endpoint('GET /api/v1/audience-lists', {
  who: 'reader',
  area: 'incidents',
  summary: 'The audience lists, by audience and name.',
  answer: z.object({ items: z.array(audienceList) }),
});
export const createAudienceList = endpoint('POST /api/v1/audience-lists', {
  who: 'admin',
  area: 'incidents',
  summary: 'Make an audience list.',
  body: newList,
  answer: audienceList,
  status: 201,
});
export const putAudienceList = endpoint('PUT /api/v1/audience-lists/{id}', {
  who: 'admin',
  area: 'incidents',
  summary: 'Change for which news a list is; its members stay.',
  params: byId,
  body: listBody,
  answer: audienceList,
});
export const deleteAudienceList = endpoint('DELETE /api/v1/audience-lists/{id}', {
  who: 'admin',
  area: 'incidents',
  summary: 'Delete a list with its members. What they were told stays on record.',
  params: byId,
});
export const listListMembers = endpoint('GET /api/v1/audience-lists/{id}/members', {
  who: 'reader',
  area: 'incidents',
  summary: 'The members of a list, in the order in which they were added.',
  params: byId,
  query: z.strictObject(listQuery),
  answer: listOf(listMember),
});
export const addListMembers = endpoint('POST /api/v1/audience-lists/{id}/members', {
  who: 'admin',
  area: 'incidents',
  summary: 'Add members. Who is on the list already stays on it once.',
  params: byId,
  body: z.strictObject({ members: z.array(newMember).min(1).max(500) }),
  answer: z.object({ added: z.int(), list: audienceList }),
  status: 201,
});
export const deleteListMember = endpoint('DELETE /api/v1/audience-lists/{id}/members/{member}', {
  who: 'admin',
  area: 'incidents',
  summary: 'Take somebody off a list.',
  params: byMember,
});
export const testListMember = endpoint('POST /api/v1/audience-lists/{id}/members/{member}/test', {
  who: 'admin',
  area: 'incidents',
  summary: 'Send this member a test, which says that it is one. The result stands beside the member.',
  params: byMember,
  status: 202,
});
