import { listWantedKinds, type WantedKind } from '@muster/contract/respond/similar';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Go } from '../../ui/go.tsx';
import { words } from './messages.ts';

const say = words.types;

/** Where three that are alike have no kind of their own, one is proposed (R37); nothing where there are none. */
export function WantedKinds({ onAdd }: { onAdd: (label: string) => void }) {
  const wanted = useQuery({
    queryKey: ['respond-settings', 'kinds wanted'],
    queryFn: ({ signal }) => call(listWantedKinds, { signal }),
  });
  return wanted.data?.items.map((one) => (
    <div key={one.refs.join(' ')} className="rounded-lg border border-line bg-raised px-3 py-2 text-sm">
      <p className="wrap-anywhere">
        {say.wanted(one.refs.length)} {about(one)}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {one.refs.slice(0, 10).map((ref) => (
          <Go key={ref} to={paths.incident(ref)} className="text-accent underline underline-offset-2">
            {ref}
          </Go>
        ))}
        <Button size="small" onClick={() => onAdd(labelOf(one))}>
          {say.addWanted}
        </Button>
      </p>
    </div>
  ));
}

function about({ words: common, services }: WantedKind): string {
  const parts = [...common.map((word) => `“${word}”`), ...services];
  return parts.length === 0 ? '' : say.common(parts.join(', '));
}

function labelOf({ words: common, services }: WantedKind): string {
  const text = (common.length > 0 ? common : services).join(' ').slice(0, 60);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
