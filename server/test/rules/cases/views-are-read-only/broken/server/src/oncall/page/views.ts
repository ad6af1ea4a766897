export const seen = `update oncall.pages set seen = true`; // CAUGHT
export const count = 'insert into oncall.counts select 1'; // CAUGHT
export const clear = (db: Db) => db.deleteFrom('oncall.pages'); // CAUGHT
export const claim = 'select id from oncall.pages for update skip locked'; // CAUGHT
type Db = never;
