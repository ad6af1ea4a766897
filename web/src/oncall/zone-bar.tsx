import { cx } from '../ui/class-names.ts';
import { localZone } from '../ui/clock.ts';
import { words } from './calendar-messages.ts';
import { aheadText, mostZones } from './zone-rulers.ts';

interface Props {
  /** Up to three; the calendar is drawn in the first. */
  zones: readonly string[];
  /** The schedule's own. */
  own: string;
  /** Where the people of the rota are. */
  others: readonly string[];
  /** The first moment that is shown: how far clocks are apart changes over the year. */
  at: string;
  onChange: (zones: string[]) => void;
}

/** Whose clocks the calendar shows: a click on one draws the calendar in it, the others become rulers. */
export function ZoneBar({ zones, own, others, at, onChange }: Props) {
  const [main = own] = zones;
  const first = Temporal.Instant.from(at);
  const near = [...new Set([localZone, own, ...others, 'UTC'])].filter((zone) => !zones.includes(zone));
  const far = Intl.supportedValuesOf('timeZone').filter((zone) => !zones.includes(zone));
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5 text-sm">
      <legend className="sr-only">{words.clocks}</legend>
      {zones.map((zone) => (
        <span
          key={zone}
          className={cx(
            'inline-flex max-w-full items-center rounded-md border',
            zone === main ? 'border-accent bg-accent-soft' : 'border-line bg-surface',
          )}
        >
          <button
            type="button"
            aria-pressed={zone === main}
            title={words.asMain(zone)}
            onClick={() => onChange([zone, ...zones.filter((one) => one !== zone)])}
            className={cx(
              'min-h-8 min-w-0 rounded px-2 text-left [overflow-wrap:anywhere] pointer-coarse:min-h-11',
              zone === main && 'font-medium text-accent',
            )}
          >
            {zone}
            <span className="font-normal text-quiet">
              {[whoseOf(zone, own), aheadText(first, main, zone)].filter(Boolean).map((text) => ` · ${text}`)}
            </span>
          </button>
          {zones.length > 1 && (
            <button
              type="button"
              aria-label={words.drop(zone)}
              onClick={() => onChange(zones.filter((one) => one !== zone))}
              className="min-h-8 min-w-8 rounded text-quiet hover:bg-sunken pointer-coarse:min-h-11 pointer-coarse:min-w-11"
            >
              ×
            </button>
          )}
        </span>
      ))}
      {zones.length < mostZones && (
        <select
          aria-label={words.addClock}
          value=""
          onChange={(event) => onChange([...zones, event.target.value])}
          className="min-h-8 w-36 rounded-md border border-line-strong/70 bg-raised px-2 pointer-coarse:min-h-11"
        >
          <option value="">{words.addClock}</option>
          <Zones label={words.people} zones={near} />
          <Zones label={words.allZones} zones={far} />
        </select>
      )}
    </fieldset>
  );
}

function Zones({ label, zones }: { label: string; zones: readonly string[] }) {
  return (
    <optgroup label={label}>
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zone}
        </option>
      ))}
    </optgroup>
  );
}

function whoseOf(zone: string, own: string): string {
  return [zone === localZone && words.mine, zone === own && words.own].filter(Boolean).join(', ');
}
