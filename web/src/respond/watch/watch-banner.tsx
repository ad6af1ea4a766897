import { healthOf } from '@muster/contract/respond/health';
import { openWatch } from '@muster/contract/respond/health-watch';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { nowMs, useTicking } from '../../ui/clock.ts';
import { Go } from '../../ui/go.tsx';
import { Shape, type Tone } from '../../ui/mark.tsx';
import { Term } from '../../ui/term.tsx';
import { At, Countdown } from '../../ui/time.tsx';
import { AsideDialog } from '../health/aside-dialog.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';
import { useEndWatch } from './queries.ts';

const WatchDialog = lazy(() => import('./watch-dialog.tsx').then((file) => ({ default: file.WatchDialog })));

/** Until when it is watched, what fired again meanwhile, or that it held (R63). In sight on every tab. */
export function WatchBanner(props: PanelProps) {
  const { watch, category } = props.incident;
  const open = openWatch(props.incident);
  const isLive = category === 'triage' || category === 'active';
  const isAside = useIsAside(props);
  if (open && open.recurrences.length > 0 && !isAside) return <CameBack {...props} watch={open} />;
  if (open) return <Watching {...props} watch={open} />;
  if (watch?.ended?.outcome === 'held' && isLive) return <Held {...props} watch={watch} />;
  return null;
}

type Watch = NonNullable<PanelProps['incident']['watch']>;
type Props = PanelProps & { watch: Watch };

/** Whether somebody has said of all that fired again that it is something else. */
function useIsAside({ incident }: PanelProps): boolean {
  const signs = healthOf(incident, new Date(nowMs()).toISOString()).signs;
  return signs.some((one) => one.name === 'watch' && one.dismissed !== null);
}

function Watching({ incident, readOnly, watch: { until } }: Props) {
  const isOver = useTicking((now) => (Date.parse(until) <= now ? 'over' : '')) !== '';
  return (
    <Line tone="info" actions={!readOnly && <Longer incident={incident} label={words.longer} />}>
      {isOver ? (
        words.over
      ) : (
        <>
          <Term name="watch">{words.watched}</Term> {words.watching} <At at={until} />
          <span className="text-quiet">
            {' '}
            (<Countdown to={until} />)
          </span>
        </>
      )}
    </Line>
  );
}

function CameBack({ incident, readOnly, watch }: Props) {
  const [aside, setAside] = useState(false);
  const end = useEndWatch(incident);
  const back = () =>
    end.mutate({
      outcome: 'back',
      reason: watch.recurrences.map((one) => words.again(one.title)).join('; '),
    });
  return (
    <Line
      tone="error"
      actions={
        !readOnly && (
          <>
            <Button look="primary" size="small" busy={end.isPending} onClick={back}>
              {words.back}
            </Button>
            <Button size="small" aria-haspopup="dialog" onClick={() => setAside(true)}>
              {words.other}
            </Button>
          </>
        )
      }
    >
      <ul className="font-medium">
        {watch.recurrences.map(({ alert, title, at }) => (
          <li key={alert} className="wrap-anywhere">
            <Go to={paths.alert(alert)} className="underline underline-offset-2">
              {words.again(title)}
            </Go>{' '}
            <span className="font-normal text-quiet">
              <At at={at} />
            </span>
          </li>
        ))}
      </ul>
      <p>{words.ask}</p>
      {aside && (
        <AsideDialog
          incident={incident}
          nudge="watch:red"
          title={words.otherTitle}
          onClose={() => setAside(false)}
        />
      )}
    </Line>
  );
}

function Held({ incident, readOnly, watch: { from, ended } }: Props) {
  const minutes = Math.round((Date.parse(ended?.at ?? from) - Date.parse(from)) / 60_000);
  return (
    <Line tone="ok" actions={!readOnly && <Longer incident={incident} label={words.begin} />}>
      <span className="font-medium">{words.held(minutes)}</span> {words.heldText}
    </Line>
  );
}

function Longer({ incident, label }: Pick<PanelProps, 'incident'> & { label: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <WatchDialog incident={incident} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Line({ tone, actions, children }: { tone: Tone; actions: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-label={words.title}
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border px-3 py-2 text-sm sm:px-4',
        tone === 'error' ? 'border-critical/60 bg-critical-soft' : 'border-line bg-raised',
      )}
    >
      <Shape tone={tone} />
      <div className="min-w-0 flex-1 basis-56">{children}</div>
      {actions && <div className="flex flex-wrap gap-1.5">{actions}</div>}
    </section>
  );
}
