import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newSecret } from '../ids.ts';
import { type Settings, SettingsError } from '../settings.ts';
import { keyDemand, weaknessOf } from './strength.ts';

type KeySettings = Pick<Settings, 'secretKey' | 'oldSecretKeys' | 'dataDir'>;

/**
 * The keys that seal secrets, the newest first: those of the environment, or those in the data directory, whose file
 * is made at the first start for this owner alone. The file has a key on each line. It is read again while Muster
 * runs, so that a new key is taken up without a stop.
 */
export function readKeys(settings: KeySettings): string[] {
  if (settings.secretKey !== null) return [settings.secretKey, ...settings.oldSecretKeys];
  const path = keyFile(settings);
  mkdirSync(resolve(settings.dataDir), { recursive: true, mode: 0o711 });
  try {
    writeFileSync(path, `${newSecret()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return [...keysIn(path), ...settings.oldSecretKeys];
}

/** Puts a new key before those in the data directory. Answers where; a key of the environment is the operator's. */
export function addKey(settings: KeySettings): string {
  if (settings.secretKey !== null) {
    throw new SettingsError(
      'MUSTER_SECRET_KEY: is set, so put a new key there, and the one that was there into MUSTER_OLD_SECRET_KEYS',
    );
  }
  const path = keyFile(settings);
  if (!existsSync(path)) {
    throw new SettingsError(`MUSTER_DATA_DIR: no Muster was ever started with ${resolve(settings.dataDir)}`);
  }
  const keys = [newSecret(), ...readKeys({ ...settings, oldSecretKeys: [] })];
  const next = `${path}.next`;
  // Renamed into place, so that whoever reads at this moment finds all of the old file or all of the new one.
  rmSync(next, { force: true });
  writeFileSync(next, `${keys.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(next, path);
  return path;
}

function keyFile({ dataDir }: KeySettings): string {
  return resolve(dataDir, 'secret.key');
}

function keysIn(path: string): string[] {
  const keys = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (keys.length === 0) throw new SettingsError(`${path}: has no key in it`);
  const weakness = weaknessOf(keys[0] ?? '', keyDemand);
  if (weakness !== null) throw new SettingsError(`${path}: the key in it ${weakness}`);
  return keys;
}
