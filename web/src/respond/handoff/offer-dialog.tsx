import {
  type HandoffDraft,
  type HandoffPoint,
  handoffPoints,
  type Texts,
} from '@muster/contract/respond/handoffs';
import type { Incident } from '@muster/contract/respond/incidents';
import { commanderRole } from '@muster/contract/respond/roles';
import type { RoleDefinition } from '@muster/contract/respond/settings';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { say } from '../../ui/toast.tsx';
import { PersonChoice } from '../person-choice.tsx';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { draftOf, useOffer } from './queries.ts';

interface Props {
  incident: Incident;
  role: Pick<RoleDefinition, 'name' | 'label'>;
  onClose: () => void;
}

/** The outgoing side: a brief from the record, corrected and completed by whoever knows. */
export function OfferDialog({ incident, role, onClose }: Props) {
  const draft = useQuery(draftOf(incident, role.name));
  return (
    <Dialog title={words.offerTitle(role.label)} onClose={onClose}>
      <QueryView query={draft} rows={6}>
        {(made) => <OfferForm incident={incident} role={role} draft={made} onClose={onClose} />}
      </QueryView>
    </Dialog>
  );
}

function OfferForm({ incident, role, draft, onClose }: Props & { draft: HandoffDraft }) {
  const { name } = useMe();
  const [to, setTo] = useState('');
  const [brief, setBrief] = useState<Texts>(draft.brief);
  const [missing, setMissing] = useState<Texts>(draft.missing);
  const offer = useOffer(incident);
  const said = handoffPoints.filter((point) => isSaid(brief, point) || isSaid(missing, point)).length;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (to === '') return;
    offer.mutate({ to, role: role.name, brief: whole(brief), missing: given(missing) }, { onSuccess: done });
  };
  const done = () => {
    say(words.offered(to));
    onClose();
  };
  return (
    <form onSubmit={save} className="space-y-4">
      <p className="text-sm text-quiet">{words.about}</p>
      <PersonChoice
        label={words.to}
        value={to}
        nobody={words.choose}
        first={incident.responders.filter((one) => one.releasedAt === null).map((one) => one.person)}
        without={[draft.from ?? name]}
        workersOnly={role.name === commanderRole}
        error={errorAt(offer.error, '/to')}
        onChange={setTo}
      />
      <ol className="space-y-3">
        {handoffPoints.map((point, i) => (
          <li key={point}>
            <Point
              point={point}
              number={i + 1}
              text={brief[point] ?? ''}
              reason={missing[point] ?? ''}
              error={errorAt(offer.error, `/brief/${point}`)}
              onText={(text) => setBrief({ ...brief, [point]: text })}
              onReason={(reason) => setMissing({ ...missing, [point]: reason })}
            />
          </li>
        ))}
      </ol>
      <Wrong text={errorBeside(offer.error, ['/to', ...handoffPoints.map((point) => `/brief/${point}`)])} />
      <div className="sticky bottom-0 -mx-4 flex items-center justify-between gap-3 border-t border-line bg-raised px-4 py-3 sm:-mx-5 sm:px-5">
        <span className="text-sm text-quiet" aria-live="polite">
          {words.ready(said, handoffPoints.length)}
        </span>
        <Button type="submit" look="primary" busy={offer.isPending}>
          {words.offer}
        </Button>
      </div>
    </form>
  );
}

interface PointProps {
  point: HandoffPoint;
  number: number;
  text: string;
  reason: string;
  error: string | undefined;
  onText: (text: string) => void;
  onReason: (reason: string) => void;
}

function Point({ point, number, text, reason, error, onText, onReason }: PointProps) {
  const { label, hint } = words.points[point];
  return (
    <div className="space-y-1">
      <Area
        label={`${number}. ${label}`}
        hint={hint}
        rows={2}
        className="field-sizing-content max-h-72"
        value={text}
        error={error}
        maxLength={10_000}
        onChange={(event) => onText(event.target.value)}
      />
      {text.trim() === '' && (
        <Field
          label={words.whyEmpty}
          value={reason}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => onReason(event.target.value)}
        />
      )}
    </div>
  );
}

function isSaid(texts: Texts, point: HandoffPoint): boolean {
  return (texts[point] ?? '').trim() !== '';
}

/** Every point is sent, so that what was emptied on purpose is not filled from the record again. */
function whole(brief: Texts): Texts {
  return Object.fromEntries(handoffPoints.map((point) => [point, brief[point] ?? '']));
}

function given(missing: Texts): Texts {
  return Object.fromEntries(Object.entries(missing).filter(([, reason]) => reason?.trim()));
}
