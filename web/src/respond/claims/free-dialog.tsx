import type { Incident } from '@muster/contract/respond/incidents';
import type { Claim } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useReleaseClaim } from './queries.ts';

/** Frees what somebody else holds, who is gone or has forgotten it; with why. */
export function FreeDialog({
  incident,
  claim,
  onClose,
}: {
  incident: Incident;
  claim: Claim;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const release = useReleaseClaim(incident, claim.id, { quiet: true });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '' && !release.isPending) release.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog title={words.freeOf(claim.system)} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <p className="text-sm text-quiet wrap-anywhere">{words.freeText(claim.person, claim.system)}</p>
        <Field
          label={words.freeWhy}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={500}
          required
          autoComplete="off"
        />
        <Wrong text={errorBeside(release.error, [])} />
        <Button type="submit" look="primary" className="w-full" busy={release.isPending}>
          {words.freeOf(claim.system)}
        </Button>
      </form>
    </Dialog>
  );
}
