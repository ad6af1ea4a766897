import type { Incident } from '@muster/contract/respond/incidents';
import { addMember, removeMember, setPrivacy } from '@muster/contract/respond/members';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Rows, Section } from '../../ui/section.tsx';
import { say } from '../../ui/toast.tsx';
import { useAct } from '../act.ts';
import type { PanelProps } from '../panel.ts';
import { PersonChoice } from '../person-choice.tsx';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';

type Wish = { kind: 'add' } | { kind: 'remove'; person: string } | { kind: 'privacy' };

/** Whether it is private, and who was let in beside those who work on it. */
export function MembersPanel({ incident, readOnly }: PanelProps) {
  const [wish, setWish] = useState<Wish | null>(null);
  return (
    <Section
      title={words.title}
      beside={
        !readOnly && (
          <Button size="small" onClick={() => setWish({ kind: 'privacy' })} aria-haspopup="dialog">
            {incident.private ? words.show : words.hide}
          </Button>
        )
      }
    >
      <div className="space-y-2">
        <p className="text-sm text-quiet">{incident.private ? words.isPrivate : words.isOpen}</p>
        {incident.members.length > 0 && (
          <Rows label={words.inside}>
            {incident.members.map((person) => (
              <li key={person} className="flex items-center justify-between gap-3 px-3 py-1.5 text-sm">
                {person}
                {!readOnly && (
                  <Button
                    size="small"
                    look="quiet"
                    aria-label={words.remove(person)}
                    onClick={() => setWish({ kind: 'remove', person })}
                  >
                    {words.removeShort}
                  </Button>
                )}
              </li>
            ))}
          </Rows>
        )}
        {!readOnly && incident.private && (
          <Button size="small" onClick={() => setWish({ kind: 'add' })} aria-haspopup="dialog">
            {words.add}
          </Button>
        )}
      </div>
      {wish && <WishDialog incident={incident} wish={wish} onClose={() => setWish(null)} />}
    </Section>
  );
}

function titleOf(wish: Wish, incident: Incident): string {
  if (wish.kind === 'add') return words.add;
  if (wish.kind === 'remove') return words.remove(wish.person);
  return incident.private ? words.show : words.hide;
}

/** Everything here needs a reason, which stands on record. */
function WishDialog({ incident, wish, onClose }: { incident: Incident; wish: Wish; onClose: () => void }) {
  const [person, setPerson] = useState('');
  const [reason, setReason] = useState('');
  const params = { ref: incident.id };
  const act = useAct<void>(
    incident,
    async () => {
      if (wish.kind === 'add') return call(addMember, { params, body: { person, reason } });
      if (wish.kind === 'privacy')
        return call(setPrivacy, { params, body: { private: !incident.private, reason } });
      return call(removeMember, { params: { ...params, person: wish.person }, query: { reason } });
    },
    { quiet: true },
  );
  const ready = reason.trim() !== '' && (wish.kind !== 'add' || person !== '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || act.isPending) return;
    act.mutate(undefined, {
      onSuccess: () => {
        say(words.done);
        onClose();
      },
    });
  };
  const title = titleOf(wish, incident);
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={send} className="space-y-4">
        {wish.kind === 'privacy' && (
          <p className="text-sm">{incident.private ? words.showAbout : words.hideAbout}</p>
        )}
        {wish.kind === 'add' && (
          <PersonChoice
            label={words.person}
            value={person}
            nobody={words.choose}
            without={incident.members}
            error={errorAt(act.error, '/person')}
            onChange={setPerson}
          />
        )}
        <Field
          label={words.reason}
          value={reason}
          maxLength={2_000}
          required
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <Wrong text={errorBeside(act.error, ['/person'])} />
        <Button type="submit" look="primary" className="w-full" busy={act.isPending}>
          {title}
        </Button>
      </form>
    </Dialog>
  );
}
