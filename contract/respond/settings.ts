/**
 * How a company responds: its severities, statuses, roles, kinds of incident. One document, changed by administrators;
 * what an incident needs of it is copied into the incident's own stream, so that a change today moves no clock of
 * yesterday (practice.md 6.3, 6.4).
 */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { line, name } from '../platform/wire.ts';

/** Who is told about an incident; each has promised times of its own. */
export const audiences = [
  'responders',
  'staff',
  'executives',
  'customers',
  'partners',
  'regulators',
] as const;
export const audience = z.enum(audiences);
export type Audience = z.infer<typeof audience>;

/** Those who read it know nothing of the company's inside. */
export function isOutside(one: Audience): boolean {
  return one === 'customers' || one === 'partners' || one === 'regulators';
}

/** What statuses mean to machines; people name the statuses inside them. */
export const categories = [
  'triage',
  'active',
  'post-incident',
  'closed',
  'paused',
  'cancelled',
  'merged',
] as const;
export const category = z.enum(categories);
export type Category = z.infer<typeof category>;

/** The response is over, and learning begins. What was cancelled or merged was never resolved. */
export function isResolved(one: Category): boolean {
  return one === 'post-incident' || one === 'closed';
}

export const status = z.strictObject({
  name,
  label: line(60),
  category,
  meaning: line(300).optional(),
  /** What has to hold before it is left for the next one (R1). */
  exit: line(300).optional(),
});
export type Status = z.infer<typeof status>;

export const roleDefinition = z.strictObject({
  name,
  label: line(60),
  /** Whether several people may hold it at once. Command never. */
  many: z.boolean(),
  /** To whom it reports; what nobody holds is the commander's. */
  reportsTo: name.nullable(),
  duty: line(300),
});
export type RoleDefinition = z.infer<typeof roleDefinition>;

/** Minutes until the first news and between later ones; null where news come on change or on request only. */
export const cadence = z.strictObject({
  first: z.int().min(1).max(1_440).nullable(),
  next: z.int().min(1).max(1_440).nullable(),
  /** Between the first and the second, which tells how far it reaches; as later ones where it is left out. */
  second: z.int().min(1).max(1_440).optional(),
  /** Fewer and fuller once it is long (P36): so many minutes after declaring, in place of `next`. */
  later: z.strictObject({ after: z.int().min(1).max(10_080), every: z.int().min(1).max(1_440) }).optional(),
});
export type Cadence = z.infer<typeof cadence>;

/** Who says yes to news before they go out: whoever commands, or anybody else than who wrote them. */
export const approvals = ['commander', 'second'] as const;
export const approval = z.enum(approvals);
export type Approval = z.infer<typeof approval>;

/** When a text begins as this one: with the first news, with later ones, with those that end it. */
export const moments = ['first', 'later', 'closing'] as const;
export const template = z.strictObject({
  audience,
  moment: z.enum(moments),
  /** What the record tells stands between braces, and what somebody fills in. */
  text: z.string().trim().min(1).max(5_000),
});
export type Template = z.infer<typeof template>;

/** What may have to be there before an incident is closed (R65). */
export const closingNeeds = [
  'fields',
  'tasks',
  'stop-gaps',
  'obligations',
  'notice',
  'retrospective',
] as const;
export type ClosingNeed = (typeof closingNeeds)[number];

export const severityRule = z.strictObject({
  name,
  label: line(60),
  /** The higher, the worse. */
  rank: z.int().min(0).max(100),
  meaning: line(300),
  /** Whether it may wake people. */
  wakes: z.boolean(),
  rolesRequired: z.array(name).max(20),
  cadence: z.partialRecord(audience, cadence),
  /** Whose yes news need; audiences that are left out are told at once. */
  approval: z.partialRecord(audience, approval).optional(),
  mayLower: z.enum(['responder', 'commander', 'admin']),
  retrospective: z.enum(['none', 'suggested', 'required']),
  publicNotice: z.boolean(),
  /** Minutes without an entry, a decision or a task after which the log is silent. */
  silentAfter: z.int().min(1).max(1_440),
  /** Minutes after declaring by which the impact is stated, be it "unknown, checking". */
  impactWithin: z.int().min(1).max(1_440),
  /** Minutes until the plan is looked at again. */
  replanEvery: z.int().min(5).max(1_440),
  /** Minutes for which it is watched once the damage is gone; an hour where nothing is said. */
  watchMinutes: z.int().min(5).max(10_080).optional(),
  /** What has to be there before it is closed; all of it where nothing is said. */
  closing: z.array(z.enum(closingNeeds)).max(closingNeeds.length).optional(),
  /** Whether two are paged as soon as it is declared: one to command, one to tell the others (R71). */
  pagesPair: z.boolean().optional(),
});
export type SeverityRule = z.infer<typeof severityRule>;

/** Minutes for which it is watched where a severity says nothing of it. */
export const usualWatch = 60;

/** A kind of incident: what is filled in for whoever declares one. */
export const incidentType = z.strictObject({
  name,
  label: line(60),
  severity: name.nullable(),
  private: z.boolean(),
  roles: z.array(name).max(20),
  /** The headings and questions of the document, as Markdown. */
  document: z.string().max(20_000),
  tasks: z.array(line(300)).max(50),
  fields: z.array(z.strictObject({ name, label: line(60), required: z.boolean() })).max(30),
});
export type IncidentType = z.infer<typeof incidentType>;

export const respondSettings = z.strictObject({
  severities: z.array(severityRule).min(1).max(20),
  statuses: z.array(status).min(1).max(40),
  roles: z.array(roleDefinition).min(1).max(40),
  types: z.array(incidentType).min(1).max(40),
  /** Where responders meet: addresses with `{ref}`; null where none is wanted. */
  callAddress: z.string().max(500).nullable(),
  /** Where they meet when the first one does not work (R72). */
  fallbackCallAddress: z.string().max(500).nullable().optional(),
  chatAddress: z.string().max(500).nullable(),
  /** The escalation policy that is paged when nobody commands. */
  commandPolicy: name.nullable(),
  /** The one that is paged for whoever tells the others, where a severity pages a pair. */
  communicationsPolicy: name.nullable().optional(),
  /** Minutes after which relief is proposed (R44). */
  commandMinutes: z.int().min(30).max(1_440),
  anyRoleMinutes: z.int().min(30).max(1_440),
  /** Minutes between check-ins; null switches them off (R82). */
  checkInMinutes: z.int().min(15).max(1_440).nullable(),
  /**
   * Minutes after which news that are overdue and made from a template go out without the yes that they wait for
   * (practice.md 6.2); never where it is null or left out.
   */
  unapprovedAfter: z.int().min(1).max(240).nullable().optional(),
  /** The company's own beginnings of news, in place of those that Muster brings. */
  templates: z.array(template).max(18).optional(),
});
export type RespondSettings = z.infer<typeof respondSettings>;

/** Which one it is: of the next change it says what that is meant for, here or as `If-Match`. */
export const storedSettings = respondSettings.extend({ version: z.string() });
export type StoredSettings = z.infer<typeof storedSettings>;

export const getRespondSettings = endpoint('GET /api/v1/respond/settings', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'Severities, statuses, roles and kinds of incident, and what each implies.',
  answer: storedSettings,
});
export const putRespondSettings = endpoint('PUT /api/v1/respond/settings', {
  who: 'admin',
  area: 'incidents',
  summary:
    'Change severities, statuses, roles and kinds of incident. Incidents that run keep what they began with.',
  body: respondSettings.extend({ version: z.string().max(20).optional() }),
  answer: storedSettings,
});
