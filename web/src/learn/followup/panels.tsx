/** Follow-ups beside other things: an incident, a service. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIsReader, useWhyNotRespond } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Go } from '../../ui/go.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { AddFollowUp } from './form.tsx';
import { words } from './messages.ts';
import { followUpList, type Wish } from './queries.ts';
import { FollowUpRows } from './rows.tsx';

const few = 8;

interface IncidentProps {
  incident: { ref: string };
}

/** Of an incident: what was agreed after it. Also when it is over, for that is when most is agreed. */
export function IncidentFollowUps({ incident: { ref } }: IncidentProps) {
  return <Few wish={{ incident: ref }} beside={{ incident: ref }} />;
}

/** Of a service: what is promised and not yet done. */
export function ServiceFollowUps({ service }: { service: string }) {
  if (!useIsReader()) return null;
  return <Few wish={{ service, state: 'active' }} beside={{ service }} />;
}

function Few({ wish, beside }: { wish: Wish; beside: { incident?: string; service?: string } }) {
  const query = useInfiniteQuery(followUpList(wish, few));
  const mayNot = useWhyNotRespond();
  const [isAdding, setAdding] = useState(false);
  return (
    <Section
      title={words.title}
      beside={
        <div className="flex flex-wrap items-center gap-3">
          <Go to={paths.followUps({ view: 'list', ...beside })} className="text-sm text-accent underline">
            {words.all}
          </Go>
          {!mayNot && (
            <Button size="small" onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          )}
        </div>
      }
    >
      <QueryView query={query} rows={2}>
        {({ pages }) => {
          const items = pages.flatMap((part) => part.items);
          if (items.length === 0) return <Empty title={words.empty} />;
          return <FollowUpRows items={items} label={words.title} />;
        }}
      </QueryView>
      {isAdding && <AddFollowUp {...beside} onClose={() => setAdding(false)} />}
    </Section>
  );
}
