import { type FactKind, factKinds } from '@muster/contract/respond/obligation-rules';
import type { KeptRule } from '@muster/contract/respond/obligations';
import { localZone, nowMs } from '../../ui/clock.ts';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { words } from './messages.ts';

export interface FactDraft {
  kind: FactKind;
  /** As a field for a day and a time shows it, in the reader's zone. */
  at: string;
  what: string;
  decidedBy: string;
  evidence: string;
}

export const factPointers = ['/at', '/what', '/decidedBy', '/evidence', '/kind'].flatMap((one) => [
  one,
  `/fact${one}`,
]);

export function freshFact(kind: FactKind): FactDraft {
  return { kind, at: nowInField(), what: '', decidedBy: '', evidence: '' };
}

export function nowInField(): string {
  return Temporal.Instant.fromEpochMilliseconds(nowMs())
    .toZonedDateTimeISO(localZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** As it is sent. */
export function sentFact({ at, ...fact }: FactDraft) {
  return { ...fact, at: instantOf(at) };
}

export function instantOf(field: string): string {
  return field === '' ? '' : new Date(field).toISOString();
}

/** The kinds from which something of the rule counts. */
export function kindsOf(rule: KeptRule | undefined): FactKind[] {
  const used = new Set(
    (rule?.steps ?? []).flatMap((one) => [
      ...('fact' in one.after ? [one.after.fact] : []),
      ...(one.atLatest ? [one.atLatest.fact] : []),
    ]),
  );
  const known = factKinds.filter((one) => used.has(one));
  return known.length > 0 ? known : ['aware'];
}

interface Props {
  draft: FactDraft;
  kinds: readonly FactKind[];
  kindLabel: string;
  error: unknown;
  onChange: (draft: FactDraft) => void;
}

/** What was found or decided, when, by whom, and what proves it. */
export function FactFields({ draft, kinds, kindLabel, error, onChange }: Props) {
  const wrong = (pointer: string) => errorAt(error, pointer) ?? errorAt(error, `/fact${pointer}`);
  const text = (key: 'at' | 'what' | 'decidedBy' | 'evidence') => ({
    value: draft[key],
    error: wrong(`/${key}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [key]: event.target.value }),
    required: true,
  });
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice
          label={kindLabel}
          value={draft.kind}
          error={wrong('/kind')}
          onChange={(event) =>
            onChange({ ...draft, kind: kinds.find((one) => one === event.target.value) ?? draft.kind })
          }
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </Choice>
        <Field label={words.at} hint={words.zone(localZone)} type="datetime-local" {...text('at')} />
      </div>
      <Area label={words.what} rows={2} maxLength={2000} {...text('what')} />
      <Field label={words.decidedBy} maxLength={200} autoComplete="off" {...text('decidedBy')} />
      <Field
        label={words.evidence}
        hint={words.evidenceHint}
        maxLength={2000}
        autoComplete="off"
        {...text('evidence')}
      />
    </>
  );
}
