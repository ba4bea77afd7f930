import { writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Every host that a scan may want to reach. */
export const hosts = [
  'graph.microsoft.com',
  'login.microsoftonline.com',
  'reports.office.com',
  'admin.googleapis.com',
  'oauth2.googleapis.com',
  'cloudidentity.googleapis.com',
];

/** Certificates for the providers' real host names, trusted by nobody but a process that is told to. */
export async function certificates(hosts: readonly string[]): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
    ],
  });
  return { key: made.private, cert: made.cert };
}

export interface Proxy {
  url: string;
  /** Every host and port that somebody wanted to reach. */
  wanted: string[];
  close(): Promise<void>;
}

/** A proxy that leads every known host to one port on loopback, and refuses all others. */
export async function startProxy(hosts: readonly string[], port: number): Promise<Proxy> {
  const wanted: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy()).on('close', () => sockets.delete(client));
    client.once('data', (head) => {
      const target = /^CONNECT ([^ ]+) /.exec(head.toString('latin1'))?.[1] ?? '';
      wanted.push(target);
      if (!hosts.includes(target.replace(/:443$/, ''))) {
        client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      const upstream = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      sockets.add(upstream);
      upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    wanted,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** What a process needs in its environment to live in that world. */
export async function worldEnvironment(folder: string, proxy: Proxy, cert: string): Promise<Record<string, string>> {
  const file = join(folder, 'authority.pem');
  await writeFile(file, cert);
  return { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: file };
}
