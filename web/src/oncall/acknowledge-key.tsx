import type { Page } from '@muster/contract/oncall/pages';
import { useKeys } from '../app/keys.ts';
import { useWhyNotRespond } from '../app/session.tsx';
import { useAct } from './act.ts';

/**
 * The key `a` on a screen with several pages: it acknowledges the one in focus, else the first of `mine` that waits.
 * Rows name their page in `data-page`.
 */
export function AcknowledgeKey({ pages, mine = [] }: { pages: Page[]; mine?: Page[] }) {
  const act = useAct();
  const mayNot = useWhyNotRespond();
  useKeys({
    a: () => {
      const focused = document.activeElement?.closest('[data-page]')?.getAttribute('data-page');
      const page = pages.find((one) => one.id === focused) ?? mine.find((one) => one.state === 'triggered');
      if (page?.state === 'triggered' && !mayNot) act.mutate({ page, act: { kind: 'acknowledge' } });
    },
  });
  return null;
}
