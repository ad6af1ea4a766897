import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Shape } from '../ui/mark.tsx';
import { words } from './factor-messages.ts';

/** Above every screen of an administrator who has to set up a second factor first. */
export function FactorNeeded() {
  return (
    <aside className="mb-5 flex flex-wrap items-center justify-between gap-3 rounded-lg bg-warning-soft px-4 py-3 text-sm">
      <span className="flex min-w-0 items-start gap-2">
        <span className="mt-0.5">
          <Shape tone="warning" />
        </span>
        <span className="min-w-0">
          <span className="block font-medium">{words.needed}</span>
          {words.neededText}
        </span>
      </span>
      <Go to={paths.security} className="min-h-9 content-center font-medium text-accent underline">
        {words.goToIt}
      </Go>
    </aside>
  );
}
