import { z } from 'zod';
import type { Call } from '../../src/http/door.ts';
import type { Microsoft365Settings } from './settings.ts';

/** Where the SDK asks for tokens: the address of a cloud, a regional one, and the one by which it knows China's. */
const loginHosts =
  /^login\.(?:microsoftonline\.(?:com|us)|chinacloudapi\.cn|partner\.microsoftonline\.cn)$|\.login\.microsoft\.com$/;

const batchShape = z.object({ requests: z.array(z.object({ method: z.literal('GET') })) });

function readsOnly({ body }: Call): boolean {
  try {
    return batchShape.safeParse(JSON.parse(body ?? '')).success;
  } catch {
    return false;
  }
}

/** A shell in the cloud gives out tokens at an address of its own machine. */
function isOfMachine({ hostname, pathname }: URL): boolean {
  return (hostname === 'localhost' || hostname === '127.0.0.1') && pathname === '/oauth2/token';
}

/** Whether a POST asks for a token of the tenant, or for a batch that only reads. */
export function mayPost({ tenantId, credential }: Microsoft365Settings, graph: string): (call: Call) => boolean {
  const tokenPath = `/${tenantId}/oauth2/v2.0/token`.toLowerCase();
  return (call) => {
    const { url } = call;
    if (url.origin === graph) return /^\/(?:v1\.0|beta)\/\$batch$/.test(url.pathname) && readsOnly(call);
    if (credential.kind === 'managedIdentity' && isOfMachine(url)) return true;
    return url.protocol === 'https:' && loginHosts.test(url.hostname) && url.pathname.toLowerCase() === tokenPath;
  };
}
