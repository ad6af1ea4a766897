import type { Window } from '@muster/contract/oncall/definition';
import { Button } from '../ui/button.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { changed, newSpan, newWindow } from './rota-draft.ts';
import { words } from './rota-messages.ts';
import { windowOf } from './rota-sentence.ts';
import { DayChoice, Small, WeekdayOptions, weekdayOf } from './rota-turns.tsx';

interface Props {
  /** What the windows are, for a place where they are no restriction of a layer. */
  title?: string;
  /** What holds without any. */
  none?: string;
  /** What is added first, before somebody changes it. */
  fresh?: Window;
  windows: readonly Window[];
  onChange: (windows: Window[]) => void;
}

/** The hours at which a layer counts: several windows, over midnight, or one span over several days. */
export function RotaWindows({
  title = words.window.title,
  none = words.window.none,
  fresh = newWindow,
  windows,
  onChange,
}: Props) {
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">{title}</legend>
      {windows.length === 0 && <p className="text-sm text-quiet">{none}</p>}
      {windows.map((window, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a window is its place in the list, and keeps no state of its own.
          key={at}
          className="flex items-start gap-2 rounded-md border border-line p-2"
        >
          <div className="min-w-0 flex-1 space-y-2">
            {'start' in window ? (
              <SpanFields window={window} onChange={(next) => onChange(windows.with(at, next))} />
            ) : (
              <HourFields window={window} onChange={(next) => onChange(windows.with(at, next))} />
            )}
            <p className="text-xs text-quiet">{windowOf(window)}</p>
          </div>
          <Small
            label={words.window.remove(windowOf(window))}
            sign="×"
            onClick={() => onChange(windows.toSpliced(at, 1))}
          />
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => onChange([...windows, fresh])}>
          {words.window.addHours}
        </Button>
        <Button size="small" onClick={() => onChange([...windows, newSpan])}>
          {words.window.addSpan}
        </Button>
      </div>
    </fieldset>
  );
}

type Hours = Extract<Window, { from: string }>;
type Span = Extract<Window, { start: object }>;

function HourFields({ window, onChange }: { window: Hours; onChange: (window: Window) => void }) {
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <Field
          label={words.window.from}
          type="time"
          value={window.from}
          onChange={(event) => event.target.value && onChange({ ...window, from: event.target.value })}
        />
        <Field
          label={words.window.to}
          type="time"
          value={window.to}
          onChange={(event) => event.target.value && onChange({ ...window, to: event.target.value })}
        />
      </div>
      <DayChoice
        label={words.window.days}
        days={window.weekdays}
        onChange={(weekdays) => onChange(changed(window, { weekdays }))}
      />
    </>
  );
}

function SpanFields({ window, onChange }: { window: Span; onChange: (window: Window) => void }) {
  const ends = ['start', 'end'] as const;
  return ends.map((end) => (
    <div key={end} className="grid grid-cols-2 gap-2">
      <Choice
        label={end === 'start' ? words.window.begins : words.window.ends}
        value={window[end].weekday}
        onChange={(event) =>
          onChange({ ...window, [end]: { ...window[end], weekday: weekdayOf(event.target.value) } })
        }
      >
        <WeekdayOptions />
      </Choice>
      <Field
        label={words.turn.time}
        type="time"
        value={window[end].time}
        onChange={(event) =>
          event.target.value && onChange({ ...window, [end]: { ...window[end], time: event.target.value } })
        }
      />
    </div>
  ));
}
