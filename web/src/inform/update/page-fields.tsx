import { headingOf, type Told } from '@muster/contract/inform/page-proposal';
import { componentStates, type Update } from '@muster/contract/inform/updates';
import { useId } from 'react';
import { inputClass } from '../../ui/field.tsx';
import { Mark } from '../../ui/mark.tsx';
import { words as pageWords } from '../pages/messages.ts';
import { stateTones } from '../pages/tones.ts';
import { words } from './messages.ts';
import type { PageChoice } from './page-choice.ts';

interface Written {
  title: string;
  text: string;
  state: string;
}

/** Where news for readers of status pages will stand, what they say of components, and how that will look. */
export function PageFields({ choice, written }: { choice: PageChoice; written: Written }) {
  const { pages, chosen } = choice;
  const isOver = written.state === 'resolved';
  if (pages.length === 0) return null;
  return (
    <fieldset className="min-w-0 space-y-3 border-t border-line pt-3">
      <legend className="sr-only">{words.page.title}</legend>
      <p className="text-sm font-medium" aria-hidden="true">
        {words.page.title}
      </p>
      <ul className="space-y-1">
        {pages.map((page) => (
          <li key={page.name}>
            <label className="flex min-h-8 items-baseline gap-2 text-sm pointer-coarse:min-h-11">
              <input
                type="checkbox"
                className="translate-y-0.5"
                checked={chosen.includes(page.name)}
                onChange={(event) => choice.choose(page.name, event.target.checked)}
              />
              <span className="min-w-0 wrap-anywhere">
                {page.title}{' '}
                <span className="text-quiet">
                  {pageWords.visibility[page.visibility]}
                  {page.twoPersons && `; ${words.page.second}`}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {chosen.length > 0 &&
        (isOver ? (
          <p className="text-sm text-quiet">{words.page.allWell}</p>
        ) : (
          <ComponentStates choice={choice} />
        ))}
      {chosen.length === 0 ? (
        <p className="text-sm text-quiet">{words.page.nowhere}</p>
      ) : (
        <details className="text-sm">
          <summary className="min-h-8 cursor-pointer py-1 text-quiet">{words.page.preview}</summary>
          <OnPage choice={choice} written={written} told={isOver ? [] : choice.told} />
        </details>
      )}
    </fieldset>
  );
}

/** What is said of components, each with its state; what is not said stays as the page shows it. */
export function ComponentStates({
  choice,
}: {
  choice: Pick<PageChoice, 'pages' | 'chosen' | 'told' | 'tell'>;
}) {
  const { pages, chosen, told, tell } = choice;
  const names = pages
    .filter((one) => chosen.includes(one.name))
    .flatMap((one) => one.components.map(({ name }) => name));
  const said = new Set(told.map((one) => one.name.toLowerCase()));
  const others = [...new Set(names)].filter((name) => !said.has(name.toLowerCase()));
  return (
    <div className="space-y-2">
      {told.map((one) => (
        <Component key={one.name} one={one} onTell={(state) => tell(one.name, state)} />
      ))}
      {others.length > 0 && (
        <select
          aria-label={words.page.addComponent}
          className={inputClass}
          value=""
          onChange={(event) => tell(event.target.value, 'degraded_performance')}
        >
          <option value="">{words.page.addComponent}</option>
          {others.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </div>
  );
}

function Component({ one, onTell }: { one: Told; onTell: (state: Told['state'] | null) => void }) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <label htmlFor={id} className="min-w-0 flex-1 basis-28 wrap-anywhere">
        {one.name}
      </label>
      <select
        id={id}
        className={`${inputClass} w-auto! max-w-full`}
        value={one.state}
        onChange={(event) => onTell(componentStates.find((state) => state === event.target.value) ?? null)}
      >
        {componentStates.map((state) => (
          <option key={state} value={state}>
            {pageWords.states[state]}
          </option>
        ))}
        <option value="">{words.page.leave}</option>
      </select>
    </div>
  );
}

/** As readers of the page will see it: its own heading, never the incident's. */
function OnPage({ choice, written, told }: { choice: PageChoice; written: Written; told: readonly Told[] }) {
  const stands = choice.chosen.some((one) => choice.holding.includes(one));
  const heading =
    written.title.trim() || (stands ? words.page.sameHeading : headingOf(told.map((one) => one.name)));
  const state: string = Object.hasOwn(words.states, written.state)
    ? words.states[written.state as NonNullable<Update['state']>]
    : stands
      ? words.page.sameState
      : words.states.investigating;
  return (
    <article className="space-y-1 rounded-md border border-line bg-raised p-3">
      <p className="font-semibold wrap-anywhere">{heading}</p>
      <p className="whitespace-pre-wrap wrap-anywhere">
        <span className="font-medium">{state}</span> – {written.text}
      </p>
      {told.length > 0 && (
        <ul className="space-y-1 pt-1">
          {told.map((one) => (
            <li key={one.name} className="flex flex-wrap justify-between gap-x-3">
              <span className="min-w-0 wrap-anywhere">{one.name}</span>
              <Mark tone={stateTones[one.state]} word={pageWords.states[one.state]} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
