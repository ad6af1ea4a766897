import type { Present } from '@muster/contract/platform/live-document';
import * as Y from 'yjs';

/** Whether this document has something that whoever sent the state vector lacks, as after a backup was restored. */
export function isAhead(doc: Y.Doc, theirs: Uint8Array): boolean {
  const known = Y.decodeStateVector(theirs);
  const own = Y.decodeStateVector(Y.encodeStateVector(doc));
  return [...own].some(([client, clock]) => clock > (known.get(client) ?? 0));
}

/** Who else is in a document, from news of presence. What is malformed is left out. */
export function createPeople() {
  const others = new Map<string, Present>();
  let own: string | null = null;
  return {
    /** Answers everybody else, in a lasting order. */
    take(news: unknown): Present[] {
      if (typeof news === 'object' && news !== null) {
        if ('you' in news && typeof news.you === 'string') {
          own = news.you;
          others.clear();
        }
        if ('gone' in news && Array.isArray(news.gone)) for (const id of news.gone) others.delete(String(id));
        if ('here' in news && Array.isArray(news.here))
          for (const one of news.here) if (isPresent(one) && one.id !== own) others.set(one.id, one);
      }
      return [...others.values()];
    },
  };
}

function isPresent(one: unknown): one is Present {
  return (
    typeof one === 'object' &&
    one !== null &&
    'id' in one &&
    typeof one.id === 'string' &&
    'person' in one &&
    typeof one.person === 'string' &&
    'cursor' in one
  );
}
