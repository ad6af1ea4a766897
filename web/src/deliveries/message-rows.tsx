import type { Message } from '@muster/contract/platform/messages';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { OpeningRow } from '../ui/opening-row.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { Dated } from '../ui/time.tsx';
import { words } from './messages.ts';
import { oneMessage } from './queries.ts';

/** To whom, by what, with which result: one message in a row; each opens to its tries. */
export function MessageRows({ messages }: { messages: readonly Message[] }) {
  return (
    <Rows label={words.list}>
      {messages.map((one) => (
        <MessageRow key={one.id} message={one} />
      ))}
    </Rows>
  );
}

function MessageRow({ message }: { message: Message }) {
  const { id, purpose, page, person, via, kind, state, plannedAt } = message;
  return (
    <OpeningRow
      columns="sm:grid-cols-[7.5rem_minmax(0,1fr)_14rem_2rem]"
      name={`${words.open}: ${person}`}
      cells={
        <>
          <span className="text-quiet">
            <Dated at={plannedAt} />
          </span>
          <span className="col-start-1 min-w-0 wrap-anywhere sm:col-auto">
            <span className="font-medium">{person}</span>{' '}
            <span className="text-quiet">
              {words.by} {words.kinds[kind] ?? kind} ({via}), {words.purposes[purpose] ?? purpose}
              {page !== null && (
                <>
                  {' '}
                  <Go to={paths.page(page)} className="underline underline-offset-2">
                    …{page.slice(-8)}
                  </Go>
                </>
              )}
            </span>
          </span>
          <span className="col-start-1 sm:col-auto">
            <Mark tone={tones[state]} word={words.states[state]} />
          </span>
        </>
      }
    >
      {() => <Tries id={id} />}
    </OpeningRow>
  );
}

function Tries({ id }: { id: string }) {
  return (
    <QueryView query={useQuery(oneMessage(id))} rows={2}>
      {({ plannedAt, expiresAt, reason, attempts, maybeDuplicate }) => (
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
          <Fact name={words.detail.id}>
            <code className="text-xs wrap-anywhere">{id}</code>
          </Fact>
          <Fact name={words.detail.planned}>
            <Dated at={plannedAt} />
          </Fact>
          <Fact name={words.detail.staleAt}>
            <Dated at={expiresAt} />
          </Fact>
          {reason !== '' && <Fact name={words.detail.reason}>{reason}</Fact>}
          {maybeDuplicate && <Fact name={words.detail.reason}>{words.detail.twice}</Fact>}
          <Fact name={words.detail.tries}>
            {attempts.length === 0 ? (
              words.detail.noTry
            ) : (
              <ol className="space-y-1">
                {attempts.map((one) => (
                  <li key={`${one.at} ${one.outcome}`}>
                    <Dated at={one.at} />: {words.outcomes[one.outcome] ?? one.outcome}
                    {one.note !== '' && <span className="text-quiet"> ({one.note})</span>}
                  </li>
                ))}
              </ol>
            )}
          </Fact>
        </dl>
      )}
    </QueryView>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

const tones: Record<Message['state'], Tone> = {
  queued: 'info',
  sending: 'info',
  handed: 'info',
  delivered: 'ok',
  failed: 'critical',
  cancelled: 'quiet',
  expired: 'warning',
};
