/**
 * Who is told. Invariants: each recipient once, however many lists hold them; of a private incident nobody hears who
 * does not belong to it, but for what somebody wrote for those outside, who get their own words and nothing else
 * (practice.md R5, R14; security check 20).
 */
import type { Recipients } from '@muster/contract/inform/sendings';
import type { Audience } from '@muster/contract/respond/settings';
import { isOutside } from '@muster/contract/respond/settings';
import type { StoredMember } from '../list/model.ts';
import type { StoredSubscription } from '../subscription/store.ts';

/** Somebody to tell: a person by name, or a member of a list whose address is sealed there. */
export interface Recipient {
  /** The same for the same recipient. */
  recipient: string;
  kind: string;
  person: string | null;
  member: string | null;
  /** `account`, a contact method of the person, or `list`. */
  via: string;
  label: string;
  why: string;
  subscription: string | null;
}

export interface Sources {
  audience: Audience;
  lists: readonly { id: string; name: string }[];
  members: readonly StoredMember[];
  /** Teams that were added for this incident. */
  added: readonly string[];
  followers: readonly StoredSubscription[];
  /** People of each team that is named. */
  people: ReadonlyMap<string, readonly string[]>;
  /** Who has not left. */
  active: ReadonlySet<string>;
  /** Those who may know of a private incident; null for one that is not private. */
  insiders: ReadonlySet<string> | null;
  /** The kind of each contact method that may be used, by person and id. */
  ways: ReadonlyMap<string, string>;
}

/** Everybody once: whoever arranged it for themselves hears by their own way, the others as their list has it. */
export function recipientsOf(sources: Sources): Recipient[] {
  const found = new Map<string, Recipient>();
  const add = (one: Recipient) => {
    if (one.person !== null && !mayHear(sources, one.person)) return;
    if (!found.has(one.recipient)) found.set(one.recipient, one);
  };
  if (sources.audience === 'staff') for (const one of sources.followers) add(asFollower(sources, one));
  const names = new Map(sources.lists.map((list) => [list.id, list.name]));
  for (const member of sources.members) {
    const why = `list ${names.get(member.list) ?? ''}`;
    if (member.kind === 'person') add(asPerson(member.mark, why));
    else if (member.kind === 'team')
      for (const one of sources.people.get(member.mark) ?? [])
        add(asPerson(one, `${why}, team ${member.mark}`));
    else if (sources.insiders === null || isOutside(sources.audience)) add(asAddress(member, why));
  }
  for (const team of sources.added)
    for (const one of sources.people.get(team) ?? []) add(asPerson(one, `team ${team}, added`));
  return [...found.values()];
}

function mayHear({ active, insiders }: Sources, person: string): boolean {
  return active.has(person) && (insiders === null || insiders.has(person));
}

function asPerson(person: string, why: string): Recipient {
  const recipient = `person:${person}`;
  return {
    recipient,
    kind: 'mail',
    person,
    member: null,
    via: 'account',
    label: person,
    why,
    subscription: null,
  };
}

/** By the way that they chose, or by mail where that is gone. */
function asFollower({ ways }: Sources, one: StoredSubscription): Recipient {
  const kind = one.via === 'account' ? undefined : ways.get(wayKey(one.person, one.via));
  const plain = { ...asPerson(one.person, `follows ${followed(one)}`), subscription: one.id };
  return kind === undefined ? plain : { ...plain, kind, via: one.via };
}

export function wayKey(person: string, via: string): string {
  return `${person} ${via}`;
}

function followed({ kind, subject }: StoredSubscription): string {
  return kind === 'incident' ? 'this incident' : kind === 'service' ? subject : `${subject} and worse`;
}

function asAddress({ id, kind, mark, label }: StoredMember, why: string): Recipient {
  const recipient = `${kind}:${mark}`;
  return { recipient, kind, person: null, member: id, via: 'list', label, why, subscription: null };
}

interface Owned {
  name: string;
  team: string | null;
  dependsOn: readonly string[];
}

/**
 * Teams across (R14): they own a service that depends on an affected one, directly or by way of others, and own none
 * of the affected. Each with the services that tell why, by name.
 */
export function teamsAcross(services: readonly Owned[], affected: readonly string[]): Recipients['proposed'] {
  const direct = new Set(affected);
  const owners = new Set(services.filter((one) => direct.has(one.name)).map((one) => one.team));
  const reached = new Map(affected.map((name) => [name, name]));
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false;
    for (const one of services) {
      const on = reached.has(one.name) ? undefined : one.dependsOn.find((name) => reached.has(name));
      if (on === undefined) continue;
      reached.set(one.name, direct.has(on) ? on : (reached.get(on) ?? on));
      isGrowing = true;
    }
  }
  const because = new Map<string, { service: string; on: string }[]>();
  for (const { name, team } of services) {
    const on = reached.get(name);
    if (on === undefined || direct.has(name) || team === null || owners.has(team)) continue;
    because.set(team, [...(because.get(team) ?? []), { service: name, on }]);
  }
  return [...because].map(([team, why]) => ({ team, people: 0, because: why }));
}
