import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { localZone, nowMs } from '../ui/clock.ts';
import { Choice, Field } from '../ui/field.tsx';
import { policyWords as words } from './policy-messages.ts';
import { type AskedAct, localOf, type RehearsalAsk, soonIn } from './rehearsal-ask.ts';

/** A page of the past that can be taken as the pattern of a rehearsal. */
export interface PastPage {
  id: string;
  title: string;
  service: string | null;
  urgency: 'high' | 'low';
  openedAt: string;
}

interface Props {
  ask: RehearsalAsk;
  zones: string[];
  services: string[];
  people: string[];
  past: PastPage[];
  onChange: (change: Partial<RehearsalAsk>) => void;
}

/** What a rehearsal begins with: tonight at three, an alert of the first service that uses the policy, no answer. */
export function useRehearsalAsk(service: string): [RehearsalAsk, (change: Partial<RehearsalAsk>) => void] {
  const [ask, setAsk] = useState<RehearsalAsk>(() => ({
    local: soonIn(Temporal.Instant.fromEpochMilliseconds(nowMs()), localZone).night,
    zone: localZone,
    service,
    urgency: '',
    acts: [],
    unreachable: [],
  }));
  return [ask, (change) => setAsk((before) => ({ ...before, ...change }))];
}

/** The moment, the alert, and what happens on the way. */
export function RehearsalForm({ ask, zones, services, people, past, onChange }: Props) {
  return (
    <div className="space-y-3 rounded-lg border border-line bg-raised p-3">
      <Moment ask={ask} zones={zones} onChange={onChange} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice
          label={words.service}
          value={ask.service}
          onChange={(event) => onChange({ service: event.target.value })}
        >
          <option value="">{words.anyService}</option>
          {services.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Choice>
        <Choice
          label={words.alertUrgency}
          value={ask.urgency}
          onChange={(event) => onChange({ urgency: urgencyOf(event.target.value) })}
        >
          <option value="">{words.serviceDecides}</option>
          <option value="high">{words.high}</option>
          <option value="low">{words.low}</option>
        </Choice>
      </div>
      {past.length > 0 && <Past past={past} services={services} zone={ask.zone} onChange={onChange} />}
      <Acts acts={ask.acts} people={people} onChange={(acts) => onChange({ acts })} />
      {people.length > 0 && (
        <Unreachable
          people={people}
          chosen={ask.unreachable}
          onChange={(unreachable) => onChange({ unreachable })}
        />
      )}
    </div>
  );
}

function Moment({ ask, zones, onChange }: Pick<Props, 'ask' | 'zones' | 'onChange'>) {
  const soon = soonIn(Temporal.Instant.fromEpochMilliseconds(nowMs()), ask.zone);
  return (
    <div className="space-y-2">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={words.when}
          type="datetime-local"
          value={ask.local}
          onChange={(event) => onChange({ local: event.target.value })}
        />
        <Choice
          label={words.zone}
          value={ask.zone}
          onChange={(event) => onChange({ zone: event.target.value })}
        >
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Choice>
      </div>
      <div className="flex flex-wrap gap-1">
        {(['now', 'night', 'saturday'] as const).map((one) => (
          <Button key={one} look="quiet" size="small" onClick={() => onChange({ local: soon[one] })}>
            {words.soon[one]}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Past(props: Pick<Props, 'past' | 'services' | 'onChange'> & { zone: string }) {
  const { past, services, zone, onChange } = props;
  const follow = (id: string) => {
    const page = past.find((one) => one.id === id);
    if (!page) return;
    onChange({
      local: localOf(Temporal.Instant.from(page.openedAt), zone),
      service: page.service !== null && services.includes(page.service) ? page.service : '',
      urgency: page.urgency,
    });
  };
  return (
    <Choice label={words.past} defaultValue="" onChange={(event) => follow(event.target.value)}>
      <option value="">{words.noPast}</option>
      {past.map((page) => (
        <option key={page.id} value={page.id}>
          {localOf(Temporal.Instant.from(page.openedAt), zone).replace('T', ' ')} · {page.title}
        </option>
      ))}
    </Choice>
  );
}

function Acts(props: { acts: AskedAct[]; people: string[]; onChange: (acts: AskedAct[]) => void }) {
  const { acts, people, onChange } = props;
  const set = (at: number, part: Partial<AskedAct>) =>
    onChange(acts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">{words.acts}</legend>
      {acts.length === 0 && <p className="text-sm text-quiet">{words.noActs}</p>}
      <ol className="space-y-2">
        {acts.map((act, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: an act has no identity but its place.
            key={at}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-2 sm:grid-cols-[2fr_2fr_1fr_auto]"
          >
            <Choice label={words.by} value={act.by} onChange={(event) => set(at, { by: event.target.value })}>
              <option value="">{words.lastTold}</option>
              {people.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Choice>
            <Choice
              label={words.act}
              value={act.do}
              onChange={(event) => set(at, { do: verbOf(event.target.value) })}
            >
              {Object.entries(words.does).map(([verb, word]) => (
                <option key={verb} value={verb}>
                  {word}
                </option>
              ))}
            </Choice>
            <Field
              label={words.after}
              type="number"
              min={0}
              max={10_080}
              value={act.after}
              onChange={(event) =>
                set(at, { after: Math.max(0, Math.round(event.target.valueAsNumber || 0)) })
              }
            />
            <Button
              look="quiet"
              aria-label={words.removeAct}
              onClick={() => onChange(acts.filter((_, index) => index !== at))}
            >
              ×
            </Button>
          </li>
        ))}
      </ol>
      <Button
        size="small"
        look="quiet"
        onClick={() => onChange([...acts, { do: 'ack', after: (acts.at(-1)?.after ?? 0) + 4, by: '' }])}
      >
        + {words.addAct}
      </Button>
    </fieldset>
  );
}

function Unreachable(props: { people: string[]; chosen: string[]; onChange: (chosen: string[]) => void }) {
  const { people, chosen, onChange } = props;
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-medium">{words.unreachable}</legend>
      <div className="flex flex-wrap gap-x-4">
        {people.map((person) => (
          <label key={person} className="flex min-h-8 items-center gap-1.5 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={chosen.includes(person)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, person] : chosen.filter((one) => one !== person))
              }
            />
            {person}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function urgencyOf(text: string): RehearsalAsk['urgency'] {
  return text === 'high' || text === 'low' ? text : '';
}

function verbOf(text: string): AskedAct['do'] {
  return text === 'unack' || text === 'resolve' || text === 'escalate' ? text : 'ack';
}
