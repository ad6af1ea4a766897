import type { Hint } from '@muster/contract/platform/live';
import { type Clock, minutes, seconds } from '../clock.ts';

/** Topics after which somebody who listens may have lost the right to. */
const telling = new Set(['people', 'sessions', 'tokens']);
/** Ends come by themselves, too: a session or token that is over. */
const betweenLooks = minutes(1);
/** What is said often costs a look this often at most. */
const soon = seconds(2);

export interface Watched {
  mayGoOn(): Promise<boolean>;
  /** Called once, when it may not. */
  end(): void;
  /** What else tells that it may not, and is said often: looked at once in a while, however often it is said. */
  isTelling?(topic: string): boolean;
}

/** Looks again and again whether a stream may go on. */
export interface Watch {
  /** Told of each hint that goes out. */
  heard(hint: Pick<Hint, 'type' | 'topics'>): void;
  stop(): void;
}

/**
 * A stream is let in once and lasts for hours; who was signed out or deactivated since must not go on listening. Looks
 * at once when something of the kind has changed anywhere, and every minute. A look that fails, as when the database is
 * away, is made again at the next occasion.
 */
export function watchStream(clock: Clock, { mayGoOn, end, isTelling = () => false }: Watched): Watch {
  let isStopped = false;
  let isLooking = false;
  let again = false;
  let cancel = (): void => undefined;
  let cancelSoon: (() => void) | null = null;

  const stop = () => {
    isStopped = true;
    cancel();
    cancelSoon?.();
  };
  const look = async () => {
    do {
      again = false;
      const goesOn = await mayGoOn().catch(() => true);
      if (isStopped) return;
      if (!goesOn) {
        stop();
        end();
      }
    } while (again && !isStopped);
  };
  const lookSoon = () => {
    again = true;
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  };
  const wait = () => {
    cancel = clock.at(clock.now().add(betweenLooks), () => {
      if (isStopped) return;
      lookSoon();
      wait();
    });
  };
  const lookLater = () => {
    cancelSoon ??= clock.at(clock.now().add(soon), () => {
      cancelSoon = null;
      lookSoon();
    });
  };
  wait();
  return {
    heard({ type, topics }) {
      if (isStopped) return;
      if (type === 'resync' || topics.some((topic) => telling.has(topic))) lookSoon();
      else if (topics.some(isTelling)) lookLater();
    },
    stop,
  };
}
