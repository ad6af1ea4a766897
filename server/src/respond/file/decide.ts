/** What may be sent with a line, and taken away again. */

import type { NewEvent } from '@muster/contract/respond/events';
import { mostFiles } from '@muster/contract/respond/files';
import { notFound, Refusal } from '../../platform/refusal.ts';
import type { Folded } from '../stream/model.ts';

const mostBytes = 256 * 1_048_576;

export interface Stored {
  count: number;
  bytes: number;
}

export function decideAdded(
  { entries }: Folded,
  entry: string,
  file: { id: string; name: string; type: string; size: number },
  stored: Stored,
): NewEvent[] {
  const found = entries.get(entry);
  if (!found) throw notFound('entry');
  if (found.state === 'retracted') throw new Refusal('conflict', 'This line was taken back.');
  if (stored.count >= mostFiles || stored.bytes + file.size > mostBytes)
    throw new Refusal('conflict', `An incident has at most ${mostFiles} files of 256 MiB together.`);
  const { id, ...rest } = file;
  return [{ type: 'fileAdded', data: { id: entry, file: id, ...rest } }];
}

export function decideRemoved({ entries }: Folded, entry: string, file: string, reason: string): NewEvent[] {
  if (!entries.get(entry)?.files?.some((one) => one.id === file)) return [];
  return [{ type: 'fileRemoved', data: { id: entry, file, reason } }];
}
