import type { OAuth2Client } from 'google-auth-library';
import type { admin_directory_v1, admin_reports_v1 } from 'googleapis/build/src/apis/admin/index.js';
import type { cloudidentity_v1 } from 'googleapis/build/src/apis/cloudidentity/index.js';

/** The APIs that are read, as the official client offers them. */
export interface Apis {
  directory: admin_directory_v1.Admin;
  reports: admin_reports_v1.Admin;
  cloudidentity: cloudidentity_v1.Cloudidentity;
}
export type ApiName = keyof Apis;

interface ServiceOptions {
  auth: OAuth2Client;
  retry: false;
  rootUrl?: string;
}

/** Each is loaded when it is first asked for. The root of the package loads every API of Google: ten times the time. */
const services: { [A in ApiName]: (options: ServiceOptions) => Promise<Apis[A]> } = {
  async directory(options) {
    const { admin } = await import('googleapis/build/src/apis/admin/index.js');
    return admin({ version: 'directory_v1', ...options });
  },
  async reports(options) {
    const { admin } = await import('googleapis/build/src/apis/admin/index.js');
    return admin({ version: 'reports_v1', ...options });
  },
  async cloudidentity(options) {
    const { cloudidentity } = await import('googleapis/build/src/apis/cloudidentity/index.js');
    return cloudidentity({ version: 'v1', ...options });
  },
};

/**
 * A service object of an API.
 * @param rootUrl origin of a service that stands in for Google's
 */
export function openApi<A extends ApiName>(name: A, auth: OAuth2Client, rootUrl?: string): Promise<Apis[A]> {
  // Only here does rootUrl work: `google.options({ rootUrl })` is ignored, and the call would go to Google.
  return services[name]({ auth, retry: false, ...(rootUrl === undefined ? {} : { rootUrl }) });
}
