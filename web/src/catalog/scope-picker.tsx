import { areas, type Scope } from '@muster/contract/platform/endpoint';
import { useId } from 'react';
import { Segmented } from '../ui/segmented.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './messages.ts';

type Area = (typeof areas)[number];
type Reach = 'nothing' | 'read' | 'write';

/** What a token is limited to, in words; null for everything that its access allows. */
export function ScopePicker({
  scopes,
  onChange,
  error,
}: {
  scopes: readonly Scope[] | null;
  onChange: (scopes: Scope[] | null) => void;
  error: string | undefined;
}) {
  const limited = scopes === null ? 'all' : 'some';
  const set = (area: Area, reach: Reach) => {
    const rest = (scopes ?? []).filter((one) => !one.startsWith(`${area}:`));
    onChange(reach === 'nothing' ? rest : [...rest, `${area}:${reach}`]);
  };
  return (
    <div className="space-y-2">
      <p className="text-sm font-medium">{words.tokens.scopes}</p>
      <Segmented
        label={words.tokens.scopes}
        value={limited}
        options={words.tokens.limits}
        onChange={(value) => onChange(value === 'all' ? null : [])}
      />
      {scopes !== null && (
        <ul className="divide-y divide-line rounded-md border border-line px-3">
          {areas.map((area) => (
            <AreaRow key={area} area={area} reach={reachOf(scopes, area)} onReach={(one) => set(area, one)} />
          ))}
        </ul>
      )}
      <Wrong text={error} />
    </div>
  );
}

function AreaRow({ area, reach, onReach }: { area: Area; reach: Reach; onReach: (reach: Reach) => void }) {
  const id = useId();
  return (
    <li className="flex items-center justify-between gap-3 py-1 text-sm">
      <label htmlFor={id} className={reach === 'nothing' ? 'text-quiet' : 'font-medium'}>
        {words.tokens.areas[area]}
      </label>
      <select
        id={id}
        value={reach}
        onChange={(event) => onReach(reachNamed(event.target.value))}
        className="min-h-8 w-44 shrink-0 rounded-md border border-line-strong/70 bg-raised px-2 text-base sm:text-sm pointer-coarse:min-h-11"
      >
        {(onlyRead.has(area) ? (['nothing', 'read'] as const) : reaches).map((one) => (
          <option key={one} value={one}>
            {words.tokens.reach[one]}
          </option>
        ))}
      </select>
    </li>
  );
}

const reaches = ['nothing', 'read', 'write'] as const;

/** Where nothing can be written. */
const onlyRead: ReadonlySet<Area> = new Set(['audit', 'live', 'operation']);

function reachOf(scopes: readonly Scope[], area: Area): Reach {
  if (scopes.includes(`${area}:write`)) return 'write';
  return scopes.includes(`${area}:read`) ? 'read' : 'nothing';
}

function reachNamed(value: string): Reach {
  return reaches.find((one) => one === value) ?? 'nothing';
}
