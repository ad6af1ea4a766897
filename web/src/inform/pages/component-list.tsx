import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { moved } from '../../ui/moved.ts';
import { Empty } from '../../ui/states.tsx';
import { type DraftComponent, emptyComponent } from './draft.ts';
import { words } from './messages.ts';

const say = words.component;

interface Props {
  components: readonly DraftComponent[];
  /** Names of all services. */
  services: readonly string[];
  errorAt: (pointer: string) => string | undefined;
  onChange: (components: DraftComponent[]) => void;
}

/** Components in their order. They are moved by their buttons or by Alt and an arrow; the focus goes along. */
export function ComponentList({ components, services, errorAt, onChange }: Props) {
  const [told, setTold] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const groups = useId();
  const move = (at: number, by: 1 | -1) => {
    const one = components[at];
    const to = at + by;
    if (!one || to < 0 || to >= components.length) return;
    const focused = document.activeElement;
    onChange(moved(components, at, to));
    setTold(say.moved(one.name || say.unnamed, to + 1, components.length));
    // An element that is moved in the document may lose the focus; the same button gets it again.
    requestAnimationFrame(() => {
      if (focused instanceof HTMLElement && list.current?.contains(focused)) focused.focus();
    });
  };
  const set = (at: number, change: Partial<DraftComponent>) =>
    onChange(components.map((one, i) => (i === at ? { ...one, ...change } : one)));
  return (
    <div className="space-y-3">
      {components.length === 0 ? (
        <Empty title={say.none} />
      ) : (
        <ol ref={list} className="space-y-3" aria-label={say.title}>
          {components.map((one, at) => (
            <ComponentItem
              key={one.key}
              component={one}
              {...{ services, groups }}
              errorAt={(member) => errorAt(`/components/${at}/${member}`)}
              onChange={(change) => set(at, change)}
              onMove={(by) => move(at, by)}
              onRemove={() => onChange(components.filter((other) => other !== one))}
            />
          ))}
        </ol>
      )}
      <datalist id={groups}>
        {[...new Set(components.map((one) => one.group.trim()).filter(Boolean))].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="flex flex-wrap items-center gap-3">
        <Button size="small" onClick={() => onChange([...components, emptyComponent(crypto.randomUUID())])}>
          {say.add}
        </Button>
        {components.length > 1 && <p className="text-xs text-quiet pointer-coarse:hidden">{say.keys}</p>}
      </div>
      <p role="status" className="sr-only">
        {told}
      </p>
    </div>
  );
}

interface ItemProps {
  component: DraftComponent;
  services: readonly string[];
  /** The id of the list of groups that there are. */
  groups: string;
  errorAt: (member: string) => string | undefined;
  onChange: (change: Partial<DraftComponent>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function ComponentItem({ component, services, groups, errorAt, onChange, onMove, onRemove }: ItemProps) {
  const name = component.name || say.unnamed;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li onKeyDown={onKeyDown} className="rounded-lg border border-line bg-raised p-3 sm:p-4">
      <div className="mb-3 flex items-center justify-between gap-2">
        <h3 className="min-w-0 font-medium wrap-anywhere">{name}</h3>
        <span className="flex shrink-0">
          <Small label={say.up(name)} sign="↑" onClick={() => onMove(-1)} />
          <Small label={say.down(name)} sign="↓" onClick={() => onMove(1)} />
          <Small label={say.remove(name)} sign="×" onClick={onRemove} />
        </span>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={say.name}
          value={component.name}
          maxLength={120}
          autoComplete="off"
          error={errorAt('name') ?? errorAt('id')}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Field
          label={say.group}
          value={component.group}
          maxLength={120}
          list={groups}
          autoComplete="off"
          error={errorAt('group')}
          onChange={(event) => onChange({ group: event.target.value })}
        />
        <Field
          label={say.aboutIt}
          value={component.about}
          maxLength={500}
          autoComplete="off"
          error={errorAt('about')}
          onChange={(event) => onChange({ about: event.target.value })}
        />
        <Services
          all={services}
          chosen={component.services}
          onChange={(chosen) => onChange({ services: chosen })}
        />
      </div>
    </li>
  );
}

/** Those that are chosen stand in sight; the others are a click away. */
function Services({
  all,
  chosen,
  onChange,
}: {
  all: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const known = [...new Set([...chosen, ...all])];
  return (
    <details className="group min-w-0 self-end rounded-md border border-line-strong/70">
      <summary className="flex min-h-10 cursor-pointer items-center gap-2 px-3 py-2 text-sm -outline-offset-2 hover:bg-sunken">
        <span className="shrink-0 font-medium">{say.services}</span>
        <span className="ml-auto min-w-0 truncate text-quiet">{chosen.join(', ') || '–'}</span>
      </summary>
      <div className="max-h-60 overflow-y-auto border-t border-line px-3 py-1">
        {known.length === 0 && <p className="py-2 text-sm text-quiet">{say.noServices}</p>}
        {known.map((one) => (
          <label key={one} className="flex min-h-10 items-center gap-3 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
              }
            />
            <span className="min-w-0 wrap-anywhere">{one}</span>
          </label>
        ))}
      </div>
    </details>
  );
}

function Small({ label, sign, onClick }: { label: string; sign: string; onClick: () => void }) {
  return (
    <Button look="quiet" size="small" aria-label={label} title={label} onClick={onClick}>
      {sign}
    </Button>
  );
}
