import type { Incident } from '@muster/contract/respond/incidents';
import { detectionSources } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { ServiceChoice } from '../declare/service-choice.tsx';
import { knownServices } from '../known.ts';
import { respondSettings } from '../queries.ts';
import { Wrong } from '../wrong.tsx';
import { type Conflict, changeOf, type Draft, draftOf } from './draft.ts';
import { FieldsOfKind } from './fields-of-kind.tsx';
import { HarmChoice } from './harm-choice.tsx';
import { because, LateReason } from './late-reason.tsx';
import { words } from './messages.ts';
import { MomentFields } from './moment-fields.tsx';
import { useSaveDetails } from './queries.ts';

/** All that was said at declaring and can be said anew. Nothing that somebody else changed meanwhile is lost unseen. */
export function DetailsDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const [began, setBegan] = useState(incident);
  const [draft, setDraft] = useState(() => draftOf(incident));
  const [reason, setReason] = useState('');
  const [conflicts, setConflicts] = useState<Conflict[]>([]);
  const saving = useSaveDetails(incident);
  const types = useQuery(respondSettings).data?.types ?? [];
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (saving.isPending) return;
    // What was seen to stand there now is what is replaced from here on.
    const seen = conflicts.length > 0 ? incident : began;
    setBegan(seen);
    const change = changeOf(draft, seen);
    if (Object.keys(change).length === 0) return onClose();
    saving.mutate({ change: { ...change, ...because(reason) }, began: seen }, { onSuccess: done });
  };
  const done = (found: Conflict[]) => {
    setConflicts(found);
    if (found.length > 0) return;
    say(words.saved);
    onClose();
  };
  return (
    <Dialog title={words.heading} onClose={onClose}>
      <form onSubmit={save} className="space-y-4">
        <Services draft={draft} onChange={set} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Choice
            label={words.type}
            value={draft.type}
            onChange={(event) => set({ type: event.target.value })}
          >
            {types.map((one) => (
              <option key={one.name} value={one.name}>
                {one.private && !incident.private ? words.typePrivate(one.label) : one.label}
              </option>
            ))}
          </Choice>
          <Choice
            label={words.source}
            value={draft.source ?? ''}
            onChange={(event) => set({ source: sourceNamed(event.target.value) })}
          >
            {incident.source === null && <option value="">{words.sourceUnknown}</option>}
            {detectionSources.map((one) => (
              <option key={one} value={one}>
                {words.sources[one]}
              </option>
            ))}
          </Choice>
        </div>
        <HarmChoice chosen={draft.consequences} onChange={(consequences) => set({ consequences })} />
        <FieldsOfKind
          fields={types.find((one) => one.name === draft.type)?.fields ?? []}
          values={draft.fields}
          onChange={(fields) => set({ fields })}
        />
        <MomentFields draft={draft} error={saving.error} onChange={set} />
        <LateReason incident={incident} value={reason} error={saving.error} onChange={setReason} />
        {conflicts.length > 0 && <Theirs conflicts={conflicts} />}
        <Wrong text={errorBeside(saving.error, ['/reason'])} />
        <Button type="submit" look="primary" className="w-full" busy={saving.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}

function Services({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const all = (useQuery(knownServices).data ?? []).map((one) => one.name);
  const { services } = draft;
  return (
    <ServiceChoice
      chosen={services}
      all={all}
      hint={words.servicesHint}
      onAdd={(name) => onChange({ services: [...services, name] })}
      onRemove={(name) => onChange({ services: services.filter((one) => one !== name) })}
    />
  );
}

function Theirs({ conflicts }: { conflicts: readonly Conflict[] }) {
  return (
    <div role="alert" className="rounded-md bg-warning-soft px-3 py-2 text-sm">
      <p className="font-medium">{words.theirs}</p>
      <ul>
        {conflicts.map((one) => (
          <li key={`${one.part} ${one.name}`} className="wrap-anywhere">
            {words.theirsOf(partName(one), one.value)}
          </li>
        ))}
      </ul>
      <p className="text-quiet">{words.theirsText}</p>
    </div>
  );
}

function partName({ part, name }: Conflict): string {
  if (part === 'time') return words.momentNames[name] ?? name;
  return part === 'field' ? name : words[part];
}

/** What the choice offers; there are no others in it. */
function sourceNamed(name: string): Incident['source'] {
  return detectionSources.find((one) => one === name) ?? null;
}
