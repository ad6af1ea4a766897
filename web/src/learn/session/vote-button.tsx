import { vote } from '@muster/contract/learn/facilitation';
import type { Session } from '@muster/contract/learn/sessions';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { words } from './messages.ts';
import { useSessionAct } from './queries.ts';

interface Props {
  one: Pick<Session, 'id' | 'present' | 'state'>;
  subject: string;
  /** What it is, for those who hear the button and do not see where it stands. */
  text: string;
  votes: Session['ideas'][number]['votes'];
}

/** How many are for it. Those present say so by a press, and take it back by another. */
export function Vote({ one, subject, text, votes }: Props) {
  const save = useSessionAct(
    one.id,
    (isFor: boolean) => call(vote, { params: { id: one.id, subject }, body: { for: isFor } }),
    undefined,
    { quiet: true },
  );
  const count = votes.count > 0 && <span className="text-quiet">{words.vote.count(votes.count)}</span>;
  if (!one.present || one.state === 'cancelled') return count && <span className="text-sm">{count}</span>;
  return (
    <span className="flex flex-wrap items-center gap-2 text-sm">
      {count}
      <Button
        size="small"
        look={votes.mine ? 'primary' : 'plain'}
        aria-pressed={votes.mine}
        aria-label={words.vote.of(text)}
        busy={save.isPending}
        onClick={() => save.mutate(!votes.mine)}
      >
        {words.vote.for}
      </Button>
    </span>
  );
}
