import { dueFilters, followUpKinds, followUpStates } from '@muster/contract/learn/followups';
import { useQuery } from '@tanstack/react-query';
import { one, type Search } from '../../app/search.ts';
import { FoldedFilters, PickFilter, TextFilter } from '../../ui/filters.tsx';
import { services, teams, workers } from './known.ts';
import { words } from './messages.ts';
import type { Wish } from './queries.ts';

interface Props {
  search: Search;
  onChange: (change: Search) => void;
  /** The board has a column for each state. */
  hasStates: boolean;
}

export function FollowUpFilters({ search, onChange, hasStates }: Props) {
  const names = (list: readonly { name: string }[] | undefined) =>
    Object.fromEntries((list ?? []).map(({ name }) => [name, name]));
  const pick = (field: string) => ({
    value: one(search[field]),
    onChange: (value: string) => onChange({ [field]: value }),
  });
  const states = { active: words.filter.active, ...words.states };
  const due = {
    overdue: words.filter.overdue,
    soon: words.filter.soon,
    check: words.filter.check,
    approval: words.filter.approval,
  };
  const { filter } = words;
  return (
    <div className="mb-5 flex flex-wrap items-center gap-2">
      <TextFilter label={filter.text} value={one(search.q)} onSubmit={(q) => onChange({ q })} />
      <FoldedFilters label={filter.label}>
        {hasStates && (
          <PickFilter label={filter.state} none={filter.anyState} options={states} {...pick('state')} />
        )}
        <PickFilter label={filter.due} none={filter.anyDue} options={due} {...pick('due')} />
        <PickFilter
          label={filter.owner}
          none={filter.anyOwner}
          options={names(useQuery(workers).data)}
          {...pick('owner')}
        />
        <PickFilter
          label={filter.team}
          none={filter.anyTeam}
          options={names(useQuery(teams).data)}
          {...pick('team')}
        />
        <PickFilter
          label={filter.service}
          none={filter.anyService}
          options={names(useQuery(services).data)}
          {...pick('service')}
        />
        <PickFilter label={filter.kind} none={filter.anyKind} options={words.kinds} {...pick('kind')} />
      </FoldedFilters>
    </div>
  );
}

/** What the address asks for; what it does not know is left out. */
export function wishOf(search: Search): Wish {
  const state = ([...followUpStates, 'active'] as const).find((name) => name === one(search.state));
  const kind = followUpKinds.find((name) => name === one(search.kind));
  const due = dueFilters.find((name) => name === one(search.due));
  const texts = ['owner', 'team', 'service', 'incident', 'retrospective', 'q'].map((field) => [
    field,
    one(search[field]),
  ]);
  return {
    ...(state ? { state } : {}),
    ...(kind ? { kind } : {}),
    ...(due ? { due } : {}),
    ...Object.fromEntries(texts.filter(([, value]) => value !== '')),
  };
}
