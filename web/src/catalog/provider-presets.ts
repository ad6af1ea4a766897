/** What is known of the usual providers: the form of their issuer, and what has to be asked for there. Facts only. */
export interface Preset {
  label: string;
  issuer: string;
  scopes: string;
  groupsClaim: string;
  notes: string;
}

export const presets = {
  google: {
    label: 'Google',
    issuer: 'https://accounts.google.com',
    scopes: 'openid email profile',
    groupsClaim: 'groups',
    notes:
      'A web client in the Google Cloud console. Anybody with a Google account can come this way, so name your e-mail domains. Google sends no groups.',
  },
  entra: {
    label: 'Microsoft',
    issuer: 'https://login.microsoftonline.com/<tenant id>/v2.0',
    scopes: 'openid email profile',
    groupsClaim: 'groups',
    notes:
      'An app registration of your own tenant; “common” and “organizations” are refused. Add the optional claims “email” and “xms_edov” to the id token: the second one says that the address is verified. Groups come as object ids, or as app roles in the claim “roles”.',
  },
  okta: {
    label: 'Okta',
    issuer: 'https://<your domain>.okta.com',
    scopes: 'openid email profile groups',
    groupsClaim: 'groups',
    notes:
      'An OIDC web application. With an authorization server of your own, the issuer ends in /oauth2/<id>. Groups need a claim “groups” with a filter.',
  },
  keycloak: {
    label: 'Keycloak',
    issuer: 'https://<host>/realms/<realm>',
    scopes: 'openid email profile',
    groupsClaim: 'groups',
    notes:
      'A client with client authentication. Groups need a mapper “Group Membership”; with full path they begin with a slash.',
  },
  authentik: {
    label: 'Authentik',
    issuer: 'https://<host>/application/o/<application>/',
    scopes: 'openid email profile',
    groupsClaim: 'groups',
    notes:
      'An OAuth2/OpenID provider with a signing key. The issuer ends in a slash. Groups come with the scope “profile”.',
  },
  gitlab: {
    label: 'GitLab',
    issuer: 'https://gitlab.com',
    scopes: 'openid email profile',
    groupsClaim: 'groups_direct',
    notes:
      'An application with these scopes; of your own GitLab, the issuer is its address. Groups are full paths.',
  },
  other: {
    label: '',
    issuer: '',
    scopes: 'openid email profile',
    groupsClaim: 'groups',
    notes: 'A confidential client with the code flow. The provider must send email and email_verified.',
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

/** Object.keys gives exactly the keys of a literal. */
export const presetNames = Object.keys(presets) as PresetName[];
