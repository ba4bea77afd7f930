/** Changes when a definition does, so that nobody compares what cannot be compared. */
export const figuresVersion = 1;

/** All figures, in the order in which they are shown. */
export const figureIds = [
  'mfa-enforced',
  'mfa-resistant',
  'phone-only',
  'stale-accounts',
  'stale-guests',
  'leaver-lag',
  'top-admins',
  'unused-admins',
  'exceptions',
  'time-to-fix-critical',
  'time-to-fix-high',
  'time-to-fix-medium',
  'time-to-fix-low',
  'coverage',
] as const;
export type FigureId = (typeof figureIds)[number];

/** Whether more of a figure is better, or less. */
export const betterWhen: Readonly<Record<FigureId, 'higher' | 'lower'>> = {
  ...{ 'mfa-enforced': 'higher', 'mfa-resistant': 'higher', coverage: 'higher' },
  ...{ 'phone-only': 'lower', 'stale-accounts': 'lower', 'stale-guests': 'lower', 'leaver-lag': 'lower' },
  ...{ 'top-admins': 'lower', 'unused-admins': 'lower', exceptions: 'lower' },
  ...{ 'time-to-fix-critical': 'lower', 'time-to-fix-high': 'lower' },
  ...{ 'time-to-fix-medium': 'lower', 'time-to-fix-low': 'lower' },
};

/** `share`: numerator of denominator. `count`: the numerator. `hours`: a median over the numerator's cases. */
export type FigureUnit = 'share' | 'count' | 'hours';

/**
 * One measure of a tenant at one scan, defined the same for every tenant, whatever its options.
 * docs/history.md has the definitions.
 */
export interface Figure {
  id: FigureId;
  version: number;
  unit: FigureUnit;
  /** The share from 0 to 1, the count, or hours. Null: nobody could tell, or there is nobody to tell of. */
  value: number | null;
  numerator: number;
  /** Of how many that could be told. */
  denominator: number;
  /** Of how many more it could not be told; null: nobody knows how many, since accounts could not be read. */
  unknown: number | null;
}
