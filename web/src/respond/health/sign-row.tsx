import type { Sign, SignName } from '@muster/contract/respond/health';
import { lazy, Suspense, useState } from 'react';
import { useSearchState } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Ago } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { useReviewPlan } from '../plan/queries.ts';
import { useTakeRole } from '../roles/queries.ts';
import { AsideDialog } from './aside-dialog.tsx';
import { words } from './messages.ts';

const PlanDialog = lazy(() =>
  import('../plan/plan-dialog.tsx').then((file) => ({ default: file.PlanDialog })),
);

/** In which tab of the command screen the cause of a sign is dealt with. */
const tabs: Partial<Record<SignName, string>> = {
  handoff: 'people',
  updates: 'news',
  impact: 'impact',
  containment: 'log',
  watch: 'impact',
  silence: 'log',
  tripwires: 'log',
  tasks: 'work',
  roles: 'people',
  span: 'people',
  idle: 'people',
  claims: 'work',
  reports: 'work',
  obligations: 'news',
};

/** Why, since when, what would help, and the nearest way to do it. */
export function SignRow({ sign, incident, readOnly }: PanelProps & { sign: Sign }) {
  const [open, setOpen] = useState(false);
  const { dismissed } = sign;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-2.5 text-sm sm:px-4">
      <div className="w-24 shrink-0">
        <Mark
          tone={dismissed ? 'quiet' : sign.level === 'red' ? 'error' : 'warning'}
          word={words.signs[sign.name]}
        />
      </div>
      <div className="min-w-0 flex-1 basis-64">
        <p>
          <span className={dismissed ? '' : 'font-medium'}>{sign.why}</span>{' '}
          {sign.since && (
            <span className="text-quiet">
              {words.since} <Ago at={sign.since} />
            </span>
          )}
        </p>
        <p className="text-quiet">
          {dismissed ? words.asideBy(dismissed.by, dismissed.reason) : sign.propose}
        </p>
      </div>
      {!readOnly && !dismissed && (
        <div className="flex flex-wrap gap-2">
          <Act name={sign.name} incident={incident} />
          <Button
            size="small"
            look="quiet"
            aria-haspopup="dialog"
            aria-label={words.asideOf(words.signs[sign.name])}
            onClick={() => setOpen(true)}
          >
            {words.aside}
          </Button>
        </div>
      )}
      {open && (
        <AsideDialog
          incident={incident}
          nudge={sign.id}
          title={words.asideOf(words.signs[sign.name])}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  );
}

function Act({ name, incident }: { name: SignName; incident: PanelProps['incident'] }) {
  const [, setSearch] = useSearchState();
  const take = useTakeRole(incident);
  if (name === 'command')
    return (
      <Button
        size="small"
        look="primary"
        busy={take.isPending}
        onClick={() => take.mutate({ role: 'commander' })}
      >
        {words.take}
      </Button>
    );
  if (name === 'replan') return <Replan incident={incident} />;
  return (
    <Button size="small" onClick={() => setSearch({ tab: tabs[name] })}>
      {words.go[name]}
    </Button>
  );
}

/** One press where it holds; the dialog asks what else could be done. */
function Replan({ incident }: { incident: PanelProps['incident'] }) {
  const [open, setOpen] = useState(false);
  const review = useReviewPlan(incident);
  return (
    <>
      {incident.plan && (
        <Button
          size="small"
          busy={review.isPending}
          onClick={() => review.mutate({ answer: 'kept', options: [] })}
        >
          {words.holds}
        </Button>
      )}
      <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.lookAgain}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <PlanDialog incident={incident} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
