import type { Page } from '@muster/contract/oncall/pages';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Shape } from '../ui/mark.tsx';
import { Rows } from '../ui/section.tsx';
import { Ago } from '../ui/time.tsx';
import { words } from './messages.ts';
import { PageMark, toneOf } from './page-mark.tsx';

/** Pages to scan: one line each where there is room. */
export function PageRows({ pages, label }: { pages: Page[]; label: string }) {
  return (
    <Rows label={label}>
      {pages.map((page) => (
        <PageRow key={page.id} page={page} />
      ))}
    </Rows>
  );
}

function PageRow({ page }: { page: Page }) {
  const over = page.state === 'resolved';
  return (
    <li data-page={page.id}>
      <Go
        to={paths.page(page.id)}
        data-row
        className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-2.5 px-3 py-2.5 -outline-offset-2 hover:bg-sunken @2xl:grid-cols-[10.5rem_minmax(0,1fr)_auto_auto] @2xl:gap-x-4"
      >
        <span className="hidden @2xl:block">
          <PageMark page={page} />
        </span>
        <span className="translate-y-0.5 @2xl:hidden">
          <Shape tone={toneOf(page)} />
        </span>
        <span className={`min-w-0 font-medium @2xl:truncate ${over ? 'text-quiet' : ''}`}>{page.title}</span>
        <span className="col-start-2 flex flex-wrap gap-x-3 text-sm text-quiet @2xl:col-start-3">
          <span className="@2xl:hidden">{words.state[page.state]}</span>
          {page.service && <span>{page.service}</span>}
          {page.owner && <span>{page.owner}</span>}
          {page.escalation === 'exhausted' && page.state === 'triggered' && (
            <span className="text-critical">{words.exhausted}</span>
          )}
          <span className="@2xl:hidden">
            <Ago at={page.openedAt} />
          </span>
        </span>
        <span className="hidden w-28 text-right text-sm text-quiet @2xl:block">
          <Ago at={page.openedAt} />
        </span>
      </Go>
    </li>
  );
}
