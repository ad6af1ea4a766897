import type { Hint } from '@muster/contract/platform/live';
import { type Clock, minutes } from '../clock.ts';

/** Topics after which somebody who listens may have lost the right to. */
const telling = new Set(['people', 'sessions', 'tokens']);
/** Ends come by themselves, too: a session or token that is over. */
const betweenLooks = minutes(1);

/** Looks again and again whether a stream may go on; `end` is called once when it may not. */
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
export function watchStream(
  clock: Clock,
  { mayGoOn, end }: { mayGoOn(): Promise<boolean>; end(): void },
): Watch {
  let isStopped = false;
  let isLooking = false;
  let again = false;
  let cancel = (): void => undefined;

  const stop = () => {
    isStopped = true;
    cancel();
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
  wait();
  return {
    heard({ type, topics }) {
      if (!isStopped && (type === 'resync' || topics.some((topic) => telling.has(topic)))) lookSoon();
    },
    stop,
  };
}
