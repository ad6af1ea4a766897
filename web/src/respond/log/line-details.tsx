import type { Incident } from '@muster/contract/respond/incidents';
import type { EntryKind } from '@muster/contract/respond/state';
import { useQuery } from '@tanstack/react-query';
import { Area, Choice, Field } from '../../ui/field.tsx';
import { respondSettings } from '../queries.ts';
import { words } from './messages.ts';

export interface Details {
  evidence: string;
  known: string;
  options: string;
  meaning: string;
  step: string;
  matches: string;
  raiseTo: string;
  /** As a field for a day and a time shows it. */
  revisitAt: string;
  /** The hypothesis or question that it is about. */
  about: string;
}

export const noDetails: Details = {
  evidence: '',
  known: '',
  options: '',
  meaning: '',
  step: '',
  matches: '',
  raiseTo: '',
  revisitAt: '',
  about: '',
};

type Part = keyof Details;
const partsOf: Partial<Record<EntryKind, readonly Part[]>> = {
  attempt: ['about', 'evidence'],
  finding: ['about', 'evidence'],
  decision: ['known', 'options', 'revisitAt', 'evidence'],
  tripwire: ['meaning', 'step', 'matches', 'raiseTo'],
};

/** Those that belong to the kind and that something was said in. */
export function detailsFor(kind: EntryKind, details: Details): Record<string, string | string[]> {
  const given = (partsOf[kind] ?? ['evidence']).filter((part) => details[part].trim() !== '');
  return Object.fromEntries(
    given.map((part) => [
      part,
      part === 'options'
        ? details.options.split('\n').flatMap((one) => one.trim() || [])
        : part === 'revisitAt'
          ? new Date(details.revisitAt).toISOString()
          : details[part].trim(),
    ]),
  );
}

interface Props {
  incident: Pick<Incident, 'open'>;
  kind: EntryKind;
  value: Details;
  onChange: (value: Details) => void;
}

/** What may be said beside the line itself; folded, as most lines need none of it. */
export function LineDetails({ incident, kind, value, onChange }: Props) {
  const questions = incident.open.filter((one) => one.kind === 'hypothesis' || one.kind === 'question');
  const severities = useQuery(respondSettings).data?.severities ?? [];
  const set = (part: Part) => (event: { target: { value: string } }) =>
    onChange({ ...value, [part]: event.target.value });
  return (
    <details>
      <summary className="flex min-h-8 cursor-pointer items-center pointer-coarse:min-h-11">
        {words.details}
      </summary>
      <div className="w-[min(28rem,80vw)] space-y-2 py-2 text-text">
        {(partsOf[kind] ?? (['evidence'] as const)).map((part) =>
          part === 'about' ? (
            questions.length > 0 && (
              <Choice key={part} label={words.fields.about} value={value.about} onChange={set(part)}>
                <option value="">{words.fields.nothing}</option>
                {questions.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.text.slice(0, 100)}
                  </option>
                ))}
              </Choice>
            )
          ) : part === 'revisitAt' ? (
            <Field
              key={part}
              label={words.fields.revisitAt}
              type="datetime-local"
              value={value.revisitAt}
              onChange={set(part)}
            />
          ) : part === 'raiseTo' ? (
            <Choice key={part} label={words.fields.raiseTo} value={value.raiseTo} onChange={set(part)}>
              <option value="">{words.fields.nothing}</option>
              {severities.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.label}
                </option>
              ))}
            </Choice>
          ) : part === 'evidence' || part === 'matches' ? (
            <Field
              key={part}
              label={words.fields[part]}
              hint={part === 'matches' ? words.fields.matchesHint : undefined}
              value={value[part]}
              maxLength={part === 'matches' ? 500 : 2_000}
              onChange={set(part)}
            />
          ) : (
            <Area
              key={part}
              label={words.fields[part]}
              rows={2}
              maxLength={2_000}
              value={value[part]}
              onChange={set(part)}
            />
          ),
        )}
      </div>
    </details>
  );
}
