import { useRouter } from '@tanstack/react-router';
import { useTitle } from '../app/title.ts';
import { CreatePage } from '../inform/pages/create-page.tsx';
import { words } from '../inform/pages/messages.ts';
import { PageList } from '../inform/pages/page-list.tsx';
import { paths } from '../paths.ts';
import { Head } from '../ui/section.tsx';

/** All status pages, and the way to a new one. */
export function StatusPagesScreen() {
  useTitle(words.title);
  const router = useRouter();
  return (
    <>
      <Head title={words.title} about={words.about}>
        <CreatePage onMade={(page) => router.history.push(paths.statusPage(page.name))} />
      </Head>
      <div className="max-w-4xl">
        <PageList />
      </div>
    </>
  );
}
