import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../app/title.ts';
import { onCallNow, openPages } from '../oncall/queries.ts';
import { words } from '../oncall/rota-messages.ts';
import { Wall } from '../oncall/wall.tsx';
import { paths } from '../paths.ts';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';

/** For a screen on the wall: no frame, no scrolling, nothing to press but the way out. */
export function WallScreen() {
  useTitle(words.wall.title);
  const schedules = useQuery({ ...onCallNow, refetchInterval: 30_000 });
  const pages = useQuery({ ...openPages, refetchInterval: 30_000 });
  return (
    <main
      id="content"
      tabIndex={-1}
      className="flex h-dvh flex-col overflow-hidden bg-surface p-[2vmin] outline-none"
    >
      <QueryView query={schedules} title={words.wall.title}>
        {({ items }) => (
          <Wall
            schedules={items}
            pages={pages.data?.items ?? []}
            renewedAt={schedules.isError || pages.isError ? schedules.dataUpdatedAt : null}
          />
        )}
      </QueryView>
      <Go to={paths.onCall} className="self-end pt-1 text-xs text-quiet underline">
        {words.wall.leave}
      </Go>
    </main>
  );
}
