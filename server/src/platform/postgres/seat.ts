/**
 * Under which account PostgreSQL runs, and from where. PostgreSQL refuses to run as root, so a Muster that was
 * started by root seats it, in this order:
 *   1. as an unprivileged account, with the programs where they are;
 *   2. inside a user namespace of its own: the files stay root's, the server just does not see user 0;
 *   3. as an unprivileged account, with a copy of the programs where that account can reach them.
 * Anybody else runs it as themselves; a user number without a name (a container started with `--user 1234`)
 * needs the second way, because initdb insists on a name.
 */
import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { type Binaries, copyBinaries, findBinaries } from './binaries.ts';

export type Account = { readonly uid: number; readonly gid: number };

export type Seat = {
  readonly kind: 'self' | 'account' | 'namespace' | 'copy';
  readonly binaries: Binaries;
  /** Undefined where PostgreSQL runs as we do. */
  readonly account: Account | undefined;
  /** The program and arguments that start one of PostgreSQL's programs in this seat. */
  command(program: string, args: readonly string[]): [file: string, args: string[]];
};

const namespaceArgs = ['--user', '--map-user=65534', '--map-group=65534', '--'];

/** `home` is our folder for the database; its cluster, if there is one, may already belong to an account. */
export function findSeat(home: string, cluster: string): Seat {
  const found = findBinaries();
  if (process.getuid?.() !== 0) {
    const mine = found.complete ? found : copyBinaries(found, home);
    return !hasName() && namespaceWorks(mine, home) ? namespaced(mine) : direct('self', mine, undefined);
  }
  const account = ownerOf(cluster) ?? unprivilegedAccount();
  if (account && found.complete && canRead(found, account)) return direct('account', found, account);
  if (found.complete && namespaceWorks(found, home)) return namespaced(found);
  if (account) return direct('copy', copyForAll(found, account), account);
  throw new Refusal(
    'precondition',
    'Muster runs as root, and PostgreSQL may not: there is no account "postgres" or "nobody" to run it as. ' +
      'Start Muster as an ordinary user, or set DATABASE_URL.',
  );
}

/** Gives a folder and all that is in it to the seat's account. Only root can, and only root needs to. */
export function giveTo(seat: Seat, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = seat.account ?? { uid: 0, gid: 0 };
  if (lstatSync(folder).uid !== uid) chownAll(folder, uid, gid);
}

function chownAll(path: string, uid: number, gid: number): void {
  if (lstatSync(path).isDirectory()) {
    for (const name of readdirSync(path)) chownAll(join(path, name), uid, gid);
  }
  // The folder itself comes last, so that an interrupted change of hands is taken up again.
  if (!lstatSync(path).isSymbolicLink()) chownSync(path, uid, gid);
}

function direct(kind: Seat['kind'], binaries: Binaries, account: Account | undefined): Seat {
  return { kind, binaries, account, command: (name, args) => [programOf(binaries, name), [...args]] };
}

function namespaced(binaries: Binaries): Seat {
  return {
    kind: 'namespace',
    binaries,
    account: undefined,
    command: (name, args) => ['unshare', [...namespaceArgs, programOf(binaries, name), ...args]],
  };
}

function programOf(binaries: Binaries, name: string): string {
  return join(binaries.folder, 'bin', name);
}

function namespaceWorks(binaries: Binaries, home: string): boolean {
  const reach = spawnSync('unshare', [...namespaceArgs, '/bin/sh', '-c', 'cd "$0"', home]);
  if (reach.status !== 0) return false;
  return spawnSync('unshare', [...namespaceArgs, programOf(binaries, 'postgres'), '--version']).status === 0;
}

function copyForAll(binaries: Binaries, account: Account): Binaries {
  for (const parent of ['/var/lib/muster', join(tmpdir(), 'muster-programs')]) {
    try {
      const copy = copyBinaries(binaries, parent);
      if (canRead(copy, account)) return copy;
    } catch {
      // A read-only system folder; the next place may do.
    }
  }
  throw new Refusal(
    'precondition',
    'Muster runs as root and finds no place for PostgreSQL that an unprivileged account can read. ' +
      'Start Muster as an ordinary user, or set DATABASE_URL.',
  );
}

function hasName(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

function ownerOf(cluster: string): Account | undefined {
  const owner = lstatSync(cluster, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

function unprivilegedAccount(): Account | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

/** Whether the account can enter every folder on the way and read one file of each kind. */
function canRead(binaries: Binaries, account: Account): boolean {
  const samples = ['bin/postgres', 'bin/initdb', 'lib/libz.so.1', 'share/postgresql/postgres.bki'];
  return samples.every((sample) => {
    const file = join(binaries.folder, sample);
    return allows(file, account, 4) && foldersAbove(file).every((folder) => allows(folder, account, 1));
  });
}

function allows(path: string, account: Account, permission: 1 | 4): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & permission) !== 0;
}

function foldersAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [parent, ...foldersAbove(parent)].filter((folder) => folder !== path);
}
