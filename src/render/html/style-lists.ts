/** Lists of persons, of those who have left, and of programs. */
export const listsStyle = `
.identity { display: grid; grid-template-columns: minmax(0, 1.9fr) minmax(0, 1fr) minmax(0, 1.2fr); gap: .4rem 1.75rem; font-size: .875rem; line-height: 1.5; }
.identity dt { font-size: .8125rem; color: var(--muted); }
.repairs > * + * { margin-top: .75rem; }
.tell { margin-top: .6rem; } .tell b { font-weight: 600; } html:lang(ja) .tell { word-break: auto-phrase; }
.which li + li { margin-top: .3rem; }
.leavers td, .leavers tbody th, .unjoined td, .unjoined tbody th { vertical-align: top; }
.leavers { font-size: .875rem; } .leavers td:nth-child(4) { white-space: nowrap; } .leavers td:last-child { min-width: 15rem; } .which .sub b { font-weight: 600; }
.leavers + .more { border-top: 0; }
.unjoined { margin-top: 2.5rem; } .unjoined > * + * { margin-top: .4rem; } .unjoined table { font-size: .875rem; }
.programs { font-size: .8125rem; } .programs :is(td, th) { padding: .5rem .9rem .5rem 0; vertical-align: top; } .programs thead th { vertical-align: bottom; }
.programs tbody th { min-width: 9.5rem; max-width: 13rem; } .programs td { min-width: 5rem; max-width: 20rem; overflow-wrap: break-word; } .programs td:nth-child(2) { min-width: 14rem; } .programs td:has(code) { overflow-wrap: anywhere; min-width: 10.5rem; }
.programs .sub { font-size: .75rem; line-height: 1.4; } .programs .sev { font-size: .75rem; } .programs li { line-height: 1.45; } .programs code { font-size: .95em; }
.found + :is(.found, ul, span) { margin-top: .3rem; } .found { text-wrap: pretty; }
@media screen and (max-width: 47rem) {
  .identity { grid-template-columns: minmax(0, 1fr); }
  .scroll .stacked, .stacked :is(tbody, tr, td) { display: block; } .scroll .stacked, .programs.stacked :is(td, th) { min-width: 0; max-width: none; } .stacked thead { display: none; }
  .stacked tr { padding: .75rem 1.125rem; border-bottom: 1px solid var(--line); } .stacked tr :is(th, td), .programs.stacked :is(th, td) { padding: .1rem 0; border: 0; } .stacked td[data-head]::before { content: attr(data-head); color: var(--muted); } .stacked td.blank { display: none; }
  .scroll .stacked tbody th:first-child { display: block; position: static; width: auto; padding: 0; }
  .leavers.stacked tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .15rem .75rem; align-items: baseline; } .leavers.stacked td:nth-child(3) { grid-area: 1 / 2; } .leavers.stacked td:nth-child(n+4) { grid-column: 1 / -1; } .leavers.stacked td:nth-child(2) { grid-column: 1 / -1; }
}
@media print {
  .identity { font-size: 8.5pt; line-height: 1.4; gap: 2pt 14pt; }
  .leavers { break-inside: avoid; } .leavers, .unjoined table { font-size: 8.5pt; }
  .programs { font-size: 8pt; } .programs :is(td, th), .programs td:nth-child(2), .programs tbody th { min-width: 0; padding: 3pt 6pt 3pt 0; } .programs tbody th { min-width: 31mm; } .programs td:nth-child(2) { width: 36%; } .programs .sub { font-size: 7.5pt; }
}`;
