import type { SeverityRule } from '@muster/contract/respond/settings';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Term } from '../../ui/term.tsx';
import { because } from '../details/late-reason.tsx';
import type { PanelProps } from '../panel.ts';
import { respondSettings, useChangeIncident } from '../queries.ts';
import { severityTone } from '../severity.ts';
import { words } from './messages.ts';
import { ReasonField } from './reason-field.tsx';

/** How bad it is; a press shows what each severity means and implies, and changes it. */
export function SeverityButton({ incident, readOnly }: PanelProps) {
  const [open, setOpen] = useState(false);
  const severities = useQuery(respondSettings).data?.severities ?? [incident.rule];
  const ranks = [...severities.map((one) => one.rank), incident.rule.rank];
  const mark = (
    <Mark tone={severityTone(incident.rule.rank, [...new Set(ranks)])} word={incident.rule.label} />
  );
  if (readOnly) return mark;
  return (
    <>
      <button
        type="button"
        aria-label={words.changeSeverity(incident.rule.label)}
        onClick={() => setOpen(true)}
        className="min-h-9 rounded-md border border-line-strong/60 bg-raised px-2.5 hover:bg-sunken pointer-coarse:min-h-11"
      >
        {mark}
      </button>
      {open && <SeverityDialog incident={incident} severities={severities} onClose={() => setOpen(false)} />}
    </>
  );
}

function SeverityDialog({
  incident,
  severities,
  onClose,
}: Pick<PanelProps, 'incident'> & { severities: readonly SeverityRule[]; onClose: () => void }) {
  const [chosen, setChosen] = useState(incident.severity);
  const [reason, setReason] = useState('');
  const change = useChangeIncident(incident);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const rule = severities.find((one) => one.name === chosen);
    if (rule && chosen !== incident.severity)
      change.mutate({
        change: { severity: chosen, ...because(reason) },
        expected: { severity: chosen, rule },
      });
    onClose();
  };
  return (
    <Dialog title={words.severity} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        <p className="text-sm text-quiet">
          <Term name="severity of an incident">{words.severity}</Term>: {words.unsure}
        </p>
        <Choices severities={severities} chosen={chosen} onChange={setChosen} />
        <ReasonField incident={incident} value={reason} error={change.error} onChange={setReason} />
        <Button type="submit" look="primary" className="w-full">
          {words.change}
        </Button>
      </form>
    </Dialog>
  );
}

interface ChoicesProps {
  severities: readonly SeverityRule[];
  chosen: string;
  onChange: (severity: string) => void;
}

function Choices({ severities, chosen, onChange }: ChoicesProps) {
  const name = useId();
  const ranks = severities.map((one) => one.rank);
  return (
    <fieldset className="divide-y divide-line overflow-hidden rounded-lg border border-line">
      <legend className="sr-only">{words.severity}</legend>
      {severities
        .toSorted((a, b) => b.rank - a.rank)
        .map((one) => (
          <ChoiceRow
            key={one.name}
            name={name}
            isChosen={one.name === chosen}
            onChoose={() => onChange(one.name)}
            className="flex"
          >
            <span className="min-w-0">
              <Mark tone={severityTone(one.rank, ranks)} word={one.label} />
              <span className="block text-sm">{one.meaning}</span>
              <span className="block text-xs text-quiet">{implied(one)}</span>
            </span>
          </ChoiceRow>
        ))}
    </fieldset>
  );
}

/** What follows from a severity, in one line. */
function implied({ wakes, publicNotice, rolesRequired, cadence, retrospective }: SeverityRule): string {
  const { implies } = words;
  const minutes = cadence.staff?.next ?? null;
  return [
    wakes ? implies.wakes : implies.asleep,
    rolesRequired.length > 0 ? implies.roles(rolesRequired.join(', ')) : '',
    minutes === null ? '' : implies.cadence(minutes),
    publicNotice ? implies.publicNotice : '',
    implies.retrospective[retrospective],
  ]
    .filter(Boolean)
    .join('; ');
}
