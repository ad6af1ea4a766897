import type { Ratio } from '@muster/contract/measure/measures';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { Dated } from '../ui/time.tsx';
import { Beside, Definition, Fold, Table } from './reliability-parts.tsx';
import { words } from './reliability-words.ts';

interface CardProps {
  value: string;
  note: string;
  about: { definition: string; definitionVersion: number; excluded: Ratio['excluded'] };
  /** Whether it is another one than in the period before. */
  change?: string;
  children?: ReactNode;
}

/** One number with what it is of, whether it moved, what was left out, and what it means. */
export function Card({ value, note, about, change, children }: CardProps) {
  return (
    <div className="rounded-lg border border-line bg-raised">
      <div className="space-y-1 p-3">
        <p>
          <span className="text-lg font-semibold tabular-nums">{value}</span>{' '}
          <span className="text-sm text-quiet">{note}</span>
        </p>
        {change && <p className="text-sm">{change}</p>}
        <Beside excluded={about.excluded} />
      </div>
      {children}
      <Definition about={about} />
    </div>
  );
}

interface ShareProps {
  answer: Ratio;
  note: string;
  days: number;
  /** What each of its parts is called. */
  parts?: readonly (readonly [string, string])[];
  title: string;
}

/** A share with its parts in a table and the incidents that it is of. */
export function ShareCard({ answer, note, days, parts = [], title }: ShareProps) {
  return (
    <Card
      value={answer.value === null ? words.none : words.percent(answer.value)}
      note={note}
      about={answer}
      change={answer.n === 0 ? '' : words.shareChange(answer.change, days)}
    >
      {parts.length > 0 && (
        <Table
          label={title}
          columns={[words.columns.part, words.columns.value]}
          rows={parts.map(([name, value]) => ({ key: name, cells: [name, value] }))}
        />
      )}
      {answer.cases.length > 0 && <Cases answer={answer} title={title} />}
    </Card>
  );
}

function Cases({ answer: { cases }, title }: { answer: Ratio; title: string }) {
  return (
    <Fold title={words.cases(cases.length)}>
      <Table
        label={words.tableOf(title)}
        columns={[words.columns.incident, words.columns.resolved, words.columns.others]}
        rows={cases.map(({ ref, at, others }) => ({
          key: ref,
          cells: [
            <Incident key="ref" name={ref} />,
            <Dated key="at" at={at} />,
            <span key="others" className="space-x-2">
              {others.length === 0 ? words.none : others.map((one) => <Incident key={one} name={one} />)}
            </span>,
          ],
        }))}
      />
    </Fold>
  );
}

function Incident({ name }: { name: string }) {
  return (
    <Go to={paths.incident(name)} className="text-accent underline">
      {name}
    </Go>
  );
}
