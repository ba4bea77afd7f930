import { raw } from './markup.ts';

/** Shapes are drawn once and used by name. */
export const sprite = raw(
  `<svg width="0" height="0" aria-hidden="true" focusable="false" class="sprite"><defs>
<symbol id="i-critical" viewBox="0 0 16 16"><path fill-rule="evenodd" d="M8 0l8 8-8 8-8-8zM7 4v5h2V4zm0 6v2h2v-2z"/></symbol>
<symbol id="i-high" viewBox="0 0 16 16"><path d="M8 1l8 14H0z"/></symbol>
<symbol id="i-medium" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/></symbol>
<symbol id="i-low" viewBox="0 0 16 16"><path fill-rule="evenodd" d="M8 2a6 6 0 110 12A6 6 0 018 2zm0 2a4 4 0 100 8 4 4 0 000-8z"/></symbol>
<symbol id="i-pass" viewBox="0 0 16 16"><path d="M6.2 13.6L1 8.4l1.9-1.9 3.3 3.3 6.9-6.9L15 4.8z"/></symbol>
<symbol id="i-unknown" viewBox="0 0 16 16"><path d="M6.9 11.9h2.3V14H6.9zM4 5.6C4.1 3.2 5.7 2 8.1 2c2.3 0 4 1.3 4 3.4 0 1.6-.9 2.4-1.8 3.1-.8.6-1.2 1-1.2 1.8v.4H6.9v-.6c0-1.5.8-2.2 1.7-2.9.8-.6 1.2-1 1.2-1.7 0-.8-.6-1.4-1.7-1.4S6.4 4.7 6.3 5.8z"/></symbol>
<symbol id="i-accepted" viewBox="0 0 16 16"><path fill-rule="evenodd" d="M3 1h10v14l-5-3.6L3 15zm2 2v8.1l3-2.1 3 2.1V3z"/></symbol>
<symbol id="i-na" viewBox="0 0 16 16"><path d="M3 7h10v2H3z"/></symbol>
<symbol id="i-new" viewBox="0 0 16 16"><path d="M8 1l6 6.500-1.700 1.700L9.200 6v9H6.800V6L3.700 9.200 2 7.500z"/></symbol>
<symbol id="i-gap" viewBox="0 0 16 16"><path d="M1 7h4v2H1zm5.5 0h3v2h-3zM11 7h4v2h-4z"/></symbol>
<symbol id="i-chevron" viewBox="0 0 16 16"><path d="M5.5 2L12 8l-6.500 6-1.400-1.400L9 8 4.100 3.400z"/></symbol>
<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0h2v5H0z"/></pattern>
</defs></svg>`,
);
