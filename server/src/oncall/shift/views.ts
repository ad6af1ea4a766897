import type { ShiftNotices } from '@muster/contract/oncall/shift-notices';
import type { Query } from '../../platform/db.ts';
import { usual } from './decide.ts';
import { wishesOf } from './store.ts';

export async function shiftNoticesView(db: Query, person: string): Promise<ShiftNotices> {
  return (await wishesOf(db, [person])).get(person) ?? usual;
}
