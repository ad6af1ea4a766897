import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Choice, Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { words } from '../messages.ts';
import { respondSettings } from '../queries.ts';

/** What the address says is looked for; empty where nothing is. */
export interface ListState {
  status: string;
  severity: string;
  service: string;
  kind: string;
  q: string;
}

interface Props {
  value: ListState;
  /** The names of all services. */
  services: string[];
  onChange: (part: Partial<ListState>) => void;
}

/** The usual statuses in one press; any other that the address names stays as it is. */
const shown = ['open', 'post-incident', 'closed', 'all'] as const;

/** Narrows the list; every choice is in the address. On a phone the rarer ones are a press away. */
export function IncidentFilters({ value, services, onChange }: Props) {
  const [more, setMore] = useState(false);
  const status = shown.find((one) => one === (value.status || 'open'));
  const active = [value.severity, value.service, value.kind, value.q].filter(Boolean).length;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Segmented
        label={words.list.show}
        value={status ?? value.status}
        options={{
          open: words.list.open,
          'post-incident': words.list.over,
          closed: words.list.closed,
          all: words.list.all,
          ...(status ? {} : { [value.status]: value.status }),
        }}
        onChange={(next) => onChange({ status: next === 'open' ? '' : next })}
      />
      <Button size="small" className="sm:hidden" aria-expanded={more} onClick={() => setMore(!more)}>
        {words.list.filters(active)}
      </Button>
      <div className={cx('w-full flex-wrap items-center gap-2 sm:flex sm:w-auto', more ? 'flex' : 'hidden')}>
        <Facets value={value} services={services} onChange={onChange} />
        {active > 0 && (
          <Button
            size="small"
            look="quiet"
            onClick={() => onChange({ severity: '', service: '', kind: '', q: '' })}
          >
            {words.list.clear}
          </Button>
        )}
      </div>
    </div>
  );
}

function Facets({ value, services, onChange }: Props) {
  const severities = useQuery(respondSettings).data?.severities ?? [];
  return (
    <>
      {/* Cleared from elsewhere, it is a new field. */}
      <Search key={value.q === '' ? 'none' : 'some'} value={value.q} onChange={(q) => onChange({ q })} />
      <Pick
        label={words.list.severity}
        value={value.severity}
        options={severities.map((one) => [one.name, one.label])}
        onChange={(severity) => onChange({ severity })}
      />
      <Pick
        label={words.list.service}
        value={value.service}
        options={services.map((one) => [one, one])}
        onChange={(service) => onChange({ service })}
      />
      <Pick
        label={words.list.kind}
        value={value.kind}
        options={Object.entries(words.kinds)}
        onChange={(kind) => onChange({ kind })}
      />
    </>
  );
}

/** The address follows when nobody types for a moment. */
function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div className="w-full sm:w-52">
      <Field
        label={words.list.search}
        isLabelHidden
        placeholder={words.list.search}
        type="search"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(target.value.trim()), 300);
        }}
        autoComplete="off"
        maxLength={200}
      />
    </div>
  );
}

interface PickProps {
  label: string;
  value: string;
  options: (readonly [string, string])[];
  onChange: (value: string) => void;
}

/** What the address names stays to be seen, even where nothing has that name. */
function Pick({ label, value, options, onChange }: PickProps) {
  const known = options.some(([name]) => name === value);
  return (
    <div className="min-w-28 grow sm:grow-0">
      <Choice
        label={label}
        isLabelHidden
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={value === '' ? 'text-quiet' : 'font-medium'}
      >
        <option value="">{words.list.any(label)}</option>
        {value !== '' && !known && <option value={value}>{value}</option>}
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </Choice>
    </div>
  );
}
