/**
 * PATCH (RFC 7644, 3.5.2) as directories really send it: operations in any letters, values without a path, paths with
 * a filter, booleans as text. What is changed is a plain user or group, which is then read like any other.
 */
import { z } from 'zod';
import { parsed, readGroup, readUser, type ScimGroup, ScimRefusal, type ScimUser } from './model.ts';

const operation = z.object({
  op: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['add', 'replace', 'remove'])),
  path: z.string().trim().max(500).nullish(),
  value: z.unknown().optional(),
});
const patchBody = z.object({ Operations: z.array(operation).min(1).max(1_000) });
type Operation = z.output<typeof operation>;

type Fields = Record<string, unknown>;

/** The user after the operations, all of them or none. Throws ScimRefusal. */
export function patchUser(before: ScimUser, body: unknown): ScimUser {
  const fields: Fields = {
    userName: before.userName,
    externalId: before.externalId,
    displayName: before.fullName,
    'name.givenName': before.givenName,
    'name.familyName': before.familyName,
    emails: [{ value: before.email, primary: true }],
    timezone: before.timeZone,
    active: before.isActive,
  };
  for (const one of readOperations(body)) {
    for (const [path, value] of targets(one)) setUserField(fields, path, one.op === 'remove' ? null : value);
  }
  const { 'name.givenName': givenName, 'name.familyName': familyName, ...flat } = fields;
  return readUser({ ...flat, name: { givenName, familyName } });
}

/** What a group becomes; members as they are asked for, because a group of thousands is not read for one of them. */
export interface GroupChange {
  displayName: string;
  externalId: string | null;
  /** In order: everybody out, then some in, some out. */
  members: { op: 'add' | 'remove' | 'replace'; ids: string[] }[];
}

export function patchGroup(before: Omit<ScimGroup, 'members'>, body: unknown): GroupChange {
  const change: GroupChange = { ...before, members: [] };
  for (const one of readOperations(body)) {
    for (const [path, value] of targets(one)) applyToGroup(change, { op: one.op, path, value });
  }
  // Read like any other, so that a name may not be emptied or grow.
  const { displayName, externalId } = readGroup({
    displayName: change.displayName,
    externalId: change.externalId,
  });
  return { displayName, externalId, members: change.members };
}

function readOperations(body: unknown): Operation[] {
  return parsed(patchBody, body).Operations;
}

/** Each path with its value. A value without a path is an object of paths, with dots or nested. */
function targets({ op, path, value }: Operation): [path: string, value: unknown][] {
  if (path) return [[path, value]];
  if (op === 'remove') throw new ScimRefusal(400, '"remove" needs a path.', 'noTarget');
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new ScimRefusal(400, 'Without a path, the value is an object.', 'invalidSyntax');
  return Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
    key.toLowerCase() === 'name' && inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.entries(inner).map(([part, one]) => [`name.${part}`, one])
      : [[key, inner]],
  );
}

/** The attributes that we keep, by their paths in lower case. Any other is passed over. */
const userFields: Readonly<Record<string, string>> = {
  username: 'userName',
  externalid: 'externalId',
  displayname: 'displayName',
  'name.formatted': 'displayName',
  'name.givenname': 'name.givenName',
  'name.familyname': 'name.familyName',
  timezone: 'timezone',
};

function setUserField(fields: Fields, path: string, value: unknown): void {
  const at = withoutSchema(path);
  const field = userFields[at];
  if (field !== undefined) fields[field] = value;
  else if (at === 'active') fields.active = value ?? false;
  else if (at === 'emails') fields.emails = value;
  else if (/^emails\[.*\]\.value$/.test(at)) fields.emails = [{ value, primary: true }];
}

function withoutSchema(path: string): string {
  return path.toLowerCase().replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, '');
}

function applyToGroup(
  change: GroupChange,
  { op, path, value }: { op: Operation['op']; path: string; value: unknown },
): void {
  const at = withoutSchema(path);
  if (at === 'displayname') change.displayName = parsed(z.string(), value);
  else if (at === 'externalid')
    change.externalId = op === 'remove' ? null : (parsed(z.string().nullish(), value) ?? null);
  else if (at === 'members') change.members.push(membersOf(op, value));
  else if (at.startsWith('members[')) change.members.push({ op: memberOp(op), ids: [filteredMember(path)] });
}

function membersOf(op: Operation['op'], value: unknown): GroupChange['members'][number] {
  // "remove" without a value takes everybody out.
  if (op === 'remove' && (value === undefined || value === null)) return { op: 'replace', ids: [] };
  return {
    op,
    ids: readGroup({ displayName: 'any', members: Array.isArray(value) ? value : [value] }).members,
  };
}

function memberOp(op: Operation['op']): 'remove' {
  if (op !== 'remove')
    throw new ScimRefusal(400, 'A single member is only removed by a filter.', 'invalidPath');
  return op;
}

function filteredMember(path: string): string {
  const id = /^(?:urn:[\w:.]*:)?members\[\s*value\s+eq\s+"([^"]{1,64})"\s*\]$/i.exec(path)?.[1];
  if (id === undefined) throw new ScimRefusal(400, 'Write members[value eq "id"].', 'invalidPath');
  return id;
}
