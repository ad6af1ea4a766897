/**
 * Audience lists. Invariants: an address is sealed at rest and shown in part only; the same address stands on a list
 * once, known by a fingerprint that only this installation can make.
 */
import type { AudienceList, MemberKind, NewMember } from '@muster/contract/inform/lists';
import type { Audience, RespondSettings } from '@muster/contract/respond/settings';

/** Where something goes that is no person of ours. */
export type Address = Exclude<NewMember, { kind: 'person' | 'team' }>;

export interface StoredMember {
  id: string;
  list: string;
  kind: MemberKind;
  /** Of a person or team the name, of an address its fingerprint. */
  mark: string;
  label: string;
  sealed: string | null;
}

/** What decides for which news a list is. */
export interface About {
  audience: Audience;
  services: readonly string[];
  /** Teams that own one of the services. */
  owners: readonly string[];
  rank: number;
}

/** `ranks` are the severities by name; of a severity that is not there any more the list is for none. */
export function isFor(
  list: Pick<AudienceList, 'audience' | 'services' | 'teams' | 'severity'>,
  about: About,
  ranks: ReadonlyMap<string, number>,
): boolean {
  const least = list.severity === null ? Number.NEGATIVE_INFINITY : ranks.get(list.severity);
  const isAbout = list.services.length === 0 && list.teams.length === 0;
  return (
    list.audience === about.audience &&
    least !== undefined &&
    about.rank >= least &&
    (isAbout ||
      list.services.some((one) => about.services.includes(one)) ||
      list.teams.some((one) => about.owners.includes(one)))
  );
}

/** The severities by name; the higher, the worse. */
export function ranksOf({ severities }: Pick<RespondSettings, 'severities'>): Map<string, number> {
  return new Map(severities.map((one) => [one.name, one.rank]));
}

/** The part of an address by which its owner knows it; never one that somebody could write to, or post to. */
export function labelOf(address: Address): string {
  if (address.kind === 'mail') return maskedMail(address.to);
  if (address.kind === 'sms') return `${address.to.slice(0, 3)}…${address.to.slice(-3)}`;
  const { host } = new URL(address.url);
  return address.label ? `${address.label} (${host})` : host;
}

/** What makes two addresses the same one. */
export function placeOf(address: Address): string {
  return address.kind === 'mail'
    ? address.to.toLowerCase()
    : address.kind === 'sms'
      ? address.to
      : address.url;
}

function maskedMail(to: string): string {
  const at = to.lastIndexOf('@');
  const local = Array.from(to.slice(0, at));
  // As much as tells two of a house apart, and too little to write to.
  const [start, end] = local.length > 6 ? [2, 2] : [1, 0];
  return `${local.slice(0, start).join('')}…${end === 0 ? '' : local.slice(-end).join('')}${to.slice(at)}`;
}
