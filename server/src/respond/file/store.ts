import { type Query, sql, type Tx } from '../../platform/db.ts';
import { isId } from '../../platform/ids.ts';
import type { Stored } from './decide.ts';

export interface FileRow {
  id: string;
  incident: string;
  entry: string;
  name: string;
  type: string;
  at: Temporal.Instant;
  by: string;
  bytes: Uint8Array;
}

export async function insertFile(tx: Tx, file: FileRow): Promise<void> {
  await tx.run(sql`
    insert into respond.files (id, incident, entry, name, type, size, at, by, bytes)
    values (${file.id}, ${file.incident}, ${file.entry}, ${file.name}, ${file.type}, ${file.bytes.length}, ${file.at},
      ${file.by}, ${Buffer.from(file.bytes)})`);
}

export async function storedIn(db: Query, incident: string): Promise<Stored> {
  return db.one<Stored>(sql`
    select count(*)::int as count, coalesce(sum(size), 0)::int as bytes from respond.files where incident = ${incident}`);
}

export async function findFile(
  db: Query,
  incident: string,
  id: string,
): Promise<Pick<FileRow, 'entry' | 'name' | 'type' | 'bytes'> | undefined> {
  if (!isId(id)) return undefined;
  return db.maybe(sql`
    select entry, name, type, bytes from respond.files where incident = ${incident} and id = ${id}`);
}

export async function deleteFile(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from respond.files where id = ${id}`);
}
