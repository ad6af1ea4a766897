import { seconds } from './clock.ts';
import type { Query } from './db.ts';
import { byName, type Worker } from './jobs.ts';
import type { Log } from './log.ts';
import type { Platform } from './platform.ts';

/** However quiet it is, each worker looks at its rows this often; a lost NOTIFY costs no more than this. */
export const usualTick = seconds(30);
/** Until the database is back; also bounds the wait for rows that are due and that somebody else holds. */
const longestBackOffMs = 1_000;

/** Drives the workers of this node: each wakes at its earliest due row, or when poked, or at the tick. */
export interface Engine {
  start(): void;
  poke(name: string): void;
  pokeAll(): void;
  isBusy(): boolean;
  /** When each worker last looked at its rows and came to an end. */
  lookedAt(): ReadonlyMap<string, Temporal.Instant>;
  /** Resolves when no worker runs; for tests, which move the clock and then look. */
  settled(): Promise<void>;
  /** Lets the running turns end and starts no more. */
  stop(): Promise<void>;
}

/** The part of the platform that it needs. */
export type EngineNeeds = Pick<Platform, 'clock'> & { log: Pick<Log, 'warn'>; work: Query };

export function createEngine(
  platform: EngineNeeds,
  workers: readonly Worker[],
  tick: Temporal.Duration,
): Engine {
  let waiting: (() => void)[] = [];
  const looked = new Map<string, Temporal.Instant>();
  const turns = new Map(
    [...byName('workers', workers)].map(([name, worker]) => [
      name,
      createTurn({ platform, worker, tick, onIdle, onLooked }),
    ]),
  );
  function onLooked(name: string): void {
    looked.set(name, platform.clock.now());
  }
  const isBusy = () => [...turns.values()].some((turn) => turn.isRunning());

  function onIdle(): void {
    if (!isBusy()) for (const resolve of waiting.splice(0)) resolve();
  }
  const settled = () =>
    isBusy() ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve();
  const pokeAll = () => {
    for (const turn of turns.values()) turn.poke();
  };
  return {
    start() {
      for (const turn of turns.values()) turn.open();
      pokeAll();
    },
    poke: (name) => turns.get(name)?.poke(),
    pokeAll,
    isBusy,
    lookedAt: () => looked,
    settled,
    async stop() {
      for (const turn of turns.values()) turn.close();
      await settled();
      waiting = [];
    },
  };
}

/** One worker's alternation of running and waiting; never runs twice at once. */
interface Turn {
  open(): void;
  close(): void;
  poke(): void;
  isRunning(): boolean;
}

interface TurnNeeds {
  platform: EngineNeeds;
  worker: Worker;
  tick: Temporal.Duration;
  onIdle(): void;
  onLooked(name: string): void;
}

function createTurn({ platform, worker, tick, onIdle, onLooked }: TurnNeeds): Turn {
  const { clock } = platform;
  let isOpen = false;
  let running = false;
  let poked = false;
  let failures = 0;
  let inVain = 0;
  let cancelTimer = (): void => undefined;

  const wakeAt = (at: Temporal.Instant) => {
    cancelTimer();
    if (isOpen) cancelTimer = clock.at(at, () => void run());
  };
  /** Works until nothing is due and answers when something will be. A poke means: do not ask, look; so does a failure. */
  const work = async (): Promise<Temporal.Instant | null> => {
    for (let looks = 0; ; looks += 1) {
      const due = poked ? null : await worker.nextDueAt(platform.work);
      const isDue = due !== null && Temporal.Instant.compare(due, clock.now()) <= 0;
      if (!isDue) inVain = 0;
      if (!isOpen || !(poked || isDue)) return due;
      // Held by another node, or behind an earlier event of its subject: asked for again, with growing pauses.
      if (isDue && looks > 1) return clock.now().add({ milliseconds: backOffMs(++inVain) });
      if (poked) looks = 0;
      poked = false;
      while (isOpen && (await worker.run()));
    }
  };
  const run = async (): Promise<void> => {
    if (running || !isOpen) return;
    running = true;
    cancelTimer();
    try {
      const due = await work();
      failures = 0;
      onLooked(worker.name);
      wakeAt(earlier(due, clock.now().add(tick)));
    } catch (error) {
      poked = true;
      platform.log.warn({ error, worker: worker.name }, 'a worker failed and will try again');
      wakeAt(clock.now().add({ milliseconds: backOffMs(++failures) }));
    }
    running = false;
    if (poked && failures === 0 && isOpen) void run();
    else onIdle();
  };
  return {
    open() {
      isOpen = true;
    },
    close() {
      isOpen = false;
      cancelTimer();
    },
    poke() {
      poked = true;
      void run();
    },
    isRunning: () => running,
  };
}

function backOffMs(times: number): number {
  return Math.min(longestBackOffMs, 25 * 2 ** Math.min(times, 10));
}

function earlier(a: Temporal.Instant | null, b: Temporal.Instant): Temporal.Instant {
  return a !== null && Temporal.Instant.compare(a, b) < 0 ? a : b;
}
