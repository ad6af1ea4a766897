import { Button } from '../ui/button.tsx';
import { Day } from '../ui/field.tsx';
import { FoldedFilters, PickFilter, TextFilter } from '../ui/filters.tsx';
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
        <FoldedFilters label={words.filter.more(count)}>
          <PickFilter
            label={words.filter.area}
            none={words.filter.anything}
            options={words.areas}
            value={value.action}
            onChange={(action) => onChange({ action })}
          />
          <Day label={words.filter.from} value={value.from} onChange={(from) => onChange({ from })} />
          <Day label={words.filter.until} value={value.until} onChange={(until) => onChange({ until })} />
          <TextFilter label={words.filter.search} value={value.q} onSubmit={(q) => onChange({ q })} />
        </FoldedFilters>
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
