import type { Schedule } from '@muster/contract/oncall/definition';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { nowMs } from '../ui/clock.ts';
import { Field } from '../ui/field.tsx';
import { moved } from '../ui/moved.ts';
import { Section } from '../ui/section.tsx';
import { useSettled } from '../ui/settled.ts';
import { problemOf } from '../ui/states.tsx';
import { NameAndTeam } from './name-and-team.tsx';
import type { Known } from './person-picker.tsx';
import { previewOf } from './preview-query.ts';
import { type Draft, definitionOf, faultsOf, isPast, newLayer, withLayer } from './rota-draft.ts';
import { RotaLayer } from './rota-layer.tsx';
import { words } from './rota-messages.ts';
import { RotaPreview } from './rota-preview.tsx';
import { type Basis, RotaSave } from './rota-save.tsx';
import { sentencesOf } from './rota-sentence.ts';

interface Props {
  /** What is edited: null for a rota that is new. */
  basis: Basis | null;
  initial: Draft;
  people: readonly Known[];
  teams: readonly string[];
  whyNot: string | undefined;
  onSaved: (name: string) => void;
}

/** The form on one side, what would become of it on the other. */
export function RotaEditor({ basis, initial, people, teams, whyNot, onSaved }: Props) {
  const [draft, setDraft] = useState(initial);
  const [error, setError] = useState<unknown>(null);
  const [now] = useState(() => Temporal.Instant.fromEpochMilliseconds(nowMs()));
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const settled = definitionOf(useSettled(draft));
  const faults = useFaults(settled, now, error);
  return (
    <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-2">
      <form onSubmit={(event) => event.preventDefault()} className="space-y-5">
        <Naming
          draft={draft}
          isNew={basis === null}
          teams={teams}
          error={error}
          zoneFault={faults.get(-1)?.join('; ')}
          onChange={setDraft}
        />
        <Layers
          draft={draft}
          now={now}
          today={String(today)}
          people={people}
          faults={faults}
          onChange={setDraft}
        />
        {draft.overrides !== undefined && (
          <Section title={words.kept}>
            <p className="text-sm text-quiet">{words.keptText}</p>
            <pre className="mt-2 max-h-48 overflow-auto rounded border border-line bg-sunken p-2 text-xs">
              <code>{JSON.stringify(draft.overrides, null, 1)}</code>
            </pre>
          </Section>
        )}
      </form>
      <div className="space-y-6 xl:sticky xl:top-4">
        <RotaPreview schedule={settled} today={today} />
        <RotaSave
          basis={basis}
          draft={draft}
          settled={settled}
          now={now}
          whyNot={whyNot}
          onError={setError}
          onDraft={setDraft}
          onSaved={onSaved}
        />
      </div>
    </div>
  );
}

/** What the server says of the draft, by layer: from the preview while one types, from saving afterwards. */
function useFaults(schedule: Schedule, now: Temporal.Instant, error: unknown): Map<number, string[]> {
  const span = { from: now.toString(), until: now.add({ hours: 24 }).toString() };
  const asked = useQuery(previewOf(schedule, span));
  return faultsOf(problemOf(asked.error ?? error)?.errors ?? []);
}

interface NamingProps {
  draft: Draft;
  isNew: boolean;
  teams: readonly string[];
  error: unknown;
  zoneFault: string | undefined;
  onChange: (draft: Draft) => void;
}

function Naming({ draft, isNew, teams, error, zoneFault, onChange }: NamingProps) {
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      <NameAndTeam draft={draft} isNew={isNew} teams={teams} error={error} onChange={onChange} />
      <Field
        label={words.zone}
        hint={words.zoneHint}
        value={draft.timeZone}
        list="zones"
        autoComplete="off"
        error={zoneFault}
        onChange={(event) => onChange({ ...draft, timeZone: event.target.value })}
      />
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}

interface LayersProps {
  draft: Draft;
  now: Temporal.Instant;
  today: string;
  people: readonly Known[];
  faults: ReadonlyMap<number, string[]>;
  onChange: (draft: Draft) => void;
}

/** All layers in one list, the topmost first; those that are over apart. */
export function Layers({ draft, now, today, people, faults, onChange }: LayersProps) {
  const set = (layers: Draft['layers']) => onChange({ ...draft, layers });
  const placed = draft.layers.map((one, at) => ({ ...one, at }));
  const isOver = (one: (typeof placed)[number]) => pastSafely(one.layer, draft.timeZone, now);
  const over = placed.filter(isOver);
  const held = placed.filter((one) => !isOver(one)).toReversed();
  const remove = (at: number) => set(draft.layers.toSpliced(at, 1));
  return (
    <Section
      title={words.layers}
      beside={
        <Button size="small" onClick={() => onChange(withLayer(draft, newLayer(today)))}>
          {words.addLayer}
        </Button>
      }
    >
      <p className="mb-2 text-xs text-quiet">{words.layersHint}</p>
      {held.length === 0 && <p className="text-sm text-critical">{words.noLayers}</p>}
      <ol className="space-y-3">
        {held.map(({ key, layer, at }) => (
          <RotaLayer
            key={key}
            layer={layer}
            at={at}
            zone={draft.timeZone}
            today={today}
            people={people}
            faults={faults.get(at) ?? []}
            onChange={(next) => set(draft.layers.with(at, { key, layer: next }))}
            onMove={(by) => set(moved(draft.layers, at, at + by))}
            onRemove={() => remove(at)}
          />
        ))}
      </ol>
      {over.length > 0 && (
        <details className="mt-3">
          <summary className="disclosure flex min-h-8 items-center text-sm text-quiet pointer-coarse:min-h-11">
            {words.past(over.length)}
          </summary>
          <p className="text-xs text-quiet">{words.pastText}</p>
          <ul className="divide-y divide-line text-sm">
            {over.map(({ key, layer }) => (
              <li key={key} className="py-1.5">
                {layer.id && <strong className="font-medium">{layer.id}: </strong>}
                {sentencesOf(layer, draft.timeZone).join(' ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** A zone that is still being typed hides nothing. */
function pastSafely(layer: Draft['layers'][number]['layer'], zone: string, now: Temporal.Instant): boolean {
  try {
    return isPast(layer, zone, now);
  } catch {
    return false;
  }
}
