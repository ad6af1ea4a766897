import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import type { askResponders } from '@muster/contract/respond/roster';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { say } from '../../ui/toast.tsx';
import { knownPolicies, knownServices, knownTeams } from '../known.ts';
import { PersonChoice } from '../person-choice.tsx';
import { respondSettings } from '../queries.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useAskResponders } from './queries.ts';

type Kind = keyof typeof words.form.kinds;

/** More people: by name, by role, or whoever is on call for something. */
export function AskDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('people');
  const [people, setPeople] = useState<string[]>([]);
  const [chosen, setChosen] = useState('');
  const [asked, setAsked] = useState('');
  const [loud, setLoud] = useState(incident.rule.wakes);
  const ask = useAskResponders(incident, { quiet: true });
  const ready = asked.trim() !== '' && (kind === 'people' ? people.length > 0 : chosen !== '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || ask.isPending) return;
    const whom = kind === 'people' ? { people } : whomOf(kind, chosen);
    ask.mutate({ ...whom, asked: asked.trim(), urgency: loud ? 'high' : 'low' }, { onSuccess: done });
  };
  const done = () => {
    say(words.form.sent);
    onClose();
  };
  const choose = (next: Kind) => {
    setKind(next);
    setChosen('');
  };
  return (
    <Dialog title={words.more} onClose={onClose}>
      <form onSubmit={send} className="space-y-4">
        <Segmented label={words.form.whom} value={kind} options={words.form.kinds} onChange={choose} />
        {kind === 'people' ? (
          <People chosen={people} onChange={setPeople} />
        ) : (
          <Named kind={kind} value={chosen} onChange={setChosen} />
        )}
        <Field
          label={words.form.asked}
          hint={words.form.askedHint}
          value={asked}
          maxLength={200}
          required
          autoComplete="off"
          onChange={(event) => setAsked(event.target.value)}
        />
        <label className="flex min-h-10 items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={loud}
            onChange={(event) => setLoud(event.target.checked)}
            className="size-5"
          />
          {words.form.loud}
        </label>
        <Wrong text={errorBeside(ask.error, [])} />
        <Button type="submit" look="primary" className="w-full" busy={ask.isPending}>
          {words.form.send}
        </Button>
      </form>
    </Dialog>
  );
}

/** Several people, each of whom can be taken out again. */
function People({ chosen, onChange }: { chosen: string[]; onChange: (people: string[]) => void }) {
  return (
    <div className="space-y-2">
      <PersonChoice
        label={words.form.people}
        value=""
        nobody={words.form.choose}
        without={chosen}
        isRequired={false}
        onChange={(person) => person !== '' && onChange([...chosen, person])}
      />
      {chosen.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {chosen.map((person) => (
            <Button
              key={person}
              size="small"
              aria-label={words.form.without(person)}
              onClick={() => onChange(chosen.filter((one) => one !== person))}
            >
              {person} ×
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

interface NamedProps {
  kind: Exclude<Kind, 'people'>;
  value: string;
  onChange: (name: string) => void;
}

function Named({ kind, value, onChange }: NamedProps) {
  const known = useNames(kind);
  return (
    <Choice
      label={words.form.kinds[kind]}
      hint={words.form[kind]}
      value={value}
      required
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{words.form.choose}</option>
      {known.map(({ name, label }) => (
        <option key={name} value={name}>
          {label}
        </option>
      ))}
    </Choice>
  );
}

function useNames(kind: NamedProps['kind']): { name: string; label: string }[] {
  const roles = useQuery({ ...respondSettings, enabled: kind === 'role' }).data?.roles ?? [];
  const ofTeams = useQuery({ ...knownTeams, enabled: kind === 'team' }).data ?? [];
  const ofServices = useQuery({ ...knownServices, enabled: kind === 'service' }).data ?? [];
  const ofPolicies = useQuery({ ...knownPolicies, enabled: kind === 'policy' }).data ?? [];
  if (kind === 'role') return roles;
  const all = { team: ofTeams, service: ofServices, policy: ofPolicies }[kind];
  return all.map(({ name }) => ({ name, label: name }));
}

function whomOf(kind: NamedProps['kind'], name: string): Partial<BodyOf<typeof askResponders>> {
  return { [kind]: name };
}
