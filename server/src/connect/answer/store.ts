import { type Query, sql, type Tx } from '../../platform/db.ts';

export interface Code {
  delivery: string;
  numberKey: string;
  codeKey: string;
  person: string;
  page: string;
}

const columns = sql`delivery, number_key as "numberKey", code_key as "codeKey", person, page`;

/** The codes by which a number can answer now, the newest first. */
export function codesOf(db: Query, numberKey: string, now: Temporal.Instant): Promise<Code[]> {
  return db.many(sql`
    select ${columns} from connect.codes where number_key = ${numberKey} and expires_at > ${now}
    order by expires_at desc, delivery desc`);
}

export async function saveCode(tx: Tx, code: Code, expiresAt: Temporal.Instant): Promise<void> {
  await tx.run(sql`
    insert into connect.codes (delivery, number_key, code_key, person, page, expires_at)
    values (${code.delivery}, ${code.numberKey}, ${code.codeKey}, ${code.person}, ${code.page}, ${expiresAt})
    on conflict (delivery) do update set number_key = excluded.number_key, code_key = excluded.code_key,
      person = excluded.person, page = excluded.page, expires_at = excluded.expires_at`);
}

export async function deleteExpiredCodes(tx: Tx, now: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from connect.codes where expires_at <= ${now}`);
}
