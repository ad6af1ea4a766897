import {
  type createToken,
  longestPersonalDays,
  type Token,
  usualTokenDays,
} from '@muster/contract/catalog/tokens';
import type { Access, Scope } from '@muster/contract/platform/endpoint';
import type { z } from 'zod';
import type { OwnToken } from '../../platform/actor.ts';
import { Refusal, wrong } from '../../platform/refusal.ts';
import { coversScopes, mayGrant } from './model.ts';

type Asked = z.output<(typeof createToken)['body']>;

/** Who makes a token: `person` null for a token that belongs to nobody, `token` the one by which it is asked. */
export interface Maker {
  person: string | null;
  access: Access;
  token: OwnToken | null;
}

export type Granted = Pick<Token, 'kind' | 'label' | 'access' | 'scopes' | 'person' | 'team' | 'about'> & {
  expiresAt: Temporal.Instant | null;
};

/** What is granted of what is asked; refuses what would be more than the maker has. */
export function decideToken(maker: Maker, asked: Asked, now: Temporal.Instant): Granted {
  const kind = asked.kind ?? (maker.person === null ? 'service' : 'personal');
  refuseKind(maker, kind, asked);
  const access = asked.access ?? maker.access;
  if (!mayGrant(maker.access, access))
    throw new Refusal('forbidden', `Your access is ${maker.access}; it cannot make a token for ${access}.`);
  return {
    kind,
    label: asked.label,
    access,
    scopes: scopesOf(maker, asked.scopes ?? null),
    person: kind === 'personal' ? maker.person : null,
    team: asked.team ?? null,
    about: asked.about ?? '',
    expiresAt: endOf(maker, kind, asked.expiresInDays, now),
  };
}

function refuseKind({ person, access }: Maker, kind: Token['kind'], { team, about, ...asked }: Asked): void {
  if (kind === 'personal') {
    if (person === null) throw wrong('/kind', 'A token that belongs to nobody cannot make a personal one.');
    if (team !== undefined) throw wrong('/team', 'A personal token belongs to its person, not to a team.');
    return;
  }
  if (access !== 'admin') throw new Refusal('forbidden', 'Only administrators make service tokens.');
  if (asked.kind === 'service' && team === undefined && about === undefined)
    throw wrong('/about', 'Name the team that looks after it, or say what it is for and who does.');
}

/** A token hands out its own scopes or fewer, so that a limited one cannot free itself. */
function scopesOf({ token }: Maker, asked: readonly Scope[] | null): Scope[] | null {
  const own = token?.scopes ?? null;
  const wanted = asked ?? own;
  if (!coversScopes(own, wanted))
    throw new Refusal('forbidden', 'A token that is limited to scopes cannot make one with more.');
  return wanted === null ? null : [...new Set(wanted)].sort();
}

/** A token does not outlive the one that it was made with: else a stolen one would be there for ever. */
function endOf(
  { token }: Maker,
  kind: Token['kind'],
  days: Asked['expiresInDays'],
  now: Temporal.Instant,
): Temporal.Instant | null {
  const own = token?.expiresAt ?? null;
  if (kind === 'personal' && days === 'never')
    throw wrong('/expiresInDays', 'A personal token has an end; only a service token can do without.');
  if (kind === 'personal' && days !== 'never' && (days ?? 0) > longestPersonalDays)
    throw wrong('/expiresInDays', `A personal token holds for at most ${longestPersonalDays} days.`);
  const asked = days === 'never' ? null : now.add({ hours: 24 * (days ?? usualTokenDays) });
  if (own === null || (asked !== null && Temporal.Instant.compare(asked, own) <= 0)) return asked;
  if (days === undefined) return own;
  throw new Refusal('forbidden', 'A token cannot make one that outlives it.');
}
