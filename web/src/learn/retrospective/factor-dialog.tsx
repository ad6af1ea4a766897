import {
  addFactor,
  changeFactor,
  type Factor,
  type FactorKind,
  factorKindNames,
  factorKinds,
  removeFactor,
} from '@muster/contract/learn/factors';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { changedTo, toField } from '../../ui/local-time.ts';
import { Wrong } from '../../ui/wrong.tsx';
import { Ends } from './ends.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { useAct } from './queries.ts';

interface Props {
  one: PartProps['one'];
  factor: Factor | null;
  onClose: () => void;
}

const blank = { kind: 'change' as FactorKind, part: '', eased: false, text: '', evidence: '', since: null };

/** One condition: its kind from the list, what it was, and what shows it. */
export function FactorDialog({ one, factor, onClose }: Props) {
  const [draft, setDraft] = useState(factor ?? blank);
  const [since, setSince] = useState(toField(factor?.since ?? null));
  const { kind, part, eased, text, evidence } = draft;
  const save = useAct(
    one,
    () => {
      const changed = changedTo(since, factor?.since ?? null);
      const body = {
        kind,
        part,
        eased,
        text,
        evidence,
        since: changed === undefined ? (factor?.since ?? null) : changed,
      };
      return factor
        ? call(changeFactor, { params: { id: one.id, factor: factor.id }, body })
        : call(addFactor, { params: { id: one.id }, body });
    },
    { quiet: true },
  );
  const remove = useAct(one, () => call(removeFactor, { params: { id: one.id, factor: factor?.id ?? '' } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') save.mutate(undefined, { onSuccess: onClose });
  };
  const choose = (next: string) => {
    const known = factorKindNames.find((name) => name === next);
    if (known) setDraft({ ...draft, kind: known, part: '' });
  };
  const parts: readonly string[] = factorKinds[kind];
  return (
    <Dialog title={words.factor} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Choice label={words.kind} value={kind} onChange={(event) => choose(event.target.value)}>
            {factorKindNames.map((name) => (
              <option key={name} value={name}>
                {words.factorKinds[name]}
              </option>
            ))}
          </Choice>
          {parts.length > 0 && (
            <Choice
              label={words.part}
              value={part}
              onChange={(event) => setDraft({ ...draft, part: event.target.value })}
            >
              <option value="">{words.anyPart}</option>
              {parts.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Choice>
          )}
          {kind === 'latent' && (
            <Field
              label={words.since}
              type="datetime-local"
              value={since}
              onChange={(event) => setSince(event.target.value)}
            />
          )}
        </div>
        <Area
          label={words.factor}
          hint={words.factorsHint}
          value={text}
          rows={3}
          maxLength={2_000}
          required
          onChange={(event) => setDraft({ ...draft, text: event.target.value })}
        />
        <Field
          label={words.evidence}
          value={evidence}
          maxLength={2_000}
          autoComplete="off"
          onChange={(event) => setDraft({ ...draft, evidence: event.target.value })}
        />
        <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={eased}
            onChange={(event) => setDraft({ ...draft, eased: event.target.checked })}
          />
          {words.eased}
        </label>
        <Wrong text={errorBeside(save.error, [])} />
        <Ends
          saving={save.isPending}
          removing={remove.isPending}
          onRemove={factor && (() => remove.mutate(undefined, { onSuccess: onClose }))}
        />
      </form>
    </Dialog>
  );
}
