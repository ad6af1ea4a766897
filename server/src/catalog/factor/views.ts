import type { Passkey } from '@muster/contract/catalog/factors';
import { type Query, sql } from '../../platform/db.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';
import type { Factors } from './model.ts';
import { factorsOf, lacksFactor } from './store.ts';

export interface FactorsView {
  totp: { addedAt: string; lastUsedAt: string | null } | null;
  passkeys: Passkey[];
  recoveryCodes: { left: number; madeAt: string } | null;
  needed: boolean;
}

interface PasskeyRow extends Omit<Passkey, 'createdAt' | 'lastUsedAt'> {
  createdAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant | null;
}

/** What a person has, for the person. */
export async function factorsView(db: Query, person: string): Promise<FactorsView> {
  const [totp, passkeys, codes, needed] = await Promise.all([
    db.maybe<{ addedAt: Temporal.Instant; lastUsedAt: Temporal.Instant | null }>(sql`
      select added_at as "addedAt", last_used_at as "lastUsedAt" from catalog.authenticators
      where person = ${person} and secret is not null`),
    db.many<PasskeyRow>(sql`
      select id, name, created_at as "createdAt", last_used_at as "lastUsedAt", backed_up as "backedUp"
      from catalog.passkeys where person = ${person} order by id`),
    db.one<{ left: number; madeAt: Temporal.Instant | null }>(sql`
      select count(*)::int as left, max(made_at) as "madeAt" from catalog.recovery_codes where person = ${person}`),
    isFactorNeeded(db, person),
  ]);
  return {
    totp: totp ? { addedAt: wireTime(totp.addedAt), lastUsedAt: wireTimeOrNull(totp.lastUsedAt) } : null,
    passkeys: passkeys.map((one) => ({
      ...one,
      createdAt: wireTime(one.createdAt),
      lastUsedAt: wireTimeOrNull(one.lastUsedAt),
    })),
    recoveryCodes: codes.madeAt ? { left: codes.left, madeAt: wireTime(codes.madeAt) } : null,
    needed,
  };
}

/** Whether somebody has to set up a second factor before administering anything. */
export async function lacksFactorView(db: Query, person: string): Promise<boolean> {
  const row = await db.maybe<{ lacks: boolean }>(
    sql`select ${lacksFactor} as lacks from catalog.people p where p.name = ${person}`,
  );
  return row?.lacks ?? false;
}

async function isFactorNeeded(db: Query, person: string): Promise<boolean> {
  const row = await db.maybe<{ needed: boolean }>(sql`
    select p.access = 'admin' as needed
    from catalog.people p, catalog.factor_rule r where p.name = ${person} and r.administrators_need_one`);
  return row?.needed ?? false;
}

/** What a person has, for administrators: not more than they need to help. */
export function factorCounts(db: Query, person: string): Promise<Factors> {
  return factorsOf(db, person);
}

export async function factorRuleView(db: Query) {
  const [rules, without] = await Promise.all([
    db.one<{ needed: boolean }>(
      sql`select exists (select from catalog.factor_rule where administrators_need_one) as needed`,
    ),
    db.many<{ name: string }>(sql`
      select p.name from catalog.people p where p.access = 'admin' and p.deactivated_at is null
        and not exists (select from catalog.authenticators a where a.person = p.name and a.secret is not null)
        and not exists (select from catalog.passkeys k where k.person = p.name)
      order by p.name`),
  ]);
  return { administratorsNeedOne: rules.needed, administratorsWithout: without.map((row) => row.name) };
}
