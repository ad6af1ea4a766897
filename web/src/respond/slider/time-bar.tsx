import type { Incident } from '@muster/contract/respond/incidents';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { localZone, useNow } from '../../ui/clock.ts';
import { absolute } from '../../ui/duration.ts';
import { inputClass } from '../../ui/field.tsx';
import { Mark } from '../../ui/mark.tsx';
import { words } from './messages.ts';
import { streamOf } from './queries.ts';
import { around, marksOf, type Step, stepsOf } from './steps.ts';

interface Props {
  incident: Incident;
  /** The instant that is shown; empty for now. */
  at: string;
  /** Empty for now. */
  onChange: (at: string) => void;
  onClose: () => void;
}

/** Shows the incident as it was at any instant: by a slider, by a date, or from one change to the next. */
export function TimeBar({ incident, at, onChange, onClose }: Props) {
  const now = useNow();
  const from = Date.parse(incident.declaredAt);
  const until = Math.max(from + 1000, endOf(incident) ?? now);
  const steps = useSteps(incident);
  const shown = at === '' ? new Date(until).toISOString() : at;
  const { before, here, after } = around(steps, at);
  const isPast = at !== '';
  return (
    <section
      aria-label={words.title}
      className={cx(
        'space-y-2 rounded-xl border px-3 py-2.5',
        isPast ? 'border-info bg-info-soft' : 'border-line bg-raised',
      )}
    >
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        {isPast ? (
          <Mark tone="info" word={words.readOnly} />
        ) : (
          <span className="text-sm font-medium">{words.now}</span>
        )}
        <time dateTime={shown} className="text-sm font-medium" aria-live="polite">
          {isPast && absoluteOrText(at)}
        </time>
        <span className="ml-auto">
          <Button
            size="small"
            look={isPast ? 'primary' : 'quiet'}
            onClick={() => (isPast ? onChange('') : onClose())}
          >
            {isPast ? words.toNow : words.close}
          </Button>
        </span>
      </div>
      <Slider value={Date.parse(shown)} range={[from, until]} steps={steps} onChange={onChange} />
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <StepButton step={before} name={words.earlier} onChange={onChange} />
        <StepButton step={after} name={words.later} onChange={onChange} later />
        <Exact at={at} from={from} until={until} onChange={onChange} />
        {here && <span className="min-w-0 text-quiet">{words.changed(here.types, here.by)}</span>}
      </div>
    </section>
  );
}

/** Once it is over nothing more comes, so the slider ends there. */
function endOf({ category, times, activeAt }: Incident): number | undefined {
  if (category !== 'closed' && category !== 'cancelled' && category !== 'merged') return undefined;
  const ends = [...Object.values(times), activeAt].map((one) => Date.parse(one));
  return Math.max(...ends) + 60_000;
}

function absoluteOrText(at: string): string {
  return Number.isNaN(Date.parse(at)) ? at : absolute(at, localZone);
}

/** The whole stream, piece by piece: a long one is there a moment later. */
function useSteps(incident: Incident): Step[] {
  const query = useInfiniteQuery(streamOf(incident));
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return stepsOf(query.data?.pages.flatMap((page) => page.items) ?? []);
}

interface SliderProps {
  value: number;
  range: readonly [number, number];
  steps: readonly Step[];
  onChange: (at: string) => void;
}

/** While it is dragged only the thumb moves; the state of an instant is asked for when it rests. */
function Slider({ value, range: [from, until], steps, onChange }: SliderProps) {
  const [dragged, setDragged] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const place = dragged ?? (Number.isNaN(value) ? until : value);
  const move = (ms: number) => {
    setDragged(ms);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setDragged(undefined);
      onChange(ms >= until - 1000 ? '' : new Date(ms).toISOString());
    }, 150);
  };
  return (
    <div>
      <input
        type="range"
        aria-label={words.slider}
        aria-valuetext={absolute(new Date(place).toISOString(), localZone)}
        min={from}
        max={until}
        step={Math.max(1000, Math.round((until - from) / 500))}
        value={Math.min(until, Math.max(from, place))}
        onChange={(event) => move(Number(event.target.value))}
        className="block h-6 w-full accent-accent pointer-coarse:h-9"
      />
      <div aria-hidden="true" className="relative mx-2 h-1.5">
        {marksOf(steps, from, until).map((mark) => (
          <span
            key={mark}
            className="absolute top-0 h-1.5 w-0.5 bg-line-strong"
            style={{ left: `${mark * 100}%` }}
          />
        ))}
      </div>
    </div>
  );
}

interface StepButtonProps {
  step: Step | undefined;
  name: string;
  onChange: (at: string) => void;
  later?: boolean;
}

function StepButton({ step, name, onChange, later = false }: StepButtonProps) {
  const Icon = later ? ChevronRight : ChevronLeft;
  return (
    <Button
      size="small"
      disabled={!step}
      aria-label={name}
      title={name}
      onClick={() => step && onChange(step.at)}
    >
      <Icon size={16} aria-hidden="true" />
    </Button>
  );
}

interface ExactProps {
  at: string;
  from: number;
  until: number;
  onChange: (at: string) => void;
}

/** In the zone of the reader, to the second. What is not whole yet changes nothing. */
function Exact({ at, from, until, onChange }: ExactProps) {
  return (
    <label className="flex items-center gap-1.5 text-quiet">
      <span className="max-sm:sr-only">{words.exact}</span>
      <input
        type="datetime-local"
        step="1"
        min={localText(from)}
        max={localText(until)}
        value={at === '' ? '' : localText(Date.parse(at))}
        onChange={({ target }) => {
          const ms = Date.parse(target.value);
          if (!Number.isNaN(ms)) onChange(new Date(ms).toISOString());
        }}
        className={cx(inputClass, 'w-auto! py-1! text-text')}
      />
    </label>
  );
}

function localText(ms: number): string {
  if (Number.isNaN(ms)) return '';
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(localZone);
  return at.toPlainDateTime().toString({ smallestUnit: 'second' });
}
