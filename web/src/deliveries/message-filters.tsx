import { messageStates } from '@muster/contract/platform/messages';
import type { FormEvent } from 'react';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { Day, inputClass } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { words } from './messages.ts';

/** The filters as they stand in the address; empty where one is not set. Days are the reader's own. */
export interface FilterState {
  state: string;
  kind: string;
  person: string;
  page: string;
  from: string;
  until: string;
  q: string;
}

interface Props {
  value: FilterState;
  onChange: (change: Partial<FilterState>) => void;
}

const shownKinds = ['email', 'webhook', 'webpush', 'sms', 'voice', 'ntfy', 'telegram', 'letter'] as const;

/** Narrows the log; every choice is in the address. */
export function MessageFilters({ value, onChange }: Props) {
  const isPlain = Object.values(value).every((one) => one === '');
  const nothing = { state: '', kind: '', person: '', page: '', from: '', until: '', q: '' };
  const kinds = Object.fromEntries(shownKinds.map((kind) => [kind, words.kinds[kind] ?? kind]));
  const states = Object.fromEntries(messageStates.map((state) => [state, words.states[state]]));
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Pick
        label={words.filter.state}
        none={words.filter.anyState}
        options={states}
        value={value.state}
        onChange={(state) => onChange({ state })}
      />
      <Pick
        label={words.filter.kind}
        none={words.filter.anyKind}
        options={kinds}
        value={value.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <TextFilter
        label={words.filter.person}
        value={value.person}
        onSubmit={(person) => onChange({ person })}
      />
      <Day label={words.filter.from} value={value.from} onChange={(from) => onChange({ from })} />
      <Day label={words.filter.until} value={value.until} onChange={(until) => onChange({ until })} />
      <TextFilter label={words.filter.search} value={value.q} onSubmit={(q) => onChange({ q })} />
      {!isPlain && (
        <Button size="small" look="quiet" onClick={() => onChange(nothing)}>
          {words.filter.clear}
        </Button>
      )}
    </div>
  );
}

interface PickProps {
  label: string;
  none: string;
  options: Record<string, string>;
  value: string;
  onChange: (value: string) => void;
}

function Pick({ label, none, options, value, onChange }: PickProps) {
  return (
    <select
      aria-label={label}
      value={value in options ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      className={cx(inputClass, 'w-auto! max-w-60 py-1.5')}
    >
      <option value="">{none}</option>
      {Object.entries(options).map(([key, name]) => (
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
  onSubmit: (text: string) => void;
}

function TextFilter({ label, value, onSubmit }: TextProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(textOf(new FormData(event.currentTarget), 'text'));
  };
  return (
    <form onSubmit={submit} className="min-w-32 flex-1 sm:max-w-44">
      <input
        key={value}
        name="text"
        type="search"
        aria-label={label}
        defaultValue={value}
        placeholder={label}
        autoCapitalize="none"
        autoComplete="off"
        className={cx(inputClass, 'py-1.5')}
      />
    </form>
  );
}
