import type { Finding, verifyAudit } from '@muster/contract/platform/audit';
import { beginning, createWalk, type Link } from '@muster/contract/platform/audit-chain';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { minutes } from '../clock.ts';
import { type Query, sql } from '../db.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { headOf, lastAnchors, sha256 } from './chain.ts';
import { chained } from './views.ts';

type Verification = AnswerOf<typeof verifyAudit>;

/** So many entries are walked for one request; half a minute's work at most. */
const entriesOfPiece = 200_000;
/** The sweep appends within a minute; what waits longer was kept out of the chain. */
const longestWait = minutes(10);

let isWalking = false;

/** One piece of the chain; one at a time on this node, because it is work. Throws a Refusal `limit` meanwhile. */
export async function verifyPiece(
  platform: Platform,
  asked: { after: number; anchors: readonly string[] },
): Promise<Verification> {
  if (isWalking) throw new Refusal('limit', 'The audit log is being verified already; try again soon.');
  isWalking = true;
  try {
    return await walkPiece(platform.db, platform.clock.now(), asked);
  } finally {
    isWalking = false;
  }
}

async function walkPiece(
  db: Query,
  now: Temporal.Instant,
  { after, anchors: given }: { after: number; anchors: readonly string[] },
): Promise<Verification> {
  const from = after === 0 ? beginning : await linkAt(db, after);
  if (!from) throw new Refusal('invalid', `There is no entry ${after} in the chain.`);
  const head = (await headOf(db)) ?? beginning;
  const anchors = await anchorsIn(db, after, after + entriesOfPiece);
  const sought = new Map(given.map((one) => [one.slice(one.indexOf(':') + 1), one]));
  const walk = createWalk({ sha256, from, anchors, sought: new Set(sought.keys()) });
  for await (const entries of chained(db, { after, upTo: Math.min(head.place, after + entriesOfPiece) }))
    for (const entry of entries) walk.follow(entry);
  const { findings, more } = walk.findings();
  const isEnd = after + entriesOfPiece >= head.place;
  return {
    entries: walk.entries(),
    upTo: walk.at(),
    findings: isEnd ? [...findings, ...(await atTheEnd(db, head, now))] : findings,
    moreFindings: more,
    met: walk.met().flatMap((hash) => sought.get(hash) ?? []),
    next: isEnd ? null : after + entriesOfPiece,
  };
}

function linkAt(db: Query, place: number): Promise<Link | undefined> {
  return db.maybe(sql`select place, encode(hash, 'hex') as hash from platform.audit where place = ${place}`);
}

async function anchorsIn(db: Query, after: number, upTo: number) {
  const rows = await db.many<{ day: string; place: number; hash: string }>(sql`
    select day::text, place, encode(hash, 'hex') as hash from platform.audit_anchors
    where place > ${after} and place <= ${upTo}`);
  return new Map(rows.map(({ day, place, hash }) => [place, { day, hash }]));
}

/** What the chain itself cannot tell: that it ends too early, and what is kept out of it. */
async function atTheEnd(db: Query, head: Link, now: Temporal.Instant): Promise<Finding[]> {
  const [last] = await lastAnchors(db, 1);
  const forgotten = await db.many<{ id: string; at: Temporal.Instant }>(sql`
    select id, at from platform.audit where place is null and at < ${now.subtract(longestWait)} order by id limit 100`);
  return [
    ...(last && last.place > head.place
      ? [
          {
            kind: 'cut' as const,
            place: head.place,
            id: null,
            text: `The log ends with entry ${head.place}, and the anchor of ${last.day} was made of entry ${last.place}.`,
          },
        ]
      : []),
    ...forgotten.map(({ id, at }) => ({
      kind: 'waiting' as const,
      place: null,
      id,
      text: `An entry of ${at.toString({ smallestUnit: 'second' })} is not in the chain yet.`,
    })),
  ];
}
