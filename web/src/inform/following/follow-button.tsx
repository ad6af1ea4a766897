import type { Subscription } from '@muster/contract/inform/subscriptions';
import { useQuery } from '@tanstack/react-query';
import { Bell, BellRing } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { words } from './messages.ts';
import { mySubscriptions, useFollow, useStopFollowing } from './queries.ts';

interface Props {
  kind: Subscription['kind'];
  /** An incident's id, or the name of a service. */
  subject: string;
  /** What people call it. */
  name: string;
  /** Among others in a row: without a frame, and on a phone its sign alone. */
  isSmall?: boolean;
}

/** One tap, and news of it come by mail; another, and they do not. Other ways are chosen under "How I am reached". */
export function FollowButton({ kind, subject, name, isSmall = false }: Props) {
  const known = useQuery(mySubscriptions).data?.items;
  const follow = useFollow();
  const stop = useStopFollowing();
  const mine = known?.find((one) => one.kind === kind && one.subject === subject);
  const Icon = mine ? BellRing : Bell;
  return (
    <Button
      size="small"
      look={isSmall ? 'quiet' : 'plain'}
      aria-pressed={mine !== undefined}
      aria-label={words.followIt(name)}
      busy={known === undefined || follow.isPending || stop.isPending}
      onClick={() => (mine ? stop.mutate(mine.id) : follow.mutate({ kind, subject }))}
    >
      <Icon size={14} aria-hidden="true" />
      <span className={isSmall ? 'max-sm:sr-only' : ''}>{mine ? words.following : words.follow}</span>
    </Button>
  );
}
