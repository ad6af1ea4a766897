import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { Day, inputClass } from '../ui/field.tsx';
import { textOf } from '../ui/form.ts';
import { Segmented } from '../ui/segmented.tsx';
import { words } from './messages.ts';

/** The filters as they stand in the address; empty where one is not set. Days are the reader's own. */
export interface FilterState {
  /** `refused`, `others`, or empty for everything. */
  show: string;
  actor: string;
  action: string;
  subject: string;
  address: string;
  from: string;
  until: string;
  q: string;
}

interface Props {
  value: FilterState;
  onChange: (change: Partial<FilterState>) => void;
}

const exact = ['actor', 'subject', 'address'] as const;

/** Narrows the log; every choice is in the address. */
export function AuditFilters({ value, onChange }: Props) {
  const [more, setMore] = useState(false);
  const active = [...exact, 'action', 'from', 'until', 'q'] as const;
  const count = active.filter((name) => value[name]).length;
  return (
    <div className="mb-4 space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={words.filter.show}
          value={shownOf(value.show)}
          options={{ all: words.filter.all, others: words.filter.others, refused: words.filter.refused }}
          onChange={(show) => onChange({ show: show === 'all' ? '' : show })}
        />
        <Button size="small" className="sm:hidden" aria-expanded={more} onClick={() => setMore(!more)}>
          {words.filter.more(count)}
        </Button>
        <div className={cx('flex-wrap items-center gap-2 sm:contents', more ? 'flex' : 'hidden')}>
          <AreaPick value={value.action} onChange={(action) => onChange({ action })} />
          <Day label={words.filter.from} value={value.from} onChange={(from) => onChange({ from })} />
          <Day label={words.filter.until} value={value.until} onChange={(until) => onChange({ until })} />
          <Search value={value.q} onSubmit={(q) => onChange({ q })} />
        </div>
      </div>
      <Chosen value={value} onChange={onChange} />
    </div>
  );
}

function shownOf(text: string): 'all' | 'others' | 'refused' {
  return text === 'others' || text === 'refused' ? text : 'all';
}

/** What was narrowed down to one thing, each with a way out. */
function Chosen({ value, onChange }: Props) {
  const isArea = value.action === '' || value.action in words.areas;
  const names = [...exact, ...(isArea ? [] : ['action' as const])].filter((name) => value[name]);
  const isPlain = Object.values(value).every((one) => one === '');
  if (isPlain) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {names.map((name) => (
        <Button
          key={name}
          size="small"
          aria-label={words.filter.remove(value[name])}
          onClick={() => onChange({ [name]: '' })}
        >
          {words.filter.names[name]} <code className="max-w-48 truncate text-xs">{value[name]}</code> ×
        </Button>
      ))}
      <Button
        size="small"
        look="quiet"
        onClick={() =>
          onChange({
            show: '',
            actor: '',
            action: '',
            subject: '',
            address: '',
            from: '',
            until: '',
            q: '',
          })
        }
      >
        {words.filter.clear}
      </Button>
    </div>
  );
}

function AreaPick({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <select
      aria-label={words.filter.area}
      value={value in words.areas ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      className={cx(inputClass, 'w-auto! max-w-60 py-1.5')}
    >
      <option value="">{words.filter.anything}</option>
      {Object.entries(words.areas).map(([prefix, name]) => (
        <option key={prefix} value={prefix}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Search({ value, onSubmit }: { value: string; onSubmit: (text: string) => void }) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(textOf(new FormData(event.currentTarget), 'text'));
  };
  return (
    <form onSubmit={submit} className="min-w-32 flex-1 sm:max-w-52">
      <label htmlFor={id} className="sr-only">
        {words.filter.search}
      </label>
      <input
        id={id}
        key={value}
        name="text"
        type="search"
        defaultValue={value}
        placeholder={words.filter.search}
        autoCapitalize="none"
        autoComplete="off"
        className={cx(inputClass, 'py-1.5')}
      />
    </form>
  );
}
