import { answerPoll, type Session } from '@muster/contract/learn/sessions';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotRespond } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Area } from '../../ui/field.tsx';
import { textOf } from '../../ui/form.ts';
import { Mark } from '../../ui/mark.tsx';
import { Head, Section } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { Dated } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { Agenda } from './agenda-panel.tsx';
import { Decisions } from './decisions.tsx';
import { PeopleTicks, tickedOf } from './fields.tsx';
import { Ideas } from './ideas-panel.tsx';
import { words } from './messages.ts';
import { People } from './people-panel.tsx';
import { ChangeSession } from './plan-form.tsx';
import { change, useSessionAct } from './queries.ts';
import { Questions } from './questions-panel.tsx';

type Open = 'change' | 'held' | 'cancel';

/** One session: what it is about, what is decided, who was there, and what it was worth to them. */
export function SessionBody({ one }: { one: Session }) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Head title={one.title} about={<When one={one} />}>
        <Acts one={one} onOpen={setOpen} />
      </Head>
      <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="min-w-0 space-y-8">
          <Agenda one={one} />
          <Ideas one={one} />
          <Decisions one={one} />
          <Notes one={one} />
        </div>
        <div className="min-w-0 space-y-8">
          <People one={one} />
          {one.state === 'held' && <Poll one={one} />}
          <Questions one={one} />
        </div>
      </div>
      {open === 'change' && <ChangeSession one={one} onClose={close} />}
      {open === 'held' && <Held one={one} onClose={close} />}
      {open === 'cancel' && <Cancel one={one} onClose={close} />}
    </>
  );
}

function When({ one }: { one: Session }) {
  return (
    <span className="flex flex-wrap gap-x-3 [overflow-wrap:anywhere]">
      <Mark
        tone={one.state === 'held' ? 'ok' : one.state === 'planned' ? 'info' : 'quiet'}
        word={words.states[one.state]}
      />
      <Dated at={one.startsAt} />
      <span>{words.minutes(one.minutes)}</span>
      {one.place && <span>{one.place}</span>}
    </span>
  );
}

function Acts({ one, onOpen }: { one: Session; onOpen: (what: Open) => void }) {
  const whyNot = useWhyNotRespond();
  const hasBegun = useTicking((now) => (now >= Date.parse(one.startsAt) ? 1 : 0)) === 1;
  if (one.state === 'cancelled') return null;
  return (
    <>
      {one.state === 'planned' && (
        <>
          <Button look="quiet" whyNot={whyNot} onClick={() => onOpen('cancel')}>
            {words.cancel}
          </Button>
          <Button whyNot={whyNot} onClick={() => onOpen('change')}>
            {words.form.change}
          </Button>
        </>
      )}
      {(hasBegun || one.state === 'held') && (
        <Button
          look={one.state === 'planned' ? 'primary' : 'plain'}
          whyNot={whyNot}
          onClick={() => onOpen('held')}
        >
          {one.state === 'planned' ? words.hold : words.wasThere}
        </Button>
      )}
    </>
  );
}

function Notes({ one }: { one: Session }) {
  const whyNot = useWhyNotRespond();
  const save = useSessionAct(one.id, change(one.id));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate({ notes: textOf(new FormData(event.currentTarget), 'notes') });
  };
  if (one.state === 'cancelled' || whyNot !== undefined)
    return (
      <Section title={words.notes}>
        <p className="text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{one.notes || words.noNotes}</p>
      </Section>
    );
  return (
    <Section title={words.notes}>
      <form onSubmit={submit} className="space-y-2">
        <Area
          label={words.notes}
          isLabelHidden
          name="notes"
          rows={6}
          maxLength={20_000}
          defaultValue={one.notes}
          key={one.version}
        />
        <Button type="submit" busy={save.isPending}>
          {words.saveNotes}
        </Button>
      </form>
    </Section>
  );
}

function Held({ one, onClose }: { one: Session; onClose: () => void }) {
  const save = useSessionAct(one.id, change(one.id), onClose);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const attended = tickedOf(new FormData(event.currentTarget), 'attended');
    save.mutate({ attended, ...(one.state === 'planned' ? { state: 'held' as const } : {}) });
  };
  const known = one.people.filter(({ attended }) => attended || one.state === 'planned');
  return (
    <Dialog title={words.hold} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <PeopleTicks
          name="attended"
          label={words.wasThere}
          hint={words.holdText}
          chosen={known.map(({ person }) => person)}
        />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {words.saveHeld}
        </Button>
      </form>
    </Dialog>
  );
}

function Cancel({ one, onClose }: { one: Session; onClose: () => void }) {
  const save = useSessionAct(one.id, change(one.id), onClose);
  return (
    <Dialog title={words.cancel} onClose={onClose}>
      <p className="mb-4 text-sm">{words.cancelText}</p>
      <Button
        look="primary"
        className="w-full"
        busy={save.isPending}
        onClick={() => save.mutate({ state: 'cancelled' })}
      >
        {words.cancelDo}
      </Button>
    </Dialog>
  );
}

function Poll({ one }: { one: Session }) {
  const client = useQueryClient();
  const answer = useMutation({
    mutationFn: (body: { differently: boolean; again: boolean }) =>
      call(answerPoll, { params: { id: one.id }, body }),
    onSuccess: () => {
      say(words.thanks);
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    answer.mutate({
      differently: textOf(form, 'differently') === 'yes',
      again: textOf(form, 'again') === 'yes',
    });
  };
  return (
    <Section title={words.poll}>
      <p className="mb-2 text-sm text-quiet">{words.pollAbout}</p>
      {one.poll ? (
        <ul className="space-y-1 text-sm">
          <li>
            <span className="font-semibold">{words.share(one.poll.differently, one.poll.answers)}</span>{' '}
            {words.pollDifferently}
          </li>
          <li>
            <span className="font-semibold">{words.share(one.poll.again, one.poll.answers)}</span>{' '}
            {words.pollAgain}
          </li>
        </ul>
      ) : (
        <p className="text-sm">{words.tooFew}</p>
      )}
      {one.mayAnswer && (
        <form onSubmit={submit} className="mt-3 space-y-3">
          <Question name="differently" text={words.differently} />
          <Question name="again" text={words.again} />
          <Button type="submit" look="primary" busy={answer.isPending}>
            {words.answer}
          </Button>
        </form>
      )}
    </Section>
  );
}

function Question({ name, text }: { name: string; text: string }) {
  return (
    <fieldset>
      <legend className="text-sm font-medium">{text}</legend>
      <div className="flex gap-4">
        {(['yes', 'no'] as const).map((value) => (
          <label key={value} className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
            <input type="radio" name={name} value={value} required className="size-5" />
            {words[value]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
