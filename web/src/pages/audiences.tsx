import { useWhyNotAdmin } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { AudienceLists } from '../inform/lists/audience-lists.tsx';
import { words } from '../inform/lists/messages.ts';
import { Head } from '../ui/section.tsx';

/** Who is told when news of an incident go out. */
export function AudiencesScreen() {
  useTitle(words.title);
  const mayNot = useWhyNotAdmin();
  return (
    <>
      <Head title={words.title} about={words.about} />
      <div className="max-w-4xl">
        <AudienceLists mayNot={mayNot} />
      </div>
    </>
  );
}
