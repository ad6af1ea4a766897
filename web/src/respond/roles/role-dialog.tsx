import type { Incident } from '@muster/contract/respond/incidents';
import { commanderRole } from '@muster/contract/respond/roles';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { PersonChoice } from '../person-choice.tsx';
import { Wrong } from '../wrong.tsx';
import type { RoleLine } from './holders.ts';
import { words } from './messages.ts';
import { useReleaseRole, useTakeRole } from './queries.ts';

interface Props {
  incident: Incident;
  line: RoleLine;
  onClose: () => void;
}

/** What is done with a role less often: give it to somebody, take it from somebody, give it back. */
export function RoleDialog({ incident, line, onClose }: Props) {
  const { name } = useMe();
  const { definition, held } = line;
  const isMine = held.some((one) => one.person === name);
  const isTaken = held.length > 0 && !definition.many;
  const assigns = definition.name !== commanderRole || held.length === 0;
  return (
    <Dialog title={definition.label} onClose={onClose}>
      <div className="space-y-5">
        {definition.duty && <p className="text-sm text-quiet">{definition.duty}</p>}
        {assigns && <AssignForm incident={incident} line={line} onClose={onClose} />}
        {isTaken && !isMine && <SeizeForm incident={incident} line={line} onClose={onClose} />}
        {held.map(({ person }) => (
          <ReleaseForm key={person} incident={incident} line={line} person={person} onClose={onClose} />
        ))}
      </div>
    </Dialog>
  );
}

function AssignForm({ incident, line: { definition, held }, onClose }: Props) {
  const [person, setPerson] = useState('');
  const [reason, setReason] = useState('');
  const take = useTakeRole(incident, { quiet: true });
  const needsReason = held.length > 0 && !definition.many;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (person !== '')
      take.mutate({ role: definition.name, person, ...(reason ? { reason } : {}) }, { onSuccess: onClose });
  };
  return (
    <Part onSubmit={save} hint={words.assignHint}>
      <PersonChoice
        label={words.assign}
        value={person}
        nobody={words.choose}
        first={incident.responders.map((one) => one.person)}
        without={held.map((one) => one.person)}
        workersOnly={definition.name === commanderRole}
        error={errorAt(take.error, '/person')}
        onChange={setPerson}
      />
      {needsReason && <Why value={reason} onChange={setReason} isRequired={false} />}
      <Wrong text={errorBeside(take.error, ['/person'])} />
      <Button type="submit" className="w-full" busy={take.isPending}>
        {words.assignButton}
      </Button>
    </Part>
  );
}

function SeizeForm({ incident, line: { definition }, onClose }: Props) {
  const [reason, setReason] = useState('');
  const take = useTakeRole(incident, { quiet: true });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '')
      take.mutate({ role: definition.name, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Part onSubmit={save} title={words.take} hint={words.takeHint}>
      <Why value={reason} onChange={setReason} isRequired />
      <Wrong text={errorBeside(take.error, [])} />
      <Button type="submit" look="danger" className="w-full" busy={take.isPending}>
        {words.takeButton}
      </Button>
    </Part>
  );
}

function ReleaseForm({ incident, line: { definition }, person, onClose }: Props & { person: string }) {
  const [reason, setReason] = useState('');
  const { name } = useMe();
  const release = useReleaseRole(incident, { quiet: true });
  const isCommand = definition.name === commanderRole;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isCommand && reason.trim() === '') return;
    release.mutate({ role: definition.name, person, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Part
      onSubmit={save}
      title={words.release}
      hint={isCommand ? words.releaseCommandHint : words.releaseHint(person)}
    >
      <Why value={reason} onChange={setReason} isRequired={isCommand || person !== name} />
      <Wrong text={errorBeside(release.error, [])} />
      <Button type="submit" className="w-full" busy={release.isPending}>
        {words.releaseButton}
      </Button>
    </Part>
  );
}

function Part({
  title,
  hint,
  onSubmit,
  children,
}: {
  title?: string;
  hint: string;
  onSubmit: (event: FormEvent) => void;
  children: ReactNode;
}) {
  return (
    <form onSubmit={onSubmit} className="space-y-2 border-t border-line pt-4 first:border-0 first:pt-0">
      {title && <h3 className="font-medium">{title}</h3>}
      <p className="text-sm text-quiet">{hint}</p>
      {children}
    </form>
  );
}

function Why({
  value,
  isRequired,
  onChange,
}: {
  value: string;
  isRequired: boolean;
  onChange: (reason: string) => void;
}) {
  return (
    <Field
      label={words.why}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      maxLength={1000}
      required={isRequired}
      autoComplete="off"
    />
  );
}
