import type { ServicePaging } from '@muster/contract/oncall/definition';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import type { Items } from '../organisation/model.ts';

/** A service with how its alerts page people; without a policy they page nobody and say so. */
export interface StoredService {
  name: string;
  team: string | null;
  tier: number | null;
  dependsOn: string[];
  paging: { [Member in keyof ServicePaging]?: ServicePaging[Member] | undefined };
}

const columns = sql`s.name, s.team, s.tier, s.paging,
  array(select d.depends_on from catalog.dependencies d where d.service = s.name order by d.depends_on) as "dependsOn"`;

export function findService(db: Query, name: string): Promise<StoredService | undefined> {
  return db.maybe(sql`select ${columns} from catalog.services s where s.name = ${name}`);
}

export function findServices(db: Query, names: readonly string[]): Promise<StoredService[]> {
  return db.many(sql`select ${columns} from catalog.services s where s.name = any(${[...names]}::text[])`);
}

export function allServices(db: Query): Promise<StoredService[]> {
  return db.many(sql`select ${columns} from catalog.services s order by s.name`);
}

/** A team that does not exist is left out here and told as a problem of the file, which undoes everything. */
export async function saveService(tx: Tx, service: StoredService, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into catalog.services (name, team, tier, paging, created_at)
    values (${service.name}, (select t.name from catalog.teams t where t.name = ${service.team}), ${service.tier}, ${JSON.stringify(service.paging)}::jsonb, ${now})
    on conflict (name) do update set team = excluded.team, tier = excluded.tier, paging = excluded.paging`);
}

/** After all services of a file are saved, because they may depend on each other in any order. */
export async function saveDependencies(tx: Tx, service: string, dependsOn: readonly string[]): Promise<void> {
  await tx.run(sql`delete from catalog.dependencies where service = ${service}`);
  await tx.run(sql`
    insert into catalog.dependencies (service, depends_on)
    select ${service}, s.name from catalog.services s where s.name = any(${[...dependsOn]}::text[])`);
}

export async function deleteService(tx: Tx, name: string): Promise<void> {
  await tx.run(sql`delete from catalog.services where name = ${name}`);
}

/** In the form of the organisation file. */
export function toFileItem({
  name,
  team,
  tier,
  dependsOn,
  paging,
}: StoredService): Items<'services'>[number] {
  return {
    name,
    ...(team === null ? {} : { team }),
    ...(tier === null ? {} : { tier }),
    dependsOn,
    ...paging,
  };
}
