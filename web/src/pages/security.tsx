import { useTitle } from '../app/title.ts';
import { PasswordSection, SessionSections } from '../catalog/account-panels.tsx';
import { words as factors } from '../catalog/factor-messages.ts';
import { FactorPanels } from '../catalog/factor-panels.tsx';
import { words } from '../catalog/messages.ts';
import { Head, Section } from '../ui/section.tsx';

/** How I sign in, and what keeps others from it. */
export function SecurityScreen() {
  useTitle(words.security.title);
  return (
    <>
      <Head title={words.security.title} about={words.security.about} />
      <div className="max-w-3xl space-y-8">
        <PasswordSection />
        <Section title={factors.title}>
          <FactorPanels />
        </Section>
        <SessionSections />
      </div>
    </>
  );
}
