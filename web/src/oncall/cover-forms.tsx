import { type Asked, askForCover, type CoverRequest } from '@muster/contract/oncall/cover';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { localZone } from '../ui/clock.ts';
import { Dialog } from '../ui/dialog.tsx';
import { dated } from '../ui/duration.ts';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { AskedPicker, asksNobody } from './asked-picker.tsx';
import { useCoverAct } from './cover-act.ts';
import { words } from './cover-messages.ts';
import { fieldTime, instantOfField, type OwnShift } from './own-shifts.ts';

/** Asks for cover of a shift of one's own, or of a part of it. */
export function AskForm({
  shift,
  teams,
  people,
  onClose,
}: {
  shift: OwnShift;
  teams: readonly { name: string }[];
  people: readonly { name: string; fullName: string }[];
  onClose: () => void;
}) {
  const client = useQueryClient();
  const [wrong, setWrong] = useState('');
  const [asked, setAsked] = useState<Asked>({ kind: 'everybody' });
  const [isNobody, setNobody] = useState(false);
  const save = useMutation({
    mutationFn: (body: BodyOf<typeof askForCover>) =>
      call(askForCover, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => {
      say(words.form.sent);
      void client.invalidateQueries({ queryKey: ['cover'] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const span = spanIn(form);
    setWrong(span ? '' : words.form.badTimes);
    setNobody(asksNobody(asked));
    if (!span || asksNobody(asked)) return;
    const note = textOf(form, 'note');
    save.mutate({
      schedule: shift.schedule,
      ...span,
      asked,
      atOnce: form.get('atOnce') !== null,
      ...(note ? { note } : {}),
    });
  };
  const errors = { start: errorAt(save.error, '/start'), end: wrong || errorAt(save.error, '/end') };
  return (
    <Dialog title={words.askFor(shift.schedule)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <SpanFields span={shift} errors={errors} />
        <AskedPicker
          asked={asked}
          teams={teams}
          people={people}
          error={isNobody && asksNobody(asked) ? words.form.noPeople : undefined}
          onChange={setAsked}
        />
        <label className="flex items-start gap-2 text-sm">
          <input type="checkbox" name="atOnce" defaultChecked className="mt-0.5 size-5" />
          <span>
            {words.form.atOnce}
            <span className="block text-xs text-quiet">{words.form.atOnceHint}</span>
          </span>
        </label>
        <Field label={words.form.note} name="note" maxLength={500} hint={words.form.noteHint} />
        <Wrong text={errorBeside(save.error, ['/start', '/end'])} />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {words.form.send}
        </Button>
      </form>
    </Dialog>
  );
}

/** Offers to step in for a part of it, or in exchange for a shift of one's own. */
export function OfferForm({
  request,
  shifts,
  onClose,
}: {
  request: CoverRequest;
  shifts: readonly OwnShift[];
  onClose: () => void;
}) {
  const act = useCoverAct();
  const [wrong, setWrong] = useState('');
  const [first] = request.open;
  const choices = choicesOf(request, shifts);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const span = spanIn(form);
    setWrong(span ? '' : words.form.badTimes);
    if (!span) return;
    const exchange = choices[Number(textOf(form, 'exchange') || -1)];
    const note = textOf(form, 'note');
    const body = { ...span, ...(exchange ? { exchange } : {}), ...(note ? { note } : {}) };
    const said = saidOf(request, span, exchange);
    act.mutate({ do: 'offer', id: request.id, body, said }, { onSuccess: onClose });
  };
  return (
    <Dialog title={words.form.offer(request.person)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <SpanFields span={first ?? request} errors={{ start: undefined, end: wrong || undefined }} />
        <Choice label={words.form.exchange} name="exchange" defaultValue={choices === shifts ? '' : '0'}>
          <option value="">{words.form.nothing}</option>
          {choices.map((one, at) => (
            <option key={`${one.schedule} ${one.start}`} value={at}>
              {`${one.schedule}, ${dated(one.start, localZone)} – ${dated(one.end, localZone)}`}
            </option>
          ))}
        </Choice>
        <Field label={words.form.note} name="note" maxLength={500} />
        <Wrong text={errorBeside(act.error, [])} />
        <Button type="submit" look="primary" className="w-full" busy={act.isPending}>
          {words.form.offerSend}
        </Button>
      </form>
    </Dialog>
  );
}

/** What may be given in exchange: what was proposed comes first, and is chosen. */
function choicesOf({ asked }: CoverRequest, shifts: readonly OwnShift[]): readonly OwnShift[] {
  if (asked.kind !== 'swap') return shifts;
  const { schedule, start, end } = asked.exchange;
  const others = shifts.filter((one) => one.schedule !== schedule || one.start !== start || one.end !== end);
  return [asked.exchange, ...others];
}

/** What is said: whoever agrees to all that was proposed has it at once, as a favour is. */
function saidOf(request: CoverRequest, { start, end }: Span, exchange: OwnShift | undefined): string {
  if (!exchange) return request.atOnce ? words.form.taken : words.form.offered;
  const isAll = start <= request.start && request.end <= end;
  const isProposed = request.asked.kind === 'swap' && request.asked.exchange === exchange;
  return isAll && isProposed ? words.swap.agreed : words.form.offered;
}

interface Span {
  start: string;
  end: string;
}

function SpanFields({
  span,
  errors,
}: {
  span: Span;
  errors: { start: string | undefined; end: string | undefined };
}) {
  return (
    <div className="space-y-1">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={words.form.from}
          name="from"
          type="datetime-local"
          required
          defaultValue={fieldTime(span.start, localZone)}
          error={errors.start}
        />
        <Field
          label={words.form.until}
          name="until"
          type="datetime-local"
          required
          defaultValue={fieldTime(span.end, localZone)}
          error={errors.end}
        />
      </div>
      <p className="text-xs text-quiet">{words.form.zone(localZone)}</p>
    </div>
  );
}

function Wrong({ text }: { text: string | undefined }) {
  return text ? (
    <p role="alert" className="text-sm text-critical">
      {text}
    </p>
  ) : null;
}

function spanIn(form: FormData): { start: string; end: string } | undefined {
  const start = instantOfField(textOf(form, 'from'), localZone);
  const end = instantOfField(textOf(form, 'until'), localZone);
  return start && end && start < end ? { start, end } : undefined;
}
