/**
 * The auditor looks, each minute and by means of its own, whether what should happen by itself does happen. What it
 * finds it mends where that is safe, keeps, and tells administrators by a path that shares nothing with pages: no
 * outbox, no lane, no policy, no contact method. Invariants: a finding is one row from first to last sight; whoever is
 * told once is told again only after an hour; a beat leaves only after an audit that ended well.
 */
import type { Act } from '../act.ts';
import type { Query } from '../db.ts';

/** One thing that is not as it should be. The subject names it, so that it is one finding for as long as it lasts. */
export interface Found {
  subject: string;
  /** One sentence. */
  text: string;
}

/** What a slice gives the auditor to look for in its own tables. */
export interface Check {
  /** Stage first: `oncall.overduePages`. */
  name: string;
  /** What it looks for, in words. */
  title: string;
  /** At most `mostFound`; a read that takes long is given up. */
  look(db: Query, now: Temporal.Instant): Promise<Found[]>;
  /** Does what is safe to do about it. */
  mend?(act: Act, found: readonly Found[]): Promise<void>;
}

/** How many findings of one check are told; more of them say nothing new. */
export const mostFound = 100;
/** Due for longer than this is overdue: sweeps look every 30 s even when a poke was lost. */
export const overdueSeconds = 60;
/** For how long a node may be silent, or a worker not look at its rows. */
export const silentMinutes = 3;
/** A clock that is further off than this is told. */
export const mostSkewMs = 5_000;
/** Whoever was told is told again after so long. */
export const againMinutes = 60;

export interface Finding extends Found {
  id: string;
  check: string;
  firstAt: Temporal.Instant;
  lastAt: Temporal.Instant;
  mendedAt: Temporal.Instant | null;
  alarmedAt: Temporal.Instant | null;
  endedAt: Temporal.Instant | null;
}

/** Which open findings administrators are to hear of now. */
export function toAlarm(open: readonly Finding[], now: Temporal.Instant): Finding[] {
  return open.filter(
    ({ alarmedAt }) =>
      alarmedAt === null || Temporal.Instant.compare(alarmedAt.add({ minutes: againMinutes }), now) <= 0,
  );
}

/** What administrators are told; plain text in every way. */
export interface Alarm {
  subject: string;
  lines: string[];
}

const mostLines = 20;

/** Says what was found and what is to be done. The address is that of the screen that shows it. */
export function alarmOf(findings: readonly Finding[], url: string): Alarm {
  const [first] = findings;
  const others = findings.length - 1;
  const left = findings.length - mostLines;
  return {
    subject: `Muster: ${first?.text ?? 'all is well'}${others > 0 ? ` And ${others} more.` : ''}`,
    lines: [
      ...findings.slice(0, mostLines).map((one) => `${one.text} (since ${one.firstAt}${mendedText(one)})`),
      ...(left > 0 ? [`And ${left} more.`] : []),
      `Look at ${url}/setup/health.`,
    ],
  };
}

/** For when the audit itself cannot be done, and so no finding can be kept. */
export function blindAlarm(failed: readonly string[], url: string): Alarm {
  return {
    subject: 'Muster cannot look after itself: the audit of the paging path fails.',
    lines: [...failed.slice(0, mostLines), `Pages may not leave. Look at ${url}/readyz and at the log.`],
  };
}

function mendedText({ mendedAt }: Finding): string {
  return mendedAt === null ? '' : `; mended at ${mendedAt}`;
}

/** How one node does, as its own auditor has written it. */
export interface NodeState {
  node: string;
  at: Temporal.Instant;
  skewMs: number;
  workers: Readonly<Record<string, string>>;
  found: number;
  mended: number;
  tookMs: number;
  failed: string[];
}

/** Nodes that went silent, workers that do not look at their rows, clocks that are wrong. */
export function nodesAmiss(nodes: readonly NodeState[], now: Temporal.Instant): Found[] {
  const silence = (since: Temporal.Instant, until: Temporal.Instant) => since.until(until).total('minutes');
  return nodes.flatMap(({ node, at, skewMs, workers }): Found[] => {
    if (silence(at, now) > silentMinutes)
      return [{ subject: node, text: `Node ${node} has not been heard of since ${at}.` }];
    const stuck = Object.entries(workers).filter(
      ([, lookedAt]) => silence(Temporal.Instant.from(lookedAt), at) > silentMinutes,
    );
    const wrong = Math.abs(skewMs) > mostSkewMs;
    return [
      ...stuck.map(([worker, lookedAt]) => ({
        subject: `${node} ${worker}`,
        text: `The worker ${worker} of node ${node} has not looked at its rows since ${lookedAt}.`,
      })),
      ...(wrong
        ? [
            {
              subject: `${node} clock`,
              text: `The clock of node ${node} is ${Math.abs(skewMs / 1000).toFixed(1)} s ${skewMs > 0 ? 'ahead of' : 'behind'} the database's.`,
            },
          ]
        : []),
    ];
  });
}
