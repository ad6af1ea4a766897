import type { FollowUp } from '@muster/contract/learn/followups';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/go.tsx';
import { Section } from '../../ui/section.tsx';
import { words } from './row-messages.ts';
import { FollowUpRows } from './rows.tsx';

const few = 8;

/** On the home screen: what I have promised and what my teams are asked. */
export function MyFollowUps({ items }: { items: readonly FollowUp[] }) {
  return (
    <Section
      title={words.mine}
      beside={
        items.length > few && (
          <Go to={paths.followUps({ view: 'list' })} className="text-sm text-accent underline">
            {words.more(items.length - few)}
          </Go>
        )
      }
    >
      <FollowUpRows items={items.slice(0, few)} label={words.mine} />
    </Section>
  );
}
