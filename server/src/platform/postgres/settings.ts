/**
 * How the embedded PostgreSQL is tuned. The settings are given on the command line, so that an upgrade of
 * Muster changes them everywhere and a stray postgresql.conf cannot make the database lose rows.
 */
export type Settings = Readonly<Record<string, string>>;

/** The port names the socket file (`.s.PGSQL.5432`); nothing listens on a network. */
export const port = 5432;

export const settings: Settings = {
  port: String(port),

  // Reached by a private socket only. There is no password, because nobody else can open the folder.
  listen_addresses: '',
  unix_socket_permissions: '0700',

  // An accepted alert survives a power cut.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',

  // Modest at rest: server and database together should fit in about 250 MB.
  max_connections: '60',
  shared_buffers: '48MB',
  work_mem: '8MB',
  maintenance_work_mem: '32MB',
  effective_cache_size: '256MB',
  jit: 'off',

  // Fewer processes: reads without workers, no parallel plans, no replication.
  io_method: 'sync',
  max_worker_processes: '2',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  max_logical_replication_workers: '0',
  wal_level: 'minimal',
  max_wal_senders: '0',

  wal_compression: 'pglz',
  max_wal_size: '512MB',
  min_wal_size: '48MB',
  checkpoint_timeout: '15min',

  // Queues (outbox, deliveries, due work) turn over quickly; a dead row that stays makes every claim slower.
  autovacuum_max_workers: '2',
  autovacuum_worker_slots: '2',
  autovacuum_naptime: '15s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_vacuum_threshold: '200',
  autovacuum_analyze_scale_factor: '0.05',
  autovacuum_analyze_threshold: '200',
  autovacuum_vacuum_cost_limit: '1000',

  random_page_cost: '1.1',
  max_locks_per_transaction: '128',
  idle_in_transaction_session_timeout: '5min',
  timezone: 'UTC',
  log_timezone: 'UTC',

  // Failed statements reach the caller as exceptions. Repeating them here would put personal content
  // into the log, so only what concerns the server as a whole is written.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_line_prefix: '',
};

/** For tests alone: rows may be lost in a power cut, and a database is cloned in milliseconds. */
export const careless: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  max_wal_size: '1GB',
  autovacuum: 'off',
};

export function asFlags(...layers: readonly Settings[]): string[] {
  const merged: Settings = Object.assign({}, ...layers);
  return Object.entries(merged).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
