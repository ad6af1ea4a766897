import { isOutside, missingIn } from '@muster/contract/inform/update-text';
import { type Draft, updateStates } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { useWriteUpdate } from './queries.ts';

interface Props {
  incident: Incident;
  draft: Draft;
  onClose: () => void;
}

const pointers = ['/text', '/title', '/nextInMinutes'];

/** News begin as what the record tells; gaps are filled in before they can be sent (practice.md 6.5). */
export function Composer({ incident, draft, onClose }: Props) {
  const { audience } = draft;
  const outside = isOutside(audience);
  const [text, setText] = useState(draft.text);
  const [title, setTitle] = useState(draft.title);
  const [state, setState] = useState(draft.state ?? '');
  const [next, setNext] = useState(draft.nextInMinutes === null ? '' : String(draft.nextInMinutes));
  const write = useWriteUpdate(incident);
  const label = words.audiences[audience];
  const gaps = missingIn(`${title}\n${text}`).map((one) => `{${one}}`);
  const save = (publish: boolean) => {
    if (write.isPending) return;
    const known = updateStates.find((one) => one === state);
    write.mutate(
      {
        ...{ audience, text, publish },
        ...(title.trim() ? { title } : {}),
        ...(known ? { state: known } : {}),
        ...(next === '' ? {} : { nextInMinutes: Number(next) }),
      },
      {
        onSuccess: () => {
          say(publish ? words.sent(label) : words.kept);
          onClose();
        },
      },
    );
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (gaps.length === 0) save(true);
  };
  return (
    <Dialog title={words.writeTo(label)} onClose={onClose}>
      <form onSubmit={send} className="space-y-3">
        {outside && (
          <Field
            label={words.heading}
            hint={words.headingHint}
            value={title}
            error={errorAt(write.error, '/title')}
            onChange={(event) => setTitle(event.target.value)}
            maxLength={300}
            autoComplete="off"
          />
        )}
        <Area
          label={words.text}
          hint={outside ? words.outside : words.inside}
          rows={6}
          value={text}
          error={errorAt(write.error, '/text')}
          onChange={(event) => setText(event.target.value)}
          maxLength={20_000}
          required
        />
        <div className="grid gap-3 sm:grid-cols-2">
          {outside && (
            <Choice label={words.state} value={state} onChange={(event) => setState(event.target.value)}>
              <option value="">{words.noState}</option>
              {updateStates.map((one) => (
                <option key={one} value={one}>
                  {words.states[one]}
                </option>
              ))}
            </Choice>
          )}
          <Field
            label={words.next}
            hint={words.nextHint(usualMinutes(incident, draft))}
            type="number"
            min={1}
            max={10_080}
            inputMode="numeric"
            value={next}
            error={errorAt(write.error, '/nextInMinutes')}
            onChange={(event) => setNext(event.target.value)}
          />
        </div>
        <p aria-live="polite" className="min-h-5 text-sm text-warning">
          {gaps.length > 0 && words.open(gaps.join(', '))}
        </p>
        {write.error && (
          <p role="alert" className="text-sm text-critical">
            {errorBeside(write.error, pointers)}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            look="primary"
            className="flex-1"
            busy={write.isPending}
            whyNot={gaps.length > 0 ? words.open(gaps.join(', ')) : undefined}
          >
            {words.send}
          </Button>
          <Button busy={write.isPending} onClick={() => save(false)}>
            {words.keep}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What holds unless somebody names a time: the second news may come sooner than later ones. */
function usualMinutes({ rule, updates }: Incident, { audience }: Draft): number | null {
  const cadence = rule.cadence[audience];
  const second = updates[audience] === undefined ? cadence?.second : undefined;
  return second ?? cadence?.next ?? null;
}
