import { changeRetrospective, numberNames } from '@muster/contract/learn/retrospectives';
import { useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Section } from '../../ui/section.tsx';
import { Figures } from '../figure/figures.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { useAct } from './queries.ts';

/** What it cost, as far as anybody knows; "unknown" is an answer. */
export function Numbers({ one, readOnly }: PartProps) {
  const [draft, setDraft] = useState<Partial<typeof one.numbers>>({});
  const save = useAct(one, () =>
    call(changeRetrospective, { params: { id: one.id }, body: { numbers: draft } }),
  );
  const said = numberNames.filter((name) => one.numbers[name] !== null);
  if (readOnly && said.length + one.figures.length === 0) return null;
  const isChanged = Object.keys(draft).length > 0;
  return (
    <Section title={words.numbers}>
      {readOnly && said.length === 0 ? null : readOnly ? (
        <dl className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-lg border border-line bg-raised p-3 text-sm">
          {said.map((name) => (
            <div key={name}>
              <dt className="text-xs text-quiet">{words.numberNames[name]}</dt>
              <dd className="wrap-anywhere">{one.numbers[name]}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <form
          className="space-y-3 rounded-lg border border-line bg-raised p-3"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(undefined, { onSuccess: () => setDraft({}) });
          }}
        >
          <div className="grid grid-cols-2 gap-3">
            {numberNames.map((name) => (
              <Field
                key={name}
                label={words.numberNames[name]}
                value={draft[name] ?? one.numbers[name] ?? ''}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
              />
            ))}
          </div>
          <div className="flex items-center justify-between gap-3">
            <p className="text-xs text-quiet">{words.numbersHint}</p>
            {isChanged && (
              <Button type="submit" size="small" look="primary" busy={save.isPending}>
                {words.save}
              </Button>
            )}
          </div>
        </form>
      )}
      <Figures one={one} readOnly={readOnly} />
    </Section>
  );
}
