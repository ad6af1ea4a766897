import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { words as factors } from '../catalog/factor-messages.ts';
import { FactorRulePanel } from '../catalog/factor-rule-panel.tsx';
import { ProviderList } from '../catalog/provider-list.tsx';
import { ScimPanel } from '../catalog/scim-panel.tsx';
import { SignInRulePanel } from '../catalog/sign-in-rule-panel.tsx';
import { sso } from '../catalog/sso-messages.ts';
import { TrialPanel } from '../catalog/trial-panel.tsx';
import { Head, Section } from '../ui/section.tsx';

/** Single sign-on, who must use it, and people from a directory. */
export function SignInSetupScreen() {
  useTitle(sso.title);
  const [search, setSearch] = useSearchState();
  const trial = one(search.trial);
  return (
    <>
      <Head title={sso.title} about={sso.about} />
      <div className="max-w-4xl space-y-10">
        {trial !== '' && <TrialPanel id={trial} onClose={() => setSearch({ trial: undefined })} />}
        <Section title={sso.providers}>
          <ProviderList />
        </Section>
        <Section title={sso.rule.title}>
          <SignInRulePanel />
        </Section>
        <Section title={factors.rule}>
          <FactorRulePanel />
        </Section>
        <Section title={sso.scim.title}>
          <ScimPanel />
        </Section>
      </div>
    </>
  );
}
