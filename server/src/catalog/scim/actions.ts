import {
  createScimToken as createEndpoint,
  saveScimSettings as saveEndpoint,
} from '@muster/contract/catalog/scim';
import { byId } from '@muster/contract/platform/wire';
import { z } from 'zod';
import type { Act } from '../../platform/act.ts';
import { action, byItself } from '../../platform/action.ts';
import { actorName, system } from '../../platform/actor.ts';
import { isId, newSecret } from '../../platform/ids.ts';
import type { Caller, Platform } from '../../platform/platform.ts';
import { notFound, wrongParts } from '../../platform/refusal.ts';
import { hashOf } from '../../platform/secrets.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { giveGrant, mappingProblems } from '../grant/actions.ts';
import { grantFor } from '../grant/model.ts';
import { deactivatePerson, reactivatePerson } from '../person/actions.ts';
import { differenceOf } from '../person/decide.ts';
import { findPerson, lockAdministrators, savePerson } from '../person/store.ts';
import { isBreakGlass } from '../rule/store.ts';
import { freeName } from '../sso/model.ts';
import { takenNames } from '../sso/store.ts';
import { refuseLimitedToken } from '../token/limited.ts';
import { readGroup, readUser, ScimRefusal, type ScimUser, type StoredUser } from './model.ts';
import { type GroupChange, patchGroup, patchUser } from './patch.ts';
import {
  addMembers,
  deleteGroupRow,
  deleteScimTokenRow,
  deleteUserRow,
  endScimTokens,
  findByAddress,
  findScimSettings,
  findScimToken,
  groupNamesOf,
  insertUser,
  isGroupNameTaken,
  isUserNameTaken,
  lockGroup,
  lockUser,
  peopleOfGroup,
  removeAllMembers,
  removeMembers,
  saveGroupRow,
  saveScimSettingsRow,
  saveScimToken,
  touchScimToken,
  unknownUsers,
  updateUser,
} from './store.ts';

/** Known to scanners for leaked secrets, and another than that of an API token. */
const tokenPrefix = 'msc_';
const fromDirectory = 'The directory says so (SCIM).';

export const createScimToken = action(
  { name: 'catalog.createScimToken', who: 'admin', input: createEndpoint.body },
  async (act, { overlapHours }) => {
    refuseLimitedToken(act.caller);
    await endScimTokens(act.tx, act.now.add({ hours: overlapHours }));
    const secret = `${tokenPrefix}${newSecret()}`;
    const token = {
      id: act.newId(),
      prefix: secret.slice(0, 10),
      createdBy: actorName(act.caller.actor),
      createdAt: act.now,
      expiresAt: null,
      lastUsedAt: null,
    };
    await saveScimToken(act.tx, { ...token, hash: hashOf(secret) });
    act.record(`scim token:${token.id}`, { overlapHours });
    act.hint('scim');
    return { token: { ...token, createdAt: wireTime(act.now) }, secret };
  },
);

export const deleteScimToken = action(
  { name: 'catalog.deleteScimToken', who: 'admin', input: byId },
  async (act, { id }) => {
    if (!isId(id) || !(await deleteScimTokenRow(act.tx, id))) throw notFound('token');
    act.record(`scim token:${id}`, { change: 'delete' });
    act.hint('scim');
  },
);

export const saveScimSettings = action(
  { name: 'catalog.saveScimSettings', who: 'admin', input: saveEndpoint.body },
  async (act, settings) => {
    refuseLimitedToken(act.caller);
    const errors = await mappingProblems(act.tx, settings.mappings, '/mappings');
    if (errors.length > 0) throw wrongParts(errors);
    const before = await findScimSettings(act.tx);
    await saveScimSettingsRow(act.tx, settings);
    act.record('scim settings', differenceOf(before, settings));
    await giveGrants(act, null);
    act.hint('scim');
  },
);

/** Who asks at /scim: null when the token is none of the directory's. The use is kept to the minute. */
export async function authenticateDirectory(
  platform: Platform,
  secret: string,
): Promise<Caller['actor'] | null> {
  const now = platform.clock.now();
  const token = await findScimToken(platform.db, hashOf(secret), now);
  if (!token) return null;
  if (token.lastUsedAt === null || token.lastUsedAt.until(now).total('seconds') > 60)
    await byItself(platform, 'catalog.touchScimToken', (act) => touchScimToken(act.tx, token.id, now));
  return system(`scim ${token.prefix}`);
}

