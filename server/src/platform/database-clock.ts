/**
 * One time for all nodes: the database's. What is due is a row with a time, and a node whose own clock is ten minutes off
 * would send ten minutes early or late. So each node goes by its own clock for the passing of time only, which never
 * jumps, and asks the database every few seconds how far it is off. SQL is still given its `$now`. Without an answer the
 * node goes on with what it knows. A step of less than the answer can tell is not taken, so time does not tremble.
 */
import { type Clock, seconds } from './clock.ts';
import type { Query } from './db.ts';
import type { Log } from './log.ts';

/** Every few seconds, because a machine that was suspended stands still in the past until then. */
const askEvery = seconds(5);
/** What nobody notices, and half of what an answer takes, may be error of the measurement. */
const toleranceMs = 100;
/** From here on it is worth a line in the log. */
const remarkableMs = 1_000;

export interface DatabaseClock extends Clock {
  /** Asks once; failing leaves the time as it is. */
  ask(): Promise<void>;
  /** Asks now and from then on again and again. */
  start(): Promise<void>;
  stop(): void;
}

/** The clock of an app: the database's once there is one to ask, or as it is given. */
export function followDatabase(
  {
    followsDatabase = false,
    clock,
    log,
  }: { followsDatabase?: boolean; clock: Clock; log: Pick<Log, 'warn'> },
  databaseTime: (db: Query) => Promise<Temporal.Instant>,
): { clock: Clock; start(db: Query): Promise<void>; stop(): void } {
  if (!followsDatabase) return { clock, start: async () => undefined, stop: () => undefined };
  let opened: Query | null = null;
  const asked = async () => {
    if (opened === null) throw new Error('the database is not open yet');
    return databaseTime(opened);
  };
  const followed = createDatabaseClock(clock, asked, log);
  return {
    clock: followed,
    async start(db) {
      opened = db;
      await followed.start();
    },
    stop: followed.stop,
  };
}

interface Timer {
  at: Temporal.Instant;
  run(): void;
  cancel(): void;
}

export function createDatabaseClock(
  own: Clock,
  databaseTime: () => Promise<Temporal.Instant>,
  log: Pick<Log, 'warn'>,
): DatabaseClock {
  let offsetMs = 0;
  let isOpen = true;
  let cancel = (): void => undefined;
  const timers = createTimers(own);

  const ask = async () => {
    const { offMs, doubtMs } = await measure(own, databaseTime);
    const byMs = Math.round(offMs - offsetMs);
    if (Math.abs(byMs) <= toleranceMs + doubtMs) return;
    if (Math.abs(byMs) >= remarkableMs)
      log.warn({ byMs }, 'the time of this node was not that of the database, and is set right');
    offsetMs += byMs;
    timers.setAnew(offsetMs);
  };
  const again = () => {
    if (!isOpen) return;
    // Without an answer the node goes on with what it knows; whoever needs the database hears that it is away.
    cancel = own.at(own.now().add(askEvery), () => {
      void ask().then(again, again);
    });
  };
  return {
    now: () => own.now().add({ milliseconds: offsetMs }),
    ...(own.shown ? { shown: own.shown } : {}),
    at: (at, run) => timers.add(at, run, offsetMs),
    ask,
    async start() {
      await ask().catch(() => undefined);
      again();
    },
    stop() {
      isOpen = false;
      cancel();
    },
  };
}

/** How far the database's time is ahead, and by how much that may be wrong: nobody knows when in between it answered. */
async function measure(own: Clock, databaseTime: () => Promise<Temporal.Instant>) {
  const before = own.now().epochMilliseconds;
  const theirs = (await databaseTime()).epochMilliseconds;
  const after = own.now().epochMilliseconds;
  return { offMs: theirs - (before + after) / 2, doubtMs: (after - before) / 2 };
}

/** What waits for a time, so that it can be set anew when the time turns out to be another. */
function createTimers(own: Clock) {
  const timers = new Set<Timer>();
  const set = (timer: Timer, offsetMs: number) => {
    timer.cancel = own.at(timer.at.subtract({ milliseconds: offsetMs }), () => {
      timers.delete(timer);
      timer.run();
    });
  };
  return {
    add(at: Temporal.Instant, run: () => void, offsetMs: number): () => void {
      const timer: Timer = { at, run, cancel: () => undefined };
      timers.add(timer);
      set(timer, offsetMs);
      return () => {
        timers.delete(timer);
        timer.cancel();
      };
    },
    setAnew(offsetMs: number): void {
      for (const timer of timers) {
        timer.cancel();
        set(timer, offsetMs);
      }
    },
  };
}
