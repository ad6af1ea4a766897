import { sql } from 'kysely'; // CAUGHT
import pg from 'pg'; // CAUGHT

export const load = (tx: pg.Client) => [
  sql`select 1`, // CAUGHT
  tx.query('select id from oncall.pages'), // CAUGHT CAUGHT
  `update oncall.pages set state = 'open'`, // CAUGHT
];
