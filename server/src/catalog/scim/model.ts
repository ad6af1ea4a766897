/**
 * SCIM 2.0 (RFC 7643, RFC 7644): a directory tells us who works here. A user of the directory is one person here, known
 * by an id of ours; `userName` and `externalId` are the directory's. What a directory deletes or switches off is
 * deactivated, never deleted: the past names it.
 */
import { z } from 'zod';

export const schemaUrns = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  configuration: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
} as const;

/** The keywords of RFC 7644, table 9, that we have a use for. */
export type ScimType =
  | 'invalidFilter'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';

/** An expected no, in SCIM's own form. */
export class ScimRefusal extends Error {
  readonly status: number;
  readonly scimType: ScimType | null;
  constructor(status: number, detail: string, scimType: ScimType | null = null) {
    super(detail);
    this.name = 'ScimRefusal';
    this.status = status;
    this.scimType = scimType;
  }
}

export function errorBody(status: number, detail: string, scimType: ScimType | null): object {
  return { schemas: [schemaUrns.error], status: String(status), ...(scimType ? { scimType } : {}), detail };
}

/** What of a user of the directory is kept. */
export interface ScimUser {
  userName: string;
  externalId: string | null;
  fullName: string;
  givenName: string | null;
  familyName: string | null;
  email: string;
  timeZone: string | null;
  isActive: boolean;
}

export interface ScimGroup {
  displayName: string;
  externalId: string | null;
  /** Ids of users. */
  members: string[];
}

/** Some directories send booleans as text, in any letters. */
const flag = z.union([
  z.boolean(),
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false']))
    .transform((text) => text === 'true'),
]);
const text = (max: number) => z.string().trim().max(max);
const optional = (max: number) => text(max).nullish();

const emails = z
  .array(z.object({ value: text(254), primary: flag.optional(), type: z.string().nullish() }))
  .max(20);

/** Attributes that we do not keep are passed over: a directory sends what it has. */
const userBody = z.object({
  userName: text(254).min(1),
  externalId: optional(255),
  displayName: optional(200),
  name: z.object({ formatted: optional(200), givenName: optional(100), familyName: optional(100) }).nullish(),
  emails: emails.nullish(),
  timezone: optional(64),
  active: flag.default(true),
});

const groupBody = z.object({
  displayName: text(200).min(1),
  externalId: optional(255),
  members: z
    .array(z.object({ value: text(64).min(1) }))
    .max(20_000)
    .nullish(),
});

const address = z.email().max(254);

/** Reads a user as POST and PUT send it. Throws ScimRefusal with what is wrong. */
export function readUser(body: unknown): ScimUser {
  const given = parsed(userBody, body);
  const listed = given.emails ?? [];
  const email = (listed.find((one) => one.primary === true) ?? listed[0])?.value ?? given.userName;
  if (!address.safeParse(email).success)
    throw new ScimRefusal(
      400,
      'A user needs an e-mail address, in "emails" or as "userName".',
      'invalidValue',
    );
  const { givenName, familyName, formatted } = given.name ?? {};
  const fullName =
    given.displayName || formatted || [givenName, familyName].filter(Boolean).join(' ') || given.userName;
  return {
    userName: given.userName,
    externalId: given.externalId || null,
    fullName,
    givenName: givenName || null,
    familyName: familyName || null,
    email,
    timeZone: given.timezone || null,
    isActive: given.active,
  };
}

export function readGroup(body: unknown): ScimGroup {
  const given = parsed(groupBody, body);
  return {
    displayName: given.displayName,
    externalId: given.externalId || null,
    members: [...new Set((given.members ?? []).map((member) => member.value))],
  };
}

export function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ScimRefusal(
    400,
    `"${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'is not right'}`,
    'invalidValue',
  );
}

/** A user as stored, with what only we know of it. */
export interface StoredUser extends ScimUser {
  id: string;
  person: string;
  groups: { value: string; display: string }[];
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
}

export interface StoredGroup {
  id: string;
  displayName: string;
  externalId: string | null;
  /** Null: they were not asked for. */
  members: { value: string; display: string }[] | null;
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
}

/** `root` is the address of /scim/v2. */
export function userResource(user: StoredUser, root: string): object {
  const { givenName, familyName, fullName } = user;
  return {
    schemas: [schemaUrns.user],
    id: user.id,
    ...(user.externalId === null ? {} : { externalId: user.externalId }),
    userName: user.userName,
    displayName: fullName,
    name: { formatted: fullName, ...(givenName ? { givenName } : {}), ...(familyName ? { familyName } : {}) },
    emails: [{ value: user.email, type: 'work', primary: true }],
    ...(user.timeZone === null ? {} : { timezone: user.timeZone }),
    active: user.isActive,
    groups: user.groups,
    meta: metaOf(user, 'User', `${root}/Users/${user.id}`),
  };
}

export function groupResource(group: StoredGroup, root: string): object {
  return {
    schemas: [schemaUrns.group],
    id: group.id,
    ...(group.externalId === null ? {} : { externalId: group.externalId }),
    displayName: group.displayName,
    ...(group.members === null ? {} : { members: group.members }),
    meta: metaOf(group, 'Group', `${root}/Groups/${group.id}`),
  };
}

function metaOf(
  { createdAt, changedAt }: { createdAt: Temporal.Instant; changedAt: Temporal.Instant },
  resourceType: string,
  location: string,
): object {
  return { resourceType, created: createdAt.toString(), lastModified: changedAt.toString(), location };
}

export function listBody(
  items: object[],
  { total, startIndex }: { total: number; startIndex: number },
): object {
  return {
    schemas: [schemaUrns.list],
    totalResults: total,
    startIndex,
    itemsPerPage: items.length,
    Resources: items,
  };
}

const mostItems = 200;

/** RFC 7644, 3.4.2.4: the first is 1; what is below counts as the least, what is above is cut. */
export function readPaging(query: URLSearchParams): { startIndex: number; count: number } {
  return {
    startIndex: Math.max(1, numberIn(query.get('startIndex'), 1)),
    count: Math.min(mostItems, Math.max(0, numberIn(query.get('count'), 100))),
  };
}

function numberIn(given: string | null, otherwise: number): number {
  if (given === null || given === '') return otherwise;
  if (!/^-?\d{1,9}$/.test(given))
    throw new ScimRefusal(400, 'startIndex and count are whole numbers.', 'invalidValue');
  return Number(given);
}
