import type { Incident } from '@muster/contract/respond/incidents';
import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { localZone } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../wrong.tsx';
import { words } from './messages.ts';
import { useLimitDamage } from './queries.ts';

const beside = ['/at', '/stopGap/until', '/stopGap/what'];
const instantOf = (field: string) => new Date(field).toISOString();

/** Contained or mitigated, since when, and what holds it only for a while. */
export function LimitDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const [reached, setReached] = useState<keyof typeof words.reached>(
    incident.times.contained ? 'mitigated' : 'contained',
  );
  const [at, setAt] = useState('');
  const [gap, setGap] = useState({ on: false, what: '', residual: '', until: '' });
  const limit = useLimitDamage(incident);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (limit.isPending || (gap.on && gap.what.trim() === '')) return;
    const { what, residual, until } = gap;
    const stopGap = {
      what: what.trim(),
      residual: residual.trim(),
      until: until === '' ? null : instantOf(until),
    };
    limit.mutate(
      { reached, ...(at ? { at: instantOf(at) } : {}), ...(gap.on ? { stopGap } : {}) },
      {
        onSuccess: () => {
          say(words.done);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form onSubmit={save} className="space-y-4">
        <div className="max-sm:[&_fieldset]:flex-col max-sm:[&_fieldset]:items-stretch">
          <Segmented label={words.what} value={reached} options={words.reached} onChange={setReached} />
        </div>
        <Field
          label={words.at}
          hint={words.atHint(localZone)}
          type="datetime-local"
          value={at}
          error={errorAt(limit.error, '/at')}
          onChange={(event) => setAt(event.target.value)}
        />
        <label className="flex min-h-10 items-center gap-3 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={gap.on}
            onChange={(event) => setGap({ ...gap, on: event.target.checked })}
          />
          {words.provisional}
        </label>
        {gap.on && (
          <>
            <Field
              label={words.stopGap}
              value={gap.what}
              maxLength={500}
              required
              autoComplete="off"
              error={errorAt(limit.error, '/stopGap/what')}
              onChange={(event) => setGap({ ...gap, what: event.target.value })}
            />
            <Area
              label={words.residual}
              rows={2}
              value={gap.residual}
              maxLength={2_000}
              onChange={(event) => setGap({ ...gap, residual: event.target.value })}
            />
            <Field
              label={words.until}
              hint={words.untilHint(localZone)}
              type="datetime-local"
              value={gap.until}
              error={errorAt(limit.error, '/stopGap/until')}
              onChange={(event) => setGap({ ...gap, until: event.target.value })}
            />
          </>
        )}
        <Wrong text={errorBeside(limit.error, beside)} />
        <Button type="submit" look="primary" className="w-full" busy={limit.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
