import type { SessionRow } from '@muster/contract/learn/sessions';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { words } from './messages.ts';

/** Sessions to scan: what about, when, how many came. */
export function SessionRows({ sessions }: { sessions: SessionRow[] }) {
  return (
    <Rows label={words.title}>
      {sessions.map((one) => (
        <li key={one.id}>
          <Go
            to={paths.session(one.id)}
            data-row
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-3 py-2.5 -outline-offset-2 hover:bg-sunken"
          >
            <span className="min-w-0 flex-1 basis-60">
              <span className="block font-medium [overflow-wrap:anywhere]">{one.title}</span>
              <span className="flex flex-wrap gap-x-3 text-sm text-quiet">
                <Dated at={one.startsAt} />
                <span>{words.minutes(one.minutes)}</span>
                <span>{words.reports(one.reports)}</span>
                <span>{one.state === 'held' ? words.attended(one.attended) : words.people(one.people)}</span>
              </span>
            </span>
            <Mark
              tone={one.state === 'held' ? 'ok' : one.state === 'planned' ? 'info' : 'quiet'}
              word={words.states[one.state]}
            />
          </Go>
        </li>
      ))}
    </Rows>
  );
}
