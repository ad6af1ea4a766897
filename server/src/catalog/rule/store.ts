import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface SignInRule {
  isRequired: boolean;
  breakGlass: string[];
}

export function findSignInRule(db: Query): Promise<SignInRule> {
  return db.one(sql`
    select coalesce((select sso_required from catalog.sign_in_rule), false) as "isRequired",
      array(select person from catalog.break_glass order by person) as "breakGlass"`);
}

export async function isBreakGlass(db: Query, person: string): Promise<boolean> {
  return (await db.maybe(sql`select from catalog.break_glass where person = ${person}`)) !== undefined;
}

/** Waits for whoever else changes the rule, or what it stands on. */
export async function lockSignInRule(tx: Tx): Promise<SignInRule> {
  await tx.run(sql`
    insert into catalog.sign_in_rule (sso_required) values (false)
    on conflict (only_one) do update set sso_required = catalog.sign_in_rule.sso_required`);
  return findSignInRule(tx);
}

export async function saveSignInRule(tx: Tx, rule: SignInRule): Promise<void> {
  await tx.run(sql`update catalog.sign_in_rule set sso_required = ${rule.isRequired}`);
  await tx.run(sql`delete from catalog.break_glass where not person = any(${rule.breakGlass}::text[])`);
  await tx.run(sql`
    insert into catalog.break_glass (person)
    select name from catalog.people where name = any(${rule.breakGlass}::text[]) on conflict do nothing`);
}

/** Of these people those who can sign in by password and administer: who helps when the provider is down. */
export async function ableByPassword(db: Query, people: readonly string[]): Promise<string[]> {
  const rows = await db.many<{ name: string }>(sql`
    select name from catalog.people where name = any(${[...people]}::text[])
      and password_hash is not null and deactivated_at is null and access = 'admin' order by name`);
  return rows.map((row) => row.name);
}

export async function countProviders(db: Query): Promise<number> {
  return (await db.one<{ n: number }>(sql`select count(*)::int as n from catalog.sso_providers`)).n;
}
