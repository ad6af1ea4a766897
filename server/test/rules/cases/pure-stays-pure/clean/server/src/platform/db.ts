export const database = { read: async () => 1 };
export type Database = typeof database;
