import type { Incident } from '@muster/contract/respond/incidents';
import { type Entry, entryKinds } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useCorrect } from './queries.ts';

interface Props {
  incident: Incident;
  entry: Entry;
  onClose: () => void;
}

export function EditDialog({ incident, entry, onClose }: Props) {
  const [text, setText] = useState(entry.text);
  const [kind, setKind] = useState(entry.kind);
  const began = localTime(entry.at);
  const [at, setAt] = useState(began);
  const correct = useCorrect(incident, entry.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const moved = at === began || at === '' ? {} : { at: new Date(at).toISOString() };
    correct.mutate({ text, ...(kind === entry.kind ? {} : { kind }), ...moved }, { onSuccess: onClose });
  };
  return (
    <Dialog title={words.editTitle} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <p className="text-sm text-quiet">{words.editAbout}</p>
        <Area
          label={words.line}
          rows={5}
          value={text}
          error={errorAt(correct.error, '/text')}
          onChange={(event) => setText(event.target.value)}
          required
        />
        <Choice
          label={words.kind}
          value={kind}
          error={errorAt(correct.error, '/kind')}
          onChange={(event) => setKind(entryKinds.find((one) => one === event.target.value) ?? kind)}
        >
          {entryKinds.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </Choice>
        <Field
          type="datetime-local"
          step={1}
          label={words.at}
          value={at}
          error={errorAt(correct.error, '/at')}
          onChange={(event) => setAt(event.target.value)}
        />
        <Wrong text={errorBeside(correct.error, ['/text', '/kind', '/at'])} />
        <Button type="submit" look="primary" busy={correct.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}

/** As the browser's own field wants it: the time of this device, without a zone. */
function localTime(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
