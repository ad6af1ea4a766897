import { handoffPoints, type ReadBackPoint, readBackPoints } from '@muster/contract/respond/handoffs';
import type { Incident } from '@muster/contract/respond/incidents';
import type { Handoff } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useAccept, useRefuse } from './queries.ts';

interface Props {
  incident: Incident;
  offer: Handoff;
  label: string;
  onClose: () => void;
}

/** The incoming side: the brief to read, four points to say back, and then it is theirs. */
export function AnswerDialog({ incident, offer, label, onClose }: Props) {
  return (
    <Dialog
      title={offer.from ? words.asked(offer.from, label) : words.askedByNobody(label)}
      onClose={onClose}
    >
      <div className="space-y-5">
        <Brief offer={offer} />
        <ReadBackForm incident={incident} offer={offer} label={label} onClose={onClose} />
        <RefuseForm incident={incident} offer={offer} label={label} onClose={onClose} />
      </div>
    </Dialog>
  );
}

/** The ten points as they were handed over; read again later, too. */
export function Brief({ offer }: { offer: Handoff }) {
  return (
    <dl className="space-y-2 text-sm">
      {handoffPoints.map((point, i) => (
        <div key={point}>
          <dt className="text-xs font-semibold text-quiet">
            {i + 1}. {words.points[point].label}
          </dt>
          <dd className="wrap-anywhere whitespace-pre-line">
            {offer.brief[point] ?? (
              <span className="text-quiet italic">{offer.missing[point] ?? words.missing}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ReadBackForm({ incident, offer, label, onClose }: Props) {
  const [texts, setTexts] = useState<Partial<Record<ReadBackPoint, string>>>({});
  const [reason, setReason] = useState('');
  const accept = useAccept(incident, offer.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate(
      { readBack: texts, ...(reason.trim() ? { reason: reason.trim() } : {}) },
      { onSuccess: done },
    );
  };
  const done = () => {
    say(words.taken(label));
    onClose();
  };
  return (
    <form onSubmit={save} className="space-y-3 border-t border-line pt-4">
      <h3 className="font-medium">{words.readBack}</h3>
      <p className="text-sm text-quiet">{words.readBackAbout}</p>
      {readBackPoints.map((point) => (
        <Area
          key={point}
          label={words.points[point].label}
          rows={2}
          value={texts[point] ?? ''}
          maxLength={10_000}
          placeholder={words.readBackHint}
          error={errorAt(accept.error, `/readBack/${point}`)}
          onChange={(event) => setTexts({ ...texts, [point]: event.target.value })}
        />
      ))}
      <Field
        label={words.whyNot}
        hint={words.whyNotHint}
        value={reason}
        maxLength={1000}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
      />
      <Wrong
        text={errorBeside(
          accept.error,
          readBackPoints.map((point) => `/readBack/${point}`),
        )}
      />
      <Button type="submit" look="primary" className="w-full" busy={accept.isPending}>
        {words.accept}
      </Button>
    </form>
  );
}

function RefuseForm({ incident, offer, onClose }: Props) {
  const [reason, setReason] = useState('');
  const refuse = useRefuse(incident, offer.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    refuse.mutate(reason.trim(), { onSuccess: done });
  };
  const done = () => {
    say(words.refused);
    onClose();
  };
  return (
    <form onSubmit={save} className="flex flex-wrap items-end gap-2 border-t border-line pt-4">
      <div className="min-w-48 flex-1">
        <Field
          label={words.refuseWhy}
          value={reason}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <Button type="submit" busy={refuse.isPending}>
        {words.refuse}
      </Button>
    </form>
  );
}
