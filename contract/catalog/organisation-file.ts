import { z } from 'zod';
import { integrationBody } from '../detect/integrations.ts';
import { routeSchema } from '../detect/routes.ts';
import { contactItem, ruleLists } from '../oncall/contacts.ts';
import { policySchema, scheduleSchema, servicePagingSchema, timeZoneSchema } from '../oncall/definition.ts';
import { access } from '../platform/endpoint.ts';
import { line, name } from '../platform/wire.ts';
import { email } from './session.ts';

const names = z.array(name).max(1_000);

export const personItem = z.strictObject({
  name,
  fullName: line(200),
  email,
  timeZone: timeZoneSchema.default('UTC'),
  access: access.default('responder'),
  contacts: z.array(contactItem).max(20).optional(),
  rules: ruleLists.optional(),
});

export const teamItem = z.strictObject({ name, members: names.default([]) });

export const serviceItem = z.strictObject({
  name,
  team: name.optional(),
  tier: z.int().min(1).max(9).optional(),
  dependsOn: names.optional(),
  ...servicePagingSchema.partial().shape,
});

export const scheduleFileItem = scheduleSchema.safeExtend({ name });
export const policyFileItem = policySchema.safeExtend({ name });

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
});
export type OrganisationFile = z.output<typeof organisationFile>;
export type OrganisationKind = Exclude<keyof OrganisationFile, 'muster'>;
