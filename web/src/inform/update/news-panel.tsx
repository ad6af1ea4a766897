import type { Draft, Updates, Waiting } from '@muster/contract/inform/updates';
import type { Incident } from '@muster/contract/respond/incidents';
import { useQuery } from '@tanstack/react-query';
import { one as first, useSearchState } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { Due } from '../../ui/due.tsx';
import { Mark } from '../../ui/mark.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { Ago, At } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { Composer } from './composer.tsx';
import { words } from './messages.ts';
import { updatesOf, useWriteUpdate } from './queries.ts';
import { SentUpdates } from './sent-updates.tsx';
import { UnsentUpdates } from './unsent-updates.tsx';
import { waitsFor } from './waiting-card.tsx';

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
        {(updates) => <News {...props} updates={updates} />}
      </QueryView>
    </Section>
  );
}

/**
 * Of the past, what was promised then stands in the incident; of what was sent, what was sent by then. The address says
 * who is written to, so that a key and a link lead there.
 */
function News({ updates, ...props }: PanelProps & { updates: Updates }) {
  const { items, unsent, drafts, waiting } = updates;
  const [search, setSearch] = useSearchState();
  const asked = first(search.write);
  const draft = drafts.find((one) => one.audience === asked);
  const isWriting = !props.readOnly && drafts.length > 0 && (draft !== undefined || asked === 'all');
  const { incident } = props;
  const counts = Object.values(incident.updates).reduce((sum, one) => sum + one.count, 0);
  const known = items.slice(Math.max(0, items.length - counts));
  const notSent = unsent.filter((one) => one.seq <= incident.version);
  return (
    <div className="space-y-5">
      <Rows label={words.title}>
        {drafts.map((one) => (
          <AudienceRow
            key={one.audience}
            draft={one}
            waiting={props.readOnly ? undefined : waiting.find((each) => each.audience === one.audience)}
            onWrite={() => setSearch({ write: one.audience })}
            {...props}
          />
        ))}
      </Rows>
      {known.length > 0 && <SentUpdates incident={incident} items={known} readOnly={props.readOnly} />}
      {notSent.length > 0 && <UnsentUpdates items={notSent} />}
      {isWriting && (
        <Composer
          incident={incident}
          updates={updates}
          start={draft?.audience ?? null}
          onClose={() => setSearch({ write: '' })}
        />
      )}
    </div>
  );
}

interface RowProps extends PanelProps {
  draft: Draft;
  waiting: Waiting | undefined;
  onWrite: () => void;
}

function AudienceRow({ draft, waiting, incident, readOnly, onWrite }: RowProps) {
  const { audience, saved } = draft;
  const due = incident.nextUpdates[audience];
  const last = incident.updates[audience];
  const label = words.audiences[audience];
  const verb = waiting ? words.read : saved ? words.goOn : words.write;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{label}</span>
          {due ? (
            <Due at={due} words={words} Late={At} counts={!readOnly} />
          ) : (
            <span className="text-quiet">{words.noPromise}</span>
          )}
        </p>
        <p className="truncate text-quiet">
          {last ? (
            <>
              {words.last} <Ago at={last.at} />: {last.retracted ? words.retracted : last.text}
            </>
          ) : (
            words.never
          )}
        </p>
        {waiting && <Mark tone="info" word={waitsFor(waiting)} />}
        {saved && !waiting && (
          <p className="text-quiet">
            {words.keptBy(saved.by)} <Ago at={saved.at} />
          </p>
        )}
      </div>
      {!readOnly && (
        <div className="flex flex-wrap gap-2">
          {last && !last.retracted && <StillWorking incident={incident} audience={audience} />}
          <Button
            size="small"
            look={last && !waiting?.mayApprove ? 'plain' : 'primary'}
            aria-haspopup="dialog"
            aria-label={`${verb}: ${label}`}
            onClick={onWrite}
          >
            {verb}
          </Button>
        </div>
      )}
    </li>
  );
}

/** News, too, and one tap. */
function StillWorking({ incident, audience }: Pick<RowProps, 'incident'> & Pick<Draft, 'audience'>) {
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
    <Button size="small" busy={write.isPending} aria-label={words.stillTo(label)} onClick={still}>
      {words.still}
    </Button>
  );
}
