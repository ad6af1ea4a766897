import type { RehearsedHere } from '@muster/contract/oncall/policy-path';
import { Section } from '../ui/section.tsx';
import { editWords as words } from './policy-edit-messages.ts';
import { policyWords } from './policy-messages.ts';
import { words as rota } from './rota-messages.ts';

/** The first minutes tell what a change does; the rest follows from them. */
const mostShown = 12;

type Told = RehearsedHere['told'][number];

/** The rehearsal of the draft beside that of the saved policy: who is told no longer, and who is told anew. */
export function RehearsalDifference({ before, after }: { before: RehearsedHere; after: RehearsedHere }) {
  const rows = toldDifferences(before.told, after.told);
  return (
    <Section title={words.compare}>
      {rows.length === 0 ? (
        <p className="text-sm text-quiet">{words.compareSame}</p>
      ) : (
        <ul className="divide-y divide-line text-sm">
          {rows.slice(0, mostShown).map(({ told, isNew }) => (
            <li key={`${isNew} ${keyOf(told)}`} className="flex items-baseline gap-2 py-1.5">
              <span className="figures w-16 shrink-0 text-quiet">{policyWords.plus(told.minute)}</span>
              <span className="min-w-0 flex-1 wrap-anywhere">
                {isNew ? <strong>{lineOf(told)}</strong> : <del className="text-quiet">{lineOf(told)}</del>}
              </span>
              <span className="text-xs text-quiet">{isNew ? words.compareGained : words.compareLost}</span>
            </li>
          ))}
          {rows.length > mostShown && (
            <li className="py-1.5 text-quiet">{rota.change.more(rows.length - mostShown)}</li>
          )}
        </ul>
      )}
    </Section>
  );
}

/** Messages that only one of the two runs sends, in the order of their minutes. */
function toldDifferences(before: readonly Told[], after: readonly Told[]): { told: Told; isNew: boolean }[] {
  const [had, gets] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  const lost = before.filter((one) => !gets.has(keyOf(one))).map((told) => ({ told, isNew: false }));
  const gained = after.filter((one) => !had.has(keyOf(one))).map((told) => ({ told, isNew: true }));
  return [...lost, ...gained].sort((a, b) => a.told.minute - b.told.minute);
}

function keyOf({ minute, person, via, kind }: Told): string {
  return JSON.stringify([minute, person, via, kind]);
}

function lineOf({ person, via }: Told): string {
  return `${person}, ${via}`;
}
