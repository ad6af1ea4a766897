import { type Query, sql } from './db.ts';
import type { SecretBox } from './secrets.ts';

/**
 * A secret that this installation made once for itself, such as the key that push services know it by. Of several
 * nodes that make it at the same moment, one is first and all get its. `make` is called only when there is none.
 */
export async function keptSecret(
  db: Query,
  secrets: Pick<SecretBox, 'seal' | 'open'>,
  name: string,
  make: () => string,
): Promise<string> {
  const read = () =>
    db.maybe<{ sealed: string }>(sql`
    select sealed from platform.kept_secrets where name = ${name}`);
  const known = await read();
  if (known) return secrets.open(known.sealed);
  await db.run(sql`
    insert into platform.kept_secrets (name, sealed) values (${name}, ${secrets.seal(make())})
    on conflict (name) do nothing`);
  const kept = await read();
  if (!kept) throw new Error(`the kept secret ${name} is neither there nor can it be written`);
  return secrets.open(kept.sealed);
}
