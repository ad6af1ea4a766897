import type { Incident } from '@muster/contract/respond/incidents';
import type { Entry } from '@muster/contract/respond/state';
import { type ChangeEvent, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { useRemoveFile, useSendFile } from './files.ts';
import { words } from './messages.ts';

interface Props {
  incident: Pick<Incident, 'id'>;
  entry: Entry;
}

/** Pictures small, everything else by name; a press saves the file. */
export function EntryFiles({ incident, entry }: Props) {
  if (!entry.files?.length) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {entry.files.map((one) => {
        const address = `/api/v1/incidents/${incident.id}/files/${one.id}`;
        return (
          <li key={one.id} className="min-w-0">
            <a href={address} download={one.name} className="block text-accent underline wrap-anywhere">
              {one.type.startsWith('image/') && (
                <img
                  src={address}
                  alt={one.name}
                  loading="lazy"
                  className="mb-1 max-h-48 max-w-full rounded border border-line"
                />
              )}
              {one.name} <span className="text-xs text-quiet">{words.files.size(one.size)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** For those who may correct the log: send one along, take one away. */
export function FileActions({ incident, entry }: Props) {
  const send = useSendFile(incident);
  const remove = useRemoveFile(incident);
  return (
    <>
      <FileButton busy={send.isPending} onFile={(file) => send.mutate({ entry: entry.id, file })} />
      {entry.files?.map((one) => (
        <Button
          key={one.id}
          size="small"
          look="danger"
          busy={remove.isPending}
          onClick={() => remove.mutate(one.id)}
        >
          {words.files.remove(one.name)}
        </Button>
      ))}
    </>
  );
}

interface ButtonProps {
  busy: boolean;
  onFile: (file: File) => void;
}

export function FileButton({ busy, onFile }: ButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (file) onFile(file);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        tabIndex={-1}
        aria-label={words.files.choose}
        accept="image/png,image/jpeg,image/webp,application/pdf,text/*,.log,.csv,.json"
        onChange={choose}
        className="hidden"
      />
      <Button size="small" busy={busy} onClick={() => input.current?.click()}>
        {words.files.add}
      </Button>
    </>
  );
}
