import { addTimelineRow, changeTimelineRow, removeTimelineRow } from '@muster/contract/learn/parts';
import type { TimelineRow } from '@muster/contract/learn/retrospectives';
import { gapsIn, isRecollection } from '@muster/contract/learn/timeline';
import { isSafeLink } from '@muster/contract/respond/document-text';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { useMe } from '../../app/session.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { localZone } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Go } from '../../ui/go.tsx';
import { toField } from '../../ui/local-time.ts';
import { Section } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { CommentsAbout } from './comments.tsx';
import { Ends } from './ends.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { cardsOf, useAct } from './queries.ts';

/** So many at first: a long incident has thousands. */
const first = 60;

/** What happened, in order; each row with its evidence, or as a recollection. Gaps are marked. */
export function Timeline({ one, readOnly }: PartProps) {
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<TimelineRow | 'new' | null>(null);
  const rows = all ? one.timeline : one.timeline.slice(0, first);
  const isMine = useMe().name === one.facilitator;
  const asked = useQuery({ ...cardsOf(one.id), enabled: isMine }).data?.cards ?? [];
  const cards = new Map(isMine ? asked.map((card) => [card.row, card.questions]) : []);
  const gaps = new Map(gapsIn(rows).map(({ after, minutes }) => [after, minutes]));
  return (
    <Section
      title={words.timeline}
      beside={
        !readOnly && (
          <Button size="small" onClick={() => setOpen('new')}>
            {words.addRow}
          </Button>
        )
      }
    >
      {rows.length === 0 && <p className="text-sm text-quiet">{words.noRows}</p>}
      <ol
        aria-label={words.timeline}
        hidden={rows.length === 0}
        className="divide-y divide-line rounded-lg border border-line bg-raised"
      >
        {rows.map((row, i) => (
          <Row
            key={row.id}
            one={one}
            row={row}
            gap={gaps.get(i) ?? null}
            questions={cards.get(row.id) ?? []}
            onEdit={readOnly ? undefined : () => setOpen(row)}
          />
        ))}
      </ol>
      {rows.length < one.timeline.length && (
        <Button className="mt-2 w-full" onClick={() => setAll(true)}>
          {words.allRows(one.timeline.length)}
        </Button>
      )}
      {open !== null && (
        <RowDialog one={one} row={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}

interface RowProps {
  one: PartProps['one'];
  row: TimelineRow;
  gap: number | null;
  /** Of the card, for whoever facilitates. */
  questions: readonly string[];
  onEdit: (() => void) | undefined;
}

function Row({ one, row, gap, questions, onEdit }: RowProps) {
  return (
    <li className="px-3 py-2 text-sm [contain-intrinsic-size:auto_12rem] [content-visibility:auto] sm:[contain-intrinsic-size:auto_5.5rem]">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 sm:grid-cols-[9rem_minmax(0,1fr)_auto]">
        <span className="text-quiet">
          <Dated at={row.at} />
        </span>
        <span className="order-3 col-span-2 min-w-0 sm:order-0 sm:col-span-1">
          <span className="block wrap-anywhere whitespace-pre-line">{row.text}</span>
          <span className="flex flex-wrap items-baseline gap-x-3 text-xs text-quiet">
            <span>{row.by}</span>
            <Evidence one={one} row={row} />
            <CommentsAbout one={one} about={row.id} text={row.text} />
          </span>
        </span>
        {onEdit && (
          <Button size="small" look="quiet" onClick={onEdit} aria-label={words.editOf(row.text.slice(0, 80))}>
            {words.edit}
          </Button>
        )}
      </div>
      {questions.length > 0 && (
        <details className="mt-1 text-xs text-quiet">
          <summary className="inline-flex min-h-6 cursor-pointer items-center pointer-coarse:min-h-11">
            {words.cards}
          </summary>
          <ul className="mt-1 list-disc space-y-0.5 pl-5">
            {questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </details>
      )}
      {gap !== null && (
        <p className="mt-2 border-t border-dashed border-line-strong pt-1 text-center text-xs text-warning">
          {words.gap(gap)}
        </p>
      )}
    </li>
  );
}

function Evidence({ one, row }: Pick<RowProps, 'one' | 'row'>) {
  if (isRecollection(row)) return <span className="font-medium text-warning">{words.recollection}</span>;
  return (
    <>
      {row.event !== null && one.ref !== null && (
        <Go
          to={paths.incident(one.ref, { at: row.at })}
          className="inline-flex min-h-6 items-center underline"
        >
          {words.fromRecord} {row.event}
        </Go>
      )}
      {row.evidence !== null &&
        (isSafeLink(row.evidence) ? (
          <a href={row.evidence} target="_blank" rel="noreferrer" className="wrap-anywhere underline">
            {row.evidence}
          </a>
        ) : (
          <span className="wrap-anywhere">{row.evidence}</span>
        ))}
    </>
  );
}

function RowDialog({
  one,
  row,
  onClose,
}: {
  one: PartProps['one'];
  row: TimelineRow | null;
  onClose: () => void;
}) {
  const [at, setAt] = useState(toField(row?.at ?? one.timeline[0]?.at ?? one.createdAt));
  const [text, setText] = useState(row?.text ?? '');
  const [evidence, setEvidence] = useState(row?.evidence ?? '');
  const save = useAct(
    one,
    () => {
      const isSame = row !== null && at === toField(row.at);
      const body = {
        text,
        at: isSame ? row.at : new Date(at).toISOString(),
        evidence: evidence.trim() || null,
      };
      return row
        ? call(changeTimelineRow, { params: { id: one.id, row: row.id }, body })
        : call(addTimelineRow, { params: { id: one.id }, body });
    },
    { quiet: true },
  );
  const remove = useAct(one, () => call(removeTimelineRow, { params: { id: one.id, row: row?.id ?? '' } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && at !== '') save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog title={words.editRow} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={`${words.rowAt} (${localZone})`}
          type="datetime-local"
          value={at}
          required
          onChange={(event) => setAt(event.target.value)}
        />
        <Area
          label={words.rowText}
          value={text}
          rows={4}
          maxLength={5_000}
          required
          onChange={(event) => setText(event.target.value)}
        />
        <Field
          label={words.rowEvidence}
          hint={words.rowEvidenceHint}
          value={evidence}
          maxLength={2_000}
          autoComplete="off"
          onChange={(event) => setEvidence(event.target.value)}
        />
        <Wrong text={errorBeside(save.error, [])} />
        <Ends
          saving={save.isPending}
          removing={remove.isPending}
          onRemove={row && (() => remove.mutate(undefined, { onSuccess: onClose }))}
        />
      </form>
    </Dialog>
  );
}
