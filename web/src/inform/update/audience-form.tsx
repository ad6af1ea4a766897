import { missingIn, stillWorking } from '@muster/contract/inform/update-text';
import { type Draft, type Update, updateStates } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import { isOutside } from '@muster/contract/respond/settings';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { Arrival } from '../sending/arrival.tsx';
import { Hints } from './hints.tsx';
import { words } from './messages.ts';
import { type PageChoice, usePageChoice } from './page-choice.ts';
import { PageFields } from './page-fields.tsx';
import { useWriteUpdate } from './queries.ts';

interface Props {
  incident: Incident;
  draft: Draft;
  /** What was sent, newest first. */
  sent: readonly Update[];
  hasFocus: boolean;
}

const pointers = ['/text', '/title', '/nextInMinutes', '/sendAt'];

/** What is written, as the fields hold it. */
function useDraft({ text, title, state, nextInMinutes }: Draft) {
  const [value, setValue] = useState({
    text,
    title,
    later: '',
    state: state ?? '',
    next: nextInMinutes === null ? '' : String(nextInMinutes),
  });
  const set = (part: Partial<typeof value>) => setValue((before) => ({ ...before, ...part }));
  return [value, set] as const;
}

/** News begin as what the record tells; gaps are filled in before they can be sent (practice.md 6.5). */
export function AudienceForm({ incident, draft, sent, hasFocus }: Props) {
  const { audience } = draft;
  const outside = isOutside(audience);
  const [value, set] = useDraft(draft);
  const choice = usePageChoice(incident, draft, sent);
  const write = useWriteUpdate(incident);
  const label = words.audiences[audience];
  const gaps = missingIn(`${value.title}\n${value.text}`).map((one) => `{${one}}`);
  const needsYes = incident.rule.approval?.[audience] !== undefined && !isNothingNew(audience, value, choice);
  const save = (publish: boolean) => {
    if (write.isPending) return;
    const state = updateStates.find((one) => one === value.state);
    write.mutate(
      {
        audience,
        text: value.text,
        publish,
        ...(value.title.trim() ? { title: value.title } : {}),
        ...(state ? { state } : {}),
        ...(value.next === '' ? {} : { nextInMinutes: Number(value.next) }),
        ...choice.wish(!publish),
        ...(publish && value.later !== '' ? { sendAt: new Date(value.later).toISOString() } : {}),
      },
      { onSuccess: () => say(!publish ? words.kept : needsYes ? words.asked : words.sent(label)) },
    );
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (gaps.length === 0) save(true);
  };
  const open = gaps.length > 0 ? words.open(gaps.join(', ')) : undefined;
  return (
    <form onSubmit={send} className="space-y-3">
      {outside && (
        <Field
          label={words.heading}
          hint={words.headingHint}
          value={value.title}
          error={errorAt(write.error, '/title')}
          onChange={(event) => set({ title: event.target.value })}
          maxLength={300}
          autoComplete="off"
        />
      )}
      <Area
        label={words.text}
        hint={outside ? words.outside : words.inside}
        rows={7}
        value={value.text}
        error={errorAt(write.error, '/text')}
        onChange={(event) => set({ text: event.target.value })}
        maxLength={20_000}
        autoFocus={hasFocus}
        required
      />
      <Hints text={value.text} isClosing={value.state === 'resolved'} isOutside={outside} />
      <Further {...{ incident, draft, value, set }} errorOf={(pointer) => errorAt(write.error, pointer)} />
      <PageFields choice={choice} written={value} />
      <Arrival incident={incident} audience={audience} written={value} />
      <p aria-live="polite" className="min-h-5 text-sm text-warning">
        {open}
      </p>
      <Wrong text={errorBeside(write.error, pointers)} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" className="flex-1" busy={write.isPending} whyNot={open}>
          {needsYes ? words.ask : sendWords(choice)}
        </Button>
        <Button busy={write.isPending} onClick={() => save(false)}>
          {words.keep}
        </Button>
      </div>
      {needsYes && (
        <p className="text-xs text-quiet">{words.needsYes[incident.rule.approval?.[audience] ?? 'second']}</p>
      )}
    </form>
  );
}

interface FurtherProps extends Omit<Props, 'hasFocus' | 'sent'> {
  value: ReturnType<typeof useDraft>[0];
  set: ReturnType<typeof useDraft>[1];
  errorOf: (pointer: string) => string | undefined;
}

/** How far it is, what is promised, and when it goes out. */
function Further({ incident, draft, value, set, errorOf }: FurtherProps) {
  const outside = isOutside(draft.audience);
  return (
    <>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-1">
        {outside && (
          <Choice
            label={words.state}
            value={value.state}
            onChange={(event) => set({ state: event.target.value })}
          >
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
          value={value.next}
          error={errorOf('/nextInMinutes')}
          onChange={(event) => set({ next: event.target.value })}
        />
      </div>
      <details className="text-sm">
        <summary className="cursor-pointer py-1 text-quiet">{words.sendLater}</summary>
        <Field
          label={words.later}
          hint={words.laterHint}
          type="datetime-local"
          value={value.later}
          error={errorOf('/sendAt')}
          onChange={(event) => set({ later: event.target.value })}
        />
      </details>
    </>
  );
}

/** "Still working on it", and nothing besides, needs nobody's yes. */
function isNothingNew(
  audience: Draft['audience'],
  { text, title, state }: ReturnType<typeof useDraft>[0],
  choice: PageChoice,
): boolean {
  const { pages = [], components = [] } = choice.wish(false);
  return text === stillWorking(audience) && !title.trim() && !state && pages.length + components.length === 0;
}

/** Nothing is shown to readers of a page but by a button that says so. */
function sendWords({ pages, chosen }: PageChoice): string {
  const shown = pages.filter((one) => chosen.includes(one.name));
  const [first] = shown;
  if (!first) return words.send;
  return words.sendTo(shown.length === 1 ? first.title : words.manyPages(shown.length));
}

/** What holds unless somebody names a time: the second news may come sooner than later ones. */
function usualMinutes({ rule, updates }: Incident, { audience }: Draft): number | null {
  const cadence = rule.cadence[audience];
  const second = updates[audience] === undefined ? cadence?.second : undefined;
  return second ?? cadence?.next ?? null;
}
