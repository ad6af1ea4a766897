import { Readable } from 'node:stream';
import { longestFileBytes, newFile, removeFile as removeEndpoint } from '@muster/contract/respond/files';
import { z } from 'zod';
import { action } from '../../platform/action.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Query } from '../../platform/db.ts';
import { Streamed } from '../../platform/http/route.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { incidentActor, seen } from '../access/model.ts';
import { changeIncident } from '../stream/actions.ts';
import { findIncident } from '../stream/store.ts';
import { decideAdded, decideRemoved } from './decide.ts';
import { takeFile } from './model.ts';
import { deleteFile, findFile, insertFile, storedIn } from './store.ts';

export const addFile = action(
  {
    name: 'respond.addFile',
    who: 'responder',
    input: z.strictObject({ ref: z.string(), id: z.string(), ...newFile.shape }),
  },
  async (act, { ref, id, name, content }) => {
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length > longestFileBytes)
      throw new Refusal('invalid', 'A file has at most 8 MiB.', [
        { pointer: '/content', message: 'is longer than 8 MiB' },
      ]);
    const taken = takeFile(name, bytes);
    const file = { id: act.newId(), name: taken.name, type: taken.type, size: taken.bytes.length };
    const { id: incident } = seen(await findIncident(act.tx, ref), act.caller.actor);
    const stored = await storedIn(act.tx, incident);
    await changeIncident(act, { ref, entries: [id] }, (folded) => decideAdded(folded, id, file, stored));
    const by = incidentActor(act.caller.actor).name;
    await insertFile(act.tx, { ...taken, id: file.id, incident, entry: id, at: act.now, by });
  },
);

/** The bytes go for good: a secret that was sent by mistake must not stay. */
export const removeFile = action(
  {
    name: 'respond.removeFile',
    who: 'responder',
    input: z.strictObject({ ...removeEndpoint.params.shape, ...removeEndpoint.query.shape }),
  },
  async (act, { ref, id, reason }) => {
    const incident = seen(await findIncident(act.tx, ref), act.caller.actor);
    const file = await findFile(act.tx, incident.id, id);
    if (!file) throw notFound('file');
    await changeIncident(act, { ref, entries: [file.entry] }, (folded) =>
      decideRemoved(folded, file.entry, id, reason),
    );
    await deleteFile(act.tx, id);
  },
);

/** Whoever may see the incident may have its files; to a browser it is a file to be saved, never a page. */
export async function fileOf(
  db: Query,
  actor: Actor,
  { ref, id }: { ref: string; id: string },
): Promise<Streamed> {
  const incident = seen(await findIncident(db, ref), actor);
  const file = await findFile(db, incident.id, id);
  if (!file) throw notFound('file');
  const type = file.type === 'text/plain' ? 'text/plain; charset=utf-8' : file.type;
  return new Streamed(type, file.name, Readable.from([file.bytes], { objectMode: false }));
}
