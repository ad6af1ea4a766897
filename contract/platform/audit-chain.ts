import type { AuditEntry, Finding } from './audit.ts';

/**
 * The chain of the audit log: each entry's hash is made of the hash before it and of the entry itself, so that nobody
 * can change, take out, add or move an entry without changing every hash behind it. Pure, and the same for the server
 * that appends, the server that verifies, and the command line that verifies a file.
 */

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export type Sha256 = (text: string) => string;

/** What the first entry follows. */
export const beginning = { place: 0, hash: '0'.repeat(64) };

export interface Link {
  place: number;
  hash: string;
}

/** The hash of an entry that follows `previous`: SHA-256 of the previous hash, a line break, and the canonical form. */
export function linkHash(sha256: Sha256, previous: string, entry: AuditEntry): string {
  return sha256(`${previous}\n${canonicalForm(entry)}`);
}

/**
 * Every column but the two that are the chain itself, as a JSON array in this order. The members of `detail` are
 * sorted, because databases keep no order of them.
 */
export function canonicalForm(entry: AuditEntry): string {
  return JSON.stringify([
    entry.id,
    entry.at,
    entry.actorKind,
    entry.actor,
    entry.how,
    entry.address,
    entry.action,
    entry.subject,
    sorted(entry.detail),
    entry.requestId,
    entry.outcome,
    entry.count,
  ]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Follows the chain, entry by entry, in constant memory. */
export interface Walk {
  follow(entry: AuditEntry): void;
  /** Where it has come to, by the hashes as they are stored. */
  at(): Link;
  entries(): number;
  /** Which of the sought hashes it has come through. */
  met(): string[];
  /** What does not fit; at most a hundred, and how many more there are. */
  findings(): { findings: Finding[]; more: number };
}

export interface WalkNeeds {
  sha256: Sha256;
  /** The link before the first entry; what comes before it is taken as it is. */
  from?: Link;
  /** Hashes that the chain has to go through at these places, with the day that says so. */
  anchors?: ReadonlyMap<number, { day: string; hash: string }>;
  /** Hashes to look out for. */
  sought?: ReadonlySet<string>;
}

const mostFindings = 100;
/** Telling what happened to entries compares each with all others, so only for a few. */
const mostCompared = 16;

/** An entry whose hash is not the one that follows from the entry before it. */
interface Misfit {
  entry: AuditEntry & Link;
  /** The hashes of the two entries before it, as stored. */
  previous: string;
  beforePrevious: string | null;
}

export function createWalk({ sha256, from = beginning, anchors, sought }: WalkNeeds): Walk {
  let last: Link = from;
  let beforeLast: string | null = null;
  let entries = 0;
  let more = 0;
  const told: Finding[] = [];
  const misfits: Misfit[] = [];
  const met = new Set<string>();
  const tell = (finding: Finding) => {
    if (told.length + misfits.length < mostFindings) told.push(finding);
    else more += 1;
  };
  const check = (entry: AuditEntry & Link) => {
    if (linkHash(sha256, last.hash, entry) === entry.hash) return;
    if (told.length + misfits.length < mostFindings)
      misfits.push({ entry, previous: last.hash, beforePrevious: beforeLast });
    else more += 1;
  };
  return {
    follow(entry) {
      if (!isLinked(entry)) return;
      entries += 1;
      if (entry.place <= last.place) return tell(doubled(entry));
      if (entry.place > last.place + 1) tell(missing(last.place + 1, entry.place - 1));
      else check(entry);
      beforeLast = last.hash;
      last = { place: entry.place, hash: entry.hash };
      const anchored = anchors?.get(entry.place);
      if (anchored && anchored.hash !== entry.hash) tell(otherThanAnchored(entry, anchored.day));
      if (sought?.has(entry.hash)) met.add(entry.hash);
    },
    at: () => last,
    entries: () => entries,
    met: () => [...met],
    findings: () => ({
      findings: [...told, ...explained(sha256, misfits)].sort((a, b) => (a.place ?? 0) - (b.place ?? 0)),
      more,
    }),
  };
}

function isLinked(entry: AuditEntry): entry is AuditEntry & Link {
  return entry.place !== null && entry.hash !== null;
}

/**
 * What happened to entries that do not fit. One that fits behind another entry than the one it stands behind was moved;
 * one that is only in the way of the next was put in.
 */
function explained(sha256: Sha256, misfits: readonly Misfit[]): Finding[] {
  if (misfits.length > mostCompared) return misfits.map(({ entry }) => edited(entry));
  const hashes = misfits.flatMap((one) => [one.previous, one.entry.hash]);
  const fits = new Set(
    misfits.flatMap(({ entry }) =>
      hashes.some((previous) => hashes.includes(linkHash(sha256, previous, entry))) ? [entry.place] : [],
    ),
  );
  const isInTheWay = new Set(
    misfits.flatMap(({ entry, beforePrevious }) => {
      const before = entry.place - 1;
      const fitsWithout = beforePrevious !== null && linkHash(sha256, beforePrevious, entry) === entry.hash;
      return fitsWithout && !fits.has(before) ? [before] : [];
    }),
  );
  const known = new Set(misfits.map(({ entry }) => entry.place));
  const strangers = [...isInTheWay].filter((place) => !known.has(place)).map(inserted);
  const others = misfits.flatMap(({ entry }): Finding[] => {
    const { place } = entry;
    if (isInTheWay.has(place)) return [inserted(place)];
    if (isInTheWay.has(place - 1)) return [];
    if (!fits.has(place)) return [edited(entry)];
    return fits.has(place - 1) ? [] : [moved(entry)];
  });
  return [...strangers, ...others];
}

const about = (kind: Finding['kind'], { place, id }: AuditEntry & Link, text: string): Finding => ({
  kind,
  place,
  id,
  text,
});

const edited = (entry: AuditEntry & Link): Finding =>
  about(
    'edited',
    entry,
    `Entry ${entry.place} does not fit: it was edited, or entries before it were taken out.`,
  );

const moved = (entry: AuditEntry & Link): Finding =>
  about('moved', entry, `Entry ${entry.place} stood in another place.`);

const doubled = (entry: AuditEntry & Link): Finding =>
  about('doubled', entry, `There is more than one entry ${entry.place}.`);

const otherThanAnchored = (entry: AuditEntry & Link, day: string): Finding =>
  about('anchor', entry, `Entry ${entry.place} is not the one that the anchor of ${day} was made of.`);

const inserted = (place: number): Finding => ({
  kind: 'inserted',
  place,
  id: null,
  text: `Entry ${place} was put in later.`,
});

function missing(from: number, to: number): Finding {
  const which = from === to ? `Entry ${from} is` : `Entries ${from} to ${to} are`;
  return { kind: 'missing', place: from, id: null, text: `${which} missing.` };
}
