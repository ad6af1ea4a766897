import { dropIdea, type IdeaTaking, takeIdea } from '@muster/contract/learn/facilitation';
import { type FollowUpKind, followUpKinds } from '@muster/contract/learn/followups';
import type { Idea } from '@muster/contract/learn/session-parts';
import type { Session } from '@muster/contract/learn/sessions';
import type { FormEvent } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../../ui/form.ts';
import { Wrong } from '../../ui/wrong.tsx';
import { fieldOf, instantOf, PeopleTicks, PersonField, tickedOf } from './fields.tsx';
import { words } from './messages.ts';
import { change, useSessionAct } from './queries.ts';

interface Props {
  one: Session;
  idea: Idea;
  onClose: () => void;
}

const pointers = ['/title', '/owner', '/dueOn', '/deliverable', '/kind'];

/** A promise where all is said that it needs, and else an idea among the follow-ups. */
export function TakeIdea({ one, idea, onClose }: Props) {
  const take = useSessionAct(
    one.id,
    (body: IdeaTaking) => call(takeIdea, { params: { id: one.id, idea: idea.id }, body }),
    onClose,
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    take.mutate(takingOf(new FormData(event.currentTarget)));
  };
  return (
    <Dialog title={words.ideas.take} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm text-quiet">{words.ideas.takeAbout}</p>
        <Field
          label={words.newTitle}
          name="title"
          required
          maxLength={200}
          defaultValue={(idea.text.split('\n')[0] ?? '').slice(0, 200)}
          error={errorAt(take.error, '/title')}
        />
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <PersonField label={words.newOwner} name="owner" nobody={words.owner(null)} chosen={null} />
          <Field label={words.newDue} name="dueOn" type="date" error={errorAt(take.error, '/dueOn')} />
        </div>
        <Choice label={words.ideas.kind} name="kind" defaultValue="">
          <option value="">{words.ideas.noKind}</option>
          {followUpKinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.ideas.kinds[kind]}
            </option>
          ))}
        </Choice>
        <Area
          label={words.ideas.deliverable}
          name="deliverable"
          rows={2}
          maxLength={2_000}
          error={errorAt(take.error, '/deliverable')}
        />
        <Wrong text={errorBeside(take.error, pointers)} />
        <Button type="submit" look="primary" className="w-full" busy={take.isPending}>
          {words.ideas.take}
        </Button>
      </form>
    </Dialog>
  );
}

function takingOf(form: FormData): IdeaTaking {
  const kind = textOf(form, 'kind');
  return {
    title: textOf(form, 'title'),
    deliverable: textOf(form, 'deliverable'),
    kind: followUpKinds.find((one): one is FollowUpKind => one === kind) ?? null,
    owner: textOf(form, 'owner') || null,
    dueOn: textOf(form, 'dueOn') || null,
  };
}

export function DropIdea({ one, idea, onClose }: Props) {
  const drop = useSessionAct(
    one.id,
    (note: string) => call(dropIdea, { params: { id: one.id, idea: idea.id }, body: { note } }),
    onClose,
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    drop.mutate(textOf(new FormData(event.currentTarget), 'note'));
  };
  return (
    <Dialog title={words.ideas.drop} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm wrap-anywhere whitespace-pre-line">{idea.text}</p>
        <Area label={words.ideas.why} name="note" rows={3} maxLength={1_000} required />
        <Button type="submit" look="primary" className="w-full" busy={drop.isPending}>
          {words.ideas.drop}
        </Button>
      </form>
    </Dialog>
  );
}

/** Who decides on what was put aside, and from when. */
export function Soak({ one, onClose }: Omit<Props, 'idea'>) {
  const save = useSessionAct(one.id, change(one.id), onClose);
  const before = one.decideFrom === null ? '' : fieldOf(one.decideFrom);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = textOf(form, 'from');
    save.mutate({
      deciders: tickedOf(form, 'deciders'),
      ...(from === '' || from === before ? {} : { decideFrom: instantOf(from) }),
    });
  };
  return (
    <Dialog title={words.ideas.change} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field label={words.ideas.from} name="from" type="datetime-local" required defaultValue={before} />
        <PeopleTicks
          name="deciders"
          label={words.ideas.deciders}
          hint={words.ideas.decidersHint}
          chosen={one.people.filter(({ decides }) => decides).map(({ person }) => person)}
        />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {words.ideas.save}
        </Button>
      </form>
    </Dialog>
  );
}
