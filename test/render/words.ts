import type { Locale } from '../../src/messages/catalogue.ts';
import { catalogue } from '../../src/messages/index.ts';
import type { RenderOptions } from '../../src/render/format.ts';
import { timeZone } from './sample.ts';

export function options(locale: Locale): RenderOptions {
  return { catalogue: catalogue(locale), timeZone };
}
