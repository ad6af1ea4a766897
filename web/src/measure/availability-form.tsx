import {
  type AvailabilityRule,
  putAvailabilityRule,
  type StoredRule,
} from '@muster/contract/measure/availability';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { call } from '../app/api.ts';
import { useWhyNotAdmin } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './availability-words.ts';

const levels = ['degraded', 'partial', 'major'] as const;

interface Props {
  stored: StoredRule;
  /** By name. */
  services: readonly string[];
}

/** What counts as lost. Saving makes a version; whoever is no administrator sees what holds. */
export function AvailabilityForm({ stored: { version, changedAt: _, ...stored }, services }: Props) {
  const [rule, setRule] = useState<AvailabilityRule>(stored);
  const whyNot = useWhyNotAdmin();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => call(putAvailabilityRule, { body: rule }),
    onSuccess: () => {
      say(words.saved);
      return client.invalidateQueries({ queryKey: ['measures'] });
    },
  });
  const set = (part: Partial<AvailabilityRule>) => setRule((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending && whyNot === undefined) save.mutate();
  };
  return (
    <form onSubmit={submit} className="max-w-xl space-y-6">
      <p className="text-sm text-quiet">{words.version(version)}</p>
      <Weights rule={rule} set={set} />
      <Choice
        label={words.maintenance}
        value={rule.maintenance}
        onChange={(event) => set({ maintenance: event.target.value === 'left-out' ? 'left-out' : 'counted' })}
      >
        {Object.entries(words.maintenanceIs).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Choice>
      <Zones rule={rule} set={set} error={save.error} services={services} />
      <Wrong
        text={errorBeside(save.error, [
          '/timeZone',
          ...Object.keys(rule.zones).map((one) => `/zones/${one}`),
        ])}
      />
      <Button type="submit" look="primary" busy={save.isPending} whyNot={whyNot}>
        {words.save}
      </Button>
    </form>
  );
}

interface PartProps {
  rule: AvailabilityRule;
  set: (part: Partial<AvailabilityRule>) => void;
}

function Weights({ rule: { weights }, set }: PartProps) {
  const hint = useId();
  return (
    <fieldset aria-describedby={hint} className="space-y-2">
      <legend className="text-sm font-semibold">{words.weights}</legend>
      <div className="grid grid-cols-3 gap-3">
        {levels.map((level) => (
          <Field
            key={level}
            label={words.levels[level]}
            type="number"
            min={0}
            max={1}
            step="any"
            required
            value={Number.isNaN(weights[level]) ? '' : weights[level]}
            onChange={(event) => set({ weights: { ...weights, [level]: event.target.valueAsNumber } })}
          />
        ))}
      </div>
      <p id={hint} className="text-xs text-quiet">
        {words.weightsHint}
      </p>
    </fieldset>
  );
}

function Zones({
  rule: { timeZone, zones },
  set,
  error,
  services,
}: PartProps & { error: unknown; services: readonly string[] }) {
  const known = useId();
  const [service, setService] = useState('');
  const others = services.filter((name) => !(name in zones));
  const shared = { list: known, required: true };
  return (
    <div className="space-y-4">
      <Field
        {...shared}
        label={words.zone}
        hint={words.zoneHint}
        value={timeZone}
        onChange={(event) => set({ timeZone: event.target.value })}
        error={errorAt(error, '/timeZone')}
      />
      <fieldset className="space-y-3">
        <legend className="pb-1 text-sm font-semibold">{words.zones}</legend>
        {Object.entries(zones).map(([name, zone]) => (
          <div key={name} className="flex flex-wrap items-end gap-2">
            <div className="min-w-48 flex-1">
              <Field
                {...shared}
                label={words.zoneOf(name)}
                value={zone}
                onChange={(event) => set({ zones: { ...zones, [name]: event.target.value } })}
                error={errorAt(error, `/zones/${name}`)}
              />
            </div>
            <Button
              look="quiet"
              onClick={() =>
                set({ zones: Object.fromEntries(Object.entries(zones).filter(([one]) => one !== name)) })
              }
            >
              {words.remove(name)}
            </Button>
          </div>
        ))}
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <Choice
              label={words.service}
              value={service}
              onChange={(event) => setService(event.target.value)}
            >
              <option value="" />
              {others.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Choice>
          </div>
          <Button
            onClick={() => {
              if (service !== '') set({ zones: { ...zones, [service]: timeZone } });
              setService('');
            }}
          >
            {words.add}
          </Button>
        </div>
      </fieldset>
      <datalist id={known}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}
