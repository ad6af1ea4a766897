import type { Platform } from './platform.ts';

/** A value read from the database and kept until one of its topics changes, on this node or another. */
export type Cached<T> = () => Promise<T>;

/**
 * `topics` are those that its writers hint. A read that was under way when the topic changed is not kept, so a
 * change that was committed before a call is seen by that call on the node that made it.
 */
export function cached<T>(platform: Platform, topics: readonly string[], load: () => Promise<T>): Cached<T> {
  let kept: Promise<T> | null = null;
  platform.news.watch((changed) => {
    if (changed.some((topic) => topic === '*' || topics.includes(topic))) kept = null;
  });
  return () => {
    if (kept) return kept;
    const loading = load();
    kept = loading;
    loading.catch(() => {
      if (kept === loading) kept = null;
    });
    return loading;
  };
}
