/** The database itself keeps the log: no statement of anybody changes it, whoever sent it. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlice, type Slice } from '../../../test/harness/slice.ts';
import { chainAllWaiting } from './chain.ts';

let slice: Slice;
let somebody: pg.Client;
/** Roles are of the whole server, which other tests share. */
const owner = `keeper_${process.pid}`;

beforeAll(async () => {
  slice = await openSlice();
  await chainAllWaiting(slice.platform);
  slice.clock.advance({ hours: 24 });
  await slice.app.settled();
  // The owner of the tables, as the database of somebody's own has one: no superuser.
  somebody = new pg.Client(slice.database.config);
  await somebody.connect();
  await somebody.query(`create role ${owner}; grant all on schema platform to ${owner}`);
  for (const table of ['audit', 'audit_anchors'])
    await somebody.query(`alter table platform.${table} owner to ${owner}`);
});
afterAll(async () => {
  await somebody.query(
    `reset role; reassign owned by ${owner} to current_user; drop owned by ${owner}; drop role ${owner}`,
  );
  await somebody.end();
  await slice.stop();
});

const forbidden = [
  `update platform.audit set actor = 'somebody-else'`,
  `update platform.audit set place = place + 1000`,
  `update platform.audit set hash = decode(repeat('00', 32), 'hex')`,
  `update platform.audit set place = null, hash = null`,
  `delete from platform.audit`,
  `truncate platform.audit`,
  `truncate platform.audit cascade`,
  `update platform.audit_anchors set place = 1`,
  `delete from platform.audit_anchors`,
  `truncate platform.audit_anchors`,
];

test.each(forbidden)('a superuser is refused: %s', async (statement) => {
  await somebody.query('reset role');
  await expect(somebody.query(statement)).rejects.toThrow('the audit log is only ever added to');
});

test.each(forbidden.filter((one) => !one.startsWith('truncate')))(
  'a superuser whose session runs no triggers is refused: %s',
  async (statement) => {
    await somebody.query('reset role; set session_replication_role = replica');
    await expect(somebody.query(statement)).rejects.toThrow('the audit log is only ever added to');
    await somebody.query('reset session_replication_role');
  },
);

test.each(forbidden.filter((one) => !one.startsWith('truncate')))(
  'the owner without the triggers changes nothing, row by row: %s',
  async (statement) => {
    await somebody.query(`reset role; set role ${owner}; begin`);
    await somebody.query('alter table platform.audit disable trigger user');
    await somebody.query('alter table platform.audit_anchors disable trigger user');
    expect((await somebody.query(statement)).rowCount).toBe(0);
    await somebody.query('rollback');
  },
);

test('an entry comes without a place, and gets it once', async () => {
  await somebody.query(`reset role; set role ${owner}`);
  const add = (place: string) => `
    insert into platform.audit (id, at, actor_kind, actor, action, subject, detail, place, hash)
    values ('019cadfd-0000-7000-8000-00000000000${place === 'null' ? 1 : 2}', '2026-03-02T10:00Z', 'system', 'x', 'x', '', '{}',
      ${place}, ${place === 'null' ? 'null' : "decode(repeat('00', 32), 'hex')"})`;
  await expect(somebody.query(add('5000'))).rejects.toThrow('row-level security');
  expect((await somebody.query(add('null'))).rowCount).toBe(1);
  await somebody.query('reset role');
  const edit = `update platform.audit set place = 5001, hash = decode(repeat('00', 32), 'hex'), actor = 'y' where place is null`;
  await expect(somebody.query(edit)).rejects.toThrow('the audit log is only ever added to');
});
