import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useMe } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { problemOf, reasonOf } from '../../ui/states.tsx';
import { SimilarWhileTyping } from '../context/similar-while-typing.tsx';
import { HarmChoice } from '../details/harm-choice.tsx';
import { declare, respondSettings, useShowIncident } from '../queries.ts';
import { type Draft, forgetDraft, keepDraft, openDraft } from './draft.ts';
import { words } from './messages.ts';
import { MoreChoices } from './more-choices.tsx';
import { natureOf } from './nature.ts';
import { NatureChoice } from './nature-choice.tsx';
import { ServiceChoice } from './service-choice.tsx';
import { SeverityChoice } from './severity-choice.tsx';
import { suggestServices, suggestSeverity } from './suggestion.ts';
import { ThreeTests } from './three-tests.tsx';

interface Props {
  /** What led here, of the address. */
  given: { page: string; title: string; service: string };
  /** The names of all services. */
  services: string[];
  onDeclared: (ref: string) => void;
}

const pointers = ['/title', '/severity', '/services', '/type', '/startedAt', '/endedAt'];
const doing = { now: words.declare, over: words.record, drill: words.beginDrill };

/** One field is enough. Everything else is proposed, and can be said later. */
export function DeclareForm({ given, services: known, onDeclared }: Props) {
  const [draft, setDraft] = useState(() => openDraft(given));
  const client = useQueryClient();
  const show = useShowIncident();
  const settings = useQuery(respondSettings).data;
  useEffect(() => keepDraft(draft), [draft]);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const proposed = suggestServices(draft.title, known).filter((one) => !draft.refused.includes(one));
  const chosen = [...new Set([...draft.services, ...proposed])];
  const ofType = settings?.types.find((one) => one.name === draft.type)?.severity ?? null;
  const suggestion = suggestSeverity(draft, ofType, settings?.severities ?? []);
  const send = useMutation({
    mutationFn: () => declare(bodyOf(draft, chosen, suggestion?.severity.name), draft.key),
    onSuccess: (incident) => {
      forgetDraft();
      show(incident);
      void client.invalidateQueries({ queryKey: ['incidents'] });
      onDeclared(incident.ref);
    },
    // A refused form is another one once it is mended. Silence may mean that it was declared: then the key stays.
    onError: (error) => (problemOf(error)?.status ?? 503) < 500 && set({ key: crypto.randomUUID() }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending && draft.title.trim() !== '') send.mutate();
  };
  const mayCommand = ['admin', 'responder'].includes(useMe().access);
  return (
    <form onSubmit={submit} className="max-w-2xl space-y-5">
      <Field
        label={words.what}
        hint={words.whatHint}
        error={errorAt(send.error, '/title')}
        value={draft.title}
        onChange={(event) => set({ title: event.target.value })}
        maxLength={300}
        required
        autoFocus
        autoComplete="off"
        enterKeyHint="send"
        className="text-lg! sm:text-lg!"
      />
      <Button type="submit" look="primary" size="huge" busy={send.isPending}>
        {send.isPending ? words.sending : doing[draft.nature]}
      </Button>
      {send.isError && (
        <p role="alert" className="rounded-md bg-critical-soft px-3 py-2 text-sm">
          {words.kept(errorBeside(send.error, pointers) ?? reasonOf(send.error))}
        </p>
      )}
      {mayCommand && draft.nature !== 'over' && (
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5"
            checked={draft.command}
            onChange={(event) => set({ command: event.target.checked })}
          />
          <span>
            {words.command} <span className="text-sm text-quiet">{words.commandHint}</span>
          </span>
        </label>
      )}
      <NatureChoice draft={draft} error={send.error} onChange={set} />
      <SeverityChoice
        severities={settings?.severities ?? []}
        chosen={draft.severity}
        suggestion={suggestion}
        error={errorAt(send.error, '/severity')}
        onChange={(severity) => set({ severity })}
      />
      <HarmChoice chosen={draft.consequences} onChange={(consequences) => set({ consequences })} />
      <ServiceChoice
        chosen={chosen}
        all={known}
        onAdd={(name) =>
          set({
            services: [...draft.services, name],
            refused: draft.refused.filter((one) => one !== name),
          })
        }
        onRemove={(name) =>
          set({
            services: draft.services.filter((one) => one !== name),
            refused: [...draft.refused, name],
          })
        }
      />
      <ThreeTests tests={draft.tests} onChange={(tests) => set({ tests })} />
      <MoreChoices draft={draft} types={settings?.types ?? []} onChange={set} />
      <SimilarWhileTyping title={draft.title} services={chosen} />
    </form>
  );
}

/** Only what is known is said: the server fills in the rest. */
function bodyOf(draft: Draft, chosen: readonly string[], suggested: string | undefined) {
  const severity = draft.severity || suggested;
  const type = draft.type;
  const fields = Object.fromEntries(Object.entries(draft.fields).filter(([, value]) => value.trim() !== ''));
  return {
    title: draft.title.trim(),
    ...(severity ? { severity } : {}),
    ...(chosen.length > 0 ? { services: [...chosen] } : {}),
    ...(type ? { type } : {}),
    ...(draft.isPrivate ? { private: true } : {}),
    ...(draft.page ? { page: draft.page } : {}),
    ...(draft.source ? { source: draft.source } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(draft.consequences.length > 0 ? { consequences: draft.consequences } : {}),
    ...natureOf(draft),
  };
}
