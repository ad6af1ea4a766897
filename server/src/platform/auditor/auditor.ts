import { byItself } from '../action.ts';
import { minutes, uptimeMs } from '../clock.ts';
import type { Db, Query } from '../db.ts';
import type { Platform } from '../platform.ts';
import { type Alarm, alarmOf, blindAlarm, type Check, mostFound, nodesAmiss, toAlarm } from './model.ts';
import {
  allNodes,
  forgetNode,
  forgetOld,
  keepFindings,
  markAlarmed,
  openFindings,
  type Seen,
  saveNode,
} from './store.ts';

const name = 'platform.audit';
/** So many audits in a row that could not be done, and administrators are told although no finding can be kept. */
const blindAfter = 3;

/** A way to administrators that has nothing in common with pages. Answers null when it took the alarm, else why not. */
export interface AlarmWay {
  name: string;
  send(alarm: Alarm): Promise<string | null>;
}

export interface AuditorNeeds {
  platform: Platform;
  /** A pool of its own, with statements that are given up soon. */
  db: Db;
  checks: readonly Check[];
  /** When each worker of this node last looked at its rows. */
  lookedAt(): ReadonlyMap<string, Temporal.Instant>;
  /** The database's own time. */
  databaseTime(db: Query): Promise<Temporal.Instant>;
  alarmWays: readonly AlarmWay[];
  /** Tells the outside watcher that all is well; null where there is none. */
  beat: (() => Promise<void>) | null;
}

export interface Audit {
  found: number;
  mended: number;
  /** What could not be looked at or kept, or by which way nobody could be told; empty when it ended well. */
  failed: string[];
}

export interface Auditor {
  /** Audits once, now. Never throws. */
  audit(): Promise<Audit>;
  /** Audits every minute, apart from the engine. */
  start(): void;
  /** Ends what runs, and says that this node is not to be missed. */
  stop(): Promise<void>;
}

export function createAuditor(needs: AuditorNeeds): Auditor {
  const { platform, db } = needs;
  let cancel = (): void => undefined;
  let running: Promise<Audit> | null = null;
  let blind = { times: 0, told: null as Temporal.Instant | null };
  let isOpen = false;

  const audit = async (): Promise<Audit> => {
    const done = await auditOnce(needs);
    blind = done.failed.length === 0 ? { times: 0, told: null } : { ...blind, times: blind.times + 1 };
    if (blind.times >= blindAfter) blind = await tellBlind(needs, done.failed, blind);
    for (const what of done.failed) platform.log.warn({ what }, 'the audit of the paging path has a fault');
    if (done.failed.length === 0) {
      await needs
        .beat?.()
        .catch((error: unknown) => platform.log.warn({ error }, 'the outside watcher could not be told'));
    }
    return done;
  };
  const wait = () => {
    if (!isOpen) return;
    cancel = platform.clock.at(platform.clock.now().add(minutes(1)), () => {
      running = audit();
      void running.finally(wait);
    });
  };
  return {
    audit,
    start() {
      isOpen = true;
      wait();
    },
    async stop() {
      isOpen = false;
      cancel();
      await running;
      await forgetNode(db, platform.news.nodeId).catch(() => undefined);
      await db.close();
    },
  };
}

