import type { Access } from '@muster/contract/platform/endpoint';
import { type Query, sql, type Tx } from '../../platform/db.ts';
import { type Device, mostDevices } from './model.ts';

export async function saveDevice(tx: Tx, device: Device): Promise<void> {
  await tx.run(sql`
    insert into catalog.devices (id, hash, person, user_agent, address, created_at, last_used_at, expires_at)
    values (${device.id}, ${device.hash}, ${device.person}, ${device.userAgent}, ${device.address}, ${device.createdAt},
      ${device.lastUsedAt}, ${device.expiresAt})`);
  await tx.run(sql`
    delete from catalog.devices where id in (
      select id from catalog.devices where person = ${device.person}
      order by last_used_at desc, id desc offset ${mostDevices})`);
}

/** Whose device it is; undefined for one that is unknown or too old, or whose owner has left. */
export function findByDevice(
  db: Query,
  hash: string,
  now: Temporal.Instant,
): Promise<{ id: string; person: string; email: string; access: Access } | undefined> {
  return db.maybe(sql`
    select d.id, p.name as person, p.email_key as email, p.access
    from catalog.devices d join catalog.people p on p.name = d.person
    where d.hash = ${hash} and d.expires_at > ${now} and p.deactivated_at is null`);
}

export async function touchDevice(
  tx: Tx,
  id: string,
  seen: { at: Temporal.Instant; address: string | null },
): Promise<void> {
  await tx.run(
    sql`update catalog.devices set last_used_at = ${seen.at}, address = ${seen.address} where id = ${id}`,
  );
}

/** Answers false when this person has no such device. */
export async function deleteDevice(tx: Tx, id: string, person: string): Promise<boolean> {
  return (await tx.run(sql`delete from catalog.devices where id = ${id} and person = ${person}`)) === 1;
}

/** Those of the person, but for one. */
export function deleteOtherDevices(tx: Tx, person: string, kept: string | null): Promise<number> {
  return tx.run(sql`
    delete from catalog.devices where person = ${person} and id is distinct from ${kept}::uuid`);
}

export async function deleteOldDevices(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from catalog.devices where expires_at <= ${now}`);
}
