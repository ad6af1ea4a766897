import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTitle } from '../app/title.ts';
import { services } from '../catalog/queries.ts';
import { words } from '../respond/reports/messages.ts';
import { MyReports } from '../respond/reports/my-reports.tsx';
import { ReportForm } from '../respond/reports/report-form.tsx';
import { Head } from '../ui/section.tsx';
import { say } from '../ui/toast.tsx';

/** Support says what customers see, declares with the same form, and sees what became of it. */
export function SupportDeclareScreen() {
  useTitle(words.form.title);
  const names = useQuery(services).data?.map((service) => service.name) ?? [];
  const [sent, setSent] = useState(0);
  return (
    <>
      <Head title={words.form.title} about={words.form.about} />
      <div className="grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        {/* A new form for the next report, with a key of its own. */}
        <ReportForm
          key={sent}
          services={names}
          onReported={() => {
            setSent(sent + 1);
            say(words.form.thanks, 'ok');
          }}
        />
        <MyReports />
      </div>
    </>
  );
}
