import type { LateChange, LateEdit } from '@muster/contract/respond/state';
import { Section } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { words } from './messages.ts';

const shown = 3;

/** The same on a report of it, where there is anything. */
export function LateEditsPanel({ edits }: { edits: readonly LateEdit[] }) {
  if (edits.length === 0) return null;
  return (
    <Section title={words.late}>
      <p className="mb-2 text-sm text-quiet">{words.lateAbout}</p>
      <div className="rounded-lg border border-line bg-raised p-3">
        <LateEdits edits={edits} />
      </div>
    </Section>
  );
}

/** What was changed after it was put away, by whom, when and why; the latest first, both what stood there and what does. */
export function LateEdits({ edits }: { edits: readonly LateEdit[] }) {
  const latest = edits.toReversed();
  const earlier = latest.slice(shown);
  return (
    <div className="space-y-2 text-sm">
      <Edits edits={latest.slice(0, shown)} />
      {earlier.length > 0 && (
        <details>
          <summary className="flex min-h-9 cursor-pointer items-center text-quiet underline underline-offset-2 pointer-coarse:min-h-11">
            {words.lateEarlier(earlier.length)}
          </summary>
          <Edits edits={earlier} />
        </details>
      )}
    </div>
  );
}

function Edits({ edits }: { edits: readonly LateEdit[] }) {
  return (
    <ul className="space-y-2">
      {edits.map(({ at, by, reason, changed }) => (
        <li key={at}>
          {changed.map((one) => (
            <p key={one.what} className="wrap-anywhere">
              {partName(one.what)}: <Value change={one} value={one.before} />
              {words.lateNow}
              <Value change={one} value={one.after} />
            </p>
          ))}
          <p className="wrap-anywhere text-xs text-quiet">
            {by.name}, <Dated at={at} />: {reason}
          </p>
        </li>
      ))}
    </ul>
  );
}

function partName(what: string): string {
  const [, kind, name = ''] = /^(times|fields)\.(.*)$/s.exec(what) ?? [];
  if (kind === 'times') return words.momentNames[name] ?? name;
  return kind === 'fields' ? name : (words.lateParts[what] ?? what);
}

function Value({ change: { what }, value }: { change: LateChange; value: string | null }) {
  if (value === null) return <span className="text-quiet">{words.lateNothing}</span>;
  if (/^(?:times\.|impact\.(?:from|until)$)/.test(what)) return <Dated at={value} />;
  return value;
}
