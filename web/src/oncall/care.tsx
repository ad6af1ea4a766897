import type { getCoverage } from '@muster/contract/oncall/schedules';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Shape, type Tone } from '../ui/mark.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { At, Sentence } from '../ui/time.tsx';
import { words } from './messages.ts';

type Coverage = AnswerOf<typeof getCoverage>;
const shown = 4;

/** What would go wrong the next time somebody is needed. Absent when nothing would. */
export function Care({ coverage }: { coverage: Coverage }) {
  const { gaps, unreachable, policies } = coverage;
  const rows: ReactNode[] = [
    ...gaps.map((gap) => (
      <CareRow
        key={`${gap.schedule} ${gap.start}`}
        tone="critical"
        to={paths.schedule(gap.schedule, { from: gap.start.slice(0, 10) })}
      >
        <span className="font-medium">{words.now.gap(gap.schedule)}</span>{' '}
        <span className="text-quiet">
          <At at={gap.start} /> – <At at={gap.end} />
        </span>
      </CareRow>
    )),
    ...unreachable.map((one) => (
      <CareRow key={`person ${one.person}`} tone="warning" to={paths.people({ q: one.person })}>
        <span className="font-medium">{words.now.unreachable(one.person)}</span>{' '}
        <span className="text-quiet">
          <Sentence text={one.reason} />
        </span>
      </CareRow>
    )),
    ...policies.map((one) => (
      <CareRow key={`policy ${one.policy}`} tone="warning" to={paths.onCall}>
        <span className="font-medium">{words.now.policy(one.policy)}</span>{' '}
        <span className="text-quiet">
          <Sentence text={one.reason} />
        </span>
      </CareRow>
    )),
  ];
  if (rows.length === 0) return null;
  return (
    <Section title={words.now.care}>
      <Rows label={words.now.care}>{rows.slice(0, shown)}</Rows>
      {rows.length > shown && (
        <details className="mt-2">
          <summary className="text-sm text-quiet">{words.now.careMore(rows.length - shown)}</summary>
          <div className="mt-2">
            <Rows>{rows.slice(shown)}</Rows>
          </div>
        </details>
      )}
    </Section>
  );
}

function CareRow({ tone, to, children }: { tone: Tone; to: string; children: ReactNode }) {
  return (
    <li>
      <Go
        to={to}
        data-row
        className="flex items-baseline gap-2.5 px-3 py-2.5 text-sm -outline-offset-2 hover:bg-sunken"
      >
        <span className="translate-y-0.5">
          <Shape tone={tone} />
        </span>
        <span className="min-w-0">{children}</span>
      </Go>
    </li>
  );
}
