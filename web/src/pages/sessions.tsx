import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRowKeys } from '../app/keys.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { words } from '../learn/session/messages.ts';
import { PlanSession } from '../learn/session/plan-form.tsx';
import { sessionList } from '../learn/session/queries.ts';
import { SessionRows } from '../learn/session/rows.tsx';
import { Button } from '../ui/button.tsx';
import { ListView } from '../ui/list-view.tsx';
import { Head } from '../ui/section.tsx';

/** Sessions, the latest first. */
export function SessionsScreen() {
  useTitle(words.title);
  useRowKeys();
  const [isOpen, setOpen] = useState(false);
  const query = useInfiniteQuery(sessionList);
  const whyNot = useWhyNotRespond();
  return (
    <>
      <Head title={words.title} about={words.about}>
        <Button look="primary" whyNot={whyNot} onClick={() => setOpen(true)}>
          {words.plan}
        </Button>
      </Head>
      <ListView query={query} rows={4} none={{ title: words.none, text: words.noneText }}>
        {(items) => <SessionRows sessions={items} />}
      </ListView>
      {isOpen && <PlanSession onClose={() => setOpen(false)} />}
    </>
  );
}
