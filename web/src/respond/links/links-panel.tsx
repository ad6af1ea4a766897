import type { Incident } from '@muster/contract/respond/incidents';
import type { Merged } from '@muster/contract/respond/merges';
import type { Link } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Go } from '../../ui/go.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Trouble } from '../../ui/states.tsx';
import type { PanelProps } from '../panel.ts';
import { LinkDialog } from './link-dialog.tsx';
import { ApartDialog, MergeDialog } from './merge-dialog.tsx';
import { relations, words } from './messages.ts';
import { mergedInto, useRemoveLink } from './queries.ts';

/** What it has to do with other incidents, and where else something about it stands. */
export function LinksPanel({ incident, readOnly }: PanelProps) {
  const [open, setOpen] = useState<'link' | 'merge' | 'apart' | null>(null);
  const came = useQuery({ ...mergedInto(incident), enabled: !readOnly && incident.absorbed.length > 0 });
  // What came with alerts and reports stands beside the moments; it is no link of anybody's.
  const links = incident.links.filter((one) => one.kind !== 'alert' && one.kind !== 'report');
  const close = () => setOpen(null);
  const isMerged = incident.mergedInto !== null;
  return (
    <Section title={words.title} beside={!readOnly && <Acts isMerged={isMerged} onOpen={setOpen} />}>
      <div className="space-y-3">
        {incident.mergedInto && (
          <p className="text-sm">
            <Go to={paths.incident(incident.mergedInto)} className="underline underline-offset-2">
              {words.goesOn(incident.mergedInto)}
            </Go>
          </p>
        )}
        {links.length === 0 && incident.absorbed.length === 0 && !isMerged && (
          <p className="text-sm text-quiet">{words.empty}</p>
        )}
        {links.length > 0 && (
          <Rows label={words.title}>
            {links.map((one) => (
              <LinkRow key={one.id} incident={incident} link={one} readOnly={readOnly} />
            ))}
          </Rows>
        )}
        {came.isError && <Trouble error={came.error} retry={() => void came.refetch()} />}
        {came.data && <Came items={came.data.items} />}
      </div>
      {open === 'link' && <LinkDialog incident={incident} onClose={close} />}
      {open === 'merge' && <MergeDialog incident={incident} onClose={close} />}
      {open === 'apart' && <ApartDialog incident={incident} onClose={close} />}
    </Section>
  );
}

function Acts({
  isMerged,
  onOpen,
}: {
  isMerged: boolean;
  onOpen: (what: 'link' | 'merge' | 'apart') => void;
}) {
  return (
    <div className="flex gap-2">
      <Button size="small" onClick={() => onOpen('link')} aria-haspopup="dialog">
        {words.add}
      </Button>
      <Button size="small" onClick={() => onOpen(isMerged ? 'apart' : 'merge')} aria-haspopup="dialog">
        {isMerged ? words.apart : words.merge}
      </Button>
    </div>
  );
}

function LinkRow({ incident, link, readOnly }: { incident: Incident; link: Link; readOnly: boolean }) {
  const remove = useRemoveLink(incident);
  const name = link.label || link.to;
  return (
    <li className="flex items-center justify-between gap-3 px-3 py-1.5 text-sm">
      <span className="min-w-0 wrap-anywhere">
        {link.relation && <span className="text-quiet">{relations[link.relation]} </span>}
        <Target link={link} name={name} />
      </span>
      {!readOnly && (
        <Button
          size="small"
          look="quiet"
          aria-label={words.remove(name)}
          busy={remove.isPending}
          onClick={() => remove.mutate(link.id)}
        >
          {words.removeShort}
        </Button>
      )}
    </li>
  );
}

/** Only addresses of the web leave; an incident is shown here; anything else is text. */
function Target({ link: { kind, to }, name }: { link: Link; name: string }) {
  if (kind === 'incident')
    return (
      <Go to={paths.incident(to)} className="underline underline-offset-2">
        {name}
      </Go>
    );
  if (!/^https?:\/\//i.test(to)) return <span>{name}</span>;
  return (
    <a href={to} target="_blank" rel="noopener noreferrer" className="underline underline-offset-2">
      {name}
    </a>
  );
}

/** What came along with each: where somebody has to look once more. */
function Came({ items }: { items: readonly Merged[] }) {
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium text-quiet">{words.came}</h3>
      <Rows label={words.came}>
        {items.map((one) => (
          <li key={one.ref} className="px-3 py-2 text-sm">
            <Go to={paths.incident(one.ref)} className="wrap-anywhere underline underline-offset-2">
              {one.ref} {one.title}
            </Go>
            <p className="text-quiet">{words.cameWith(one.entries, one.openTasks.length)}</p>
            {one.openTasks.map((task) => (
              <p key={task.id} className="wrap-anywhere">
                {task.text}
              </p>
            ))}
            {one.heldSystems.map(({ system, person }) => (
              <p key={system} className="wrap-anywhere">
                {words.held(system, person)}
              </p>
            ))}
          </li>
        ))}
      </Rows>
    </div>
  );
}
