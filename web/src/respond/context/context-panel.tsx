import type { Incident } from '@muster/contract/respond/incidents';
import { ChevronRight } from 'lucide-react';
import { useTicking } from '../../ui/clock.ts';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import type { PanelProps } from '../panel.ts';
import { words } from './messages.ts';

/** Muster has looked around by then, or something keeps it from doing so. */
const patienceMs = 30_000;

/** What stood around the incident when it was declared; each part folds, the fullest ones first come open. */
export function ContextPanel({ incident }: PanelProps) {
  const { snapshot } = incident;
  return (
    <Section
      title={words.title}
      beside={
        snapshot && (
          <span className="text-xs text-quiet">
            <At at={snapshot.at} />
          </span>
        )
      }
    >
      {snapshot ? (
        <>
          <p className="mb-2 text-xs text-quiet">{words.taken}</p>
          <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
            {snapshot.parts.map((part) => (
              <Part key={part.title} {...part} />
            ))}
          </div>
        </>
      ) : (
        <Missing incident={incident} />
      )}
    </Section>
  );
}

function Part({ title, lines, missing }: NonNullable<Incident['snapshot']>['parts'][number]) {
  if (missing || lines.length === 0)
    return (
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 py-2 pr-3 pl-9 text-sm">
        <span>{title}</span>
        {missing ? (
          <Mark tone="warning" word={words.missing} />
        ) : (
          <span className="text-quiet">{words.nothing}</span>
        )}
      </p>
    );
  return (
    <details className="group">
      <summary className="flex min-h-10 cursor-pointer items-center gap-2 px-3 py-2 text-sm -outline-offset-2 hover:bg-sunken pointer-coarse:min-h-11">
        <ChevronRight
          size={16}
          aria-hidden="true"
          className="shrink-0 text-quiet transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        <span>{title}</span>
        <span className="ml-auto text-quiet tabular-nums">{lines.length}</span>
      </summary>
      <ul className="space-y-1 pr-3 pb-3 pl-9 text-sm">
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are kept for ever as they are.
          <li key={at} className="[overflow-wrap:anywhere]">
            {line}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Missing({ incident }: Pick<PanelProps, 'incident'>) {
  const late = useTicking((now) => (now - Date.parse(incident.declaredAt) > patienceMs ? 1 : 0)) === 1;
  const isComing = incident.kind === 'real' && !late;
  return (
    <p role={isComing ? 'status' : undefined} className="text-sm text-quiet">
      {isComing ? words.waiting : words.none}
    </p>
  );
}
