import { isPutAway } from '@muster/contract/respond/closing';
import type { Incident } from '@muster/contract/respond/incidents';
import type { Impact } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { because, LateReason } from '../details/late-reason.tsx';
import { Wrong } from '../wrong.tsx';
import { draftOf, type ImpactDraft, sentOf } from './draft.ts';
import { ImpactFields } from './impact-fields.tsx';
import { words } from './messages.ts';
import { useChangeImpact, useStateImpact, useWithdrawImpact } from './queries.ts';

const pointers = ['/from', '/until', '/who', '/count', '/reason'];

interface Props {
  incident: Incident;
  /** Which is revised; null for a new one. */
  impact: Impact | null;
  onClose: () => void;
}

/** States an interval, or revises it as more is known. */
export function ImpactDialog({ incident, impact, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(impact, incident.services));
  const [reason, setReason] = useState('');
  const state = useStateImpact(incident, { quiet: true });
  const change = useChangeImpact(incident, { quiet: true });
  const act = impact === null ? state : change;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (act.isPending) return;
    const done = { onSuccess: onClose };
    if (impact === null) state.mutate({ ...statedOf(draft), ...because(reason) }, done);
    else change.mutate({ id: impact.id, ...sentOf(draft, impact), ...because(reason) }, done);
  };
  return (
    <Dialog title={impact === null ? words.title : words.revise} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <ImpactFields draft={draft} error={act.error} onChange={setDraft} />
        <LateReason incident={incident} value={reason} error={act.error} onChange={setReason} />
        <Wrong text={errorBeside(act.error, pointers)} />
        <Button type="submit" look="primary" className="w-full" busy={act.isPending}>
          {impact === null ? words.add : words.save}
        </Button>
      </form>
      {impact !== null && <WithdrawForm incident={incident} impact={impact} onClose={onClose} />}
    </Dialog>
  );
}

function statedOf(draft: ImpactDraft) {
  const { from, until, who, ...rest } = sentOf(draft, null);
  return {
    ...rest,
    level: draft.level,
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(who ? { who } : {}),
  };
}

function WithdrawForm({ incident, impact, onClose }: Props & { impact: Impact }) {
  const [reason, setReason] = useState('');
  const withdraw = useWithdrawImpact(incident, impact.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!withdraw.isPending) withdraw.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <form onSubmit={save} className="mt-5 space-y-3 border-t border-line pt-4">
      <h3 className="font-medium">{words.withdraw}</h3>
      <Field
        label={words.withdrawWhy}
        hint={words.withdrawText}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        required={isPutAway(incident)}
        maxLength={2000}
        autoComplete="off"
      />
      <Wrong text={errorBeside(withdraw.error, [])} />
      <Button type="submit" className="w-full" busy={withdraw.isPending}>
        {words.withdrawButton}
      </Button>
    </form>
  );
}
