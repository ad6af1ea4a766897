import type { Incident } from '@muster/contract/respond/incidents';
import { type Impact, impactLevels } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Wrong } from '../wrong.tsx';
import { levelNamed } from './levels.ts';
import { words } from './messages.ts';
import { useStateImpact } from './queries.ts';

/** How bad, and for whom, in a line; everything else can be revised. */
export function ImpactLine({ incident }: { incident: Incident }) {
  const [level, setLevel] = useState<Impact['level']>('degraded');
  const [who, setWho] = useState('');
  const state = useStateImpact(incident, { quiet: true });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (state.isPending || who.trim() === '') return;
    state.mutate({ level, who: who.trim() }, { onSuccess: () => setWho('') });
  };
  return (
    <form onSubmit={save} className="space-y-1">
      <div className="flex flex-wrap items-start gap-2">
        <div className="max-sm:w-full sm:w-48">
          <Choice
            label={words.level}
            isLabelHidden
            value={level}
            onChange={(event) => setLevel(levelNamed(event.target.value))}
          >
            {impactLevels.map((one) => (
              <option key={one} value={one}>
                {words.levels[one]}
              </option>
            ))}
          </Choice>
        </div>
        <div className="min-w-0 flex-1">
          <Field
            label={words.who}
            isLabelHidden
            placeholder={words.placeholder}
            value={who}
            onChange={(event) => setWho(event.target.value)}
            maxLength={2000}
            autoComplete="off"
          />
        </div>
        <Button type="submit" busy={state.isPending}>
          {words.add}
        </Button>
      </div>
      <Wrong text={errorBeside(state.error, [])} />
    </form>
  );
}
