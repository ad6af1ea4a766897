import type { IncidentDocument } from '@muster/contract/respond/document';
import { markdownOf, plainTextOf } from '@muster/contract/respond/document-text';
import type { Query } from '../../platform/db.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { blocksIn, blocksOf } from './blocks.ts';
import { peopleIn } from './model.ts';
import { updatesUntil } from './store.ts';

/**
 * The document as it is, or as it was at an instant: exact for the last minutes, and to the minute for what is older. As
 * its template has it where nobody has opened it by then.
 */
export async function documentView(
  db: Query,
  incident: string,
  { at, template }: { at: Temporal.Instant | null; template: string },
): Promise<IncidentDocument> {
  const updates = await updatesUntil(db, incident, at);
  const blocks = updates.length === 0 ? blocksIn(template) : blocksOf(updates.map(({ bytes }) => bytes));
  const last = updates.at(-1);
  return {
    markdown: markdownOf(blocks),
    text: plainTextOf(blocks),
    edits: last?.seq ?? 0,
    changedAt: last && last.seq > 0 ? wireTime(last.at) : null,
    people: peopleIn(updates),
  };
}
