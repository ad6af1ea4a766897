import { messageStates } from '@muster/contract/platform/messages';
import { Button } from '../ui/button.tsx';
import { Day } from '../ui/field.tsx';
import { FoldedFilters, PickFilter, TextFilter } from '../ui/filters.tsx';
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
  const folded = [value.kind, value.person, value.from, value.until, value.q].filter(
    (one) => one !== '',
  ).length;
  const nothing = { state: '', kind: '', person: '', page: '', from: '', until: '', q: '' };
  const kinds = Object.fromEntries(shownKinds.map((kind) => [kind, words.kinds[kind] ?? kind]));
  const states = Object.fromEntries(messageStates.map((state) => [state, words.states[state]]));
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <PickFilter
        label={words.filter.state}
        none={words.filter.anyState}
        options={states}
        value={value.state}
        onChange={(state) => onChange({ state })}
      />
      <FoldedFilters label={words.filter.more(folded)}>
        <PickFilter
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
      </FoldedFilters>
      {!isPlain && (
        <Button size="small" look="quiet" onClick={() => onChange(nothing)}>
          {words.filter.clear}
        </Button>
      )}
    </div>
  );
}
