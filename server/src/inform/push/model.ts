/**
 * Where else the files of a public page are put. Invariants: only what this node serves at that moment leaves, and only
 * a page that everybody may read; the start page goes last, so that whoever reads it finds what it leads to; a place
 * that fails is tried again within a minute, and keeps what it had.
 */
import type { PushTarget, PushWish } from '@muster/contract/inform/push';
import type { SecretBox } from '../../platform/secrets.ts';
import type { ServedSite } from '../../platform/sites/sites.ts';
import { wireTime, wireTimeOrNull } from '../../platform/wire-time.ts';

export const pushErrand = 'inform.pushPages';

export interface Target {
  id: string;
  page: string;
  name: string;
  kind: PushWish['kind'];
  place: string;
  sealed: string;
  triedAt: Temporal.Instant | null;
  doneAt: Temporal.Instant | null;
  version: string | null;
  files: Record<string, string>;
  problem: string | null;
  failedSince: Temporal.Instant | null;
  tries: number;
}

/** The guarantee: only `createTarget` seals these, and it writes this shape. */
export function wishOf(secrets: Pick<SecretBox, 'open'>, { sealed }: Pick<Target, 'sealed'>): PushWish {
  return JSON.parse(secrets.open(sealed)) as PushWish;
}

export function placeOf(wish: PushWish): string {
  if (wish.kind === 'directory') return wish.folder;
  if (wish.kind === 's3') return `${new URL(wish.endpoint).host}/${wish.bucket}/${wish.prefix}`;
  return `${new URL(wish.url).origin}/…`;
}

export interface Change {
  path: string;
  type: string;
  body: Buffer | null;
}

/** What has to be moved for the files there to be those of the page: new and changed ones, then those that went. */
export function changesFor(site: ServedSite, there: Readonly<Record<string, string>>): Change[] {
  const changed = [...site.files].filter(([path, file]) => there[path] !== file.etag);
  const puts = changed.map(([path, { type, plain }]) => ({ path, type, body: plain }));
  const gone = Object.keys(there).filter((path) => !site.files.has(path));
  return [
    ...puts.filter((one) => one.path !== 'index.html'),
    ...puts.filter((one) => one.path === 'index.html'),
    ...gone.map((path) => ({ path, type: '', body: null })),
  ];
}

export function digestsOf(site: ServedSite): Record<string, string> {
  return Object.fromEntries([...site.files].map(([path, { etag }]) => [path, etag]));
}

/** Looked at four times a minute; what fails is tried after 5, 10, 20 ... seconds, at most a minute. */
export function nextPush(tries: number, now: Temporal.Instant): Temporal.Instant {
  return now.add({ seconds: tries === 0 ? 15 : Math.min(60, 5 * 2 ** Math.min(tries - 1, 4)) });
}

export function shownTarget(target: Target): PushTarget {
  const { id, kind, place, problem, failedSince } = target;
  return {
    id,
    kind,
    place,
    files: Object.keys(target.files).length,
    triedAt: wireTimeOrNull(target.triedAt),
    doneAt: wireTimeOrNull(target.doneAt),
    problem:
      problem === null || failedSince === null ? null : { text: problem, since: wireTime(failedSince) },
  };
}
