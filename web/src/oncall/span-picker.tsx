import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useTicking } from '../ui/clock.ts';
import { dated } from '../ui/duration.ts';
import type { Picked } from './calendar.tsx';
import { cursorMoved, momentAt, ordered, stepFor } from './picking.ts';
import { words } from './rota-messages.ts';

interface Props {
  days: Temporal.PlainDate[];
  zone: string;
  /** A span is meant to be taken or given. */
  onSpan: (span: Picked) => void;
  /** Somebody wants to know who is on call at this moment, and why. */
  onMoment: (at: string) => void;
  children: (picked: Picked | undefined) => ReactNode;
}

interface Choice {
  anchor: Temporal.Instant;
  head: Temporal.Instant;
}

/**
 * Chooses a span or a moment on the calendar within: by dragging with mouse, pen or finger, and wholly by keyboard. A
 * finger that moves up or down goes on scrolling the page.
 */
export function SpanPicker({ days, zone, onSpan, onMoment, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<Choice>();
  const [held, setHeld] = useState<{ x: number; y: number; hasMoved: boolean }>();
  const hour = useTicking((now) => Math.floor(now / 3_600_000) * 3_600_000);
  const picked = choice && ordered(choice.anchor, choice.head);
  const finish = (span: Picked) => (span.start === span.end ? onMoment(span.start) : onSpan(span));

  const under = (event: PointerEvent) => momentUnder(frame.current, event, days, zone);
  const down = (event: PointerEvent) => {
    const at = under(event);
    if (event.button !== 0 || !at) return;
    setHeld({ x: event.clientX, y: event.clientY, hasMoved: false });
    setChoice({ anchor: at, head: at });
  };
  const move = (event: PointerEvent) => {
    const at = held && under(event);
    if (!held || !choice || !at) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > 6;
    if (!held.hasMoved && !far) return;
    if (!held.hasMoved) {
      event.currentTarget.setPointerCapture(event.pointerId);
      setHeld({ ...held, hasMoved: true });
    }
    setChoice({ ...choice, head: at });
  };
  const up = () => {
    if (held && picked) finish(picked);
    setHeld(undefined);
  };
  const cancel = () => {
    setHeld(undefined);
    setChoice(undefined);
  };
  const press = (event: KeyboardEvent) => {
    const before = choice ?? startingFrom(hour, days, zone);
    const head = cursorMoved(before.head, event.key, zone);
    if (head) {
      event.preventDefault();
      setChoice({ anchor: event.shiftKey ? before.anchor : head, head });
    } else if (event.key === 'Enter' && picked) {
      event.preventDefault();
      finish(picked);
    } else if (event.key === 'Escape') setChoice(undefined);
  };
  return (
    <div>
      <div
        ref={frame}
        role="application"
        aria-label={words.pick.title}
        aria-describedby="picking-how"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys, and so it takes the focus.
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={cancel}
        className="touch-pan-y rounded-lg select-none"
      >
        {children(picked)}
      </div>
      <p id="picking-how" className="sr-only">
        {words.pick.how}
      </p>
      <p aria-live="polite" className="mt-1 min-h-5 text-xs text-quiet">
        {picked ? sentenceOf(picked, zone) : words.pick.short}
      </p>
    </div>
  );
}

function sentenceOf({ start, end }: Picked, zone: string): string {
  return start === end
    ? words.pick.moment(dated(start, zone))
    : words.pick.span(dated(start, zone), dated(end, zone));
}

/** The keyboard begins at the present hour, or at the first day that is shown. */
function startingFrom(hour: number, days: readonly Temporal.PlainDate[], zone: string): Choice {
  const now = Temporal.Instant.fromEpochMilliseconds(hour);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const first = days[0];
  const isShown = days.some((day) => day.equals(today));
  const at = isShown || !first ? now : first.toZonedDateTime(zone).toInstant();
  return { anchor: at, head: at };
}

/** The row under the pointer gives the week, the place in it the moment. */
function momentUnder(
  frame: HTMLElement | null,
  { clientX, clientY }: { clientX: number; clientY: number },
  days: readonly Temporal.PlainDate[],
  zone: string,
): Temporal.Instant | undefined {
  const rows = [...(frame?.querySelectorAll<HTMLElement>('[data-week]') ?? [])];
  const row = rows.find((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top <= clientY && clientY < bottom;
  });
  const week = Number(row?.dataset.week);
  const box = row?.getBoundingClientRect();
  const shown = days.slice(week * 7, week * 7 + 7);
  if (!box || shown.length === 0) return undefined;
  return momentAt(shown, (clientX - box.left) / box.width, zone, stepFor(box.width));
}
