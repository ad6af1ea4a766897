import * as Y from 'yjs';
import type { Log } from '../log.ts';

/**
 * What this node has in memory of a document: only what the store has committed, never more. So whatever anybody is
 * shown of the document is still there after the node has died.
 */
export interface Copy {
  /** What is missing to somebody who has this much. Throws for what is no state vector. */
  missing(vector: Uint8Array): Uint8Array;
  vector(): Uint8Array;
  /** Whether so many bytes more are too much. */
  isFull(more: number): boolean;
  /** Stores an update, and has it once that is committed. */
  append(update: Uint8Array, people: readonly string[]): Promise<void>;
  /** Reads what other nodes have stored. */
  catchUp(): void;
}

/** Where documents are kept. `seq` counts the appends of one document, in the order of their commits. */
export interface DocumentStore {
  /** The whole document, made from its template when there is none yet. */
  load(id: string): Promise<{ seq: number; updates: readonly Uint8Array[] }>;
  since(id: string, seq: number): Promise<readonly { seq: number; update: Uint8Array }[]>;
  /** Resolves after the commit, with the place that the update has got. */
  append(id: string, update: Uint8Array, people: readonly string[]): Promise<number>;
}

interface CopyNeeds {
  store: DocumentStore;
  log: Pick<Log, 'warn' | 'error'>;
  /** Called with what others have stored, once the copy has it. */
  heard(update: Uint8Array): void;
}

/** A document with its history has as many bytes at most; beyond it edits are refused and reading goes on. */
const mostBytes = 8_388_608;

/** Rejects when the store is away. */
export async function openCopy(id: string, { store, log, heard }: CopyNeeds): Promise<Copy> {
  const kept = keptDocument(id, log);
  const loaded = await store.load(id);
  for (const update of loaded.updates) kept.apply(update);
  let seq = loaded.seq;

  const catchUp = once(async () => {
    for (const row of await store.since(id, seq)) {
      kept.apply(row.update);
      heard(row.update);
      seq = Math.max(seq, row.seq);
    }
  }, log);
  return {
    missing: kept.missing,
    vector: kept.vector,
    isFull: kept.isFull,
    catchUp,
    async append(update, people) {
      const place = await store.append(id, update, people);
      kept.apply(update);
      // A gap is what another node stored in between.
      if (place === seq + 1) seq = place;
      else catchUp();
    },
  };
}

function keptDocument(id: string, log: CopyNeeds['log']) {
  const doc = new Y.Doc();
  let bytes = 0;
  return {
    missing: (vector: Uint8Array) => Y.encodeStateAsUpdate(doc, vector),
    vector: () => Y.encodeStateVector(doc),
    /** One update that cannot be read must not take the document away from everybody. */
    apply(update: Uint8Array) {
      bytes += update.length;
      try {
        Y.applyUpdate(doc, update);
      } catch (error) {
        log.error({ error, document: id }, 'a stored edit of a live document could not be read');
      }
    },
    isFull(more: number) {
      if (bytes + more <= mostBytes) return false;
      // The sum counts what has been deleted since; what is really left is looked at only when it matters.
      bytes = Y.encodeStateAsUpdate(doc).length;
      return bytes + more > mostBytes;
    },
  };
}

/** Runs one at a time, and once more when it was asked for meanwhile. */
function once(run: () => Promise<void>, log: CopyNeeds['log']): () => void {
  let isRunning = false;
  let again = false;
  const go = async (): Promise<void> => {
    do {
      again = false;
      await run();
    } while (again);
  };
  return () => {
    again = true;
    if (isRunning) return;
    isRunning = true;
    go()
      // The next notice, or the next edit of this node, looks again.
      .catch((error: unknown) => log.warn({ error }, 'the edits that other nodes stored could not be read'))
      .finally(() => {
        isRunning = false;
      });
  };
}
