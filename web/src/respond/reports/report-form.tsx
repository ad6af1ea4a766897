import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { addReport, Report } from '@muster/contract/respond/reports';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../../ui/form.ts';
import { reasonOf } from '../../ui/states.tsx';
import { openIncidents } from '../queries.ts';
import { words } from './messages.ts';
import { useReport } from './queries.ts';

const say = words.form;
const pointers = ['/symptom', '/service', '/customers'];

interface Props {
  /** The names of all services. */
  services: readonly string[];
  onReported: (report: Report) => void;
}

/** One field is enough; the same form declares, or joins what is worked on. */
export function ReportForm({ services, onReported }: Props) {
  const [key] = useState(() => crypto.randomUUID());
  const [service, setService] = useState('');
  const [incident, setIncident] = useState('');
  const open = useQuery(openIncidents).data?.items ?? [];
  const near = open.filter((one) => service === '' || one.services.includes(service)).slice(0, 5);
  const joins = near.some((one) => one.ref === incident) ? incident : '';
  const send = useReport(key);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (send.isPending) return;
    const { nativeEvent } = event;
    const button = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    const isDeclared = button?.getAttribute('value') === 'declare';
    const body = bodyOf(new FormData(event.currentTarget), { service, joins, isDeclared });
    send.mutate(body, { onSuccess: onReported });
  };
  return (
    <form onSubmit={submit} className="max-w-2xl space-y-5">
      <Area
        name="symptom"
        label={say.symptom}
        hint={say.symptomHint}
        error={errorAt(send.error, '/symptom')}
        rows={3}
        maxLength={2_000}
        required
        autoFocus
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Choice
          label={say.service}
          value={service}
          onChange={(event) => setService(event.target.value)}
          error={errorAt(send.error, '/service')}
        >
          <option value="">{say.unsure}</option>
          {services.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Choice>
        <Field
          name="customers"
          label={say.customers}
          hint={say.customersHint}
          error={errorAt(send.error, '/customers')}
          type="number"
          inputMode="numeric"
          min={0}
          max={1_000_000_000}
          step={1}
        />
      </div>
      <Area
        name="tickets"
        label={say.tickets}
        hint={say.ticketsHint}
        error={badTicket(send.error)}
        rows={2}
        autoComplete="off"
      />
      <Near near={near} chosen={joins} onChange={setIncident} />
      {send.isError && (
        <p role="alert" className="rounded-md bg-critical-soft px-3 py-2 text-sm">
          {say.failed(badTicket(send.error) ?? errorBeside(send.error, pointers) ?? reasonOf(send.error))}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" busy={send.isPending}>
          {send.isPending ? say.sending : joins === '' ? say.report : say.join(joins)}
        </Button>
        {joins === '' && (
          <Button type="submit" value="declare" busy={send.isPending}>
            {say.declare}
          </Button>
        )}
      </div>
    </form>
  );
}

interface NearProps {
  near: { ref: string; title: string }[];
  chosen: string;
  onChange: (ref: string) => void;
}

/** Whoever reports often knows best whether it is the thing that is worked on already. */
function Near({ near, chosen, onChange }: NearProps) {
  if (near.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{say.belongs}</legend>
      {[...near, { ref: '', title: say.none }].map(({ ref, title }) => (
        <label key={ref} className="flex min-h-10 items-center gap-3 text-sm pointer-coarse:min-h-11">
          <input type="radio" name="near" checked={chosen === ref} onChange={() => onChange(ref)} />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {ref !== '' && <span className="text-quiet">{ref}</span>} {title}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function bodyOf(
  form: FormData,
  { service, joins, isDeclared }: { service: string; joins: string; isDeclared: boolean },
): BodyOf<typeof addReport> {
  const customers = textOf(form, 'customers');
  const tickets = textOf(form, 'tickets').split(/\s+/).filter(Boolean);
  return {
    symptom: textOf(form, 'symptom'),
    ...(service === '' ? {} : { service }),
    ...(customers === '' ? {} : { customers: Number(customers) }),
    ...(tickets.length > 0 ? { tickets } : {}),
    ...(joins === '' ? {} : { incident: joins }),
    ...(isDeclared && joins === '' ? { declare: true } : {}),
  };
}

function badTicket(error: unknown): string | undefined {
  for (let i = 0; i < 20; i += 1) if (errorAt(error, `/tickets/${i}`)) return say.badTicket;
  return undefined;
}
