import type { getCoverage } from '@muster/contract/oncall/schedules';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Shape, type Tone } from '../ui/mark.tsx';
import { Rows, Section } from '../ui/section.tsx';
import { At, Sentence } from '../ui/time.tsx';
import { byReason, type Group } from './care-groups.ts';
import { words } from './messages.ts';

type Coverage = AnswerOf<typeof getCoverage>;
const shown = 4;

/** What would go wrong the next time somebody is needed; what has the same reason is said once. Absent when nothing would. */
export function Care({ coverage }: { coverage: Coverage }) {
  const rows = rowsOf(coverage);
  if (rows.length === 0) return null;
  return (
    <Section title={words.now.care}>
      <Rows label={words.now.care}>{rows.slice(0, shown)}</Rows>
      {rows.length > shown && (
        <details className="mt-2">
          <summary className="disclosure flex min-h-11 items-center text-sm text-quiet">
            {words.now.careMore(rows.length - shown)}
          </summary>
          <Rows>{rows.slice(shown)}</Rows>
        </details>
      )}
    </Section>
  );
}

/** Where each kind of finding is mended; the others are told by what stands above them. */
const places: Partial<Record<Coverage['findings'][number]['kind'], (subject: string) => string>> = {
  nobody: () => paths.onCall,
  alone: () => paths.onCall,
  away: (subject) => paths.schedule(subject.slice(subject.indexOf(' ') + 1)),
  test: (subject) => paths.schedule(subject.slice(subject.indexOf(' ') + 1)),
  unused: (schedule) => paths.schedule(schedule),
  unknown: (service) => paths.service(service),
};

function rowsOf({ gaps, unreachable, policies, left, findings }: Coverage): ReactNode[] {
  return [
    ...left.map((one) => <LeaverRow key={`left ${one.person} ${one.schedule} ${one.policy}`} leaver={one} />),
    ...Array.from(
      Map.groupBy(gaps, (gap) => gap.schedule),
      ([schedule, all]) => <GapRow key={`gaps ${schedule}`} schedule={schedule} gaps={all} />,
    ),
    ...byReason(unreachable.map(({ person, reason }) => ({ name: person, reason }))).map((group) => (
      <GroupRow
        key={`people ${group.reason}`}
        group={group}
        one={words.now.unreachable}
        many={words.now.unreachableMany}
        to={(name) => paths.people({ q: name })}
      />
    )),
    ...byReason(policies.map(({ policy, reason }) => ({ name: policy, reason }))).map((group) => (
      <GroupRow
        key={`policies ${group.reason}`}
        group={group}
        one={words.now.policy}
        many={words.now.policyMany}
        to={() => paths.onCall}
      />
    )),
    ...findings
      .filter(({ kind, subject }) => kind !== 'nobody' || !policies.some((one) => one.policy === subject))
      .flatMap(({ kind, subject, text }) => {
        const to = places[kind]?.(subject);
        if (to === undefined) return [];
        return [
          <CareRow key={`finding ${kind} ${subject}`} tone="warning" to={to}>
            {text}
          </CareRow>,
        ];
      }),
  ];
}

/** Somebody who has left and is named all the same. */
function LeaverRow({ leaver }: { leaver: Coverage['left'][number] }) {
  const { person, schedule, policy, from, empty } = leaver;
  if (schedule === null)
    return (
      <CareRow tone="warning" to={paths.onCall}>
        <span className="font-medium">{words.now.leftInPolicy(person, policy ?? '')}</span>{' '}
        <span className="text-quiet">{words.now.leftStep}</span>
      </CareRow>
    );
  return (
    <CareRow tone={empty ? 'critical' : 'warning'} to={paths.schedule(schedule)}>
      <span className="font-medium">{words.now.leftOnRota(person, schedule)}</span>{' '}
      {from && (
        <span className="text-quiet">
          {words.now.leftFrom} <At at={from} />
          {empty && `, ${words.now.leftNobody}`}
        </span>
      )}
    </CareRow>
  );
}

/** The next gap of a schedule, and how many follow: its calendar shows them all. */
function GapRow({ schedule, gaps }: { schedule: string; gaps: Coverage['gaps'] }) {
  const [next] = gaps;
  if (!next) return null;
  return (
    <CareRow tone="critical" to={paths.schedule(schedule, { from: next.start.slice(0, 10) })}>
      <span className="font-medium">{words.now.gap(schedule)}</span>{' '}
      <span className="text-quiet">
        <At at={next.start} /> – <At at={next.end} />
        {gaps.length > 1 && `, ${words.now.moreGaps(gaps.length - 1)}`}
      </span>
    </CareRow>
  );
}

interface GroupProps {
  group: Group;
  one: (name: string) => string;
  many: (n: number) => string;
  to: (name: string) => string;
}

/** One name is a row that leads to it; several are a number, with the names behind it. */
function GroupRow({ group: { reason, names }, one, many, to }: GroupProps) {
  const [first = ''] = names;
  const text = (
    <>
      <span className="font-medium">{names.length === 1 ? one(first) : many(names.length)}</span>{' '}
      <span className="text-quiet">
        <Sentence text={reason} />
      </span>
    </>
  );
  if (names.length === 1)
    return (
      <CareRow tone="warning" to={to(first)}>
        {text}
      </CareRow>
    );
  return (
    <li>
      <details>
        <summary data-row className={`disclosure -outline-offset-2 hover:bg-sunken ${rowClass}`}>
          <RowText tone="warning">{text}</RowText>
        </summary>
        <ul className="flex flex-wrap gap-x-4 pr-3 pb-2 pl-9 text-sm">
          {names.map((name) => (
            <li key={name}>
              <Go
                to={to(name)}
                className="flex min-h-8 items-center underline underline-offset-2 pointer-coarse:min-h-11"
              >
                {name}
              </Go>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function CareRow({ tone, to, children }: { tone: Tone; to: string; children: ReactNode }) {
  return (
    <li>
      <Go to={to} data-row className={`-outline-offset-2 hover:bg-sunken ${rowClass}`}>
        <RowText tone={tone}>{children}</RowText>
      </Go>
    </li>
  );
}

const rowClass = 'flex items-baseline gap-2.5 px-3 py-2.5 text-sm';

function RowText({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <>
      <span className="translate-y-0.5">
        <Shape tone={tone} />
      </span>
      <span className="min-w-0">{children}</span>
    </>
  );
}
