import type { CoverOffer, CoverRequest } from '@muster/contract/oncall/cover';
import type { ReactNode } from 'react';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { Rows } from '../ui/section.tsx';
import { Stretch } from '../ui/time.tsx';
import { useCoverAct } from './cover-act.ts';
import { words } from './cover-messages.ts';

interface Props {
  label: string;
  requests: CoverRequest[];
  mayNot: string | undefined;
  /** Opens the form for a part of it, or an exchange. */
  onOffer: (request: CoverRequest) => void;
}

/** Requests for cover with their offers, and what can be done about each. */
export function CoverRows({ label, requests, mayNot, onOffer }: Props) {
  return (
    <Rows label={label}>
      {requests.map((one) => (
        <CoverRow key={one.id} one={one} mayNot={mayNot} onOffer={onOffer} />
      ))}
    </Rows>
  );
}

function CoverRow({ one, mayNot, onOffer }: Pick<Props, 'mayNot' | 'onOffer'> & { one: CoverRequest }) {
  const me = useMe().name;
  const act = useCoverAct();
  const isMine = one.person === me;
  return (
    <li className="space-y-2 px-3 py-3 text-sm">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 space-y-0.5">
          <p className="font-medium">{isMine ? one.schedule : `${titleOf(one)}: ${one.schedule}`}</p>
          <p className="text-quiet">
            <Stretch start={one.start} end={one.end} />, {askedText(one)}
          </p>
          <Swap one={one} me={me} />
          {one.note && <p className="[overflow-wrap:anywhere]">“{one.note}”</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          {isMine ? (
            <Button
              size="small"
              busy={act.isPending}
              onClick={() => act.mutate({ do: 'withdraw', id: one.id })}
            >
              {words.withdraw}
            </Button>
          ) : (
            one.forMe && (
              <>
                <Button
                  size="small"
                  look="primary"
                  whyNot={mayNot}
                  busy={act.isPending}
                  onClick={() => act.mutate({ do: 'offer', id: one.id, ...agreementTo(one) })}
                >
                  {one.asked.kind === 'swap' ? words.swap.agree : words.take}
                </Button>
                <Button size="small" whyNot={mayNot} onClick={() => onOffer(one)}>
                  {words.part}
                </Button>
              </>
            )
          )}
        </div>
      </div>
      <Open one={one} />
      <Offers one={one} me={me} />
    </li>
  );
}

/** Of a swap, both halves in words. */
function Swap({ one, me }: { one: CoverRequest; me: string }): ReactNode {
  if (one.asked.kind !== 'swap') return null;
  const { person, exchange } = one.asked;
  const takes = (who: string) => (who === me ? words.swap.youTake : words.swap.takes(who));
  return (
    <ul className="text-quiet">
      <li>
        {takes(person)} <Stretch start={one.start} end={one.end} /> ({one.schedule})
      </li>
      <li>
        {takes(one.person)} <Stretch start={exchange.start} end={exchange.end} /> ({exchange.schedule})
      </li>
    </ul>
  );
}

/** What is sent by whoever agrees to all of it, and what is said then. */
function agreementTo({ asked, atOnce }: CoverRequest) {
  if (asked.kind === 'swap') return { body: { exchange: asked.exchange }, said: words.swap.agreed };
  return { body: {}, said: atOnce ? words.form.taken : words.form.offered };
}

function titleOf({ asked, person }: CoverRequest): string {
  return asked.kind === 'swap' ? words.swap.proposes(person) : words.asks(person);
}

/** What nobody has yet, where that is not simply all of it. */
function Open({ one }: { one: CoverRequest }): ReactNode {
  const [first] = one.open;
  if (one.open.length === 1 && first?.start === one.start && first.end === one.end) return null;
  return (
    <p className="text-quiet">
      {words.stillOpen}:{' '}
      {one.open.map((part, at) => (
        <span key={part.start}>
          {at > 0 && ', '}
          <Stretch start={part.start} end={part.end} />
        </span>
      ))}
    </p>
  );
}

function Offers({ one, me }: { one: CoverRequest; me: string }) {
  if (one.offers.length === 0)
    return one.person === me ? <p className="text-quiet">{words.noOffer}</p> : null;
  return (
    <ul aria-label={words.offers} className="space-y-2 border-l-2 border-line pl-3">
      {one.offers.map((offer) => (
        <OfferRow key={offer.id} request={one} offer={offer} me={me} />
      ))}
    </ul>
  );
}

const tones: Record<CoverOffer['state'], Tone> = {
  waiting: 'info',
  accepted: 'ok',
  declined: 'quiet',
  withdrawn: 'quiet',
  lapsed: 'quiet',
};

function OfferRow({ request, offer, me }: { request: CoverRequest; offer: CoverOffer; me: string }) {
  const act = useCoverAct();
  const isWaiting = offer.state === 'waiting';
  const on = { id: request.id, offer: offer.id };
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-56">
        <p>
          <span className="font-medium">{offer.person}</span>{' '}
          <Mark tone={tones[offer.state]} word={words.states[offer.state]} />
        </p>
        <p className="text-quiet">
          <Stretch start={offer.start} end={offer.end} />
          {offer.exchange && (
            <>
              , {words.inExchange} {offer.exchange.schedule}{' '}
              <Stretch start={offer.exchange.start} end={offer.exchange.end} />
            </>
          )}
        </p>
        {offer.note && <p className="[overflow-wrap:anywhere]">“{offer.note}”</p>}
      </div>
      {isWaiting && request.person === me && (
        <div className="flex gap-2">
          <Button
            size="small"
            look="primary"
            busy={act.isPending}
            onClick={() => act.mutate({ do: 'accept', ...on })}
          >
            {words.accept}
          </Button>
          <Button size="small" busy={act.isPending} onClick={() => act.mutate({ do: 'decline', ...on })}>
            {words.decline}
          </Button>
        </div>
      )}
      {isWaiting && offer.person === me && (
        <Button size="small" busy={act.isPending} onClick={() => act.mutate({ do: 'takeBack', ...on })}>
          {words.takeBack}
        </Button>
      )}
    </li>
  );
}

function askedText({ asked }: CoverRequest): string {
  if (asked.kind === 'everybody') return words.asked.everybody;
  if (asked.kind === 'swap') return words.asked.swap(asked.person);
  return asked.kind === 'team' ? words.asked.team(asked.team) : words.asked.people(asked.people);
}
