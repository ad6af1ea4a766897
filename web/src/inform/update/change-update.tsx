import { missingIn } from '@muster/contract/inform/update-text';
import type { Update } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import { isOutside } from '@muster/contract/respond/settings';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Wrong } from '../../ui/wrong.tsx';
import { Hints } from './hints.tsx';
import { words } from './messages.ts';
import { useToldThere } from './page-choice.ts';
import { ComponentStates } from './page-fields.tsx';
import { useCorrectUpdate, useRetractUpdate } from './queries.ts';

interface Props {
  incident: Incident;
  update: Update;
  onClose: () => void;
}

/** Takes news back. What they said stays in the history. */
export function RetractUpdate({ incident, update, onClose }: Props) {
  const [reason, setReason] = useState('');
  const retract = useRetractUpdate(incident, update.id);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!retract.isPending) retract.mutate({ reason }, { onSuccess: onClose });
  };
  return (
    <Dialog title={words.retractTitle(words.audiences[update.audience])} onClose={onClose}>
      <form onSubmit={send} className="space-y-3">
        <blockquote className="border-l-2 border-line pl-3 text-sm whitespace-pre-wrap wrap-anywhere">
          {update.text}
        </blockquote>
        <Field
          label={words.why}
          hint={words.whyHint}
          value={reason}
          error={errorAt(retract.error, '/reason')}
          onChange={(event) => setReason(event.target.value)}
          maxLength={500}
          autoFocus
          required
        />
        <Wrong text={errorBeside(retract.error, ['/reason'])} />
        <Button type="submit" look="danger" className="w-full" busy={retract.isPending}>
          {words.retract}
        </Button>
      </form>
    </Dialog>
  );
}

/** Puts news right; where news need a yes, this needs it, too. */
export function CorrectUpdate({ incident, update, onClose }: Props) {
  const [text, setText] = useState(update.text);
  const [reason, setReason] = useState('');
  const correct = useCorrectUpdate(incident, update.id);
  const there = useToldThere(incident, update);
  const components = there.told === update.components ? {} : { components: there.told };
  const gaps = missingIn(text).map((one) => `{${one}}`);
  const open = gaps.length > 0 ? words.open(gaps.join(', ')) : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!open && !correct.isPending) correct.mutate({ text, reason, ...components }, { onSuccess: onClose });
  };
  const needsYes = incident.rule.approval?.[update.audience] !== undefined;
  return (
    <Dialog title={words.correctTitle(words.audiences[update.audience])} onClose={onClose}>
      <form onSubmit={send} className="space-y-3">
        <Area
          label={words.text}
          rows={6}
          value={text}
          error={errorAt(correct.error, '/text') ?? open}
          onChange={(event) => setText(event.target.value)}
          maxLength={20_000}
          autoFocus
          required
        />
        <Hints text={text} isClosing={update.kind === 'closing'} isOutside={isOutside(update.audience)} />
        {there.pages.length > 0 && update.state !== 'resolved' && (
          <fieldset className="min-w-0 space-y-2">
            <legend className="mb-1 text-sm font-medium">{words.page.states}</legend>
            <ComponentStates choice={there} />
          </fieldset>
        )}
        <Field
          label={words.why}
          hint={words.whyHint}
          value={reason}
          error={errorAt(correct.error, '/reason')}
          onChange={(event) => setReason(event.target.value)}
          maxLength={500}
          required
        />
        <Wrong text={errorBeside(correct.error, ['/text', '/reason'])} />
        <Button type="submit" look="primary" className="w-full" busy={correct.isPending} whyNot={open}>
          {needsYes ? words.ask : words.correct}
        </Button>
      </form>
    </Dialog>
  );
}
