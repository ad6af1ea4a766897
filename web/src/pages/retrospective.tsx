import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTitle } from '../app/title.ts';
import { Begin } from '../learn/retrospective/begin.tsx';
import { RetrospectiveBody } from '../learn/retrospective/body.tsx';
import { words } from '../learn/retrospective/messages.ts';
import { oneById, suggestion } from '../learn/retrospective/queries.ts';
import { LateEditsPanel } from '../respond/details/late-edits.tsx';
import { QueryView } from '../ui/query-view.tsx';

const Writing = lazy(() => import('./retrospective-writing.tsx').then((file) => ({ default: file.Written })));
const Reading = lazy(() =>
  import('../respond/document/read-only.tsx').then((file) => ({ default: file.ReadOnly })),
);

/** The retrospective of an incident; where there is none yet, how to begin it. */
export function IncidentRetrospectiveScreen() {
  const { ref = '' } = useParams({ strict: false });
  const found = useQuery(suggestion(ref));
  useTitle(found.data ? `${words.title} ${ref}` : words.title);
  return (
    <QueryView query={found} rows={6} title={words.title}>
      {(known) =>
        known.retrospective === null ? (
          <Begin reference={ref} known={known} />
        ) : (
          <Shown id={known.retrospective} />
        )
      }
    </QueryView>
  );
}

/** One that is about no incident. */
export function RetrospectiveScreen() {
  const { id = '' } = useParams({ strict: false });
  return <Shown id={id} />;
}

function Shown({ id }: { id: string }) {
  const query = useQuery(oneById(id));
  useTitle(query.data ? `${words.title} ${query.data.ref ?? query.data.title}` : words.title);
  return (
    <QueryView query={query} rows={6} title={words.title}>
      {(one) => (
        <RetrospectiveBody
          one={one}
          edited={<LateEditsPanel edits={one.lateEdits} />}
          Writing={Writing}
          Reading={Reading}
        />
      )}
    </QueryView>
  );
}
