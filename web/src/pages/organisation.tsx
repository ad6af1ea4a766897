import { useWhyNotAdmin } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { words } from '../catalog/messages.ts';
import { OrganisationPanel } from '../catalog/organisation-panel.tsx';
import { ui } from '../ui/messages.ts';
import { Head } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

/** The organisation file: plan and apply. */
export function OrganisationScreen() {
  useTitle(words.organisation.title);
  const mayNot = useWhyNotAdmin();
  return (
    <>
      <Head title={words.organisation.title} about={words.organisation.about} />
      {mayNot ? (
        <Empty title={ui.noPermission}>
          <p>{mayNot}</p>
        </Empty>
      ) : (
        <OrganisationPanel />
      )}
    </>
  );
}
