import type { Faults } from '../../src/demo/faults.ts';
import { endpointOf } from './places.ts';
import { hostileFor } from './words.ts';

const statuses = [400, 403, 404] as const;

/** What a provider says when it refuses, in every field that it has for it. */
function refusalOf(text: (field: string) => string, status: number): unknown {
  const items = [{ message: text('errors.message'), domain: text('errors.domain'), reason: text('errors.reason') }];
  return {
    error: {
      code: text('code'),
      message: text('message'),
      status: text('status'),
      errors: items,
      details: [{ '@type': text('details.@type'), reason: text('details.reason'), domain: text('details.domain') }],
      innerError: { code: text('innerError.code'), 'request-id': text('innerError.request-id'), status },
    },
  };
}

/** Every second endpoint, another half in each run, refuses in hostile words. */
export function refusals(run: number): Faults {
  return ({ url }) => {
    const endpoint = endpointOf(url);
    const turn = [...endpoint].reduce((sum, sign) => sum + sign.charCodeAt(0), run);
    if (url.includes('$batch') || turn % 2 === 0) return undefined;
    const status = statuses[turn % statuses.length] ?? 403;
    return { status, body: refusalOf((field) => hostileFor([endpoint, field], run), status) };
  };
}
