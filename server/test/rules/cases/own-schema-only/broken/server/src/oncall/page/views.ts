export const news = (db: Db) => db.selectFrom('platform.outbox').leftJoin('oncall.pages'); // CAUGHT
type Db = never;
