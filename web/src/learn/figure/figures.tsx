import { type Figure, putReportNumber } from '@muster/contract/learn/figures';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorBeside, textOf } from '../../ui/form.ts';
import { Wrong } from '../../ui/wrong.tsx';
import type { PartProps } from '../retrospective/panel.ts';
import { useAct } from '../retrospective/queries.ts';
import { words } from './messages.ts';
import { numberText } from './number-text.ts';

/** The numbers of a report by which it is found, each with how it is known. */
export function Figures({ one, readOnly }: PartProps) {
  const [open, setOpen] = useState<Figure | 'new' | null>(null);
  if (readOnly && one.figures.length === 0) return null;
  return (
    <section aria-label={words.countable} className="mt-3 rounded-lg border border-line bg-raised text-sm">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-2 px-3 py-1">
        <h3 className="font-medium">{words.countable}</h3>
        {!readOnly && (
          <Button size="small" look="quiet" onClick={() => setOpen('new')}>
            {words.add}
          </Button>
        )}
      </div>
      <ul className="divide-y divide-line border-t border-line">
        {one.figures.map((figure) => (
          <li key={figure.name} className="flex items-center justify-between gap-3 px-3 py-2">
            <span className="min-w-0">
              <span className="block wrap-anywhere">{figure.name}</span>
              <span className="text-xs text-quiet">{words.sources[figure.source]}</span>
            </span>
            <span className="flex shrink-0 items-center gap-2">
              <span className="figures font-medium">{numberText(figure)}</span>
              {!readOnly && (
                <Button
                  size="small"
                  look="quiet"
                  aria-label={words.change(figure.name)}
                  onClick={() => setOpen(figure)}
                >
                  {words.edit}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {!readOnly && (
        <p className="border-t border-line px-3 py-2 text-xs text-quiet">{words.countableHint}</p>
      )}
      {open !== null && (
        <FigureDialog one={one} figure={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

interface DialogProps {
  one: PartProps['one'];
  figure: Figure | null;
  onClose: () => void;
}

function FigureDialog({ one, figure, onClose }: DialogProps) {
  const [isWrong, setWrong] = useState(false);
  const put = useAct(
    one,
    (body: { name: string; value: number | null; unit: string }) =>
      call(putReportNumber, { params: { id: one.id }, body }),
    { quiet: true },
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = textOf(form, 'value').trim().replace(',', '.');
    const value = Number(text);
    const isNumber = text !== '' && Number.isFinite(value);
    setWrong(!isNumber);
    const name = figure?.name ?? textOf(form, 'name').trim();
    if (isNumber && name !== '')
      put.mutate({ name, value, unit: textOf(form, 'unit') }, { onSuccess: onClose });
  };
  return (
    <Dialog title={figure?.name ?? words.add} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4" noValidate>
        {figure === null && (
          <Field
            label={words.name}
            name="name"
            hint={words.nameHint}
            maxLength={60}
            required
            autoComplete="off"
          />
        )}
        <div className="grid grid-cols-2 gap-3">
          <Field
            label={words.value}
            name="value"
            inputMode="decimal"
            maxLength={30}
            defaultValue={figure?.value ?? ''}
            error={isWrong ? words.notNumber : undefined}
            autoComplete="off"
          />
          <Field
            label={words.unit}
            name="unit"
            hint={words.unitHint}
            maxLength={20}
            defaultValue={figure?.unit ?? ''}
            autoComplete="off"
          />
        </div>
        <Wrong text={errorBeside(put.error, [])} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" className="flex-1" busy={put.isPending}>
            {words.save}
          </Button>
          {figure?.source === 'people' && (
            <Button
              look="danger"
              onClick={() => put.mutate({ name: figure.name, value: null, unit: '' }, { onSuccess: onClose })}
            >
              {words.takeBack}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
