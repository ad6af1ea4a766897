import {
  type FollowUp,
  type FollowUpBody,
  type FollowUpKind,
  type FollowUpPriority,
  followUpKinds,
  followUpPriorities,
} from '@muster/contract/learn/followups';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../../ui/form.ts';
import { FactorChoice } from './factor-choice.tsx';
import { teams, workers } from './known.ts';
import { LinkFields, linksOf } from './link-fields.tsx';
import { words } from './messages.ts';
import { useAddFollowUp, useFollowUpAct } from './queries.ts';

const pointers = [
  'title',
  'note',
  'deliverable',
  'kind',
  'priority',
  'owner',
  'dueOn',
  'team',
  'reason',
  'incident',
  'factor',
];

interface AddProps {
  /** What it belongs to, known beforehand. */
  incident?: string;
  service?: string;
  /** A report, and one of its factors. */
  retrospective?: string;
  factor?: string;
  onClose: () => void;
}

/** Notes one; it is promised where nothing is missing, and an idea otherwise. */
export function AddFollowUp({ incident, service, retrospective, factor, onClose }: AddProps) {
  const add = useAddFollowUp(onClose);
  const [named, setNamed] = useState(incident ?? '');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const about = incident || textOf(form, 'incident');
    add.mutate({
      ...(factor ? { factor } : {}),
      ...fieldsOf(form),
      ...(about ? { incident: about } : {}),
      ...(retrospective ? { retrospective } : {}),
      ...(service === undefined ? {} : { services: [service] }),
    });
  };
  return (
    <Dialog title={words.add} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Fields error={add.error} />
        {!incident && !retrospective && (
          <Field
            label={words.form.incident}
            name="incident"
            maxLength={64}
            placeholder="INC-12"
            onBlur={(event) => setNamed(event.target.value.trim())}
            error={errorAt(add.error, '/incident')}
          />
        )}
        <FactorChoice
          retrospective={retrospective ?? ''}
          incident={named}
          value={factor}
          error={errorAt(add.error, '/factor')}
        />
        <p className="text-sm text-quiet">{words.form.idea}</p>
        <Wrong error={add.error} />
        <Button type="submit" look="primary" className="w-full" busy={add.isPending}>
          {words.form.save}
        </Button>
      </form>
    </Dialog>
  );
}

/** Changes what one says; where its date moves, it says why. */
export function ChangeFollowUp({ one, onClose }: { one: FollowUp; onClose: () => void }) {
  const act = useFollowUpAct(one, onClose);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = textOf(form, 'reason');
    const links = linksOf(form);
    act.mutate({ kind: 'change', change: { ...fieldsOf(form), links, ...(reason ? { reason } : {}) } });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Fields one={one} error={act.error} />
      <FactorChoice
        retrospective={one.retrospective ?? ''}
        incident={one.incident?.ref ?? ''}
        value={one.factor}
        error={errorAt(act.error, '/factor')}
      />
      <LinkFields links={one.links} error={act.error} />
      {one.firstDueOn !== null && (
        <Field
          label={words.form.reason}
          name="reason"
          maxLength={1_000}
          error={errorAt(act.error, '/reason')}
        />
      )}
      <Wrong error={act.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={act.isPending}>
          {words.form.save}
        </Button>
        <Button onClick={onClose}>{words.form.keep}</Button>
      </div>
    </form>
  );
}

function Wrong({ error }: { error: unknown }) {
  const text = errorBeside(
    error,
    pointers.map((name) => `/${name}`),
  );
  if (!text) return null;
  return (
    <p role="alert" className="text-sm text-critical">
      {text}
    </p>
  );
}

function Fields({ one, error }: { one?: FollowUp; error: unknown }) {
  return (
    <>
      <Field
        label={words.form.title}
        name="title"
        required
        maxLength={200}
        defaultValue={one?.title}
        error={errorAt(error, '/title')}
      />
      <Area
        label={words.form.deliverable}
        name="deliverable"
        rows={2}
        maxLength={2_000}
        defaultValue={one?.deliverable}
        error={errorAt(error, '/deliverable')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          label={words.form.kind}
          name="kind"
          defaultValue={one?.kind ?? ''}
          error={errorAt(error, '/kind')}
        >
          <option value="">{words.form.noKind}</option>
          {followUpKinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </Choice>
        <Choice label={words.form.priority} name="priority" defaultValue={one?.priority ?? 'normal'}>
          {followUpPriorities.map((priority) => (
            <option key={priority} value={priority}>
              {words.priorities[priority]}
            </option>
          ))}
        </Choice>
        <Names
          label={words.form.owner}
          name="owner"
          value={one?.owner}
          names={useQuery(workers).data ?? []}
          error={error}
          none={words.nobody}
        />
        <Field
          label={words.form.dueOn}
          name="dueOn"
          type="date"
          defaultValue={one?.dueOn ?? ''}
          error={errorAt(error, '/dueOn')}
        />
        <Names
          label={words.form.team}
          name="team"
          value={one?.team}
          names={useQuery(teams).data ?? []}
          none={words.teams.none}
          error={error}
        />
      </div>
      <Area
        label={words.form.note}
        name="note"
        rows={2}
        maxLength={5_000}
        defaultValue={one?.note}
        error={errorAt(error, '/note')}
      />
    </>
  );
}

interface NamesProps {
  label: string;
  name: string;
  value: string | null | undefined;
  names: readonly { name: string; fullName?: string }[];
  error: unknown;
  none: string;
}

/** Whoever is named stays in the list, also where they have left since. */
function Names({ label, name, value, names, error, none }: NamesProps) {
  const here = names.some((one) => one.name === value);
  return (
    <Choice
      key={names.length}
      label={label}
      name={name}
      defaultValue={value ?? ''}
      error={errorAt(error, `/${name}`)}
    >
      <option value="">{none}</option>
      {value && !here && <option value={value}>{value}</option>}
      {names.map((one) => (
        <option key={one.name} value={one.name}>
          {one.fullName ?? one.name}
        </option>
      ))}
    </Choice>
  );
}

/** The server's schema is what counts; a choice that it does not know is refused there. */
function fieldsOf(form: FormData): FollowUpBody {
  return {
    title: textOf(form, 'title'),
    note: textOf(form, 'note'),
    deliverable: textOf(form, 'deliverable'),
    kind: (textOf(form, 'kind') || null) as FollowUpKind | null,
    priority: textOf(form, 'priority') as FollowUpPriority,
    owner: textOf(form, 'owner') || null,
    dueOn: textOf(form, 'dueOn') || null,
    team: textOf(form, 'team') || null,
    ...(form.has('factor') ? { factor: textOf(form, 'factor') || null } : {}),
  };
}
