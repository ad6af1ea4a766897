import {
  changeMaintenance,
  type Maintenance,
  type MaintenanceChange,
  type MaintenancePlan,
  planMaintenance,
} from '@muster/contract/detect/maintenances';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { localZone, nowMs } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { words } from './messages.ts';
import { PlanPreview } from './plan-preview.tsx';

interface Props {
  services: readonly string[];
  /** Chosen beforehand, as from a service's screen. */
  chosen?: string;
  /** One that is planned and has not begun; its times stand there as they were planned. */
  of?: Maintenance;
  onClose: () => void;
}

/** Plans work, with what it would silence beside it. Times are of the wall clock in the zone that is named. */
export function PlanForm({ services, chosen, of, onClose }: Props) {
  const client = useQueryClient();
  const [plan, setPlan] = useState<MaintenancePlan>(() => (of ? planOf(of) : beginning(chosen)));
  const [wrong, setWrong] = useState('');
  const set = (change: Partial<MaintenancePlan>) => setPlan((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: (body: MaintenancePlan) =>
      of
        ? call(changeMaintenance, { params: { id: of.id }, body: changedOf(of, body), ifMatch: of.version })
        : call(planMaintenance, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => {
      say(of ? words.form.changed : words.form.saved, 'ok');
      void client.invalidateQueries({ queryKey: ['maintenances'] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan.services.length === 0) return setWrong(words.form.noServices);
    setWrong('');
    save.mutate(plan);
  };
  const error = wrong || errorBeside(save.error, ['/title', '/start', '/end', '/timeZone', '/lastDay']);
  return (
    <Dialog title={of ? words.form.change(of.title) : words.plan} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={words.form.name}
          required
          maxLength={200}
          value={plan.title}
          onChange={(event) => set({ title: event.target.value })}
          error={errorAt(save.error, '/title')}
        />
        <ServicePicker
          services={services}
          chosen={plan.services}
          onChange={(names) => set({ services: names })}
        />
        <Times plan={plan} set={set} error={save.error} />
        <Area
          label={words.form.note}
          rows={2}
          maxLength={5_000}
          value={plan.note ?? ''}
          onChange={(event) => set({ note: event.target.value })}
        />
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            className="mt-1"
            checked={plan.isMajor ?? false}
            onChange={(event) => set({ isMajor: event.target.checked })}
          />
          {words.form.major}
        </label>
        <PlanPreview plan={plan} />
        <Wrong text={error} />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {of ? words.form.keep : words.form.save}
        </Button>
      </form>
    </Dialog>
  );
}

interface TimesProps {
  plan: MaintenancePlan;
  set: (change: Partial<MaintenancePlan>) => void;
  error: unknown;
}

function Times({ plan, set, error }: TimesProps) {
  const zones = useId();
  return (
    <div className="space-y-3">
      <div className="grid gap-3 sm:grid-cols-2">
        {(['start', 'end'] as const).map((which) => (
          <Field
            key={which}
            label={words.form[which]}
            type="datetime-local"
            required
            value={plan[which]}
            onChange={(event) => set({ [which]: event.target.value })}
            error={errorAt(error, `/${which}`)}
          />
        ))}
      </div>
      <Field
        label={words.form.zone}
        required
        list={zones}
        value={plan.timeZone}
        onChange={(event) => set({ timeZone: event.target.value })}
        error={errorAt(error, '/timeZone')}
      />
      <datalist id={zones}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={plan.repeats === 'weekly'}
          onChange={(event) => set({ repeats: event.target.checked ? 'weekly' : null, lastDay: null })}
        />
        {words.form.repeats}
      </label>
      {plan.repeats && (
        <Field
          label={words.form.lastDay}
          type="date"
          value={plan.lastDay ?? ''}
          onChange={(event) => set({ lastDay: event.target.value || null })}
          error={errorAt(error, '/lastDay')}
        />
      )}
    </div>
  );
}

function ServicePicker({
  services,
  chosen,
  onChange,
}: {
  services: readonly string[];
  chosen: readonly string[];
  onChange: (names: string[]) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.form.services}</legend>
      <div className="grid max-h-48 grid-cols-1 overflow-y-auto rounded-md border border-line-strong/70 sm:grid-cols-2">
        {services.map((name) => (
          <label key={name} className="flex min-h-10 items-center gap-2 px-3 text-sm wrap-anywhere">
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
              }
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Only what is another, because of a series that has begun not everything may change. */
function changedOf(before: Maintenance, plan: MaintenancePlan): MaintenanceChange {
  const was = new Map(Object.entries(planOf(before)).map(([key, value]) => [key, JSON.stringify(value)]));
  return Object.fromEntries(
    Object.entries(plan).filter(([key, value]) => was.get(key) !== JSON.stringify(value)),
  );
}

function planOf({ title, note, services, timeZone, start, end, repeats, lastDay, isMajor }: Maintenance) {
  return { title, note, services, timeZone, start, end, repeats, lastDay, isMajor };
}

/** From the next whole hour, for two hours. */
function beginning(chosen: string | undefined): MaintenancePlan {
  const next = Temporal.Instant.fromEpochMilliseconds(nowMs())
    .toZonedDateTimeISO(localZone)
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' })
    .toPlainDateTime();
  const text = (at: Temporal.PlainDateTime) => at.toString({ smallestUnit: 'minute' });
  return {
    title: '',
    services: chosen === undefined ? [] : [chosen],
    timeZone: localZone,
    start: text(next),
    end: text(next.add({ hours: 2 })),
    repeats: null,
    lastDay: null,
  };
}
