import type { Maintenance, MaintenanceState } from '@muster/contract/detect/maintenances';
import { useState } from 'react';
import { useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { nowMs } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Go } from '../../ui/go.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { Rows } from '../../ui/section.tsx';
import { Countdown, Stretch } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { useChange } from './queries.ts';

const tones: Record<MaintenanceState, Tone> = {
  running: 'info',
  scheduled: 'quiet',
  done: 'ok',
  cancelled: 'quiet',
};

interface Props {
  items: readonly Maintenance[];
  label: string;
  /** What can be done that needs a form; left out where nothing can be done. */
  open?: { tell: (one: Maintenance) => void; change: (one: Maintenance) => void };
}

/** Planned work, one below the other, with what can be done about it. */
export function MaintenanceRows({ items, label, open }: Props) {
  return (
    <Rows label={label}>
      {items.map((one) => (
        <li key={one.id} className="space-y-2 px-3 py-3">
          <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <Mark tone={tones[one.state]} word={words.state[one.state]} />
            <h3 className="min-w-0 font-medium wrap-anywhere">{one.title}</h3>
            {one.isMajor && <span className="text-sm text-quiet">{words.major}</span>}
          </div>
          <When one={one} />
          <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm" aria-label={words.form.services}>
            {one.services.map((name) => (
              <li key={name}>
                <Go to={paths.service(name)} className="text-accent underline underline-offset-2">
                  {name}
                </Go>
              </li>
            ))}
          </ul>
          {one.note && <p className="text-sm whitespace-pre-wrap wrap-anywhere text-quiet">{one.note}</p>}
          {open && <Acts one={one} open={open} />}
        </li>
      ))}
    </Rows>
  );
}

function When({ one }: { one: Maintenance }) {
  const [next] = one.next;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-quiet">
      {one.window && (
        <span className="figures">
          <Stretch {...one.window} />
        </span>
      )}
      {one.state === 'running' && one.window && (
        <span className="figures font-medium text-text">
          {words.endsIn} <Countdown to={one.window.end} />
        </span>
      )}
      {one.repeats && (
        <span>
          {words.weekly}
          {one.lastDay && `, ${words.lastDay(one.lastDay)}`}
        </span>
      )}
      {next && (
        <span className="figures">
          {words.next} <Stretch {...next} />
        </span>
      )}
      <span>{words.by(one.createdBy)}</span>
    </p>
  );
}

function Acts({ one, open }: { one: Maintenance; open: NonNullable<Props['open']> }) {
  const mayNot = useWhyNotRespond();
  const change = useChange();
  const [isAsking, setAsking] = useState(false);
  if (mayNot) return null;
  const endsAt = (ms: number) => new Date(ms).toISOString();
  const longer = one.window ? Date.parse(one.window.end) + 30 * 60_000 : 0;
  const isRunning = one.state === 'running';
  const cancel = one.repeats ? words.acts.cancelSeries : words.acts.cancel;
  const act = (given: Parameters<typeof change.mutate>[0]['change'], done: string) =>
    change.mutate({ one, change: given, done });
  return (
    <div className="flex flex-wrap gap-2">
      {isRunning && (
        <>
          <Button
            size="small"
            busy={change.isPending}
            onClick={() => act({ endsAt: endsAt(longer) }, words.acts.prolonged)}
          >
            {words.acts.longer}
          </Button>
          <Button size="small" busy={change.isPending} onClick={() => setAsking(true)}>
            {words.acts.endNow}
          </Button>
        </>
      )}
      {one.state === 'scheduled' && (
        <Button size="small" onClick={() => open.change(one)}>
          {words.acts.change}
        </Button>
      )}
      <Button size="small" onClick={() => open.tell(one)}>
        {words.acts.tell}
      </Button>
      {(!isRunning || one.repeats) && (
        <Button
          size="small"
          busy={change.isPending}
          onClick={() => act({ cancelled: true }, words.acts.cancelled)}
        >
          {cancel}
        </Button>
      )}
      {isAsking && (
        <Dialog title={words.acts.sure(one.title)} onClose={() => setAsking(false)}>
          <p className="mb-4 text-sm">{words.acts.sureText}</p>
          <div className="flex flex-wrap gap-2">
            <Button
              look="primary"
              onClick={() => {
                setAsking(false);
                act({ endsAt: endsAt(nowMs()) }, words.acts.ended);
              }}
            >
              {words.acts.endNow}
            </Button>
            <Button onClick={() => setAsking(false)}>{words.acts.keep}</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
