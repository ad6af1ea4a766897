import type { Incident } from '@muster/contract/respond/incidents';
import { type Feeling, feelings, type Roster } from '@muster/contract/respond/roster';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { useCheckIn } from './queries.ts';

type Mine = NonNullable<Roster['mine']>;

/** Whether it is time to be asked. */
export function useIsDue({ dueAt }: Mine): boolean {
  return useTicking((now) => (dueAt !== null && Date.parse(dueAt) <= now ? 1 : 0)) === 1;
}

interface Props {
  incident: Incident;
  mine: Mine;
  onDone: () => void;
}

/** Three answers, and for whoever is strained one wish. Between themselves and Muster, and said so. */
export function CheckIn({ incident, mine, onDone }: Props) {
  const [felt, setFelt] = useState<Feeling | null>(null);
  const save = useCheckIn(incident);
  const thank = () => {
    say(words.checkIn.thanks);
    onDone();
  };
  const answer = (feeling: Feeling) =>
    save.mutate(
      { feeling, wantsRelief: feeling !== 'fine' && mine.wantsRelief },
      { onSuccess: () => (feeling === 'fine' ? thank() : setFelt(feeling)) },
    );
  if (felt) {
    const wish = (wantsRelief: boolean) => save.mutate({ feeling: felt, wantsRelief }, { onSuccess: thank });
    return (
      <Question text={words.checkIn.relief} about={words.checkIn.reliefHint}>
        <Button size="small" look="primary" busy={save.isPending} onClick={() => wish(true)}>
          {words.checkIn.yes}
        </Button>
        <Button size="small" busy={save.isPending} onClick={() => wish(false)}>
          {words.checkIn.no}
        </Button>
      </Question>
    );
  }
  return (
    <Question text={words.checkIn.title} about={words.checkIn.about}>
      {feelings.map((feeling) => (
        <Button key={feeling} size="small" busy={save.isPending} onClick={() => answer(feeling)}>
          {words.checkIn.feelings[feeling]}
        </Button>
      ))}
      <Button size="small" look="quiet" onClick={onDone}>
        {words.checkIn.later}
      </Button>
    </Question>
  );
}

function Question({ text, about, children }: { text: string; about: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="min-w-0 text-sm">
        <span className="font-semibold">{text}</span> <span className="text-xs text-quiet">{about}</span>
      </p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

/** At the foot of the roster: what was said last, and the way to say something else at any time. */
export function CheckInLine({ incident, mine }: { incident: Incident; mine: Mine }) {
  const [open, setOpen] = useState(false);
  if (open) return <CheckIn incident={incident} mine={mine} onDone={() => setOpen(false)} />;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-quiet">
      {mine.wantsRelief
        ? words.checkIn.asked
        : mine.feeling && words.checkIn.last(words.checkIn.feelings[mine.feeling])}
      <Button size="small" look="quiet" onClick={() => setOpen(true)}>
        {words.checkIn.change}
      </Button>
    </p>
  );
}
