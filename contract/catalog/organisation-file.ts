import { z } from 'zod';
import { integrationBody } from '../detect/integrations.ts';
import { routeSchema } from '../detect/routes.ts';
import { statusPageItem } from '../inform/status-page-item.ts';
import { contactItem, ruleLists } from '../oncall/contacts.ts';
import { policySchema, scheduleSchema, servicePagingSchema, timeZoneSchema } from '../oncall/definition.ts';
import { access } from '../platform/endpoint.ts';
import { line, name } from '../platform/wire.ts';
import { editing } from './editing.ts';
import { email } from './session.ts';

const names = z.array(name).max(1_000);

export const personItem = z.strictObject({
  name,
  fullName: line(200),
  email,
  timeZone: timeZoneSchema.default('UTC'),
  access: access.default('responder'),
  /** False: has left. Absent: as it is; a person who is new is let in. */
  active: z.boolean().optional(),
  contacts: z.array(contactItem).max(20).optional(),
  rules: ruleLists.optional(),
});

export const teamItem = z.strictObject({
  name,
  members: names.default([]),
  /** Who changes what belongs to the team; its members where it is left out. */
  editing: editing.optional(),
});

export const serviceItem = z.strictObject({
  name,
  team: name.optional(),
  tier: z.int().min(1).max(9).optional(),
  dependsOn: names.optional(),
  ...servicePagingSchema.partial().shape,
});

/** A schedule and a policy may belong to a team, whose members change them. */
const ownedBy = { team: name.optional() };
export const scheduleBody = scheduleSchema.safeExtend(ownedBy);
export const policyBody = policySchema.safeExtend(ownedBy);
export const scheduleFileItem = scheduleBody.safeExtend({ name });
export const policyFileItem = policyBody.safeExtend({ name });

/** The organisation file (api.md, section 3). A kind that is absent is left alone. */
export const organisationFile = z.strictObject({
  muster: z.literal(1),
  people: z.array(personItem).max(10_000).optional(),
  teams: z.array(teamItem).max(2_000).optional(),
  schedules: z.array(scheduleFileItem).max(10_000).optional(),
  policies: z.array(policyFileItem).max(10_000).optional(),
  services: z.array(serviceItem).max(10_000).optional(),
  integrations: z.array(integrationBody).max(2_000).optional(),
  routes: z.array(routeSchema).max(1_000).optional(),
  statusPages: z.array(statusPageItem).max(200).optional(),
});
export type OrganisationFile = z.output<typeof organisationFile>;
export type OrganisationKind = Exclude<keyof OrganisationFile, 'muster'>;
