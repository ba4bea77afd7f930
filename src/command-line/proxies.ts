import http from 'node:http';
import { UsageError } from '../commands/options.ts';
import type { Io } from '../io.ts';

const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/** Company proxies are named in the environment; Node follows them only when it is told to. The demo needs none. */
export function followProxies({ env }: Io): void {
  const named = proxyVariables.filter((name) => env[name]);
  if (named.length === 0 || typeof http.setGlobalProxyFromEnv !== 'function') return;
  const wrong = named.find((name) => URL.parse(env[name] ?? '') === null);
  if (wrong === undefined) {
    http.setGlobalProxyFromEnv();
    return;
  }
  throw new UsageError(`${wrong} is not the address of a proxy, such as http://proxy.example:8080.`);
}
