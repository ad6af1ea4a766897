/** The host's name and port. */
type Host = string;

export interface Brake {
  /** Starts a request; answers nothing when the host is slow and enough requests wait for it already. */
  start(host: Host): ((end: 'late' | 'inTime') => void) | undefined;
}

const slowAfterMs = 2_000;
const requestsToSlowHost = 4;

/**
 * Keeps one receiver that hangs from taking every sender of a lane (F47). A host is slow while its last request
 * came to no end in time, or one has been waiting for two seconds; then only a few may wait for it, and whoever
 * comes later is told at once. `nowMs` is any clock that never goes back.
 */
export function createBrake(nowMs: () => number): Brake {
  const hosts = new Map<Host, { running: Set<{ startedMs: number }>; wasLate: boolean }>();
  return {
    start(host) {
      const known = hosts.get(host) ?? { running: new Set(), wasLate: false };
      // A set keeps the order of adding, so the first is the oldest.
      const [oldest] = known.running;
      const isSlow = known.wasLate || (oldest !== undefined && nowMs() - oldest.startedMs >= slowAfterMs);
      if (isSlow && known.running.size >= requestsToSlowHost) return undefined;
      const run = { startedMs: nowMs() };
      known.running.add(run);
      hosts.set(host, known);
      return (end) => {
        known.running.delete(run);
        known.wasLate = end === 'late';
        if (known.running.size === 0 && !known.wasLate) hosts.delete(host);
      };
    },
  };
}
