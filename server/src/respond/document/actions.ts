import * as Y from 'yjs';
import type { Act } from '../../platform/act.ts';
import { byItself } from '../../platform/action.ts';
import { amongNodes } from '../../platform/news.ts';
import type { Platform } from '../../platform/platform.ts';
import type { DocumentStore } from '../../platform/realtime/copy.ts';
import { updateOf } from './blocks.ts';
import { type DocumentOwner, mergeable, peopleIn, settledBefore, type Update } from './model.ts';
import {
  appendUpdate,
  findDocument,
  type Grown,
  insertDocument,
  lockGrown,
  mergeUpdates,
  saveSnapshot,
  saveTidied,
  settledUpdates,
  updatesAfter,
} from './store.ts';

/** What nodes tell each other when something was stored; never browsers, which must not learn of what is private. */
const topicPrefix = amongNodes('document:');

export function topicOf(incident: string): string {
  return `${topicPrefix}${incident}`;
}

/** The incident whose document this topic is about; null for every other topic. */
export function documentIn(topic: string): string | null {
  return topic.startsWith(topicPrefix) ? topic.slice(topicPrefix.length) : null;
}

/** Where live documents are kept. */
export function documentStore(platform: Platform, templateOf: DocumentOwner['templateOf']): DocumentStore {
  return {
    async load(incident) {
      const kept = (await findDocument(platform.db, incident)) ?? (await makeDocument());
      return { seq: kept.seq, updates: [kept.snapshot, ...kept.updates.map(({ bytes }) => bytes)] };

      async function makeDocument() {
        const template = updateOf((await templateOf(platform, incident)) ?? '');
        await byItself(platform, 'respond.makeDocument', async ({ tx, now }) => {
          await insertDocument(tx, incident, { template, now });
        });
        // Another node may have been first.
        const made = await findDocument(platform.db, incident);
        if (!made) throw new Error(`the document of ${incident} was made and is not there`);
        return made;
      }
    },
    async since(incident, seq) {
      const updates = await updatesAfter(platform.db, incident, seq);
      return updates.map(({ seq: place, bytes }) => ({ seq: place, update: bytes }));
    },
    append: (incident, bytes, people) =>
      byItself(
        platform,
        'respond.appendEdits',
        async (act) => {
          const seq = await appendUpdate(act.tx, incident, { people, bytes, now: act.now });
          act.hint(topicOf(incident));
          return seq;
        },
        platform.db,
      ),
  };
}

/** So many edits make a document slow to open; so many documents are done at a time. */
const grown = { edits: 100, limit: 20 };

/**
 * Writes new snapshots, and puts the rows of each past minute into one. In one transaction for all: killed at any point
 * it has done nothing, and nobody who reads meanwhile is shown half of it.
 */
export async function shortenDocuments(act: Act): Promise<void> {
  for (const document of await lockGrown(act.tx, grown)) {
    const upTo = await takeSnapshot(act, document);
    if (upTo !== null) await tidy(act, { ...document, upTo });
  }
}

/** Answers how far the snapshot goes; null where an edit cannot be read, and then the document is left as it is. */
async function takeSnapshot({ tx }: Act, { incident, snapshot, snapshotSeq }: Grown): Promise<number | null> {
  const updates = await updatesAfter(tx, incident, snapshotSeq);
  const seq = updates.at(-1)?.seq;
  if (seq === undefined) return snapshotSeq;
  const merged = sumOf([snapshot, ...updates.map(({ bytes }) => bytes)]);
  if (merged === null) return null;
  await saveSnapshot(tx, incident, { snapshot: merged, seq });
  return seq;
}

async function tidy(act: Act, { incident, tidiedSeq, upTo }: Grown & { upTo: number }): Promise<void> {
  const until = settledBefore(act.now);
  const settled = await settledUpdates(act.tx, incident, { until, after: tidiedSeq, upTo });
  for (const group of mergeable(settled)) await mergeGroup(act, incident, group);
  const last = settled.at(-1);
  if (last) await saveTidied(act.tx, incident, last.seq);
}

async function mergeGroup(act: Act, incident: string, group: readonly Update[]): Promise<void> {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) return;
  const bytes = Y.mergeUpdates(group.map((one) => one.bytes));
  await mergeUpdates(act.tx, incident, { from: first.seq, last: last.seq, people: peopleIn(group), bytes });
}

/** Null where one of them cannot be read: such a document is left as it is. */
function sumOf(updates: readonly Uint8Array[]): Uint8Array | null {
  const doc = new Y.Doc();
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    return Y.encodeStateAsUpdate(doc);
  } catch {
    return null;
  } finally {
    doc.destroy();
  }
}
