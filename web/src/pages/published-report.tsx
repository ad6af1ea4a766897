import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTitle } from '../app/title.ts';
import { FollowButton } from '../inform/following/follow-button.tsx';
import { words } from '../learn/report/messages.ts';
import { reportOf } from '../learn/report/queries.ts';
import { ReportBody } from '../learn/report/report-body.tsx';
import { paths } from '../paths.ts';
import { LateEditsPanel } from '../respond/details/late-edits.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';

const Reading = lazy(() =>
  import('../respond/document/read-only.tsx').then((file) => ({ default: file.ReadOnly })),
);

/** A published report. */
export function PublishedReportScreen() {
  const { id = '' } = useParams({ strict: false });
  const report = useQuery(reportOf(id));
  useTitle(report.data?.retrospective.title ?? words.title);
  return (
    <QueryView query={report} rows={6} title={words.title}>
      {(answer) => (
        <ReportBody
          Reading={Reading}
          report={answer}
          edited={<LateEditsPanel edits={answer.retrospective.lateEdits} />}
          following={<Following services={answer.retrospective.services} />}
        />
      )}
    </QueryView>
  );
}

function Following({ services }: { services: readonly string[] }) {
  return (
    <ul className="space-y-2">
      {services.map((name) => (
        <li key={name} className="flex flex-wrap items-center justify-between gap-2 text-sm">
          <Go to={paths.service(name)} className="min-w-0 underline [overflow-wrap:anywhere]">
            {name}
          </Go>
          <FollowButton kind="service" subject={name} name={name} />
        </li>
      ))}
    </ul>
  );
}
