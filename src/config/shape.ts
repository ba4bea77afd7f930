import type { z } from 'zod';
import { keyOf, type Path, type Places, sayable, withoutNumbers } from './places.ts';
import type { Expectation, Problem, ProblemKind } from './problems.ts';

/** What belongs under some keys; numbers of lists are left out. */
const expectations: ReadonlyArray<readonly [RegExp, Expectation]> = [
  [/^version$/, 'version'],
  [/^tenants\[\]\.id$/, 'tenant'],
  [/\.microsoft365\.tenantId$/, 'directory-id'],
  [/\.microsoft365\.clientId$/, 'client-id'],
  [/\.googleWorkspace\.customerId$/, 'customer-id'],
  [/\.googleWorkspace\.admin$/, 'admin'],
  [/\.googleWorkspace\.serviceAccount$/, 'service-account'],
  [/^pseudonymKey$/, 'pseudonym-key'],
  [/^retentionDays$/, 'days'],
  [/^retention\.scans$/, 'age'],
  [/^store$/, 'store'],
  [/\.exceptions\[\]\.until$/, 'date'],
  [/\.approvedCountries\[\]$/, 'country'],
  [/^((tenants|schedule)\[\]\.)?timeZone$/, 'time-zone'],
  [/^schedule(\[\]\.tenants)?$/, 'list'],
  [/^notify\[\]\.id$/, 'tenant'],
  [/^notify\[\]\.(webhook|slack|teams)\.url$/, 'post-address'],
  [/^notify\[\]\.webhook\.secret$/, 'signing-key'],
  [/^notify\[\]\.email\.server$/, 'mail-server'],
  [/^notify\[\]\.email\.(from|to\[\])$/, 'mail-address'],
  [/^notify(\[\]\.(tenants|email\.to))?$/, 'list'],
  [/^tenants\[\]\.links\[\]$/, 'list'],
  [/\.(managedIdentity|azureCli)$/, 'true'],
  [/^(tenants\[\]\.)?checks\.[^.]+\.[^.]+$/, 'number'],
];

function expectationOf(issue: z.core.$ZodIssue): Expectation {
  const key = withoutNumbers(issue.path);
  const known = expectations.find(([pattern]) => pattern.test(key));
  if (known !== undefined) return known[1];
  if (issue.code === 'invalid_value') return 'one-of';
  if (issue.code === 'too_small' && issue.origin === 'array') return key === 'tenants' ? 'tenants' : 'country';
  if (issue.code === 'too_small') return 'text';
  if (issue.code !== 'invalid_type') return 'text';
  if (issue.expected === 'array') return 'list';
  return issue.expected === 'object' || issue.expected === 'record' ? 'map' : 'text';
}

/** What zod found, as problems; never the value that was found wrong, which may be a secret. */
export function shapeProblems(error: z.ZodError, places: Places): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const make = (path: Path, kind: ProblemKind, about: string): Problem => {
      return { ...places.at(path), key: keyOf(path), kind, about };
    };
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const problem = make([...issue.path, key], 'unknown-key', sayable(key));
        return { ...problem, key: keyOf([...issue.path, sayable(key)]) };
      });
    }
    if (issue.code === 'custom' && typeof issue.params?.problem === 'string') {
      const keys = Array.isArray(issue.params.keys) ? issue.params.keys.map(String) : [];
      const kind = issue.params.problem as ProblemKind;
      return [make(kind === 'missing' ? [...issue.path, ...keys] : issue.path, kind, keys.join(', '))];
    }
    const typed = issue.code === 'invalid_type' || issue.code === 'invalid_value';
    if (typed && issue.input === undefined && issue.path.length > 0) {
      return [make(issue.path, 'missing', String(issue.path.at(-1)))];
    }
    const about = issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : '';
    return [{ ...make(issue.path, 'wrong', about), expected: expectationOf(issue) }];
  });
}
