import type { Rotation, Weekday } from '@muster/contract/oncall/definition';
import { Button } from '../ui/button.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { moved } from '../ui/moved.ts';
import { type Known, PersonPicker } from './person-picker.tsx';
import { changed, handoffFor, inUnit, weekdays } from './rota-draft.ts';
import { words } from './rota-messages.ts';
import { dayName } from './rota-sentence.ts';

interface Props {
  rotation: Rotation;
  people: readonly Known[];
  onChange: (rotation: Rotation) => void;
}

const units = ['hour', 'day', 'week', 'month'] as const;

/** Who takes turns, how long a turn is, and when it changes hands. */
export function RotaTurns({ rotation, people, onChange }: Props) {
  const { unit, length, start, handoff } = rotation;
  return (
    <div className="space-y-3">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field
          label={words.turn.every}
          type="number"
          min={1}
          max={10_000}
          value={length}
          onChange={(event) => onChange({ ...rotation, length: Math.trunc(event.target.valueAsNumber) || 1 })}
        />
        <Choice
          label={words.turn.unitLabel}
          value={unit}
          onChange={(event) => onChange(inUnit(rotation, unitOf(event.target.value)))}
        >
          {units.map((one) => (
            <option key={one} value={one}>
              {words.turn.unit[one]}
            </option>
          ))}
        </Choice>
        <Field
          label={words.turn.start}
          type="datetime-local"
          required
          value={start}
          className="col-span-2"
          onChange={(event) => event.target.value && onChange({ ...rotation, start: event.target.value })}
        />
      </div>
      {unit !== 'hour' && (
        <label className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={handoff !== undefined}
            onChange={(event) =>
              onChange(
                changed(rotation, {
                  handoff: event.target.checked ? handoffFor(unit, start.slice(11)) : undefined,
                }),
              )
            }
          />
          {words.turn.fixed}
        </label>
      )}
      {handoff && <Handoff rotation={rotation} handoff={handoff} onChange={onChange} />}
      {unit === 'day' && (
        <DayChoice
          label={words.turn.days}
          hint={words.turn.allDays}
          days={rotation.days}
          onChange={(days) => onChange(changed(rotation, { days }))}
        />
      )}
      <Ring rotation={rotation} people={people} onChange={onChange} />
    </div>
  );
}

function Handoff({
  rotation,
  handoff,
  onChange,
}: Omit<Props, 'people'> & { handoff: NonNullable<Rotation['handoff']> }) {
  const set = (change: Partial<typeof handoff>) =>
    onChange({ ...rotation, handoff: { ...handoff, ...change } });
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {rotation.unit === 'week' && (
        <Choice
          label={words.turn.weekday}
          value={handoff.weekday}
          onChange={(event) => set({ weekday: weekdayOf(event.target.value) })}
        >
          <WeekdayOptions />
        </Choice>
      )}
      {rotation.unit === 'month' && (
        <Field
          label={words.turn.monthDay}
          type="number"
          min={1}
          max={31}
          value={handoff.monthDay}
          onChange={(event) => set({ monthDay: Math.trunc(event.target.valueAsNumber) || 1 })}
        />
      )}
      <Field
        label={words.turn.time}
        type="time"
        value={handoff.time}
        onChange={(event) => event.target.value && set({ time: event.target.value })}
      />
    </div>
  );
}

function Ring({ rotation, people, onChange }: Props) {
  const { members } = rotation;
  const set = (next: string[][]) => onChange({ ...rotation, members: next });
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">{words.turn.members}</legend>
      <ol className="space-y-2">
        {members.map((turn, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place in the ring, and keeps no state of its own.
          <li key={at} className="flex items-start gap-2">
            <span className="figures w-5 pt-2 text-right text-sm text-quiet">{at + 1}</span>
            <PersonPicker
              label={words.turn.addTo(at + 1)}
              chosen={turn}
              people={people}
              onChange={(chosen) => set(members.with(at, chosen))}
            />
            <span className="flex">
              <Small label={words.turn.up(at + 1)} sign="↑" onClick={() => set(moved(members, at, at - 1))} />
              <Small
                label={words.turn.down(at + 1)}
                sign="↓"
                onClick={() => set(moved(members, at, at + 1))}
              />
              <Small
                label={words.turn.remove(at + 1)}
                sign="×"
                onClick={() => set(members.toSpliced(at, 1))}
              />
            </span>
          </li>
        ))}
      </ol>
      <Button size="small" onClick={() => set([...members, []])}>
        {words.turn.add}
      </Button>
    </fieldset>
  );
}

/** A button that is a sign to the eye and a sentence to the ear. */
export function Small({ label, sign, onClick }: { label: string; sign: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="min-h-8 min-w-8 rounded text-quiet hover:bg-sunken hover:text-text pointer-coarse:min-h-11 pointer-coarse:min-w-9"
    >
      {sign}
    </button>
  );
}

interface DayProps {
  label: string;
  hint?: string;
  days: Weekday[] | undefined;
  onChange: (days: Weekday[] | undefined) => void;
}

/** Some days of the week. None chosen means all of them; "on no day" has to be written in the file. */
export function DayChoice({ label, hint, days, onChange }: DayProps) {
  const toggle = (day: Weekday, isOn: boolean) => {
    const next = weekdays.filter((one) => (one === day ? isOn : days?.includes(one)));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset>
      <legend className="text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-3">
        {weekdays.map((day) => (
          <label key={day} className="flex min-h-8 items-center gap-1.5 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={days?.includes(day) ?? false}
              onChange={(event) => toggle(day, event.target.checked)}
            />
            <abbr title={dayName(day)} className="no-underline">
              {dayName(day).slice(0, 3)}
            </abbr>
          </label>
        ))}
      </div>
      {hint && days === undefined && <p className="text-xs text-quiet">{hint}</p>}
    </fieldset>
  );
}

export function WeekdayOptions() {
  return weekdays.map((day) => (
    <option key={day} value={day}>
      {dayName(day)}
    </option>
  ));
}

export function weekdayOf(text: string): Weekday {
  return weekdays.find((one) => one === text) ?? 'mon';
}

function unitOf(text: string): Rotation['unit'] {
  return units.find((one) => one === text) ?? 'week';
}
