import type { AnyCheck, Control, Failure, Options, Strength } from './check.ts';
import { concerns, type Framework, frameworks, publicationOf } from './frameworks.ts';
import type { Provider } from './provider.ts';

/** Where frameworks judge the same facts otherwise than the check does. */
export interface OwnMeasures {
  /** Failures of the check that the controls of a framework accept; null: it cannot be told whether they do. */
  tolerates?: { readonly [F in Framework]?: (failure: Failure, id: string) => boolean | null };
  /** Limits of single controls, by framework and id. */
  limits?: { readonly [F in Framework]?: Readonly<Record<string, Options>> };
}

/** The controls that a check answers, in the order of `frameworks`, with how much of each it answers. */
export function controls(
  ids: { readonly [F in Framework]?: Readonly<Record<string, Strength>> },
  { tolerates = {}, limits = {} }: OwnMeasures = {},
): readonly Control[] {
  return frameworks.flatMap((framework) => {
    const accepts = tolerates[framework];
    return Object.entries(ids[framework] ?? {}).map(([id, strength]): Control => {
      const own = limits[framework]?.[id];
      const control = { framework, version: publicationOf(framework).version, id, strength };
      return {
        ...control,
        ...(own === undefined ? {} : { limits: own }),
        ...(accepts === undefined ? {} : { tolerates: (failure: Failure) => accepts(failure, id) }),
      };
    });
  });
}

/** Accepts what is about accounts without an administrator role, by the data of the failure. */
export function unlessPrivileged({ data: { privileged } }: Failure): boolean | null {
  return typeof privileged === 'boolean' ? !privileged : null;
}

/** Accepts what is about administrators, by the data of the failure. */
export function ifPrivileged({ data: { privileged } }: Failure): boolean | null {
  return typeof privileged === 'boolean' ? privileged : null;
}

/** The controls that a check answers for the products of these providers. */
export function controlsFor(all: readonly Control[], providers: readonly Provider[]): readonly Control[] {
  return all.filter(({ framework }) => concerns(framework, providers));
}

/** The checks that answer a control of these frameworks, and of their controls only those; without any, all. */
export function checksWithin(chosen: readonly Framework[], checks: readonly AnyCheck[]): readonly AnyCheck[] {
  if (chosen.length === 0) return checks;
  const names = new Set<string>(chosen);
  return checks.flatMap((check) => {
    const mine = check.controls.filter(({ framework }) => names.has(framework));
    return mine.length === 0 ? [] : [{ ...check, controls: mine }];
  });
}
