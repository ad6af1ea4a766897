import {
  type Decision,
  decideFollowUp,
  type Outcome,
  outcomes,
  type Session,
} from '@muster/contract/learn/sessions';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { textOf } from '../../ui/form.ts';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { PersonField } from './fields.tsx';
import { words } from './messages.ts';
import { useSessionAct } from './queries.ts';
import { Vote } from './vote-button.tsx';

type Item = Session['followUps'][number];

/** What is open of the follow-ups of the reports, and what those present make of each. */
export function Decisions({ one }: { one: Session }) {
  const whyNot = useWhyNotRespond();
  const [open, setOpen] = useState<Item>();
  return (
    <Section title={words.followUps}>
      {one.followUps.length === 0 ? (
        <p className="text-sm text-quiet">{words.noFollowUps}</p>
      ) : (
        <Rows label={words.followUps}>
          {one.followUps.map((item) => (
            <li
              key={item.id}
              className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-3 py-2.5"
            >
              <span className="min-w-0 flex-1 basis-60">
                <Go
                  to={paths.followUps({ q: item.ref })}
                  className="block font-medium wrap-anywhere hover:underline"
                >
                  {item.title}
                </Go>
                <span className="text-sm text-quiet">
                  {[item.ref, words.owner(item.owner), item.dueOn && words.due(item.dueOn)]
                    .filter(Boolean)
                    .join(', ')}
                </span>
                {item.note && <span className="block text-sm wrap-anywhere">{item.note}</span>}
              </span>
              <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
                {item.state !== 'cancelled' && (
                  <Vote one={one} subject={item.id} text={item.ref} votes={item.votes} />
                )}
                {item.outcome && (
                  <Mark
                    tone={item.outcome === 'dropped' ? 'quiet' : 'ok'}
                    word={words.outcomes[item.outcome]}
                  />
                )}
                {one.state !== 'cancelled' && item.state !== 'cancelled' && (
                  <Button
                    size="small"
                    whyNot={whyNot}
                    aria-label={words.decideOn(item.ref)}
                    onClick={() => setOpen(item)}
                  >
                    {words.decide}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </Rows>
      )}
      {open && <Decide session={one.id} item={open} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

function Decide({ session, item, onClose }: { session: string; item: Item; onClose: () => void }) {
  const [outcome, setOutcome] = useState<Outcome>(item.outcome ?? 'validated');
  const decide = useSessionAct(
    session,
    (body: Decision) => call(decideFollowUp, { params: { id: session, followUp: item.id }, body }),
    onClose,
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    decide.mutate({
      outcome,
      note: textOf(form, 'note'),
      ...(outcome === 'changed' ? changesOf(form, item) : {}),
    });
  };
  return (
    <Dialog title={words.decideOn(item.ref)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <fieldset className="space-y-1">
          <legend className="mb-1 text-sm font-medium wrap-anywhere">{item.title}</legend>
          {outcomes.map((one) => (
            <label key={one} className="flex min-h-10 items-center gap-3 text-sm pointer-coarse:min-h-11">
              <input
                type="radio"
                name="outcome"
                checked={outcome === one}
                onChange={() => setOutcome(one)}
                className="size-5 shrink-0"
              />
              <span>
                <span className="font-medium">{words.outcomes[one]}</span>{' '}
                <span className="text-quiet">{words.outcomeHints[one]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {outcome === 'changed' && <Changes item={item} />}
        <Area label={words.note} name="note" rows={3} maxLength={1_000} required={outcome === 'dropped'} />
        <Button type="submit" look="primary" className="w-full" busy={decide.isPending}>
          {words.decide}
        </Button>
      </form>
    </Dialog>
  );
}

function Changes({ item }: { item: Item }) {
  return (
    <>
      <Field label={words.newTitle} name="title" maxLength={200} required defaultValue={item.title} />
      <div className="grid grid-cols-2 gap-3">
        <PersonField label={words.newOwner} name="owner" nobody={words.owner(null)} chosen={item.owner} />
        <Field label={words.newDue} name="dueOn" type="date" defaultValue={item.dueOn ?? ''} />
      </div>
    </>
  );
}

/** Only what is another than before, so that a date that stays does not count as moved. */
function changesOf(form: FormData, item: Item): Partial<Decision> {
  const [title, owner, dueOn] = ['title', 'owner', 'dueOn'].map((name) => textOf(form, name));
  return {
    ...(title && title !== item.title ? { title } : {}),
    ...((owner || null) === item.owner ? {} : { owner: owner || null }),
    ...((dueOn || null) === item.dueOn ? {} : { dueOn: dueOn || null }),
  };
}
