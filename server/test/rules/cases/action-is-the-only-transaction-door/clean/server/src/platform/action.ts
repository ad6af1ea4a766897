export const action = (db: Db) => db.transaction();
export type Transaction = object;
type Db = never;
