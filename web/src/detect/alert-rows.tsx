import type { Alert } from '@muster/contract/detect/alerts';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Mark, Shape, type Tone } from '../ui/mark.tsx';
import { Rows } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import { words } from './messages.ts';

/** Severity while it burns; history is grey. */
export function toneOf(alert: Alert): Tone {
  return alert.state === 'resolved' ? 'quiet' : alert.severity;
}

/** Its state; of what is open and calls nobody because of planned work, that. */
function stateOf(alert: Alert): string {
  return alert.maintenance && alert.state === 'firing' ? words.list.held : words.state[alert.state];
}

/** Alerts to scan. */
export function AlertRows({ alerts, label }: { alerts: Alert[]; label: string }) {
  return (
    <Rows label={label}>
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </Rows>
  );
}

/** Rows beyond the screen are laid out only when they come near it, so that thousands scroll. */
function AlertRow({ alert }: { alert: Alert }) {
  const over = alert.state === 'resolved';
  return (
    <li className="[contain-intrinsic-size:auto_3rem] [content-visibility:auto]">
      <Go
        to={paths.alert(alert.id)}
        data-row
        className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-2.5 px-3 py-2.5 -outline-offset-2 hover:bg-sunken @3xl:grid-cols-[5rem_minmax(0,1fr)_6.5rem_9rem_2.5rem_6.5rem] @3xl:gap-x-4"
      >
        <span className="hidden @3xl:block">
          <Mark tone={toneOf(alert)} word={words.severity[alert.severity]} />
        </span>
        <span className="translate-y-0.5 @3xl:hidden">
          <Shape tone={toneOf(alert)} />
        </span>
        <span className={`min-w-0 font-medium @3xl:truncate ${over ? 'text-quiet' : ''}`}>{alert.title}</span>
        <span className="col-start-2 flex flex-wrap gap-x-3 text-sm text-quiet @3xl:contents">
          <span className="@3xl:hidden">{words.severity[alert.severity]}</span>
          <span className="@3xl:col-start-3 @3xl:text-sm @3xl:text-quiet">{stateOf(alert)}</span>
          <span className="@3xl:col-start-4 @3xl:truncate @3xl:text-sm @3xl:text-quiet">{alert.service}</span>
          {alert.count > 1 && (
            <span
              className="figures @3xl:col-start-5 @3xl:text-right @3xl:text-sm @3xl:text-quiet"
              title={words.list.received(alert.count)}
            >
              {words.list.times(alert.count)}
            </span>
          )}
          <span className="@3xl:hidden">
            <Ago at={alert.lastAt} />
          </span>
        </span>
        <span className="hidden text-right text-sm text-quiet @3xl:col-start-6 @3xl:block">
          <Ago at={alert.lastAt} />
        </span>
      </Go>
    </li>
  );
}
