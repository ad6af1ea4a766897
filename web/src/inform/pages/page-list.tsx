import type { StatusPage } from '@muster/contract/inform/status-pages';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Rows } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { words } from './messages.ts';
import { statusPages } from './queries.ts';
import { indicatorTones } from './tones.ts';

/** All pages: how each stands, and what it needs. */
export function PageList() {
  const pages = useQuery(statusPages);
  return (
    <QueryView query={pages} rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={words.none}>
            <p>{words.noneText}</p>
          </Empty>
        ) : (
          <Rows label={words.title}>
            {items.map((one) => (
              <li key={one.id}>
                <PageRow page={one} />
              </li>
            ))}
          </Rows>
        )
      }
    </QueryView>
  );
}

function PageRow({ page }: { page: StatusPage }) {
  return (
    <Go
      to={paths.statusPage(page.name)}
      className="block space-y-1 px-3 py-3 -outline-offset-2 hover:bg-sunken"
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="font-medium wrap-anywhere">{page.title}</span>
        <Mark tone={indicatorTones[page.indicator]} word={words.indicators[page.indicator]} />
      </span>
      <span className="flex flex-wrap gap-x-3 text-sm text-quiet">
        <span>{words.visibility[page.visibility]}</span>
        <span>{words.components(page.components.length)}</span>
        {page.host && <span className="wrap-anywhere">{page.host}</span>}
        {page.waiting > 0 && <span className="text-warning">{words.waits(page.waiting)}</span>}
      </span>
      {page.problem && (
        <span className="block text-sm text-critical wrap-anywhere">{words.problem(page.problem.text)}</span>
      )}
    </Go>
  );
}
