import type { listMyRetrospectives } from '@muster/contract/learn/retrospectives';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { Go } from '../../ui/go.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { Dated } from '../../ui/time.tsx';
import { words } from './mine-messages.ts';
import { pathOf } from './path-of.ts';

const shown = 5;

/** On the home screen: those I am to write or to review. */
export function MyRetrospectives({ items }: { items: AnswerOf<typeof listMyRetrospectives>['items'] }) {
  return (
    <Section title={words.owed}>
      <Rows label={words.owed}>
        {items.slice(0, shown).map((one) => (
          <li key={one.id}>
            <Go
              to={pathOf(one)}
              data-row
              className="flex flex-wrap items-baseline gap-x-3 px-3 py-2.5 -outline-offset-2 hover:bg-sunken"
            >
              <span className="min-w-0 flex-1 basis-48 font-medium wrap-anywhere">{one.title}</span>
              <span className="text-sm text-quiet">
                {one.overdue ? (
                  <Mark tone="warning" word={words.overdue} />
                ) : (
                  one.publishDueAt && (
                    <>
                      {words.dueBy} <Dated at={one.publishDueAt} />
                    </>
                  )
                )}
              </span>
              <span className="w-full truncate text-sm text-quiet">
                {one.ref ?? words.kinds[one.kind]} {words.asked[one.asked]}
              </span>
            </Go>
          </li>
        ))}
      </Rows>
    </Section>
  );
}
