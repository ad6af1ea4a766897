import type { Handoff } from '@muster/contract/respond/state';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Mark } from '../../ui/mark.tsx';
import { Countdown } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';
import { useWithdraw } from './queries.ts';

/** An offer that waits for its answer: to whom, how long still, and whether it went on to others. */
export function OfferState({ incident, readOnly, offer }: PanelProps & { offer: Handoff }) {
  const { name } = useMe();
  const withdraw = useWithdraw(incident, offer.id);
  const dueAt = incident.clocks.find((one) => one.kind === 'handoff' && one.subject === offer.id)?.dueAt;
  const mayWithdraw = !readOnly && (offer.from === null || [offer.from, incident.commander].includes(name));
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-info-soft px-2 py-1 text-sm">
      <span>{words.waits(offer.to)}</span>
      {offer.escalatedAt ? (
        <Mark tone="warning" word={words.escalated} />
      ) : (
        dueAt && (
          <span className="text-quiet">
            <Left dueAt={dueAt} />
          </span>
        )
      )}
      {mayWithdraw && (
        <Button
          size="small"
          look="quiet"
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined, { onSuccess: () => say(words.withdrawn) })}
        >
          {words.withdraw}
        </Button>
      )}
    </div>
  );
}

function Left({ dueAt }: { dueAt: string }) {
  const late = useTicking((now) => (Date.parse(dueAt) <= now ? 1 : 0));
  if (late === 1) return words.late;
  return (
    <>
      {words.left} <Countdown to={dueAt} />
    </>
  );
}
