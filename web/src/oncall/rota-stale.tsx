import { Button } from '../ui/button.tsx';
import type { Difference } from './rota-difference.ts';
import { words } from './rota-messages.ts';

interface Props {
  /** What they changed. */
  differences: readonly Difference[];
  onKeep: () => void;
  onTake: () => void;
}

/** Somebody saved while I was editing: what they changed, and two ways on. */
export function RotaStale({ differences, onKeep, onTake }: Props) {
  return (
    <div role="alert" className="space-y-3 rounded-lg border border-warning bg-warning-soft p-3 text-sm">
      <p className="font-semibold">{words.stale.title}</p>
      <p>{differences.length === 0 ? words.stale.nothing : words.stale.text}</p>
      <DifferenceList differences={differences} />
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={onKeep}>
          {words.stale.mine}
        </Button>
        <Button size="small" onClick={onTake}>
          {words.stale.theirs}
        </Button>
      </div>
    </div>
  );
}

/** What was and what is now, thing by thing. */
export function DifferenceList({ differences }: Pick<Props, 'differences'>) {
  return (
    <dl className="space-y-1">
      {differences.map((one) => (
        <div key={one.what}>
          <dt className="font-medium">{one.what}</dt>
          <dd>
            {one.before !== null && <del className="block">{one.before}</del>}
            {one.after !== null && <ins className="block no-underline">{one.after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
