import {
  putRunbookStep,
  type Report,
  type RunbookState,
  readReport,
  reportFormats,
  runbookStates,
} from '@muster/contract/learn/reports';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { textOf } from '../../ui/form.ts';
import { Go } from '../../ui/go.tsx';
import { Head, Section } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { Dated } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { Factors } from '../retrospective/factors.tsx';
import { Numbers } from '../retrospective/numbers.tsx';
import type { Edited, Papers } from '../retrospective/panel.ts';
import { Signal } from '../retrospective/signal.tsx';
import { Timeline } from '../retrospective/timeline.tsx';
import { WrittenCopy } from '../retrospective/written-copy.tsx';
import { Scorecard } from '../scorecard/scorecard.tsx';
import { words } from './messages.ts';
import { reportOf } from './queries.ts';

interface Props extends Edited {
  report: Report;
  /** For its services: how to hear of new ones. */
  following: ReactNode;
  /** What shows a text of Markdown. */
  Reading: Papers['Reading'];
}

/** A published report, for whoever was not there. */
export function ReportBody({ report, following, edited, Reading }: Props) {
  const { retrospective: one } = report;
  useCounted(one.id);
  return (
    <div data-wide>
      <Head title={one.title} about={<About report={report} />}>
        {one.ref !== null && (
          <Go to={paths.incident(one.ref)} className={buttonClass()}>
            {words.toIncident}
          </Go>
        )}
        <Go to={paths.followUps({ retrospective: one.id })} className={buttonClass()}>
          {words.followUps}
        </Go>
      </Head>
      <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1.7fr)_minmax(18rem,1fr)]">
        <div className="min-w-0 space-y-8">
          <WrittenCopy one={one} Reading={Reading} />
          <Factors one={one} readOnly />
          <Scorecard one={one} readOnly />
          {one.timeline.length > 0 && <Timeline one={one} readOnly />}
        </div>
        <div className="min-w-0 space-y-8">
          {edited}
          <Numbers one={one} readOnly />
          <Signal one={one} readOnly />
          <Runbook id={one.id} runbook={report.runbook} />
          <Files id={one.id} />
          {one.services.length > 0 && (
            <Section title={words.following}>
              <p className="mb-2 text-sm text-quiet">{words.followingAbout}</p>
              {following}
            </Section>
          )}
        </div>
      </div>
    </div>
  );
}

function About({ report: { retrospective: one, readers } }: Pick<Props, 'report'>) {
  return (
    <span className="flex flex-wrap gap-x-3 [overflow-wrap:anywhere]">
      {one.ref && <span>{one.ref}</span>}
      {one.services.length > 0 && <span>{one.services.join(', ')}</span>}
      {one.publishedAt && (
        <span>
          {words.published} <Dated at={one.publishedAt} />
        </span>
      )}
      {one.reviewedBy && <span>{words.reviewedBy(one.reviewedBy)}</span>}
      <span>{words.readers(readers)}</span>
    </span>
  );
}

/** Whoever has it open is a reader. That it could not be counted is nobody's concern here. */
function useCounted(id: string) {
  useEffect(() => {
    call(readReport, { params: { id } }).catch(() => undefined);
  }, [id]);
}

function Files({ id }: { id: string }) {
  return (
    <Section title={words.exported}>
      <ul className="flex flex-wrap gap-2">
        {reportFormats.map((format) => (
          <li key={format}>
            <a href={`/api/v1/reports/${id}/export?format=${format}`} download className={buttonClass()}>
              <FileDown size={16} aria-hidden="true" />
              {words.formats[format]}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Runbook({ id, runbook }: { id: string; runbook: Report['runbook'] }) {
  const whyNot = useWhyNotRespond();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: { state: RunbookState; note: string }) =>
      call(putRunbookStep, { params: { id }, body }),
    onSuccess: () => {
      say(words.saved);
      return client.invalidateQueries({ queryKey: reportOf(id).queryKey });
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const state = runbookStates.find((one) => one === textOf(form, 'state'));
    if (state) save.mutate({ state, note: textOf(form, 'note') });
  };
  if (whyNot !== undefined)
    return (
      <Section title={words.runbook}>
        <p className="text-sm [overflow-wrap:anywhere]">
          {runbook.state === null ? words.unsaid : words.runbooks[runbook.state]} {runbook.note}
        </p>
      </Section>
    );
  return (
    <Section title={words.runbook}>
      <p className="mb-2 text-sm text-quiet">{words.runbookAbout}</p>
      <form onSubmit={submit} className="space-y-3" key={`${runbook.state} ${runbook.note}`}>
        <Choice label={words.runbook} isLabelHidden name="state" required defaultValue={runbook.state ?? ''}>
          <option value="">{words.unsaid}</option>
          {runbookStates.map((state) => (
            <option key={state} value={state}>
              {words.runbooks[state]}
            </option>
          ))}
        </Choice>
        <Field label={words.note} name="note" maxLength={2_000} defaultValue={runbook.note} />
        <Button type="submit" busy={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Section>
  );
}
