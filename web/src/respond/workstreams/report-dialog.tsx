import type { Incident } from '@muster/contract/respond/incidents';
import type { Workstream } from '@muster/contract/respond/state';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Choice } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useReportStream } from './queries.ts';

export interface StreamDialogProps {
  incident: Incident;
  stream: Workstream;
  onClose: () => void;
}

const spans = [10, 15, 20, 30, 60, 120];
const most = 2_000;

/** Condition, actions, needs: three short answers, and when the next ones come (P8). */
export function ReportDialog({ incident, stream, onClose }: StreamDialogProps) {
  const [condition, setCondition] = useState('');
  const [actions, setActions] = useState('');
  const [needs, setNeeds] = useState('');
  const [next, setNext] = useState('');
  const report = useReportStream(incident, stream.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (condition.trim() === '' || report.isPending) return;
    const again = next === '' ? {} : { nextInMinutes: Number(next) };
    report.mutate(
      { condition: condition.trim(), actions: actions.trim(), needs: needs.trim(), ...again },
      { onSuccess: onClose },
    );
  };
  const fields = [
    { label: words.conditionAsk, value: condition, set: setCondition, required: true },
    { label: words.actionsAsk, value: actions, set: setActions, required: false },
    { label: words.needsAsk, value: needs, set: setNeeds, required: false },
  ];
  return (
    <Dialog title={words.reportOf(stream.title)} onClose={onClose}>
      <form onSubmit={save} className="space-y-3">
        {fields.map(({ label, value, set, required }) => (
          <Area
            key={label}
            label={label}
            rows={2}
            value={value}
            onChange={(event) => set(event.target.value)}
            maxLength={most}
            required={required}
          />
        ))}
        <Choice label={words.next} value={next} onChange={(event) => setNext(event.target.value)}>
          <option value="">
            {stream.everyMinutes === null ? words.nextNone : words.nextSame(stream.everyMinutes)}
          </option>
          {spans.map((one) => (
            <option key={one} value={one}>
              {words.nextIn(one)}
            </option>
          ))}
        </Choice>
        <Wrong text={errorBeside(report.error, [])} />
        <Button type="submit" look="primary" className="w-full" busy={report.isPending}>
          {words.report}
        </Button>
      </form>
    </Dialog>
  );
}