async function auditOnce(needs: AuditorNeeds): Promise<Audit> {
  const { platform, db, checks } = needs;
  const startedMs = uptimeMs();
  const failed: string[] = [];
  const trying = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      platform.log.warn({ error, what }, 'a part of the audit failed');
      failed.push(`${what} could not be done.`);
      return otherwise;
    }
  };
  const skewMs = await trying('The comparison of clocks', () => skewOf(needs), 0);
  const noting = (state: { found: number; mended: number }) =>
    trying(
      'Noting how this node does',
      () => noteNode(needs, { ...state, skewMs, failed, tookMs: Math.round(uptimeMs() - startedMs) }),
      undefined,
    );
  // Before the checks, one of which looks at the nodes, this one included.
  await noting({ found: 0, mended: 0 });
  const seen: Seen[] = [];
  for (const check of [nodesCheck, ...checks]) {
    const one = await trying(`The check "${check.title}"`, () => carryOut(needs, check), null);
    if (one !== null) seen.push(one);
  }
  const found = seen.reduce((sum, one) => sum + one.found.length, 0);
  const mended = seen.reduce((sum, one) => sum + (one.mended ? one.found.length : 0), 0);
  await trying(
    'Keeping what was found',
    () =>
      byItself(
        platform,
        name,
        async (act) => {
          await keepFindings(act, seen);
          await forgetOld(act);
          act.hint('health');
        },
        db,
      ),
    undefined,
  );
  await trying('Telling administrators', () => tell(needs), undefined);
  await noting({ found, mended });
  return { found, mended, failed };
}

async function carryOut({ platform, db }: AuditorNeeds, check: Check): Promise<Seen> {
  const found = (await check.look(db, platform.clock.now())).slice(0, mostFound);
  const { mend } = check;
  if (found.length === 0 || !mend) return { check: check.name, found, mended: false };
  await byItself(platform, name, (act) => mend(act, found), db);
  return { check: check.name, found, mended: true };
}

const nodesCheck: Check = {
  name: 'platform.nodes',
  title: 'Nodes that fell silent, workers that stand still, clocks that are wrong',
  look: async (db, now) => nodesAmiss(await allNodes(db), now),
};

/** The middle of the question is when the database answered, as far as anybody can tell. */
async function skewOf({ platform, db, databaseTime }: AuditorNeeds): Promise<number> {
  const { clock } = platform;
  // The machine's clock, which somebody has to set right, although Muster itself goes by the database's.
  const shown = () => (clock.shown ?? clock.now)().epochMilliseconds;
  const before = shown();
  const theirs = (await databaseTime(db)).epochMilliseconds;
  return Math.round((before + shown()) / 2 - theirs);
}

function noteNode(
  { platform, db, lookedAt }: AuditorNeeds,
  state: { skewMs: number; found: number; mended: number; tookMs: number; failed: string[] },
): Promise<void> {
  const workers = Object.fromEntries([...lookedAt()].map(([worker, at]) => [worker, at.toString()]));
  return saveNode(db, { ...state, node: platform.news.nodeId, at: platform.clock.now(), workers });
}

/** Sends first and notes it then: an alarm that comes twice is better than one that comes never. */
async function tell(needs: AuditorNeeds): Promise<void> {
  const { platform, db, alarmWays } = needs;
  const due = toAlarm(await openFindings(db), platform.clock.now());
  if (due.length === 0 || alarmWays.length === 0) return;
  if (!(await sendAll(needs, alarmOf(due, platform.settings.url)))) throw new Error('no way took the alarm');
  await markAlarmed(
    db,
    due.map((one) => one.id),
    platform.clock.now(),
  );
}

async function tellBlind(
  needs: AuditorNeeds,
  failed: readonly string[],
  blind: { times: number; told: Temporal.Instant | null },
): Promise<{ times: number; told: Temporal.Instant | null }> {
  const { platform } = needs;
  const now = platform.clock.now();
  if (blind.told !== null && Temporal.Instant.compare(blind.told.add(minutes(60)), now) > 0) return blind;
  return (await sendAll(needs, blindAlarm(failed, platform.settings.url))) ? { ...blind, told: now } : blind;
}

/** By every way at once; whether at least one took it. */
async function sendAll({ platform, alarmWays }: AuditorNeeds, alarm: Alarm): Promise<boolean> {
  const answers = await Promise.all(
    alarmWays.map(async (way) => {
      const why = await way.send(alarm).catch((error: unknown) => String(error));
      if (why !== null) platform.log.error({ way: way.name, why }, 'an alarm could not be sent');
      return why === null;
    }),
  );
  return answers.includes(true);
}