/** A body is read inside, because an answer in SCIM's own form is owed for it. */
const body = z.unknown();

/** Makes a user, and answers the id. Somebody who is here already by the same address becomes the directory's. */
export const createUser = action(
  { name: 'catalog.scimCreateUser', who: 'admin', input: body },
  async (act, sent): Promise<string> => {
    const user = readUser(sent);
    await lockAdministrators(act.tx);
    if (await isUserNameTaken(act.tx, user.userName, null)) throw taken('userName');
    const person = await adopted(act, user);
    const id = act.newId();
    await insertUser(act.tx, { ...user, id, person }, act.now);
    act.record(`person:${person}`, { scim: 'created', after: user });
    await giveGrants(act, [person]);
    await follow(act, person, user.isActive);
    return id;
  },
);

/** Puts a whole user, or the outcome of a patch, in place of what was known. */
export const replaceUser = action(
  {
    name: 'catalog.scimReplaceUser',
    who: 'admin',
    input: z.strictObject({ id: z.string(), body, isPatch: z.boolean() }),
  },
  async (act, { id, body: sent, isPatch }): Promise<void> => {
    await lockAdministrators(act.tx);
    const before = await userOr404(act, id);
    const user = isPatch ? patchUser(before, sent) : readUser(sent);
    if (await isUserNameTaken(act.tx, user.userName, id)) throw taken('userName');
    const owner = await findByAddress(act.tx, user.email);
    if (owner && owner.name !== before.person) throw taken('e-mail address');
    await refuseBreakGlass(act, before.person);
    await updateUser(act.tx, { ...user, id }, act.now);
    await savePersonOf(act, before.person, user);
    const fields = differenceOf<ScimUser>(kept(before), user);
    if (Object.keys(fields.after).length > 0)
      act.record(`person:${before.person}`, { scim: 'changed', ...fields });
    // Only what the directory changes: somebody whom an administrator deactivated here does not come back with a new name.
    if (user.isActive !== before.isActive) await follow(act, before.person, user.isActive);
  },
);

/** The directory lets go of somebody: deactivated here, and unknown at /scim from then on. */
export const deleteUser = action(
  { name: 'catalog.scimDeleteUser', who: 'admin', input: z.string() },
  async (act, id): Promise<void> => {
    const user = await userOr404(act, id);
    await refuseBreakGlass(act, user.person);
    await deleteUserRow(act.tx, id);
    act.record(`person:${user.person}`, { scim: 'deleted' });
    await deactivatePerson(act, user.person, fromDirectory);
  },
);

export const createGroup = action(
  { name: 'catalog.scimCreateGroup', who: 'admin', input: body },
  async (act, sent): Promise<string> => {
    const { members, ...group } = readGroup(sent);
    if (await isGroupNameTaken(act.tx, group.displayName, null)) throw taken('displayName');
    const id = act.newId();
    await changeGroup(act, id, { ...group, members: [{ op: 'add', ids: members }] });
    return id;
  },
);

export const replaceGroup = action(
  {
    name: 'catalog.scimReplaceGroup',
    who: 'admin',
    input: z.strictObject({ id: z.string(), body, isPatch: z.boolean() }),
  },
  async (act, { id, body: sent, isPatch }): Promise<void> => {
    const before = isId(id) ? await lockGroup(act.tx, id) : undefined;
    if (!before) throw noSuch('group');
    const { members, ...group } = isPatch ? { ...before, members: [] } : readGroup(sent);
    const change = isPatch
      ? patchGroup({ displayName: before.displayName, externalId: before.externalId }, sent)
      : { ...group, members: [{ op: 'replace' as const, ids: members }] };
    if (await isGroupNameTaken(act.tx, change.displayName, id)) throw taken('displayName');
    await changeGroup(act, id, change);
  },
);

export const deleteGroup = action(
  { name: 'catalog.scimDeleteGroup', who: 'admin', input: z.string() },
  async (act, id): Promise<void> => {
    const group = isId(id) ? await lockGroup(act.tx, id) : undefined;
    if (!group) throw noSuch('group');
    const people = await peopleOfGroup(act.tx, id);
    await deleteGroupRow(act.tx, id);
    act.record(`group:${group.displayName}`, { scim: 'deleted' });
    await giveGrants(act, people);
    act.hint('scim');
  },
);

