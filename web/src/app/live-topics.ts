/**
 * Pure: what a hint of the live stream means for the cache. A query belongs to the topic its key starts with.
 * A topic with an id also means its noun's lists when the server names both; nothing is guessed here.
 */
export function matches(queryKey: readonly unknown[], topics: readonly string[]): boolean {
  const topic = queryKey[0];
  return typeof topic === 'string' && topics.includes(topic);
}

/** Whether an answer that the server derives from several topics, named in its query's `meta.from`, is concerned. */
export function isDerived(meta: Record<string, unknown> | undefined, topics: readonly string[]): boolean {
  const from = meta?.from;
  return Array.isArray(from) && from.some((topic) => topics.includes(topic));
}

export type Meaning = { kind: 'everything' } | { kind: 'topics'; topics: string[] } | { kind: 'nothing' };

/** Reads the text of one hint. What cannot be read means that something was missed: ask for everything again. */
export function meaningOf(text: string): Meaning {
  const hint = parse(text);
  if (hint === null || typeof hint !== 'object') return { kind: 'everything' };
  if ('type' in hint && hint.type === 'resync') return { kind: 'everything' };
  const topics = 'topics' in hint && Array.isArray(hint.topics) ? hint.topics : [];
  const named = topics.filter((topic): topic is string => typeof topic === 'string');
  return named.length > 0 ? { kind: 'topics', topics: named } : { kind: 'nothing' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
