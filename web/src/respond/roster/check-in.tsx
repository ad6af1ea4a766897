import type { Incident } from '@muster/contract/respond/incidents';
import { type Feeling, feelings, type Roster } from '@muster/contract/respond/roster';
import { useState } from 'react';
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

/** Three answers, and one wish. Between themselves and Muster, and said so. */
export function CheckIn({
  incident,
  mine,
  onLater,
}: {
  incident: Incident;
  mine: Mine;
  onLater: () => void;
}) {
  const [relief, setRelief] = useState(mine.wantsRelief);
  const save = useCheckIn(incident);
  const answer = (feeling: Feeling) =>
    save.mutate(
      { feeling, wantsRelief: relief },
      {
        onSuccess: () => {
          say(words.checkIn.thanks);
          onLater();
        },
      },
    );
  return (
    <div className="space-y-2 text-sm">
      <p className="text-quiet">{words.checkIn.about}</p>
      <div className="flex flex-wrap gap-2">
        {feelings.map((feeling) => (
          <Button key={feeling} size="small" busy={save.isPending} onClick={() => answer(feeling)}>
            {words.checkIn.feelings[feeling]}
          </Button>
        ))}
        <Button size="small" look="quiet" onClick={onLater}>
          {words.checkIn.later}
        </Button>
      </div>
      <label className="flex min-h-9 items-center gap-2 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          checked={relief}
          onChange={(event) => setRelief(event.target.checked)}
          className="size-5"
        />
        <span>
          {words.checkIn.relief}
          <span className="block text-xs text-quiet">{words.checkIn.reliefHint}</span>
        </span>
      </label>
    </div>
  );
}

/** At the foot of the roster: what was said last, and the way to say something else at any time. */
export function CheckInLine({ incident, mine }: { incident: Incident; mine: Mine }) {
  const [open, setOpen] = useState(false);
  if (open) return <CheckIn incident={incident} mine={mine} onLater={() => setOpen(false)} />;
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
