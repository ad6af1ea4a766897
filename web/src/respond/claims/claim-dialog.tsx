import type { Incident } from '@muster/contract/respond/incidents';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { problemOf } from '../../ui/states.tsx';
import { Sentence } from '../../ui/time.tsx';
import { knownServices } from '../known.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useMakeClaim } from './queries.ts';

const spans = [10, 20, 30, 60, 120, 240];

/** "I am changing X for so long." Where somebody holds it, that is told first; going on needs a reason. */
export function ClaimDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const [system, setSystem] = useState('');
  const [doing, setDoing] = useState('');
  const [minutes, setMinutes] = useState(20);
  const [anyway, setAnyway] = useState('');
  const make = useMakeClaim(incident);
  const held = problemOf(make.error)?.code === 'conflict' ? problemOf(make.error)?.detail : undefined;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (system.trim() === '' || doing.trim() === '' || make.isPending) return;
    if (held !== undefined && anyway.trim() === '') return;
    const why = held === undefined ? {} : { anyway: anyway.trim() };
    make.mutate({ system: system.trim(), doing: doing.trim(), minutes, ...why }, { onSuccess: onClose });
  };
  const another = (text: string) => {
    setSystem(text);
    make.reset();
  };
  return (
    <Dialog title={words.make} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <SystemField incident={incident} value={system} onChange={another} />
        <Field
          label={words.what}
          value={doing}
          onChange={(event) => setDoing(event.target.value)}
          maxLength={500}
          required
          autoComplete="off"
        />
        <Choice
          label={words.minutes}
          value={minutes}
          onChange={(event) => setMinutes(Number(event.target.value))}
        >
          {spans.map((one) => (
            <option key={one} value={one}>
              {words.span(one)}
            </option>
          ))}
        </Choice>
        {held !== undefined && (
          <div className="space-y-3 rounded-md bg-warning-soft px-3 py-2">
            <p role="alert" className="text-sm font-medium wrap-anywhere">
              <Sentence text={held} />
            </p>
            <Field
              label={words.anyway}
              hint={words.anywayHint}
              value={anyway}
              onChange={(event) => setAnyway(event.target.value)}
              maxLength={500}
              required
              autoComplete="off"
            />
          </div>
        )}
        {held === undefined && <Wrong text={errorBeside(make.error, [])} />}
        <Button
          type="submit"
          look={held === undefined ? 'primary' : 'danger'}
          className="w-full"
          busy={make.isPending}
        >
          {held === undefined ? words.save : words.saveAnyway}
        </Button>
      </form>
    </Dialog>
  );
}

/** What is affected stands first among what is suggested; any other name does as well. */
function SystemField({
  incident,
  value,
  onChange,
}: {
  incident: Incident;
  value: string;
  onChange: (text: string) => void;
}) {
  const list = useId();
  const known = useQuery(knownServices).data ?? [];
  const names = [...new Set([...incident.services, ...known.map((one) => one.name)])];
  return (
    <>
      <Field
        label={words.system}
        hint={words.systemHint}
        list={list}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={200}
        required
        autoComplete="off"
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
