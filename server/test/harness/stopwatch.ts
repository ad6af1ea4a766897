/**
 * Real milliseconds that something takes, for tests of what must not blow up: their bounds lie far above what it
 * takes on a busy machine, and far below what a blow-up takes.
 */
export function stopwatch(): () => number {
  const started = performance.now();
  return () => performance.now() - started;
}
