import type { draftHandover } from '@muster/contract/oncall/handover';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useIsReader, useMe, useWhyNotRespond } from '../app/session.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { At } from '../ui/time.tsx';
import { HandoverAccept } from './handover-accept.tsx';
import { words as card } from './handover-card-messages.ts';
import { waitingFor } from './handover-due.ts';
import { HandoverFactList } from './handover-facts.tsx';
import { HandoverForm } from './handover-form.tsx';
import { HandoverHistory } from './handover-history.tsx';
import { words } from './handover-messages.ts';
import { handoverOf } from './handover-queries.ts';

interface Props {
  schedule: string;
  people: readonly { name: string; fullName: string; access: string }[];
  /** Why this person may not change the rota; whoever is on call hands over all the same. */
  mayNotEdit: string | undefined;
}

/** A schedule's handover: what waits for me, what would be handed over now, and what was. For readers only. */
export function HandoverPanel({ schedule, people, mayNotEdit }: Props) {
  const isReader = useIsReader();
  const query = useQuery({ ...handoverOf(schedule), enabled: isReader });
  const place = useRef<HTMLDivElement>(null);
  const isThere = query.data !== undefined;
  useEffect(() => {
    if (isThere && location.hash === '#handover') place.current?.scrollIntoView({ block: 'start' });
  }, [isThere]);
  if (!isReader) return null;
  return (
    <div ref={place} id="handover" className="scroll-mt-16">
      <Section title={words.title}>
        <QueryView query={query} rows={4}>
          {(draft) => <Parts schedule={schedule} draft={draft} people={people} mayNotEdit={mayNotEdit} />}
        </QueryView>
      </Section>
    </div>
  );
}

function Parts({ schedule, draft, people, mayNotEdit }: Props & { draft: AnswerOf<typeof draftHandover> }) {
  const me = useMe().name;
  const whyNot = useWhyNotHandOver(draft.from, mayNotEdit);
  const able = people.filter(({ access }) => access === 'admin' || access === 'responder');
  const waiting = waitingFor(me, draft.history);
  return (
    <div className="space-y-5">
      {waiting.map((one) => (
        <HandoverAccept key={one.id} one={one} />
      ))}
      <p className="text-sm text-quiet">
        {words.about}{' '}
        {draft.at === null ? (
          words.noChange
        ) : (
          <>
            {words.change} <At at={draft.at} />, {card.nextIs(draft.to)}.
          </>
        )}
      </p>
      <HandoverFactList facts={draft.facts} />
      {(whyNot === undefined || draft.from.includes(me)) && (
        <HandoverForm schedule={schedule} draft={draft} people={able} whyNot={whyNot} />
      )}
      <HandoverHistory handovers={draft.history} />
    </div>
  );
}

function useWhyNotHandOver(from: readonly string[], mayNotEdit: string | undefined): string | undefined {
  const me = useMe().name;
  const mayNotRespond = useWhyNotRespond();
  return mayNotRespond ?? (from.includes(me) ? undefined : mayNotEdit);
}
