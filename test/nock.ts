import nock from 'nock';
import { afterEach, beforeEach } from 'vitest';

/** Lets no request out: a test fails on any request that nobody expected, and on any expected one that was not made. */
export function useStrictNock(): void {
  let strangers: string[] = [];
  const note = (request: unknown) => {
    strangers.push(
      request instanceof Request ? `${request.method} ${request.url}` : `a request of another kind: ${String(request)}`,
    );
  };

  beforeEach(() => {
    strangers = [];
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.emitter.on('no match', note);
  });

  afterEach(() => {
    nock.emitter.off('no match', note);
    const left = nock.pendingMocks();
    nock.abortPendingRequests();
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
    const problems = [
      ...strangers.map((request) => `not expected: ${request}`),
      ...left.map((mock) => `expected, but not made: ${mock}`),
    ];
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
}
