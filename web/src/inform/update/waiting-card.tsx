import type { Waiting } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import { type FormEvent, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Mark } from '../../ui/mark.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { At } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { words as pageWords } from '../pages/messages.ts';
import { stateTones } from '../pages/tones.ts';
import { words } from './messages.ts';
import { useAnswerWaiting } from './queries.ts';

/** News that are written and not out yet: read as they will go, and let go, refused or taken back. */
export function WaitingCard({ incident, waiting }: { incident: Incident; waiting: Waiting }) {
  const [saysNo, setSaysNo] = useState(false);
  const [reason, setReason] = useState('');
  const answer = useAnswerWaiting(incident, waiting);
  const { writtenBy } = waiting;
  const me = useMe().name;
  const isMine = writtenBy.kind === 'person' && writtenBy.name === me;
  const label = words.audiences[waiting.audience];
  const failed = { onError: (error: unknown) => say(words.notSent(reasonOf(error)), 'warning') };
  const yes = () =>
    answer.approve.mutate(undefined, { onSuccess: () => say(words.approved(label)), ...failed });
  const no = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') answer.withdraw.mutate(reason.trim(), failed);
  };
  return (
    <div className="space-y-3 rounded-lg border border-line bg-sunken p-3 text-sm">
      <Mark tone="info" word={waitsFor(waiting)} />
      {waiting.corrects && <p className="text-quiet">{words.corrects}</p>}
      {waiting.title && <p className="font-medium wrap-anywhere">{waiting.title}</p>}
      <p className="whitespace-pre-wrap wrap-anywhere">{waiting.text}</p>
      <p className="text-quiet">
        {words.by(writtenBy.name)}, <At at={waiting.askedAt} />
        {waiting.sendAt && (
          <>
            {'; '}
            {words.goesOut} <At at={waiting.sendAt} />
          </>
        )}
      </p>
      {waiting.pages && waiting.pages.length > 0 && (
        <p className="text-quiet wrap-anywhere">
          {words.page.willStand} {waiting.pages.join(', ')}
        </p>
      )}
      {waiting.components.map((one) => (
        <p key={one.name} className="flex flex-wrap justify-between gap-x-3">
          <span className="min-w-0 wrap-anywhere">{one.name}</span>
          <Mark tone={stateTones[one.state]} word={pageWords.states[one.state]} />
        </p>
      ))}
      {saysNo ? (
        <form onSubmit={no} className="space-y-2">
          <Field
            label={isMine ? words.whyBack : words.whyNo}
            value={reason}
            maxLength={500}
            autoFocus
            required
            onChange={(event) => setReason(event.target.value)}
          />
          <Button type="submit" size="small" busy={answer.withdraw.isPending}>
            {isMine ? words.takeBack : words.sayNo}
          </Button>
        </form>
      ) : (
        <div className="flex flex-wrap gap-2">
          {waiting.mayApprove && (
            <Button look="primary" size="small" busy={answer.approve.isPending} onClick={yes}>
              {waiting.sendAt ? words.sayYes : words.letGo}
            </Button>
          )}
          <Button size="small" onClick={() => setSaysNo(true)}>
            {isMine ? words.takeBack : words.sayNo}
          </Button>
        </div>
      )}
    </div>
  );
}

/** In a few words, for the list, too. */
export function waitsFor({ needs, asked }: Waiting): string {
  if (needs === null) return words.waitsForTime;
  return asked === null ? words.waitsForSecond : words.waitsFor(asked);
}
