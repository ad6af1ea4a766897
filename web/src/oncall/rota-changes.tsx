import { type ChangingHands, changingHands } from '@muster/contract/oncall/changing-hands';
import type { Schedule } from '@muster/contract/oncall/definition';
import { useQuery } from '@tanstack/react-query';
import { cx } from '../ui/class-names.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { Dated } from '../ui/time.tsx';
import { previewOf } from './preview-query.ts';
import { words } from './rota-messages.ts';

interface Props {
  /** What holds now, with all overrides; null for a rota that is new. */
  before: Schedule | null;
  after: Schedule;
  /** Where the eight weeks begin. */
  from: Temporal.Instant;
}

const shownSpans = 12;

/** Before anything is saved: who gains and loses which hours. */
export function RotaChanges({ before, after, from }: Props) {
  const span = { from: from.toString(), until: from.add({ hours: 8 * 7 * 24 }).toString() };
  const old = useQuery(previewOf(before ?? nobody, span));
  const fresh = useQuery(previewOf(after, span));
  return (
    <Section title={words.change.title}>
      <p className="mb-2 text-xs text-quiet">{words.change.about}</p>
      <QueryView query={old} rows={2}>
        {(was) =>
          fresh.data ? (
            <Changes changes={changingHands(was.segments, fresh.data.segments)} zone={after.timeZone} />
          ) : (
            <p className="text-sm text-quiet">{fresh.isError ? words.preview.cannot : words.preview.busy}</p>
          )
        }
      </QueryView>
    </Section>
  );
}

const nobody: Schedule = { timeZone: 'UTC', layers: [] };

/** Hours by person, and the stretches that change hands. */
export function Changes({ changes, zone }: { changes: ChangingHands; zone: string }) {
  const { spans, people, gaps } = changes;
  if (spans.length === 0) return <p className="text-sm">{words.change.none}</p>;
  const rows = people.filter((one) => one.before !== one.after);
  const hasGaps = gaps.before > 0 || gaps.after > 0;
  return (
    <div className="space-y-3 text-sm">
      <table className="w-full">
        <caption className="sr-only">{words.change.title}</caption>
        <thead className="text-xs text-quiet">
          <tr>
            <Column first>{words.change.who}</Column>
            <Column>{words.change.before}</Column>
            <Column>{words.change.after}</Column>
            <Column>{words.change.difference}</Column>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((one) => (
            <HoursRow key={one.person} name={one.person} before={one.before} after={one.after} />
          ))}
          {hasGaps && <HoursRow name={words.change.nobody} {...gaps} isBad={gaps.after > gaps.before} />}
        </tbody>
      </table>
      <details open={spans.length <= shownSpans / 2}>
        <summary className="disclosure flex min-h-8 items-center text-quiet pointer-coarse:min-h-11">
          {words.change.spans(spans.length)}
        </summary>
        <ul className="divide-y divide-line">
          {spans.slice(0, shownSpans).map((one) => (
            <li key={one.start} className="flex flex-wrap justify-between gap-x-3 py-1.5">
              <span className="text-quiet">
                <Dated at={one.start} zone={zone} /> – <Dated at={one.end} zone={zone} />
              </span>
              <span>
                <del className="text-quiet">{namesOr(one.before)}</del> →{' '}
                <strong>{namesOr(one.after)}</strong>
              </span>
            </li>
          ))}
        </ul>
        {spans.length > shownSpans && (
          <p className="text-quiet">{words.change.more(spans.length - shownSpans)}</p>
        )}
      </details>
    </div>
  );
}

function Column({ children, first = false }: { children: string; first?: boolean }) {
  return (
    <th scope="col" className={cx('py-1 font-medium', first ? 'text-left' : 'text-right')}>
      {children}
    </th>
  );
}

function HoursRow(props: { name: string; before: number; after: number; isBad?: boolean }) {
  const difference = props.after - props.before;
  return (
    <tr className={props.isBad ? 'text-critical' : ''}>
      <th scope="row" className="py-1.5 text-left font-medium">
        {props.name}
      </th>
      <td className="figures py-1.5 text-right">{rounded(props.before)}</td>
      <td className="figures py-1.5 text-right">{rounded(props.after)}</td>
      <td className="figures py-1.5 text-right font-semibold">
        {difference > 0 ? '+' : ''}
        {rounded(difference)}
      </td>
    </tr>
  );
}

function namesOr(people: readonly string[]): string {
  return people.length === 0 ? words.change.nobody : people.join(', ');
}

function rounded(hours: number): string {
  return String(Math.round(hours * 10) / 10);
}
