import { sql } from 'kysely';

export const load = sql`select id from oncall.pages`;
