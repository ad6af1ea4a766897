import type { Incident } from '@muster/contract/respond/incidents';
import type { Handoff } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Shape } from '../../ui/mark.tsx';
import { AnswerDialog } from '../handoff/answer-dialog.tsx';
import { words } from '../handoff/messages.ts';
import { OfferState } from '../handoff/offer-state.tsx';
import { respondSettings } from '../queries.ts';

/** What is offered to whoever looks comes first; what they offered themselves shows how it stands. */
export function HandoffBanner({ incident }: { incident: Incident }) {
  const { name } = useMe();
  const open = incident.handoffs.filter((one) => one.state === 'offered');
  return open.map((offer) => {
    if (offer.to === name) return <ToMe key={offer.id} incident={incident} offer={offer} />;
    if (offer.from !== name) return null;
    return <OfferState key={offer.id} incident={incident} offer={offer} readOnly={false} />;
  });
}

function ToMe({ incident, offer }: { incident: Incident; offer: Handoff }) {
  const [open, setOpen] = useState(false);
  const roles = useQuery(respondSettings).data?.roles ?? [];
  const label = roles.find((one) => one.name === offer.role)?.label ?? offer.role;
  const title = offer.from ? words.asked(offer.from, label) : words.askedByNobody(label);
  return (
    <section
      aria-label={title}
      className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-info-soft px-4 py-3"
    >
      <p role="alert" className="flex items-center gap-3 text-sm font-semibold">
        <Shape tone="info" size={18} />
        {title}
      </p>
      <Button look="primary" className="max-sm:w-full" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.read}
      </Button>
      {open && (
        <AnswerDialog incident={incident} offer={offer} label={label} onClose={() => setOpen(false)} />
      )}
    </section>
  );
}
