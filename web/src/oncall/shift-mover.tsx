import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { nowMs } from '../ui/clock.ts';
import { dated } from '../ui/duration.ts';
import { isOver, type Segment } from './calendar-layout.ts';
import { words } from './calendar-messages.ts';
import { sentenceOf } from './plan-sentence.ts';
import { type Marks, nobodyText } from './shift-bar.tsx';
import { type Plan, planOf, type Target } from './swap-plan.ts';

interface Props {
  segments: readonly Segment[];
  zone: string;
  mayEdit: boolean;
  /** What was dropped where, worked out and not yet done. */
  onPlan: (plan: Plan) => void;
  children: (marks: Marks) => ReactNode;
}

interface Dragged {
  x: number;
  y: number;
  hasMoved: boolean;
  /** The shift was picked up by an earlier click, so that this one drops it. */
  wasHeld: boolean;
}

/**
 * Picks up a shift of the calendar within and drops it on another or on a person below: by dragging, by two clicks, or
 * by keyboard. Says at each step what dropping here would do.
 */
export function ShiftMover({ segments, zone, mayEdit, onPlan, children }: Props) {
  const me = useMe().name;
  const [held, setHeld] = useState<string>();
  const [target, setTarget] = useState<Target>();
  const [dragged, setDragged] = useState<Dragged>();
  const frame = useRef<HTMLDivElement>(null);
  const now = () => Temporal.Instant.fromEpochMilliseconds(nowMs());
  const ofStart = (start: string | undefined) => segments.find((one) => one.start === start);
  const heldShift = ofStart(held);
  const plan = heldShift && target && planOf({ held: heldShift, target, me, mayEdit, now: now() });

  const letGo = () => {
    setHeld(undefined);
    setDragged(undefined);
    setTarget(undefined);
  };
  const drop = (on: Target | undefined) => {
    if (!heldShift || !on) return letGo();
    const meant = planOf({ held: heldShift, target: on, me, mayEdit, now: now() });
    // Whoever drops it where nothing can come of it reads why, and still has it.
    if (meant.do === 'nothing') return setTarget(on);
    letGo();
    onPlan(meant);
  };
  const down = (event: PointerEvent) => {
    const shift = ofStart(shiftAt(event));
    if (event.button !== 0 || !shift) return;
    setDragged({ x: event.clientX, y: event.clientY, hasMoved: false, wasHeld: held !== undefined });
    if (held === undefined) setHeld(shift.start);
  };
  const move = (event: PointerEvent) => {
    if (held === undefined) return;
    const hasMoved =
      dragged !== undefined &&
      (dragged.hasMoved || Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) > 6);
    if (dragged && hasMoved && !dragged.hasMoved) frame.current?.setPointerCapture(event.pointerId);
    if (dragged) setDragged({ ...dragged, hasMoved });
    setTarget(targetAt(event, segments, held));
  };
  const up = (event: PointerEvent) => {
    if (!dragged) return;
    setDragged(undefined);
    if (dragged.hasMoved || dragged.wasHeld) drop(targetAt(event, segments, held));
  };
  // A finger that scrolls gives up what it began, and not what an earlier tap picked up.
  const cancel = () => (dragged && !dragged.wasHeld ? letGo() : setDragged(undefined));
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const at = target?.kind === 'shift' ? target.shift : heldShift;
    const next = neighbour(segments, at, event.key, now());
    if (next) {
      event.preventDefault();
      setTarget({ kind: 'shift', shift: next });
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (heldShift) drop(target);
      else if (target?.kind === 'shift') setHeld(target.shift.start);
    } else if (event.key === 'Escape') letGo();
  };
  const over = target?.kind === 'shift' ? target.shift.start : undefined;
  return (
    <div
      ref={frame}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={cancel}
      className="select-none"
    >
      <div
        role="application"
        aria-label={words.move.title}
        aria-describedby="moving-how"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys, and so it takes the focus.
        tabIndex={0}
        onKeyDown={press}
        className="touch-pan-y rounded-lg"
      >
        {children({ held, over: over === held ? undefined : over })}
      </div>
      <p id="moving-how" className="sr-only">
        {words.move.how}
      </p>
      <p aria-live="polite" className="mt-1 min-h-5 text-sm text-quiet">
        {told({ heldShift, target, plan, me, zone })}
      </p>
      <Receivers
        segments={segments}
        me={me}
        isHeld={heldShift !== undefined}
        over={target}
        onDrop={drop}
        onLetGo={letGo}
      />
    </div>
  );
}

