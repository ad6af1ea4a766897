import type { Clock } from './clock.ts';

/** Time that only its owner moves: in tests, and while the example's past is told. All nodes of it see one time. */
export interface ManualClock {
  now(): Temporal.Instant;
  /** When the earliest timer of all nodes is set for; null when none is. */
  nextTimerAt(): Temporal.Instant | null;
  /** Sets the time, then fires what is due by then, the earliest first. */
  moveTo(at: Temporal.Instant): void;
  /** The clock of one node; `stop` takes back its timers and sets no more, as when the node is killed. */
  forNode(): { clock: Clock; stop(): void };
}

interface Timer {
  at: Temporal.Instant;
  run(): void;
}

export function createManualClock(start: Temporal.Instant): ManualClock {
  let now = start;
  let nodes: Set<Timer>[] = [];
  const all = () => nodes.flatMap((timers) => [...timers]).sort((a, b) => compare(a.at, b.at));

  const forNode: ManualClock['forNode'] = () => {
    const timers = new Set<Timer>();
    let isStopped = false;
    nodes.push(timers);
    const at: Clock['at'] = (when, run) => {
      const timer: Timer = {
        at: when,
        run() {
          if (timers.delete(timer)) run();
        },
      };
      if (isStopped) return () => undefined;
      timers.add(timer);
      if (compare(when, now) <= 0) setImmediate(timer.run);
      return () => timers.delete(timer);
    };
    const stop = () => {
      isStopped = true;
      timers.clear();
      nodes = nodes.filter((one) => one !== timers);
    };
    return { clock: { now: () => now, at }, stop };
  };
  return {
    now: () => now,
    nextTimerAt: () => all()[0]?.at ?? null,
    moveTo(at) {
      if (compare(at, now) < 0) throw new Error(`the clock shows ${now} and does not go back to ${at}`);
      now = at;
      for (const timer of all()) if (compare(timer.at, now) <= 0) timer.run();
    },
    forNode,
  };
}

const { compare } = Temporal.Instant;
