import type { Page } from '@muster/contract/oncall/pages';
import { useMe, useWhyNotRespond } from '../app/session.tsx';
import { paths } from '../paths.ts';
import { Button } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { softOf } from '../ui/mark.tsx';
import { Section } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import { useAct } from './act.ts';
import { words } from './messages.ts';
import { PageMark, toneOf } from './page-mark.tsx';

/** My open pages, each with the one thing to do next as its biggest part. */
export function MyPages({ pages }: { pages: Page[] }) {
  const act = useAct();
  const mayNot = useWhyNotRespond();
  if (pages.length === 0) return null;
  return (
    <Section title={words.now.mine}>
      <ul className="space-y-3">
        {pages.map((page) => (
          <li key={page.id} data-page={page.id} className={`rounded-xl p-4 ${softOf[toneOf(page)]}`}>
            <MyPage page={page} mayNot={mayNot} go={(kind) => act.mutate({ page, act: { kind } })} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface Props {
  page: Page;
  mayNot: string | undefined;
  go: (kind: 'acknowledge' | 'resolve') => void;
}

function MyPage({ page, mayNot, go }: Props) {
  const me = useMe().name;
  const waiting = page.state === 'triggered';
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 text-sm">
        <PageMark page={page} />
        {page.owner === me && <span>{words.youHaveIt}</span>}
        <Ago at={page.openedAt} />
      </p>
      <Go
        to={paths.page(page.id)}
        data-row
        className="mt-1 block text-xl font-semibold underline-offset-4 hover:underline"
      >
        {page.title}
      </Go>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm">
        {page.service && <span>{page.service}</span>}
        <span>{words.urgency[page.urgency]}</span>
        {page.groups > 0 && <span>{words.alerts(page.alerts)}</span>}
      </p>
      <div className="mt-3">
        {waiting ? (
          <Button look="primary" size="huge" whyNot={mayNot} onClick={() => go('acknowledge')}>
            {words.acknowledge}
          </Button>
        ) : (
          <Button whyNot={mayNot} onClick={() => go('resolve')}>
            {words.resolve}
          </Button>
        )}
      </div>
    </>
  );
}