interface ReceiverProps {
  segments: readonly Segment[];
  me: string;
  isHeld: boolean;
  over: Target | undefined;
  onDrop: (on: Target) => void;
  onLetGo: () => void;
}

/** Those on whom a shift can be dropped: the reader, whoever else is on the rota in this span, and everybody. */
function Receivers({ segments, me, isHeld, over, onDrop, onLetGo }: ReceiverProps) {
  const others = [...new Set(segments.flatMap((one) => one.onCall))].filter((one) => one !== me);
  const targets: Target[] = [
    ...[me, ...others.toSorted((a, b) => a.localeCompare(b))].map(
      (person): Target => ({ kind: 'person', person }),
    ),
    { kind: 'anybody' },
  ];
  return (
    <div className="mt-1 flex flex-wrap items-center gap-1.5 text-sm">
      <span className="text-quiet">{words.move.giveTo}</span>
      {targets.map((one) => (
        <Button
          key={keyOf(one)}
          size="small"
          look={over && keyOf(over) === keyOf(one) ? 'primary' : 'plain'}
          data-receiver={keyOf(one)}
          whyNot={isHeld ? undefined : words.move.pickFirst}
          onClick={() => onDrop(one)}
        >
          {one.kind === 'person' ? (one.person === me ? words.move.me : one.person) : words.move.anybody}
        </Button>
      ))}
      {isHeld && (
        <Button size="small" look="quiet" data-receiver="" onClick={onLetGo}>
          {words.move.letGo}
        </Button>
      )}
    </div>
  );
}

interface Told {
  heldShift: Segment | undefined;
  target: Target | undefined;
  plan: Plan | undefined;
  me: string;
  zone: string;
}

function told({ heldShift, target, plan, me, zone }: Told): string {
  const named = (one: Segment) =>
    `${one.onCall.length === 0 ? nobodyText(one) : one.onCall.join(', ')}, ${dated(one.start, zone)} – ${dated(one.end, zone)}`;
  if (!heldShift) return target?.kind === 'shift' ? words.move.at(named(target.shift)) : words.move.short;
  if (!target || !plan || (target.kind === 'shift' && target.shift.start === heldShift.start))
    return words.move.held(named(heldShift));
  if (target.kind === 'shift') return words.move.over(named(target.shift), sentenceOf(plan, me));
  const who = target.kind === 'person' ? target.person : words.move.anybody;
  return words.move.over(who, sentenceOf(plan, me));
}

function keyOf(target: Target): string {
  if (target.kind === 'shift') return `shift ${target.shift.start}`;
  return target.kind === 'person' ? `person ${target.person}` : 'anybody';
}

/** Arrows go from one shift that is not over to the next; they begin with the first. */
function neighbour(
  segments: readonly Segment[],
  at: Segment | undefined,
  key: string,
  now: Temporal.Instant,
): Segment | undefined {
  const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key];
  if (by === undefined) return undefined;
  const ahead = segments.filter((one) => !isOver(one, now));
  const place = ahead.findIndex((one) => one.start === at?.start);
  return place === -1 ? ahead[0] : ahead[Math.min(Math.max(place + by, 0), ahead.length - 1)];
}

function shiftAt({ clientX, clientY }: { clientX: number; clientY: number }): string | undefined {
  return elementAt(clientX, clientY, '[data-shift]')?.dataset.shift;
}

function targetAt(
  { clientX, clientY }: { clientX: number; clientY: number },
  segments: readonly Segment[],
  held: string | undefined,
): Target | undefined {
  const receiver = elementAt(clientX, clientY, '[data-receiver]')?.dataset.receiver;
  if (receiver === 'anybody') return { kind: 'anybody' };
  if (receiver?.startsWith('person ')) return { kind: 'person', person: receiver.slice('person '.length) };
  const start = shiftAt({ clientX, clientY });
  const shift = start === held ? undefined : segments.find((one) => one.start === start);
  return shift && { kind: 'shift', shift };
}

/** With a captured pointer every event names the frame, so what lies beneath is asked for. */
function elementAt(x: number, y: number, selector: string): HTMLElement | undefined {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>(selector) ?? undefined;
}
