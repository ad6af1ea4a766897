import { consequences, type Impact, impactLevels } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { localZone } from '../../ui/clock.ts';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { ServiceChoice } from '../declare/service-choice.tsx';
import { knownServices } from '../known.ts';
import type { ImpactDraft } from './draft.ts';
import { levelNamed } from './levels.ts';
import { words } from './messages.ts';

interface Props {
  draft: ImpactDraft;
  error: unknown;
  onChange: (draft: ImpactDraft) => void;
}

export function ImpactFields({ draft, error, onChange }: Props) {
  const all = (useQuery(knownServices).data ?? []).map((one) => one.name);
  const set = (part: Partial<ImpactDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Choice
        label={words.level}
        value={draft.level}
        onChange={(event) => set({ level: levelNamed(event.target.value) })}
      >
        {impactLevels.map((one) => (
          <option key={one} value={one}>
            {words.levels[one]}
          </option>
        ))}
      </Choice>
      <Area
        label={words.who}
        rows={2}
        value={draft.who}
        error={errorAt(error, '/who')}
        onChange={(event) => set({ who: event.target.value })}
        maxLength={2000}
        required={draft.level !== 'unknown' && draft.level !== 'none'}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={words.count}
          type="number"
          min={0}
          max={1_000_000_000}
          step={1}
          inputMode="numeric"
          value={draft.count}
          error={errorAt(error, '/count')}
          onChange={(event) => set({ count: event.target.value })}
        />
        <Choice
          label={words.sure}
          value={draft.confidence}
          onChange={(event) => set({ confidence: confidenceNamed(event.target.value) })}
        >
          {Object.entries(words.confidence).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Choice>
        <Field
          label={words.from}
          hint={words.fromHint(localZone)}
          type="datetime-local"
          value={draft.from}
          error={errorAt(error, '/from')}
          onChange={(event) => set({ from: event.target.value })}
        />
        <Field
          label={words.end}
          hint={words.untilHint}
          type="datetime-local"
          value={draft.until}
          error={errorAt(error, '/until')}
          onChange={(event) => set({ until: event.target.value })}
        />
      </div>
      <Consequences chosen={draft.consequences} onChange={(chosen) => set({ consequences: chosen })} />
      <ServiceChoice
        chosen={draft.services}
        all={all}
        hint={words.servicesHint}
        onAdd={(name) => set({ services: [...draft.services, name] })}
        onRemove={(name) => set({ services: draft.services.filter((one) => one !== name) })}
      />
    </>
  );
}

function Consequences({
  chosen,
  onChange,
}: {
  chosen: Impact['consequences'];
  onChange: (chosen: Impact['consequences']) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.kinds}</legend>
      <div className="flex flex-wrap gap-x-4">
        {consequences.map((one) => (
          <label key={one} className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, one] : chosen.filter((each) => each !== one))
              }
            />
            {words.consequences[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What the choice offers; there are no others in it. */
function confidenceNamed(name: string): Impact['confidence'] {
  return name === 'high' || name === 'medium' ? name : 'low';
}
