import type { Gathering } from '@muster/contract/respond/reports';
import { type FormEvent, useState } from 'react';
import { useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { textOf } from '../../ui/form.ts';
import { Go } from '../../ui/go.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Ago } from '../../ui/time.tsx';
import { words } from './messages.ts';
import { useDismissReports, useLinkReports } from './queries.ts';

const say = words.gathered;
const shown = 3;

/** Each service of which something was reported and nobody has said what it is: a proposal, never more. */
export function GatheredReports({ items }: { items: readonly Gathering[] }) {
  const [none, setNone] = useState<Gathering | null>(null);
  return (
    <Section title={say.title}>
      <Rows label={say.title}>
        {items.map((one) => (
          <Gathered key={one.service ?? ''} gathering={one} onNone={() => setNone(one)} />
        ))}
      </Rows>
      {none && <NoIncident gathering={none} onClose={() => setNone(null)} />}
    </Section>
  );
}

function Gathered({ gathering, onNone }: { gathering: Gathering; onNone: () => void }) {
  const { service, count, customers, lastAt, reports, incidents } = gathering;
  const mayNot = useWhyNotRespond();
  const link = useLinkReports();
  const ids = reports.map((one) => one.id);
  const [latest] = reports;
  const declare = paths.declare({
    title: latest?.symptom.split('\n')[0]?.slice(0, 200) ?? '',
    ...(service === null ? {} : { service }),
    reports: ids,
  });
  return (
    <li className="space-y-2 px-3 py-3 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">{say.about(service)}</span>
        <span>{words.counted(count, customers)}</span>
        <span className="text-xs text-quiet">
          {say.last} <Ago at={lastAt} />
        </span>
      </p>
      <ul className="list-disc space-y-0.5 pl-5 marker:text-quiet">
        {reports.slice(0, shown).map((one) => (
          <li key={one.id} className="[overflow-wrap:anywhere]">
            <span className="line-clamp-2">{one.symptom}</span>
            <Tickets addresses={one.tickets} />
          </li>
        ))}
        {count > shown && <li className="text-quiet">{say.more(count - shown)}</li>}
      </ul>
      <div className="flex flex-wrap gap-2">
        {incidents.map(({ ref, title }) => (
          <Button
            key={ref}
            size="small"
            look="primary"
            title={title}
            whyNot={mayNot}
            busy={link.isPending}
            onClick={() => link.mutate({ ref, reports: ids })}
          >
            {say.link(ref)}
          </Button>
        ))}
        <Go to={declare} className={buttonClass(incidents.length === 0 ? 'primary' : 'plain', 'small')}>
          {say.declare}
        </Go>
        <Button size="small" look="quiet" whyNot={mayNot} onClick={onNone}>
          {say.dismiss}
        </Button>
      </div>
    </li>
  );
}

/** Written by people, so only what is an address of the web is a link. */
export function Tickets({ addresses }: { addresses: readonly string[] }) {
  return addresses
    .filter((one) => /^https?:\/\//i.test(one))
    .map((one, at) => (
      <a
        key={one}
        href={one}
        title={one}
        target="_blank"
        rel="noopener noreferrer"
        className="mr-3 text-xs underline underline-offset-2"
      >
        {say.ticket(at + 1)}
      </a>
    ));
}

function NoIncident({ gathering, onClose }: { gathering: Gathering; onClose: () => void }) {
  const dismiss = useDismissReports();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = textOf(new FormData(event.currentTarget), 'reason');
    const reports = gathering.reports.map((one) => one.id);
    dismiss.mutate({ reports, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog title={say.send} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field name="reason" label={say.why} hint={say.whyHint} maxLength={500} required autoFocus />
        <Button type="submit" look="primary" busy={dismiss.isPending}>
          {say.send}
        </Button>
      </form>
    </Dialog>
  );
}
