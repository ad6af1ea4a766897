import type { Incident } from '@muster/contract/respond/incidents';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { reasonOf } from '../../ui/states.tsx';
import { because, LateReason } from '../details/late-reason.tsx';
import { type TextField, textOf, useSaveText } from '../queries.ts';
import { words } from './messages.ts';

interface Props {
  incident: Incident;
  label: string;
  field: TextField;
  onDone: () => void;
}

const longest: Record<TextField, number> = { title: 300, summary: 10_000, plan: 5_000 };

/**
 * A text of the incident, edited where it stands. Only another's change of this very text is a conflict: then both
 * are shown, and nothing is lost.
 */
export function TextEdit({ incident, label, field, onDone }: Props) {
  const text = textOf(incident, field);
  const [began, setBegan] = useState(text);
  const [typed, setTyped] = useState(text);
  const [reason, setReason] = useState('');
  const saving = useSaveText(incident);
  const theirs = text !== began && text !== typed.trim() && !saving.isPending;
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const said = typed.trim();
    if (saving.isPending || (field === 'title' && said === '')) return;
    // Saved although the other text was seen: from here on it is that one which is replaced.
    setBegan(text);
    saving.mutate(
      { field, text: said, began: text, ...because(reason) },
      { onSuccess: (saved) => saved && onDone() },
    );
  };
  const error = saving.error && !errorAt(saving.error, '/reason') ? reasonOf(saving.error) : undefined;
  const given = { label, value: typed, autoFocus: true, maxLength: longest[field], error };
  return (
    <form onSubmit={save} className="space-y-2">
      {field === 'title' ? (
        <Field {...given} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
      ) : (
        <Area
          {...given}
          rows={4}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && save(event)}
        />
      )}
      {field !== 'plan' && (
        <LateReason incident={incident} value={reason} error={saving.error} onChange={setReason} />
      )}
      {theirs && (
        <div role="alert" className="rounded-md bg-warning-soft px-3 py-2 text-sm">
          <p className="font-medium">{words.theirs}</p>
          <p className="mt-1 whitespace-pre-wrap">{text}</p>
          <p className="mt-1 text-quiet">{words.theirsText}</p>
        </div>
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="small" busy={saving.isPending}>
          {saving.isPending ? words.saving : words.save}
        </Button>
        <Button look="quiet" size="small" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
