import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { messages } from '../app/messages.ts';
import { useTitle } from '../app/title.ts';
import { AlertDetail } from '../detect/alert-detail.tsx';
import { oneAlert } from '../detect/queries.ts';
import { QueryView } from '../ui/query-view.tsx';

/** One alert. */
export function AlertScreen() {
  const { id = '' } = useParams({ strict: false });
  const alert = useQuery(oneAlert(id));
  useTitle(alert.data?.title ?? '');
  return (
    <QueryView query={alert} rows={4} title={messages.nav.alerts}>
      {(one) => <AlertDetail alert={one} />}
    </QueryView>
  );
}
