import http from 'node:http';
import { UsageError } from '../commands/options.ts';
import type { Io } from '../io.ts';

const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/** What goes to this machine goes nowhere else: only so it may go without encryption. */
const thisMachine = 'localhost,127.0.0.1,[::1]';

function exceptionsOf(env: Io['env']): string {
  const named = env.no_proxy || env.NO_PROXY || '';
  // Beside other words this one means nothing to Node.
  return named.trim() === '*' ? '*' : [named, thisMachine].filter((words) => words !== '').join(',');
}

/** Company proxies are named in the environment; Node follows them only when it is told to. The demo needs none. */
export function followProxies({ env }: Io): void {
  const named = proxyVariables.filter((name) => env[name]);
  if (named.length === 0 || typeof http.setGlobalProxyFromEnv !== 'function') return;
  const wrong = named.find((name) => URL.parse(env[name] ?? '') === null);
  if (wrong === undefined) {
    const proxies = Object.fromEntries(named.map((name) => [name, env[name]]));
    http.setGlobalProxyFromEnv({ ...proxies, no_proxy: exceptionsOf(env) });
    return;
  }
  throw new UsageError(`${wrong} is not the address of a proxy, such as http://proxy.example:8080.`);
}
