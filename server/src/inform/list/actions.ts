import * as endpoints from '@muster/contract/inform/lists';
import { z } from 'zod';
import { allServices, knownPeople, membersOf } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import { action } from '../../platform/action.ts';
import { notFound, Refusal, wrong } from '../../platform/refusal.ts';
import { settingsView } from '../../respond/index.ts';
import { mostLists, mostMembers, refuseMembers, refuseUnknown } from './decide.ts';
import { labelOf, placeOf, ranksOf, type StoredMember } from './model.ts';
import {
  allLists,
  deleteList,
  deleteMember,
  findList,
  insertList,
  insertMembers,
  isTaken,
  lockList,
  updateList,
} from './store.ts';

type Body = z.output<typeof endpoints.listBody>;

export const createList = action(
  { name: 'inform.createList', who: 'admin', input: endpoints.newList },
  async (act, { members, ...body }): Promise<string> => {
    await refuseWrong(act, body, null);
    if ((await allLists(act.tx)).length >= mostLists)
      throw new Refusal('limit', `There are at most ${mostLists} lists.`);
    const id = act.newId();
    await insertList(act.tx, id, body, act.now);
    tell(act, id, { after: body });
    if (members.length > 0) await add(act, { id, members: 0 }, members);
    return id;
  },
);

export const changeList = action(
  {
    name: 'inform.changeList',
    who: 'admin',
    input: z.strictObject({ id: z.string(), list: endpoints.listBody }),
  },
  async (act, { id, list }): Promise<void> => {
    const before = await there(act, id);
    await refuseWrong(act, list, id);
    await updateList(act.tx, id, list);
    tell(act, id, { before, after: list });
  },
);

export const removeList = action(
  { name: 'inform.deleteList', who: 'admin', input: endpoints.deleteAudienceList.params },
  async (act, { id }): Promise<void> => {
    const before = await there(act, id);
    await deleteList(act.tx, id);
    tell(act, id, { before });
  },
);

/** Seals what is needed to send; the audit log tells the parts of addresses that are shown. */
export const addMembers = action(
  {
    name: 'inform.addListMembers',
    who: 'admin',
    input: z.strictObject({ id: z.string(), ...endpoints.addListMembers.body.shape }),
  },
  async (act, { id, members }): Promise<number> => {
    return add(act, await there(act, id), members);
  },
);

async function add(
  act: Act,
  list: { id: string; members: number },
  members: readonly endpoints.NewMember[],
): Promise<number> {
  const teams = members.flatMap((one) => (one.kind === 'team' ? [one.name] : []));
  const people = members.flatMap((one) => (one.kind === 'person' ? [one.name] : []));
  refuseMembers(members, {
    people: await knownPeople(act.tx, people),
    teams: new Set((await membersOf(act.tx, teams)).keys()),
  });
  if (list.members + members.length > mostMembers)
    throw new Refusal('limit', `A list has at most ${mostMembers} members.`);
  const rows = members.map((one) => stored(act, list.id, one));
  const added = await insertMembers(act.tx, rows);
  tell(act, list.id, {
    added: rows.slice(0, 100).map(({ kind, label }) => `${kind} ${label}`),
    count: added,
  });
  return added;
}

export const removeMember = action(
  { name: 'inform.deleteListMember', who: 'admin', input: endpoints.deleteListMember.params },
  async (act, { id, member }): Promise<void> => {
    const gone = await deleteMember(act.tx, id, member);
    if (!gone) throw notFound('member');
    tell(act, id, { removed: `${gone.kind} ${gone.label}` });
  },
);

function stored(act: Act, list: string, member: endpoints.NewMember): StoredMember {
  const row = { id: act.newId(), list, kind: member.kind };
  if (member.kind === 'person' || member.kind === 'team')
    return { ...row, mark: member.name, label: member.name, sealed: null };
  const { secrets } = act.platform;
  return {
    ...row,
    mark: secrets.sign('list-member', placeOf(member)),
    label: labelOf(member),
    sealed: secrets.seal(JSON.stringify(member)),
  };
}

async function there(act: Act, id: string) {
  const list = (await lockList(act.tx, id)) ? await findList(act.tx, id) : undefined;
  if (!list) throw notFound('list');
  return list;
}

async function refuseWrong(act: Act, body: Body, id: string | null): Promise<void> {
  refuseUnknown(body, {
    services: new Set((await allServices(act.tx)).map((one) => one.name)),
    teams: new Set((await membersOf(act.tx, body.teams)).keys()),
    severities: new Set(ranksOf(await settingsView(act.tx)).keys()),
  });
  if (await isTaken(act.tx, body, id)) throw wrong('/name', 'A list of this audience has this name already.');
}

function tell(act: Act, id: string, detail: Record<string, unknown>): void {
  act.record(`audience-list:${id}`, detail);
  act.hint('audience-lists');
}
