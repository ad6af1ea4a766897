import type pg from 'pg';
import { withOwnConnection } from './backup/own-connection.ts';
import type { Log } from './log.ts';

/**
 * The role as which Muster's statements run, once the tables are there: it owns none of them, so it cannot switch off
 * what guards them, and of the audit log it can only read, add, and give an entry its place in the chain.
 */
const appRole = 'muster_app';

/** Any number that all nodes agree on; nodes that start at once grant one after the other. */
const grantLock = 7_305_613;

/**
 * Makes the role and grants it what the app needs, by the rights of whoever connects. Answers its name, or null with a
 * warning where the database's user may not make roles: then the triggers and row-level security are what guards.
 */
export async function prepareAppRole(pool: pg.Pool, log: Log): Promise<string | null> {
  try {
    await withOwnConnection(pool, async (client) => {
      await client.query('select pg_advisory_lock($1)', [grantLock]);
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [appRole]);
      if (rowCount === 0) await make(client);
      await client.query(`begin; ${grants}; commit`);
    });
    return appRole;
  } catch (error) {
    if (!isNotAllowed(error)) throw error;
    log.warn(
      { error },
      `the database's user may not make the role ${appRole}; Muster works as the owner of its tables`,
    );
    return null;
  }
}

/** Roles are of the whole server: a Muster of another database on it may make it at this moment. */
async function make(client: pg.Client): Promise<void> {
  try {
    await client.query(`create role ${appRole} nologin`);
  } catch (error) {
    if (!isMadeAlready(error)) throw error;
  }
}

const grants = `
  do $$
  declare
    one text;
  begin
    if not pg_has_role(current_user, '${appRole}', 'member') then
      execute 'grant ${appRole} to current_user';
    end if;
    for one in select nspname from pg_namespace
      where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public')
    loop
      execute format('grant usage on schema %I to ${appRole}', one);
      execute format('grant select, insert, update, delete on all tables in schema %I to ${appRole}', one);
      execute format('grant usage, select on all sequences in schema %I to ${appRole}', one);
    end loop;
  end $$;
  revoke insert, update, delete on platform.migrations from ${appRole};
  revoke update, delete on platform.audit, platform.audit_anchors from ${appRole};
  grant update (place, hash) on platform.audit to ${appRole}`;

function isNotAllowed(error: unknown): boolean {
  return codeOf(error) === '42501';
}

function isMadeAlready(error: unknown): boolean {
  return codeOf(error) === '42710' || codeOf(error) === '23505';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
