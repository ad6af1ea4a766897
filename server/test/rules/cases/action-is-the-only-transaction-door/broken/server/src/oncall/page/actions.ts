import { inTransaction } from '../../platform/db.ts';

export const start = (db: Db) => [
  inTransaction(db), // CAUGHT
  db.transaction().execute(), // CAUGHT
  db.run('begin'), // CAUGHT
  db.run('COMMIT;'), // CAUGHT
];
type Db = never;
