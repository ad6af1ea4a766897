import { useQuery } from '@tanstack/react-query';
import { Mark, type Tone } from '../ui/mark.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { At } from '../ui/time.tsx';
import { words } from './messages.ts';
import { notificationsOf } from './queries.ts';
import { words as shadows } from './shadow-messages.ts';
import type { Notification } from './what-next.tsx';

/** Who was told, by what, with which result; and who will be. */
export function ToldTable({ id }: { id: string }) {
  return (
    <Section title={words.told.title}>
      <QueryView query={useQuery(notificationsOf(id))}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-sm text-quiet">{words.told.none}</p>
          ) : (
            <ol className="divide-y divide-line rounded-lg border border-line bg-raised">
              {items.map((one) => (
                <Told key={one.id} one={one} />
              ))}
            </ol>
          )
        }
      </QueryView>
    </Section>
  );
}

function Told({ one }: { one: Notification }) {
  const last = one.attempts.at(-1);
  const note =
    one.reason || (one.outcome === 'failed' || one.outcome === 'expired' ? (last?.note ?? '') : '');
  return (
    <li className="grid grid-cols-[minmax(3.5rem,max-content)_minmax(0,1fr)_auto] items-baseline gap-x-3 px-3 py-2 text-sm">
      <span className="text-quiet">
        <At at={one.sentAt ?? one.dueAt} />
      </span>
      <span className="min-w-0">
        <span className="font-medium">{one.person}</span>{' '}
        <span className="text-quiet">
          {words.by} {words.kindShort[one.kind] ?? one.kind} ({one.via}){one.shadow && `, ${shadows.copy}`}
        </span>
      </span>
      <Mark tone={tones[one.outcome]} word={words.outcome[one.outcome]} />
      {(note || one.attempts.length > 1 || one.maybeDuplicate) && (
        <span className="col-span-2 col-start-2 text-xs text-quiet">
          {[
            note,
            one.attempts.length > 1 ? words.told.attempts(one.attempts.length) : '',
            one.maybeDuplicate ? words.told.maybeTwice : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
    </li>
  );
}

const tones: Record<Notification['outcome'], Tone> = {
  scheduled: 'info',
  queued: 'info',
  sending: 'info',
  handed: 'info',
  delivered: 'ok',
  failed: 'critical',
  cancelled: 'quiet',
  expired: 'warning',
};
