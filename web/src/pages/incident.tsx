import type { Incident } from '@muster/contract/respond/incidents';
import { isResolved } from '@muster/contract/respond/settings';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useKeys } from '../app/keys.ts';
import { one, useSearchState } from '../app/search.ts';
import { useIsReader, useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { FollowButton } from '../inform/following/follow-button.tsx';
import { paths } from '../paths.ts';
import { words } from '../respond/messages.ts';
import type { PanelProps } from '../respond/panel.ts';
import { incidentAt, useIncident } from '../respond/queries.ts';
import { FourAnswers } from '../respond/top/four-answers.tsx';
import { Headline } from '../respond/top/headline.tsx';
import { StatusPath } from '../respond/top/status-path.tsx';
import { buttonClass } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { Go } from '../ui/go.tsx';
import { useWide } from '../ui/narrow.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Loading, problemOf } from '../ui/states.tsx';
import { IncidentBrief } from './incident-brief.tsx';
import { main, side, type Tab, tabs, top } from './incident-panels.ts';

const TimeBar = lazy(() =>
  import('../respond/slider/time-bar.tsx').then((file) => ({ default: file.TimeBar })),
);

const Outside = lazy(() =>
  import('../respond/members/outside.tsx').then((file) => ({ default: file.Outside })),
);

/** The command screen for those who work on it, the brief for everybody else. */
export function IncidentScreen() {
  const { ref = '' } = useParams({ strict: false });
  return useIsReader() ? <Command reference={ref} /> : <IncidentBrief reference={ref} />;
}

function Command({ reference }: { reference: string }) {
  const query = useIncident(reference);
  useTitle(query.data ? `${query.data.ref} ${query.data.title}` : words.title);
  return (
    <>
      <QueryView query={query} rows={6} title={words.title}>
        {(incident) => <InTime incident={incident} />}
      </QueryView>
      {query.data === undefined && problemOf(query.error)?.code === 'not_found' && (
        <Suspense fallback={null}>
          <Outside reference={reference} />
        </Suspense>
      )}
    </>
  );
}

/** Now, or as it was at the instant of the address. */
function InTime({ incident }: { incident: Incident }) {
  const [search, setSearch] = useSearchState();
  const at = one(search.at);
  const [open, setOpen] = useState(false);
  const past = useQuery({ ...incidentAt(incident.id, at), enabled: at !== '' });
  const readOnly = useWhyNotRespond() !== undefined || at !== '';
  const look = () => setOpen(true);
  return (
    <div data-wide className="space-y-3">
      {(open || at !== '') && (
        <Suspense fallback={null}>
          <TimeBar
            incident={incident}
            at={at}
            onChange={(next) => setSearch({ at: next })}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
      {at === '' ? (
        <Screen incident={incident} readOnly={readOnly} onLookBack={open ? undefined : look} />
      ) : (
        <QueryView query={past} rows={6} title={incident.title}>
          {(then) => <Screen incident={then} readOnly />}
        </QueryView>
      )}
    </div>
  );
}

/** The four questions are answered first; below them is what people work with. */
function Screen({ onLookBack, ...props }: PanelProps & { onLookBack?: (() => void) | undefined }) {
  return (
    <>
      <Headline
        {...props}
        onLookBack={onLookBack}
        beside={
          <>
            {isResolved(props.incident.category) && (
              <Go to={paths.retrospective(props.incident.ref)} className={buttonClass('plain', 'small')}>
                {words.retrospective}
              </Go>
            )}
            <FollowButton kind="incident" subject={props.incident.id} name={props.incident.ref} isSmall />
          </>
        }
      />
      <StatusPath {...props} />
      <FourAnswers {...props} />
      {top.map(({ id, Panel }) => (
        <Suspense key={id} fallback={null}>
          <Panel {...props} />
        </Suspense>
      ))}
      <Panels {...props} />
    </>
  );
}

/** Beside each other where there is room; on a phone one tab at a time, named in the address. */
function Panels(props: PanelProps) {
  const wide = useWide();
  const [search, setSearch] = useSearchState();
  useKeys(props.readOnly ? {} : { u: () => setSearch({ tab: 'news', write: 'all' }) });
  const offered = [...new Set((wide ? main : [...main, ...side]).map((panel) => panel.tab))];
  const asked = one(search.tab);
  const tab = offered.find((each) => each === asked) ?? offered[0];
  const columns = wide && main.length > 0;
  return (
    <div className={cx(columns && 'grid grid-cols-[minmax(0,1.7fr)_minmax(18rem,1fr)] items-start gap-8')}>
      {(main.length > 0 || !wide) && (
        <div className="min-w-0 space-y-4">
          <Tabs offered={offered} tab={tab} onChange={(next) => setSearch({ tab: next })} />
          <Shown panels={[...main, ...(wide ? [] : side)].filter((panel) => panel.tab === tab)} {...props} />
        </div>
      )}
      {wide && (
        <div className="min-w-0 space-y-6">
          <Shown panels={side} {...props} />
        </div>
      )}
    </div>
  );
}

function Shown({ panels, incident, readOnly }: PanelProps & { panels: typeof side }) {
  return panels.map(({ id, Panel }) => (
    <Suspense key={id} fallback={<Loading rows={2} />}>
      <Panel incident={incident} readOnly={readOnly} />
    </Suspense>
  ));
}

interface TabsProps {
  offered: Tab[];
  tab: Tab | undefined;
  onChange: (tab: Tab) => void;
}

function Tabs({ offered, tab, onChange }: TabsProps) {
  if (offered.length < 2) return null;
  return (
    <div className="-mx-4 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0">
      <nav aria-label={words.parts} className="flex gap-1">
        {offered.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === tab ? 'true' : undefined}
            onClick={() => onChange(one)}
            className={cx(
              'min-h-10 border-b-2 px-3 text-sm whitespace-nowrap pointer-coarse:min-h-11',
              one === tab
                ? 'border-accent font-semibold text-accent'
                : 'border-transparent text-quiet hover:text-text',
            )}
          >
            {tabs[one]}
          </button>
        ))}
      </nav>
    </div>
  );
}
