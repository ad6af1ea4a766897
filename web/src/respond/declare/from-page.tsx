import type { Page } from '@muster/contract/oncall/pages';
import { paths } from '../../paths.ts';
import { buttonClass } from '../../ui/button.tsx';
import { useTicking } from '../../ui/clock.ts';
import { Go } from '../../ui/go.tsx';
import { Refuse } from '../prompt/refuse.tsx';
import { words } from './messages.ts';

const hourMs = 3_600_000;

/** On every open page: the three tests whether it is an incident (R13), and the way to declare it. */
export function FromPage({ page }: { page: Page }) {
  const anHour = useTicking((now) => (now - Date.parse(page.openedAt) >= hourMs ? 1 : 0)) === 1;
  if (page.state === 'resolved') return null;
  const to = paths.declare({
    page: page.id,
    title: page.title,
    ...(page.service ? { service: page.service } : {}),
  });
  return (
    <section
      aria-label={words.tests}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border p-3 text-sm sm:px-4 ${
        anHour ? 'border-warning bg-warning-soft' : 'border-line bg-raised'
      }`}
    >
      <p className="min-w-0 flex-1 basis-64">
        <span className="font-medium">{anHour ? words.hourPassed : words.tests}</span>{' '}
        <span className="text-quiet">{words.testsLine}</span>
      </p>
      <Go to={to} data-declare className={buttonClass(anHour ? 'primary' : 'plain', 'small')}>
        {words.declareIncident}
      </Go>
      <Refuse page={page} asks={anHour} />
    </section>
  );
}
