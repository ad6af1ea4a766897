import type { Draft, Update } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import type { Audience } from '@muster/contract/respond/settings';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Mark } from '../../ui/mark.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { Ago, At, Countdown } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { Composer } from './composer.tsx';
import { words } from './messages.ts';
import { updatesOf, useWriteUpdate } from './queries.ts';
import { SentUpdates } from './sent-updates.tsx';

interface PanelProps {
  incident: Incident;
  /** The past is shown, or the person may not write: nothing can be changed, and nothing counts down. */
  readOnly: boolean;
}

/** Whom we owe news, until when, and what they were told so far. */
export function NewsPanel(props: PanelProps) {
  const query = useQuery(updatesOf(props.incident));
  return (
    <Section title={words.title}>
      <p className="mb-2 text-sm text-quiet">{words.about}</p>
      <QueryView query={query} rows={4}>
        {({ items, drafts }) => <News {...props} items={items} drafts={drafts} />}
      </QueryView>
    </Section>
  );
}

/** Of the past, what was promised then stands in the incident; of what was sent, what was sent by then. */
function News({ items, drafts, ...props }: PanelProps & { items: Update[]; drafts: Draft[] }) {
  const [writing, setWriting] = useState<Audience | null>(null);
  const draft = drafts.find((one) => one.audience === writing);
  const { incident } = props;
  const counts = Object.values(incident.updates).reduce((sum, one) => sum + one.count, 0);
  const known = items.slice(Math.max(0, items.length - counts));
  return (
    <div className="space-y-5">
      <Rows label={words.title}>
        {drafts.map((one) => (
          <AudienceRow key={one.audience} draft={one} onWrite={() => setWriting(one.audience)} {...props} />
        ))}
      </Rows>
      {known.length > 0 && <SentUpdates items={known} />}
      {draft && <Composer incident={incident} draft={draft} onClose={() => setWriting(null)} />}
    </div>
  );
}

function AudienceRow({
  draft,
  incident,
  readOnly,
  onWrite,
}: PanelProps & { draft: Draft; onWrite: () => void }) {
  const { audience, saved } = draft;
  const due = incident.nextUpdates[audience];
  const last = incident.updates[audience];
  const write = useWriteUpdate(incident);
  const label = words.audiences[audience];
  const still = () =>
    write.mutate(
      { audience, kind: 'still-working', publish: true },
      {
        onSuccess: () => say(words.sent(label)),
        onError: (error) => say(words.notSent(reasonOf(error)), 'warning'),
      },
    );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{label}</span>
          {due ? <Due at={due} counts={!readOnly} /> : <span className="text-quiet">{words.noPromise}</span>}
        </p>
        <p className="truncate text-quiet">
          {last ? (
            <>
              {words.last} <Ago at={last.at} />: {last.text}
            </>
          ) : (
            words.never
          )}
        </p>
        {saved && (
          <p className="text-quiet">
            {words.keptBy(saved.by)} <Ago at={saved.at} />
          </p>
        )}
      </div>
      {!readOnly && (
        <div className="flex flex-wrap gap-2">
          {last && (
            <Button size="small" busy={write.isPending} aria-label={words.stillTo(label)} onClick={still}>
              {words.still}
            </Button>
          )}
          <Button
            size="small"
            look={last ? 'plain' : 'primary'}
            aria-haspopup="dialog"
            aria-label={`${saved ? words.goOn : words.write}: ${label}`}
            onClick={onWrite}
          >
            {saved ? words.goOn : words.write}
          </Button>
        </div>
      )}
    </li>
  );
}

function Due({ at, counts }: { at: string; counts: boolean }) {
  const late = useTicking((now) => (Date.parse(at) <= now ? 1 : 0)) === 1;
  if (!counts) return <At at={at} />;
  if (!late)
    return (
      <span className="whitespace-nowrap">
        {words.due} <Countdown to={at} />
      </span>
    );
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap text-warning">
      <Mark tone="warning" word={words.late} /> <At at={at} />
    </span>
  );
}
