import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import type { addLink } from '@muster/contract/respond/links';
import type { Relation } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../wrong.tsx';
import { relations, words } from './messages.ts';
import { useAddLink } from './queries.ts';

type Kind = keyof typeof words.kinds;

/** Another incident, a ticket, or an address of the web. */
export function LinkDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('incident');
  const [relation, setRelation] = useState<Relation>('related');
  const [to, setTo] = useState('');
  const [label, setLabel] = useState('');
  const add = useAddLink(incident);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (to.trim() === '' || add.isPending) return;
    add.mutate(wishOf(kind, { relation, to: to.trim(), label: label.trim() }), {
      onSuccess: () => {
        say(words.linked);
        onClose();
      },
    });
  };
  return (
    <Dialog title={words.add} onClose={onClose}>
      <form onSubmit={send} className="space-y-4">
        <Segmented label={words.kind} value={kind} options={words.kinds} onChange={setKind} />
        {kind === 'incident' && (
          <Choice
            label={words.relation}
            value={relation}
            onChange={(event) => setRelation(relationNamed(event.target.value))}
          >
            {Object.entries(relations).map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </Choice>
        )}
        <Field
          label={kind === 'incident' ? words.incident : kind === 'ticket' ? words.ticket : words.address}
          hint={kind === 'incident' ? words.incidentHint : kind === 'ticket' ? undefined : words.addressHint}
          value={to}
          maxLength={2_000}
          required
          autoComplete="off"
          error={errorAt(add.error, '/to')}
          onChange={(event) => setTo(event.target.value)}
        />
        {kind !== 'incident' && (
          <Field
            label={words.label}
            value={label}
            maxLength={300}
            autoComplete="off"
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
        <Wrong text={errorBeside(add.error, ['/to'])} />
        <Button type="submit" look="primary" className="w-full" busy={add.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}

function relationNamed(name: string): Relation {
  const known = Object.keys(relations).find((one): one is Relation => one === name);
  return known ?? 'related';
}

function wishOf(
  kind: Kind,
  { relation, to, label }: { relation: Relation; to: string; label: string },
): BodyOf<typeof addLink> {
  if (kind === 'incident') return { kind, to, relation };
  return { kind, to, ...(label ? { label } : {}) };
}
