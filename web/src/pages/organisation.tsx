import { useTitle } from '../app/title.ts';
import { words } from '../catalog/messages.ts';
import { OrganisationPanel } from '../catalog/organisation-panel.tsx';
import { Head } from '../ui/section.tsx';

/** The organisation file: plan and apply. */
export function OrganisationScreen() {
  useTitle(words.organisation.title);
  return (
    <>
      <Head title={words.organisation.title} about={words.organisation.about} />
      <OrganisationPanel />
    </>
  );
}