async function changeGroup(act: Act, id: string, { members, ...group }: GroupChange): Promise<void> {
  const before = new Set(await peopleOfGroup(act.tx, id));
  await saveGroupRow(act.tx, { id, ...group }, act.now);
  for (const { op, ids } of members) {
    if (op === 'replace') await removeAllMembers(act.tx, id);
    if (op === 'remove') await removeMembers(act.tx, id, ids);
    else {
      const unknown = await unknownUsers(act.tx, ids);
      if (unknown.length > 0) throw new ScimRefusal(400, `There is no user ${unknown[0]}.`, 'invalidValue');
      await addMembers(act.tx, id, ids);
    }
  }
  const after = new Set(await peopleOfGroup(act.tx, id));
  act.record(`group:${group.displayName}`, {
    scim: 'saved',
    joined: [...after.difference(before)].slice(0, 100),
    left: [...before.difference(after)].slice(0, 100),
  });
  // Everybody, because the name of the group may be another one now, and the name is what a mapping goes by.
  await giveGrants(act, [...before.union(after)]);
  act.hint('scim');
}

/** Gives these people, or everybody of the directory for null, what their groups give. */
async function giveGrants(act: Act, people: readonly string[] | null): Promise<void> {
  const { mappings, defaultAccess } = await findScimSettings(act.tx);
  if (mappings.length === 0 && people !== null) return;
  for (const [person, groups] of await groupNamesOf(act.tx, people))
    await giveGrant(act, person, grantFor(mappings, groups, defaultAccess));
}

/** Who has this address here becomes the directory's; nobody has it: a new person. */
async function adopted(act: Act, user: ScimUser): Promise<string> {
  const owner = await findByAddress(act.tx, user.email);
  if (owner?.isOfDirectory) throw taken('e-mail address');
  if (owner) {
    await refuseBreakGlass(act, owner.name);
    return owner.name;
  }
  const name = freeName(user.email, await takenNames(act.tx));
  const { defaultAccess } = await findScimSettings(act.tx);
  const { fullName, email, timeZone } = user;
  await savePerson(
    act.tx,
    { name, fullName, email, timeZone: knownZone(timeZone) ?? 'UTC', access: defaultAccess },
    act.now,
  );
  act.hint('people');
  return name;
}

async function savePersonOf(act: Act, name: string, { fullName, email, timeZone }: ScimUser): Promise<void> {
  const person = await findPerson(act.tx, name);
  if (!person) throw noSuch('user');
  const zone = knownZone(timeZone) ?? person.timeZone;
  await savePerson(act.tx, { name, access: person.access, fullName, email, timeZone: zone }, act.now);
  act.hint('people');
}

/** Lets the person leave or come back as the directory says. */
async function follow(act: Act, person: string, isActive: boolean): Promise<void> {
  if (isActive) await reactivatePerson(act, person, fromDirectory);
  else await deactivatePerson(act, person, fromDirectory);
}

/** Break-glass accounts are for the day on which the directory is wrong, so it has no say in them. */
async function refuseBreakGlass(act: Act, person: string): Promise<void> {
  if (await isBreakGlass(act.tx, person))
    throw new ScimRefusal(
      409,
      `${person} is a break-glass account, which the directory does not manage.`,
      'mutability',
    );
}

async function userOr404(act: Act, id: string): Promise<StoredUser> {
  const user = isId(id) ? await lockUser(act.tx, id) : undefined;
  if (!user) throw noSuch('user');
  return user;
}

function kept({
  userName,
  externalId,
  fullName,
  givenName,
  familyName,
  email,
  timeZone,
  isActive,
}: StoredUser): ScimUser {
  return { userName, externalId, fullName, givenName, familyName, email, timeZone, isActive };
}

function noSuch(noun: string): ScimRefusal {
  return new ScimRefusal(404, `There is no such ${noun}.`);
}

function taken(what: string): ScimRefusal {
  return new ScimRefusal(409, `This ${what} belongs to another one already.`, 'uniqueness');
}

/** A zone that is none leaves the person where they are. */
function knownZone(zone: string | null): string | null {
  if (zone === null) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
