import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { inputClass } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { Segmented } from '../ui/segmented.tsx';
import { words } from './messages.ts';

export interface FacetState {
  state: string;
  severity: string;
  service: string;
  labels: string[];
  q: string;
  view: string;
}

interface Props {
  value: FacetState;
  services: string[];
  onChange: (change: Partial<FacetState>) => void;
}

/** Narrows the list; every choice is in the address. */
export function AlertFacets({ value, services, onChange }: Props) {
  const [more, setMore] = useState(false);
  const active = [value.severity, value.service, value.q, ...value.labels].filter(Boolean).length;
  return (
    <div className="mb-4 space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={words.list.state}
          value={value.state || 'open'}
          options={{ open: words.list.open, resolved: words.list.resolved, all: words.list.all }}
          onChange={(state) => onChange({ state: state === 'open' ? '' : state })}
        />
        <Button size="small" className="sm:hidden" aria-expanded={more} onClick={() => setMore(!more)}>
          {words.list.filters(active)}
        </Button>
        <div className={cx('flex-wrap items-center gap-2 sm:contents', more ? 'flex' : 'hidden')}>
          <MoreFacets value={value} services={services} onChange={onChange} />
        </div>
      </div>
      {(active > 0 || value.state !== '') && (
        <div className="flex flex-wrap gap-2">
          {value.labels.map((label) => (
            <Button
              key={label}
              size="small"
              aria-label={words.list.removeLabel(label)}
              onClick={() => onChange({ labels: value.labels.filter((one) => one !== label) })}
            >
              <code className="text-xs">{label}</code> ×
            </Button>
          ))}
          <Button
            size="small"
            look="quiet"
            onClick={() => onChange({ state: '', severity: '', service: '', labels: [], q: '' })}
          >
            {words.list.clear}
          </Button>
        </div>
      )}
    </div>
  );
}

function MoreFacets({ value, services, onChange }: Props) {
  return (
    <>
      <Segmented
        label={words.list.view}
        value={value.view || 'single'}
        options={{ single: words.list.single, page: words.list.grouped }}
        onChange={(view) => onChange({ view: view === 'single' ? '' : view })}
      />
      <Pick
        label={words.list.severity}
        value={value.severity}
        any={words.list.anySeverity}
        options={Object.entries(words.severity)}
        onChange={(severity) => onChange({ severity })}
      />
      <Pick
        label={words.list.service}
        value={value.service}
        any={words.list.anyService}
        options={services.map((name) => [name, name])}
        onChange={(service) => onChange({ service })}
      />
      <TextFilter label={words.list.search} value={value.q} onSubmit={(q) => onChange({ q })} />
      <TextFilter
        key={value.labels.join()}
        label={words.list.label}
        hint={words.list.labelHint}
        pattern="[^=]+=.*"
        value=""
        onSubmit={(label) => label && onChange({ labels: [...value.labels, label] })}
      />
    </>
  );
}

interface PickProps {
  label: string;
  value: string;
  any: string;
  options: [string, string][];
  onChange: (value: string) => void;
}

function Pick({ label, value, any, options, onChange }: PickProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cx(inputClass, 'w-auto! max-w-44 py-1.5')}
    >
      <option value="">{any}</option>
      {options.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface TextProps {
  label: string;
  value: string;
  hint?: string;
  pattern?: string;
  onSubmit: (text: string) => void;
}

function TextFilter({ label, value, hint, pattern, onSubmit }: TextProps) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(textOf(new FormData(event.currentTarget), 'text'));
  };
  return (
    <form onSubmit={submit} className="min-w-32 flex-1 sm:max-w-52">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        key={value}
        name="text"
        defaultValue={value}
        placeholder={hint ? `${label}: ${hint}` : label}
        title={hint}
        pattern={pattern}
        autoCapitalize="none"
        autoComplete="off"
        className={cx(inputClass, 'py-1.5')}
      />
    </form>
  );
}
