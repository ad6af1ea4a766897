import { addIdea } from '@muster/contract/learn/facilitation';
import type { Idea } from '@muster/contract/learn/session-parts';
import type { Session } from '@muster/contract/learn/sessions';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Choice, Field } from '../../ui/field.tsx';
import { textOf } from '../../ui/form.ts';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { DropIdea, Soak, TakeIdea } from './idea-dialogs.tsx';
import { words } from './messages.ts';
import { useSessionAct } from './queries.ts';
import { Vote } from './vote-button.tsx';

type Open = { what: 'take' | 'drop'; idea: Idea } | { what: 'soak' };

/** What could be done about it: written down while people learn, decided on by a few when it has rested. */
export function Ideas({ one }: { one: Session }) {
  const whyNot = useWhyNotRespond();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Section
      title={words.ideas.title}
      beside={
        one.state === 'held' && (
          <Button size="small" whyNot={whyNot} onClick={() => setOpen({ what: 'soak' })}>
            {words.ideas.change}
          </Button>
        )
      }
    >
      <div className="space-y-3">
        <Rest one={one} />
        {one.ideas.length > 0 && (
          <Rows label={words.ideas.title}>
            {one.ideas.map((idea) => (
              <Row key={idea.id} one={one} idea={idea} onOpen={setOpen} />
            ))}
          </Rows>
        )}
        {one.state !== 'cancelled' && <Add one={one} />}
      </div>
      {open?.what === 'take' && <TakeIdea one={one} idea={open.idea} onClose={close} />}
      {open?.what === 'drop' && <DropIdea one={one} idea={open.idea} onClose={close} />}
      {open?.what === 'soak' && <Soak one={one} onClose={close} />}
    </Section>
  );
}

function Rest({ one }: { one: Session }) {
  const hasRested = useHasRested(one);
  if (one.decideFrom === null)
    return (
      <p className="text-sm text-quiet">{one.ideas.length === 0 ? words.ideas.none : words.ideas.about}</p>
    );
  const group = one.people.filter(({ decides }) => decides).map(({ person }) => person);
  return (
    <p className="text-sm text-quiet wrap-anywhere">
      {hasRested ? words.ideas.decided : words.ideas.resting} <At at={one.decideFrom} />.{' '}
      {group.length === 0 ? words.ideas.noGroup : words.ideas.group(group)}
    </p>
  );
}

function useHasRested({ decideFrom }: Session): boolean {
  return useTicking((now) => (decideFrom !== null && Date.parse(decideFrom) <= now ? 1 : 0)) === 1;
}

function Row({ one, idea, onOpen }: { one: Session; idea: Idea; onOpen: (what: Open) => void }) {
  const whyNot = useWhyNotRespond();
  const canDecide = useHasRested(one) && idea.state === 'waiting';
  const about = one.reports.find(({ id }) => id === idea.report)?.title;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-3 py-2.5">
      <span className="min-w-0 flex-1 basis-60">
        <span className="block whitespace-pre-line wrap-anywhere">{idea.text}</span>
        <span className="text-sm text-quiet wrap-anywhere">
          {[words.ideas.by(idea.by), about].filter(Boolean).join(', ')}
        </span>
        {idea.note && <span className="block text-sm wrap-anywhere">{idea.note}</span>}
      </span>
      <span className="flex flex-wrap items-center gap-2">
        <Vote one={one} subject={idea.id} text={idea.text.slice(0, 80)} votes={idea.votes} />
        {idea.state === 'dropped' && <Mark tone="quiet" word={words.ideas.dropped} />}
        {idea.state === 'taken' && (
          <>
            <Mark tone="ok" word={words.ideas.taken} />
            <Go to={paths.followUps({ q: idea.followUp ?? '' })} className="text-sm underline">
              {idea.followUp}
            </Go>
          </>
        )}
        {canDecide && (
          <>
            <Button
              size="small"
              look="quiet"
              whyNot={whyNot}
              aria-label={words.ideas.dropOf(idea.text.slice(0, 80))}
              onClick={() => onOpen({ what: 'drop', idea })}
            >
              {words.ideas.drop}
            </Button>
            <Button
              size="small"
              whyNot={whyNot}
              aria-label={words.ideas.takeOf(idea.text.slice(0, 80))}
              onClick={() => onOpen({ what: 'take', idea })}
            >
              {words.ideas.take}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}

function Add({ one }: { one: Session }) {
  const form = useRef<HTMLFormElement>(null);
  const add = useSessionAct(
    one.id,
    (body: { text: string; report: string | null }) => call(addIdea, { params: { id: one.id }, body }),
    () => form.current?.reset(),
    { quiet: true },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    add.mutate({ text: textOf(given, 'text'), report: textOf(given, 'report') || null });
  };
  return (
    <form ref={form} onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-60 max-sm:basis-full">
        <Field label={words.ideas.text} name="text" required maxLength={1_000} autoComplete="off" />
      </div>
      {one.reports.length > 0 && (
        <div className="w-full min-w-0 sm:w-52">
          <Choice label={words.ideas.report} name="report" defaultValue="">
            <option value="">{words.ideas.whole}</option>
            {one.reports.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Choice>
        </div>
      )}
      <Button type="submit" busy={add.isPending}>
        {words.ideas.add}
      </Button>
    </form>
  );
}
