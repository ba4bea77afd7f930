import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Collector, Connector, DirectorySession, Unsupported } from '../../src/core/connector.ts';
import { type Dataset, datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import type { Gap } from '../../src/core/gap.ts';
import { gather } from '../../src/core/gather.ts';
import type { Report } from '../../src/core/report.ts';
import { catalogue } from '../../src/messages/index.ts';
import { fleetOf, renderFleetHtml, renderFleetJson } from '../../src/render/index.ts';
import { arbitraryCircumstances, arbitraryTenant, hostileIds } from '../arbitrary-snapshots.ts';
import { now } from '../check-tester.ts';
import { type Circumstances, findingsOf, firstDifference, reportOf, written } from './whole-report.ts';

/** A report is large: to shrink one would take longer than to read it. */
const runs = { numRuns: 150, endOnFailure: true };
const size = { reports: 0 };
const circumstances: fc.Arbitrary<Circumstances> = arbitraryCircumstances;

afterAll(() => {
  process.stdout.write(`laws against hostile directories: ${size.reports} whole reports\n`);
});

class Broken extends Error {
  readonly gap: Gap;
  constructor(gap: Gap) {
    super(gap.detail);
    this.gap = gap;
  }
}

/** Reads a dataset in pages, as a provider tells it: rows may come twice, and reading may stop. */
function collectorOf(
  dataset: Dataset<unknown>,
  pages: readonly (readonly unknown[])[],
): Collector<DirectorySession, never> | Unsupported {
  return {
    permissions: [],
    async *collect() {
      if (dataset.state === 'unavailable') throw new Broken(dataset.gap);
      for (const page of pages) yield page as readonly never[];
      if (dataset.state === 'partial') throw new Broken(dataset.gap);
      return dataset.since === undefined ? undefined : { since: dataset.since };
    },
    probe: async () => undefined,
  };
}

type Pages = Readonly<Record<string, readonly (readonly unknown[])[]>>;

async function gathered({ provider, directoryId, datasets }: Snapshot, pages: Pages): Promise<Snapshot> {
  const collectors = datasetNames.map((name) => [name, collectorOf(datasets[name], pages[name] ?? [])]);
  const session: DirectorySession = {
    requests: () => ({ sent: 1, retried: 0 }),
    clockAheadMs: () => null,
    granted: async () => null,
  };
  const connector: Connector<null, DirectorySession> = {
    provider,
    product: '',
    open: async () => session,
    datasets: Object.fromEntries(collectors),
    explain: (error) => (error instanceof Broken ? error.gap : { kind: 'crash', detail: String(error) }),
  };
  return gather(connector, null, { directoryId, signal: new AbortController().signal, now: () => now });
}

function rowsOf(dataset: Dataset<unknown>): unknown[] {
  return dataset.state === 'unavailable' ? [] : [...dataset.rows];
}

function pagesOf(snapshot: Snapshot): Pages {
  return Object.fromEntries(datasetNames.map((name) => [name, [rowsOf(snapshot.datasets[name])]]));
}

/** The same rows in any order and any pages, some of them twice. */
function otherPagesOf(snapshot: Snapshot): fc.Arbitrary<Pages> {
  const all = datasetNames.map((name) => {
    const rows = rowsOf(snapshot.datasets[name]);
    return fc
      .tuple(fc.subarray(rows), fc.nat(4))
      .chain(([again, cut]) =>
        fc
          .shuffledSubarray([...rows, ...again], { minLength: rows.length + again.length })
          .map((order) => [name, [order.slice(0, cut), [], order.slice(cut)]] as const),
      );
  });
  return fc.tuple(...all).map((entries) => Object.fromEntries(entries));
}

const servedTwice = arbitraryTenant.chain((whole) =>
  fc.tuple(fc.constant(whole), fc.tuple(...whole.map(otherPagesOf))),
);

/** Puts other ids in the place of ids, wherever they stand; logins stay. */
function renamed<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  if (typeof value === 'string') return (names.get(value) ?? value) as Value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, names)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, names)])) as Value;
}

/** How everybody fares, by login where they have one. Which account stands for a person goes by the order of ids. */
function faring({ results, summary }: Report) {
  return {
    summary,
    results: results.map(({ check, provider, verdict, severity, counts, controls, findings }) => {
      const found = findings.map(
        (finding) =>
          `${finding.subject.type === 'person' ? '' : finding.subject.login} ${finding.verdict} ${finding.message} ${finding.severity}`,
      );
      return { check, provider, verdict, severity, counts, controls, findings: found.sort() };
    }),
  };
}

describe('whatever the tenant', () => {
  it('rows that come twice, in any order and any pages, change no byte', async () => {
    await fc.assert(
      fc.asyncProperty(servedTwice, circumstances, async ([whole, pages], how) => {
        const plain = await Promise.all(whole.map((snapshot) => gathered(snapshot, pagesOf(snapshot))));
        const other = await Promise.all(whole.map((snapshot, index) => gathered(snapshot, pages[index] ?? {})));
        expect(other).toEqual(plain);
        const { timeZone = 'UTC' } = how;
        const difference = firstDifference(
          written(findingsOf(other, how), timeZone),
          written(findingsOf(plain, how), timeZone),
        );
        expect(difference).toBeNull();
        size.reports += 2;
      }),
      { ...runs, numRuns: 30 },
    );
  });

  it('nobody fares otherwise for what their id is', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, hostileIds, (whole, how, names) => {
        const { emergency, links, ...rest } = how;
        const named: Circumstances = {
          ...rest,
          ...(emergency === undefined ? {} : { emergency: renamed(emergency, names) }),
        };
        const plain = reportOf(whole, { ...rest, ...(emergency === undefined ? {} : { emergency }) });
        const hostile = reportOf(renamed(whole, names), named);
        expect(faring(hostile)).toEqual(faring(plain));
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(prototypeNames);
        size.reports += 2;
      }),
      runs,
    );
  });

  it('the order of tenants does not matter to the pages over all of them', () => {
    const some = fc.array(fc.tuple(arbitraryTenant, circumstances), { minLength: 2, maxLength: 4 });
    const turned = some.chain((tenants) =>
      fc.tuple(
        fc.constant(tenants),
        fc.shuffledSubarray(
          tenants.map((_, index) => index),
          { minLength: tenants.length },
        ),
      ),
    );
    fc.assert(
      fc.property(turned, ([tenants, order]) => {
        const reports = tenants.map(([whole, how], index) => {
          return { ...reportOf(whole, how), tenant: { id: `tenant-${index}`, name: `Tenant ${index}` } };
        });
        const pages = (all: readonly Report[]) => {
          const fleet = fleetOf(all);
          return {
            json: renderFleetJson(fleet),
            html: renderFleetHtml(fleet, { catalogue: catalogue('en'), timeZone: 'UTC' }),
          };
        };
        const other = order.flatMap((index) => reports[index] ?? []);
        expect(firstDifference(pages(other), pages(reports))).toBeNull();
        size.reports += reports.length;
      }),
      { ...runs, numRuns: 60 },
    );
  });
});

const prototypeNames = Object.getOwnPropertyNames(Object.prototype).length;
