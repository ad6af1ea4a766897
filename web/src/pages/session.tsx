import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTitle } from '../app/title.ts';
import { words } from '../learn/session/messages.ts';
import { oneSession } from '../learn/session/queries.ts';
import { SessionBody } from '../learn/session/session-body.tsx';
import { QueryView } from '../ui/query-view.tsx';

/** One session. */
export function SessionScreen() {
  const { id = '' } = useParams({ strict: false });
  const session = useQuery(oneSession(id));
  useTitle(session.data?.title ?? words.title);
  return (
    <QueryView query={session} rows={6} title={words.title}>
      {(one) => <SessionBody one={one} />}
    </QueryView>
  );
}
