import type { Provider } from '../core/provider.ts';
import type { Application, Credential } from '../core/rows/application.ts';

/** A secret or certificate by its dates. */
export interface CredentialFacts {
  kind: Credential['kind'];
  /** Days since its start; null when that is not known. */
  age: number | null;
  /** For people; null when it is not known. */
  endsOn: string | null;
  expired: boolean;
}

/** Words of the section about programs. */
export interface ApplicationsTexts {
  title: string;
  intro: string;
  /** What the list of a provider holds, and what it does not. */
  about: Record<Provider, string>;
  since: (day: string) => string;
  notRead: string;
  partly: string;
  heads: Record<
    'application' | 'kind' | 'permissions' | 'delegated' | 'credentials' | 'scopes' | 'users' | 'lastConsent',
    string
  >;
  kind: Record<Application['kind'], string>;
  own: string;
  foreign: string;
  originUnknown: string;
  disabled: string;
  /** It holds a role, and is not among the applications that were read. */
  unlisted: string;
  none: string;
  /** Where other rights stand beside. */
  noPermission: string;
  unread: Record<'permissions' | 'delegated' | 'scopes', string>;
  /** A permission that goes by no name. */
  nameless: string;
  moreNames: (count: number) => string;
  credential: (facts: CredentialFacts) => string;
  moreCredentials: (count: number) => string;
  /** The row is the program that scans. */
  scanner: string;
  unneeded: (names: string) => string;
  nothingUnneeded: string;
  table: (cloud: string) => string;
  /** `quiet` have nothing to tell, as far as consents for all users were read. */
  moreInCsv: (more: number, quiet: number, isDelegatedDark: boolean) => string;
  /** What programs may do as any user was not read. */
  delegatedUnread: string;
  noneAtAll: string;
}
