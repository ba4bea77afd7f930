/** What changed, and the trend; part of the page only where history is told. */
export const historyStyle = `
h1:has(+ .since) { float: left; margin-right: 1.5rem; } .since { float: right; font-size: .9375rem; line-height: 1.3; padding-top: .05rem; } .since + .lead { clear: both; margin-top: 0; padding-top: .5rem; } .since a { color: inherit; } html:lang(ja) .since { word-break: auto-phrase; }
.history > h3 { margin-top: 1.75rem; font-size: 1rem; } .history > h3 .of { font-weight: 400; color: var(--muted); }
.turns { margin-top: .4rem; }
.turns li { display: grid; grid-template-columns: 8.75rem 5.5rem minmax(0, 1fr) 13.5rem; gap: 0 .75rem; align-items: baseline; padding: .45rem 0; border-top: 1px solid var(--line); font-size: .9375rem; line-height: 1.55; }
.turns.plain li { grid-template-columns: 15rem minmax(0, 1fr) 13.5rem; }
.turns .src { font-size: .8125rem; color: var(--muted); text-align: right; }
.turns .sev { font-size: .875rem; }
.turns .badge { justify-self: start; }
.turn { display: inline-flex; align-items: baseline; gap: .4em; font-weight: 600; } .turn > .icon { align-self: center; font-size: .875rem; }
.icon.down { transform: rotate(180deg); } .icon.tilt { transform: rotate(45deg); }
.turns .why { color: var(--ink); }
.turns a { color: inherit; }
.stands { margin-top: 1.5rem; color: var(--muted); font-size: .9375rem; }
.history > .doubt { margin-top: .75rem; }
.trend tbody th { min-width: 12rem; } .trend td { white-space: nowrap; } .trend td:last-child { width: 8rem; }
.trend b { font-weight: 650; } .trend :is(th, td) { padding-block: .5rem; vertical-align: middle; }
.trend .note { display: block; font-weight: 400; }
.trend .spark { display: block; }
.spark { overflow: visible; fill: none; stroke: var(--ink); stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
.spark circle { fill: var(--ink); stroke: none; }
@media screen and (max-width: 47rem) {
  h1:has(+ .since) { float: none; margin-right: 0; } .since { float: none; margin-top: .3rem; line-height: 1.5; }
  .turns li, .turns.plain li { grid-template-columns: minmax(0, 1fr) auto; gap: .1rem .75rem; padding: .7rem 0; }
  .turns li > :nth-child(n+3), .turns.plain li > :nth-child(2) { grid-column: 1 / -1; } .turns .src { text-align: left; }
  .turns.plain .src { grid-area: 1 / 2; text-align: right; }
  .scroll .trend, .trend :is(tbody, tr) { display: block; min-width: 0; } .trend thead { display: none; } .trend .note { display: none; }
  .trend tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .1rem .75rem; align-items: center; padding: .7rem 1.125rem; border-bottom: 1px solid var(--line); }
  .trend tr :is(th, td) { padding: 0; border: 0; white-space: normal; } .scroll .trend tbody th:first-child { position: static; width: auto; padding: 0; grid-area: 1 / 1; } .trend td:nth-child(2) { grid-area: 2 / 1; } .trend td:nth-child(3) { grid-area: 2 / 2; text-align: right; } .trend td:last-child { grid-area: 1 / 2; text-align: right; } .trend .spark { margin-left: auto; }
}
@media print {
  .turns li { padding: 2pt 0; font-size: 9pt; line-height: 1.4; grid-template-columns: 8.25rem 5rem minmax(0, 1fr) 12rem; }
  .turns.plain li { grid-template-columns: 14rem minmax(0, 1fr) 12rem; }
  .history > h3 { margin-top: 8pt; break-after: avoid; } .stands { margin-top: 6pt; font-size: 9pt; }
  .trend :is(th, td) { padding-block: 1.5pt; } .spark { height: 14pt; }
  .turns a { text-decoration: none; } #trend { break-inside: avoid; } .trend .note { font-size: 7.5pt; line-height: 1.3; }
}`;
