import { database } from '../../platform/db.ts';

export const acknowledge = async () => await database.read();
