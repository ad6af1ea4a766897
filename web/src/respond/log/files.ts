import { addEntry } from '@muster/contract/respond/entries';
import { addFile, longestFileBytes, removeFile } from '@muster/contract/respond/files';
import type { Incident } from '@muster/contract/respond/incidents';
import { call } from '../../app/api.ts';
import { useMe } from '../../app/session.tsx';
import { useAct } from '../act.ts';
import { words } from './messages.ts';

interface Sent {
  /** The line that it belongs to; without one a line with this text is written first. */
  entry?: string;
  text?: string;
  file: File;
}

export function useSendFile(incident: Pick<Incident, 'id'>) {
  const { name } = useMe();
  const { id: ref } = incident;
  return useAct(incident, async ({ entry, text, file }: Sent) => {
    if (file.size > longestFileBytes) throw new Error(words.files.tooLong);
    const content = await base64Of(file);
    const id = entry ?? (await lineFor(ref, text?.trim() || file.name, name));
    return call(addFile, { params: { ref, id }, body: { name: file.name || 'picture.png', content } });
  });
}

export const useRemoveFile = (incident: Pick<Incident, 'id'>) =>
  useAct(incident, (id: string) => call(removeFile, { params: { ref: incident.id, id }, query: {} }));

/** The line that was just written is the latest of this person's. */
async function lineFor(ref: string, text: string, person: string): Promise<string> {
  const { entries } = await call(addEntry, {
    params: { ref },
    body: { text },
    idempotencyKey: crypto.randomUUID(),
  });
  const mine = entries.find((one) => one.by.name === person && one.text === text);
  if (!mine) throw new Error(words.files.noLine);
  return mine.id;
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Error(words.files.unreadable));
    reader.readAsDataURL(file);
  });
}
