import { createGoogleWorkspace, tokenAccess } from '../../connectors/google-workspace/index.ts';
import { createMicrosoft365 } from '../../connectors/microsoft365/index.ts';
import type { Snapshot } from '../../src/core/datasets.ts';
import { gather } from '../../src/core/gather.ts';
import type { GoogleDirectory, MicrosoftDirectory } from '../../src/demo/directory.ts';
import type { RealAnswer } from '../../src/demo/faults.ts';
import { type Service, startService } from '../../src/demo/service.ts';
import { demoGoogleToken, demoGraphToken } from '../../src/demo/tokens.ts';

/** Changes an answer; null leaves it as it is. */
export type Change = (request: { method: string; url: string; nth: number }, answer: RealAnswer) => unknown;

/** A directory of the demonstration that can be read again and again, each time with other answers. */
export interface Readable {
  /** @param change gives the body that stands in place of the real one; undefined for the real one */
  read(change?: Change): Promise<Snapshot>;
  close(): Promise<void>;
}

const timing = { delayMs: 1, retries: 1, patienceMs: 10 };
const hourMs = 3_600_000;

function readerOf(
  directory: MicrosoftDirectory | GoogleDirectory,
  service: Service,
  now: Date,
): () => Promise<Snapshot> {
  const options = { signal: new AbortController().signal, now: () => now };
  if ('tenantId' in directory) {
    const { tenantId, application } = directory;
    const token = demoGraphToken(directory);
    const access = { origin: service.origin, token: async () => ({ token, expiresAt: Date.now() + hourMs }) };
    const credential = { kind: 'clientSecret', clientSecret: '' } as const;
    const settings = { tenantId, clientId: application.clientId, cloud: 'global', credential } as const;
    return () => gather(createMicrosoft365(access, timing), settings, { ...options, directoryId: tenantId });
  }
  const { customer, admin, serviceAccount } = directory;
  const access = tokenAccess(service.origin, () => demoGoogleToken(directory));
  const credential = { kind: 'serviceAccount', serviceAccount: serviceAccount.email } as const;
  const settings = { customerId: customer.id, admin, credential };
  return () => gather(createGoogleWorkspace(access, timing), settings, { ...options, directoryId: customer.id });
}

/** Serves one directory. */
export async function serveDirectory(directory: MicrosoftDirectory | GoogleDirectory, now: Date): Promise<Readable> {
  let change: Change | undefined;
  let asked = new Map<string, number>();
  const service = await startService({
    ...('tenantId' in directory ? { microsoft365: [directory] } : { google: [directory] }),
    now,
    faults: ({ method, url }) => {
      const key = `${method} ${url}`;
      const nth = (asked.get(key) ?? 0) + 1;
      asked.set(key, nth);
      return {
        rewrite(answer) {
          const body = change?.({ method, url, nth }, answer);
          return body === undefined ? null : { body };
        },
      };
    },
  });
  const read = readerOf(directory, service, now);
  return {
    async read(wanted) {
      change = wanted;
      asked = new Map();
      return read();
    },
    close: () => service.close(),
  };
}
