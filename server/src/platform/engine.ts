import { seconds } from './clock.ts';
import type { Worker } from './jobs.ts';
import type { Platform } from './platform.ts';

/** However quiet it is, each worker looks at its rows this often; a lost NOTIFY costs no more than this. */
const tick = seconds(30);

interface Turn {
  worker: Worker;
  running: boolean;
  poked: boolean;
  failures: number;
  cancelTimer: () => void;
}

/** Drives the workers of this node: each wakes at its earliest due row, or when poked, or at the tick. */
export interface Engine {
  start(): void;
  poke(name: string): void;
  pokeAll(): void;
  /** Resolves when no worker runs; for tests, which move the clock and then look. */
  settled(): Promise<void>;
  /** Lets the running turns end and starts no more. */
  stop(): Promise<void>;
}

export function createEngine(platform: Platform, workers: readonly Worker[]): Engine {
  const turns = new Map<string, Turn>(
    workers.map((worker) => [
      worker.name,
      { worker, running: false, poked: false, failures: 0, cancelTimer: () => undefined },
    ]),
  );
  let stopped = true;
  let waiting: (() => void)[] = [];

  const poke = (name: string) => {
    const turn = turns.get(name);
    if (!turn || stopped) return;
    turn.poked = true;
    if (!turn.running) void take(turn);
  };
  const take = async (turn: Turn) => {
    turn.running = true;
    turn.cancelTimer();
    try {
      await work(turn, platform, () => stopped);
      turn.failures = 0;
    } catch (error) {
      turn.failures += 1;
      platform.log.warn({ error, worker: turn.worker.name }, 'a worker failed and will try again');
      sleep(turn, platform.clock.now().add({ milliseconds: Math.min(5_000, 100 * 2 ** turn.failures) }));
    }
    turn.running = false;
    if (turn.poked && !stopped && turn.failures === 0) void take(turn);
    else if ([...turns.values()].every((one) => !one.running))
      for (const resolve of waiting.splice(0)) resolve();
  };
  const sleep = (turn: Turn, until: Temporal.Instant) => {
    turn.cancelTimer();
    if (!stopped) turn.cancelTimer = platform.clock.at(until, () => !turn.running && void take(turn));
  };
  const work = async (turn: Turn, { clock, work: db }: Platform, ended: () => boolean) => {
    let due: Temporal.Instant | null = null;
    do {
      if (!turn.poked) due = await turn.worker.nextDueAt(db);
      if (turn.poked || (due !== null && Temporal.Instant.compare(due, clock.now()) <= 0)) {
        turn.poked = false;
        while (!ended() && (await turn.worker.run()));
        due = await turn.worker.nextDueAt(db);
      }
    } while (turn.poked && !ended());
    const tickAt = clock.now().add(tick);
    sleep(turn, due !== null && Temporal.Instant.compare(due, tickAt) < 0 ? due : tickAt);
  };
  const settled = () =>
    [...turns.values()].some((turn) => turn.running)
      ? new Promise<void>((resolve) => waiting.push(resolve))
      : Promise.resolve();
  const pokeAll = () => [...turns.keys()].forEach(poke);
  return {
    start() {
      stopped = false;
      pokeAll();
    },
    poke,
    pokeAll,
    settled,
    async stop() {
      stopped = true;
      for (const turn of turns.values()) turn.cancelTimer();
      await settled();
      waiting = [];
    },
  };
}
