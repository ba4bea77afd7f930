import { listsStyle } from './style-lists.ts';

const tokens = `
:root {
  color-scheme: light dark;
  --paper: #fffefb; --wash: #f6f4ef; --ink: #1b1d22; --muted: #5a5f69; --line: #dedad1; --rule: #86837b; --accent: #23497f;
  --critical: #a5142a; --high: #a8460a; --medium: #7a5c00; --low: #4c5a6b;
  --pass: #22694b; --unknown: #66409a; --accepted: #1c5f80;
  --t-critical: #fbecea; --t-high: #fbefe3; --t-medium: #f8f1d8; --t-unknown: #f2edf8;
  --sans: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans CJK JP", Arial, sans-serif;
  --sans-ja: -apple-system, "Hiragino Sans", "Yu Gothic UI", "BIZ UDPGothic", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Cascadia Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15171b; --wash: #1d2025; --ink: #ebe8e1; --muted: #a7abb3; --line: #343840; --rule: #757a84; --accent: #9dbdf0;
    --critical: #ff9187; --high: #f7ab6b; --medium: #e0c35f; --low: #aebaca;
    --pass: #85cfa8; --unknown: #c6aef2; --accepted: #8bc6e2;
    --t-critical: #3a1d1f; --t-high: #38261a; --t-medium: #322b16; --t-unknown: #2a2338;
  }
}`;

const base = `
*, *::before, *::after { box-sizing: border-box; }
html { font-family: var(--sans); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font-size: 1rem; line-height: 1.6; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
[lang="ja"] { font-family: var(--sans-ja); line-break: strict; text-autospace: normal; text-spacing-trim: trim-start; }
html:lang(ja) body { line-height: 1.75; }
html:lang(ja) :is(h1, h2, h3, .lead, .title, th, td, dt, .intro, .sub-lead, .sentence, .fact, .fix li, .gap dd, .figures dd, .top time) { word-break: auto-phrase; }
:is(h1, h2, h3) { margin: 0; line-height: 1.3; font-weight: 650; text-wrap: balance; }
p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
code { font-family: var(--mono); font-size: .84em; }
svg { display: block; flex: none; }
.sprite { position: absolute; }
.icon { width: 1em; height: 1em; fill: currentColor; }
.muted { color: var(--muted); }
.small { font-size: .875rem; }
.nowrap { white-space: nowrap; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--paper); z-index: 3; }
.skip:focus { top: 1rem; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }
.pass { color: var(--pass); } .unknown { color: var(--unknown); } .accepted { color: var(--accepted); }
.sev, .state { display: inline-flex; align-items: baseline; gap: .4em; font-weight: 600; white-space: nowrap; }
.state { font-weight: 400; }
:is(.sev, .badge, .state) > .icon { align-self: center; }
.badge { display: inline-flex; align-items: baseline; gap: .4em; padding: .05em .6em; border: 1.5px solid currentColor; border-radius: 4px; font-size: .8125rem; font-weight: 600; line-height: 1.6; white-space: nowrap; }
.badge.critical { background: var(--t-critical); } .badge.high { background: var(--t-high); } .badge.medium { background: var(--t-medium); } .badge.low { background: var(--wash); }
.badge.unknown { border-style: dashed; background: var(--t-unknown); }
.badge.pass { border-width: 1px; }
.badge.accepted { border: 3px double currentColor; padding-block: 0; }
.badge.na { border-color: transparent; padding-inline: 0; color: var(--muted); font-weight: 400; }
header.top { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem 2rem; padding: 1.5rem 0 1.25rem; border-bottom: 1px solid var(--line); font-size: .875rem; color: var(--muted); }
.mark { font-weight: 650; letter-spacing: .06em; color: var(--ink); white-space: nowrap; }
.mark small { font-weight: 400; letter-spacing: 0; margin-left: .75em; color: var(--muted); font-size: 1em; }
main { padding: 2.5rem 0 4rem; outline: 0; }
h1 { font-size: 1rem; font-weight: 600; color: var(--muted); }
.lead { margin-top: .5rem; font-size: 2.125rem; line-height: 1.25; font-weight: 650; letter-spacing: -.012em; text-wrap: balance; }
.sub-lead { margin-top: .6rem; font-size: 1.0625rem; color: var(--muted); max-width: 46em; text-wrap: pretty; }
html:lang(ja) .lead { font-size: 1.875rem; line-height: 1.45; letter-spacing: 0; font-feature-settings: "palt"; }
html:lang(ja) :is(.sub-lead, .intro) { max-width: 40em; }
h2 { font-size: 1.5rem; letter-spacing: -.008em; }
html:lang(ja) h2 { font-size: 1.375rem; letter-spacing: .01em; }
h2 + .intro { margin-top: .5rem; }
.intro { color: var(--muted); max-width: 42em; text-wrap: pretty; }
h3 { font-size: 1rem; }
.dark { margin-top: 1.5rem; border: 1.5px dashed var(--unknown); border-radius: 6px; padding: .3rem 1.25rem; }
.dark li { display: grid; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr) minmax(0, 1fr); gap: .15rem 1.75rem; align-items: baseline; padding: .7rem 0; font-size: .9375rem; line-height: 1.5; }
.dark li + li { border-top: 1px solid var(--line); }
.dark .name { font-weight: 600; } .dark .badge { margin-top: .15rem; }
.dark .sub { display: block; font-size: .8125rem; color: var(--muted); font-weight: 400; }
.bar { display: block; width: 100%; height: 8px; overflow: visible; }
.b-critical { fill: var(--critical); } .b-high { fill: var(--high); } .b-medium { fill: var(--medium); } .b-low { fill: var(--low); }
.b-pass { fill: var(--pass); opacity: .34; } .b-accepted { fill: var(--paper); stroke: var(--accepted); stroke-width: 1; } .b-unknown { fill: url(#hatch); stroke: var(--unknown); stroke-width: 1; }
.hatch { fill: var(--unknown); }
.scroll { position: relative; overflow-x: auto; margin-top: 1.25rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; line-height: 1.5; }
th, td { padding: .6rem 1.25rem .6rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; font-weight: 400; }
thead th { font-size: .8125rem; color: var(--muted); border-bottom-color: var(--rule); white-space: nowrap; }
tbody th { font-weight: 600; }
td.n, th.n { text-align: right; white-space: nowrap; }
:is(th, td):last-child { padding-right: 0; }
.sub { display: block; font-size: .8125rem; font-weight: 400; color: var(--muted); }
footer { padding: 2rem 0 4rem; border-top: 1px solid var(--line); font-size: .8125rem; color: var(--muted); line-height: 1.7; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; margin-bottom: 1rem; align-items: center; }
footer p + p { margin-top: .5rem; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }`;

const report = `
.frame { display: grid; grid-template-columns: 11.5rem minmax(0, 56rem); gap: 0 4rem; max-width: 76rem; margin: 0 auto; padding: 0 2rem; }
header.top { grid-column: 1 / -1; }
footer { grid-column: 2; }
nav.rail { position: sticky; top: 0; align-self: start; padding: 2.6rem 0 2rem; font-size: .9375rem; }
nav.rail li + li { margin-top: .125rem; }
nav.rail a { display: flex; justify-content: space-between; gap: .5rem; padding: .3rem 0; color: var(--muted); text-decoration: none; }
nav.rail a:hover { color: var(--ink); text-decoration: underline; }
section + section { margin-top: 5rem; }
.figures { display: grid; grid-template-columns: 2.1fr 1.2fr 1.15fr 1.1fr; margin-top: 1.75rem; border-block: 1px solid var(--line); }
.figures > div { padding: .9rem 1.25rem 1rem; border-left: 1px solid var(--line); }
.figures > div:first-child { padding-left: 0; border-left: 0; }
.figures dt { font-size: .8125rem; color: var(--muted); }
.num { display: flex; align-items: baseline; gap: .35em; font-size: 1.5rem; font-weight: 650; line-height: 1.4; }
.num .of { font-size: 1rem; font-weight: 400; color: var(--muted); }
.num .icon { font-size: .72em; align-self: center; }
.num.none { color: var(--ink); }
.note { font-size: .8125rem; color: var(--muted); line-height: 1.5; }
.sevs { display: flex; gap: 1.15rem; }
.sevs li { display: flex; flex-direction: column; }
.sevs b { font-size: 1.5rem; line-height: 1.4; font-weight: 650; }
.sevs b.zero { color: var(--muted); font-weight: 400; }
html:lang(ja) .sevs li { min-width: 3.25rem; }
.sevs .sev { font-size: .8125rem; font-weight: 500; gap: .35em; }
.first { display: grid; grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); gap: 2.75rem; margin-top: 2rem; }
.first h2, html:lang(ja) .first h2 { font-size: 1.0625rem; letter-spacing: 0; }
.first > div > :is(ol, ul) { margin-top: .75rem; }
.actions { counter-reset: a; }
.actions > li { counter-increment: a; position: relative; padding: .6rem 0 .65rem 2.5rem; border-top: 1px solid var(--line); }
.actions > li::before { content: counter(a); position: absolute; left: 0; top: .62rem; width: 1.6rem; height: 1.6rem; border-radius: 50%; background: var(--ink); color: var(--paper); font-size: .875rem; font-weight: 650; line-height: 1.6rem; text-align: center; }
.actions .title { font-weight: 600; line-height: 1.45; }
.actions .title a { color: inherit; text-decoration: none; } .actions .title a:hover { text-decoration: underline; }
.actions + p { margin-top: .25rem; }
.meta { display: flex; flex-wrap: wrap; gap: 0 1em; margin-top: .2rem; font-size: .8125rem; color: var(--muted); }
.concern li { padding: .5rem 0 .45rem; border-top: 1px solid var(--line); }
.concern .who { display: flex; align-items: baseline; justify-content: space-between; gap: 1rem; font-weight: 600; line-height: 1.45; }
.concern .who a { color: inherit; }
.concern .sev { font-size: .8125rem; }
.concern p { font-size: .8125rem; color: var(--muted); line-height: 1.55; margin-top: .15rem; text-wrap: pretty; }
.looked li { display: flex; justify-content: space-between; gap: 1rem; padding: .45rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.looked li span:last-child { color: var(--muted); font-size: .8125rem; white-space: nowrap; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.25rem 0 0; padding: 0; border: 0; font-size: .875rem; }
.filter legend { float: left; padding: .3rem .5rem .3rem 0; color: var(--muted); }
.filter label { position: relative; padding: .25rem .8rem; border: 1px solid var(--rule); border-radius: 4px; cursor: pointer; }
.filter input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.filter label:has(:checked) { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.filter label:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
@media screen {
  main:has(#p-critical:checked) .person:not(.is-critical), main:has(#p-admin:checked) .person:not(.is-admin), main:has(#p-unknown:checked) .person:not(.is-unknown),
  main:has(#c-fail:checked) .check:not(.is-fail), main:has(#c-unknown:checked) .check:not(.is-unknown), main:has(#c-pass:checked) .check:not(.is-pass) { display: none; }
}
.rows { margin-top: 1.25rem; border-top: 1px solid var(--line); }
.row { border-bottom: 1px solid var(--line); }
.row > summary { display: grid; align-items: baseline; gap: 0 1.25rem; padding: .9rem 0; cursor: pointer; list-style: none; }
.row > summary::-webkit-details-marker { display: none; }
.row > summary:hover .title, .row > summary:hover .name > bdi { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .18em; }
.row > summary > .icon { align-self: start; margin-top: .45em; color: var(--muted); font-size: .8125rem; }
.row[open] > summary > .icon { transform: rotate(90deg); }
.person > summary { grid-template-columns: 5.5rem 14rem minmax(0, 1fr) 5.5rem .8125rem; }
html:lang(ja) .person > summary { grid-template-columns: 5.25rem 13rem minmax(0, 1fr) 5rem .8125rem; }
.person > summary .sev { font-size: .875rem; }
.name { font-weight: 600; line-height: 1.45; }
.role { display: block; font-size: .8125rem; font-weight: 400; color: var(--muted); line-height: 1.5; }
.sentence { line-height: 1.55; text-wrap: pretty; }
.count { font-size: .8125rem; color: var(--muted); text-align: right; }
.count span { display: block; }
.check > summary { grid-template-columns: 7.25rem minmax(0, 1fr) 10.5rem 6rem .8125rem; }
.check > summary .badge { justify-self: start; }
.title { font-weight: 600; line-height: 1.45; }
.where { display: block; font-weight: 400; font-size: .75rem; color: var(--muted); }
.where code { font-size: 1em; }
.counts { font-size: .8125rem; color: var(--muted); line-height: 1.5; }
.counts b { font-weight: 600; } .counts b:not(.unknown) { color: var(--ink); }
.counts span { display: block; }
.check .bar { align-self: center; }
.inner { padding: .25rem 0 2rem 6.75rem; }
html:lang(ja) .person .inner { padding-left: 6.5rem; }
.check .inner { padding-left: 8.5rem; }
.inner > * + * { margin-top: 1.25rem; }
.label { margin: 0 0 .4rem; font-size: .8125rem; font-weight: 600; color: var(--muted); }
.evidence li { display: grid; grid-template-columns: 1.1rem minmax(0, 1fr) minmax(0, auto); gap: 0 .55rem; padding: .45rem 0; border-top: 1px solid var(--line); font-size: .9375rem; line-height: 1.55; }
.evidence li:first-child { border-top: 0; }
.evidence .icon { margin-top: .36em; font-size: .875rem; }
.evidence .src { max-width: 17rem; font-size: .8125rem; color: var(--muted); padding-left: 1.25rem; align-self: baseline; text-align: right; }
.more { padding-top: .6rem; font-size: .875rem; color: var(--muted); border-top: 1px solid var(--line); }
.rows > .more { border-top: 0; padding: .8rem 0; }
.fix { padding: 1rem 1.25rem 1.125rem; background: var(--wash); border-radius: 6px; }
.fix ol { list-style: decimal; padding-left: 1.35em; font-size: .9375rem; }
.fix li + li { margin-top: .15rem; }
pre { margin: .75rem 0 0; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); font: .78rem/1.65 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { font-size: 1em; }
.fixes { display: grid; gap: .75rem; }
.condition { margin: 0 0 .4rem; font-size: .875rem; font-weight: 600; }
.on-paper { display: none; }
.fix .meta { margin-top: .75rem; }
.doubt p + p { margin-top: .2rem; }
.doubt { padding: .6rem .9rem; border: 1.5px dashed var(--unknown); border-radius: 6px; font-size: .875rem; }
.quiet { columns: 2; column-gap: 2.5rem; margin-top: 1.75rem; }
.quiet li { display: grid; grid-template-columns: 7rem minmax(0, 1fr) auto; align-items: baseline; gap: 0 .75rem; padding: .5rem 0; break-inside: avoid; border-bottom: 1px solid var(--line); }
.quiet .badge { justify-self: start; font-size: .75rem; }
.quiet .title { font-size: .9375rem; font-weight: 400; }
.quiet .src { font-size: .75rem; color: var(--muted); text-align: right; white-space: nowrap; }
details:is(.controls, .reading) { font-size: .8125rem; color: var(--muted); } .quiet .controls { font-size: .75rem; } :is(.controls, .reading) > summary { cursor: pointer; padding: .25rem 0; }
.reading { margin-top: .35rem; } .reading li { list-style: disc; margin-left: 1.2em; }
.disagree { display: block; font-weight: 400; font-size: .75rem; color: var(--ink); }
.shares li { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 0 .75rem; align-items: baseline; padding: .25rem 0; }
.shares :is(.badge, .sev) { justify-self: start; }
.glance .state { font-size: .8125rem; gap: .25em; margin-left: .3em; }
.countdown { margin-top: .4rem; font-size: .8125rem; line-height: 1.45; text-wrap: pretty; }
.glance { margin-top: .5rem; font-size: .8125rem; line-height: 1.4; border-top: 1px solid var(--line); } .glance :is(th, td) { padding: .2rem .5rem .2rem 0; } .glance thead th { border-bottom-color: var(--line); } .glance thead a { color: inherit; }
.by { margin-top: 1.5rem; } .by > * + * { margin-top: .4rem; } .shares { font-size: .9375rem; }
.mfa tbody th { min-width: 9rem; } .mfa td { white-space: nowrap; } .mfa th .bar { max-width: 10rem; margin-top: .35rem; } .mfa b { font-weight: 650; }
.log { margin-top: 2rem; } .log > * + * { margin-top: .4rem; } .log .doubt { margin-top: .75rem; }
.access { font-size: .8125rem; } .access :is(td, th) { padding: .5rem .9rem .5rem 0; } .access td, .access tbody th { min-width: 5rem; max-width: 13rem; vertical-align: top; } .access .sub { font-size: .75rem; line-height: 1.4; }
.access tbody th { min-width: 9.5rem; } .access td:nth-child(2) { min-width: 11.5rem; } .access td { overflow-wrap: break-word; } .log .more { border-top: 0; } .access .sev { font-weight: 600; } .access thead th { vertical-align: bottom; }
.fresh { display: block; margin-top: .2rem; font-size: .75rem; } .fresh bdi { display: inline-block; white-space: nowrap; } .fresh .badge { color: var(--high); background: var(--t-high); font-size: .75rem; padding-inline: .4em; } .access .badge { font-size: .75rem; }
.differing { margin-top: 1.5rem; } .differ { font-size: .8125rem; } .differ :is(td, th) { padding-right: .6rem; vertical-align: top; } .differ thead th { vertical-align: bottom; white-space: normal; font-size: .75rem; line-height: 1.35; } .differ tbody th { min-width: 9rem; } .differ .sev { white-space: nowrap; gap: .3em; font-size: .75rem; }
.framework > summary { grid-template-columns: minmax(0, 13.5rem) minmax(0, 1fr) .8125rem; }
.framework .inner { padding-left: 0; } .framework .scroll { margin-top: 0; }
.tally { display: grid; grid-template-columns: 6.75rem 7.75rem 6.75rem 8rem minmax(0, 1fr); gap: .25rem .5rem; align-items: baseline; font-size: .875rem; } .tally b { font-weight: 600; } .tally .below { grid-area: 2 / 3 / 3 / 5; }
.answers li { display: flex; flex-wrap: wrap; gap: 0 .5em; align-items: baseline; padding: .1rem 0; } .answers b { font-weight: 600; }
.framework td { vertical-align: top; } .framework tbody th { vertical-align: top; }
.gaps { margin-top: 1.25rem; }
.gap { padding: 1.1rem 1.25rem 1.2rem; border: 1.5px dashed var(--unknown); border-radius: 6px; }
.gap + .gap { margin-top: .875rem; }
.gap h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .75rem; }
.gap h3 .badge { align-self: center; }
.gap dl { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .6rem 2.5rem; margin-top: .5rem; }
.gap dl > div:last-child { grid-column: 1 / -1; }
.gap dt { font-size: .8125rem; color: var(--muted); }
.gap dd { font-size: .9375rem; line-height: 1.6; }
.detail { display: block; margin-top: .15rem; font: .78rem/1.6 var(--mono); color: var(--muted); }
.unread { margin-top: 1.75rem; font-size: .875rem; color: var(--muted); }
.unread h3 { font-size: .875rem; color: var(--ink); }
.unread li { margin-top: .25rem; }
.soon { color: var(--high); font-weight: 600; }
.notes li { padding: .5rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.notes { margin-top: 1.25rem; }
.facts { display: grid; grid-template-columns: repeat(4, auto); justify-content: space-between; gap: .5rem 2rem; margin-top: 1.5rem; }
.facts dt { font-size: .8125rem; color: var(--muted); } .facts dd { font-weight: 600; }
.datasets tbody th { white-space: nowrap; } .datasets .n:not(:last-child) { padding-right: 3.5rem; }
@media screen and (max-width: 64rem) {
  .frame { display: block; padding: 0 1.5rem; max-width: 60rem; }
  nav.rail { position: static; padding: .75rem 0; border-bottom: 1px solid var(--line); }
  nav.rail ol { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
  nav.rail li + li { margin: 0; }
  nav.rail a { gap: .4rem; }
  main { padding-top: 2.25rem; }
}
@media screen and (max-width: 47rem) {
  .frame { padding: 0 1.125rem; }
  header.top { padding: 1rem 0 .85rem; }
  .mark small { display: none; }
  nav.rail { margin-inline: -1.125rem; padding: .25rem 1.125rem; overflow-x: auto; scrollbar-width: none; }
  nav.rail ol { flex-wrap: nowrap; }
  nav.rail a { padding: .55rem 0; white-space: nowrap; }
  main { padding-top: 1.5rem; }
  section + section { margin-top: 3.5rem; }
  .lead, html:lang(ja) .lead { font-size: 1.5rem; }
  .dark { padding: .2rem 1rem; } .dark li { grid-template-columns: minmax(0, 1fr); }
  .figures { grid-template-columns: 1fr 1fr 1fr; margin-top: 1.5rem; }
  .figures > div { padding: .85rem 0 .85rem .85rem; }
  .figures > div:first-child { grid-column: 1 / -1; border-bottom: 1px solid var(--line); }
  .figures > div:nth-child(2) { padding-left: 0; border-left: 0; }
  .num { font-size: 1.25rem; } .num .of { font-size: .875rem; }
  .sevs { justify-content: space-between; gap: .5rem; }
  .first { grid-template-columns: minmax(0, 1fr); gap: 2.25rem; margin-top: 1.75rem; }
  .filter legend { float: none; width: 100%; padding: 0 0 .2rem; }
  .filter label { padding: .5rem .9rem; min-height: 2.5rem; }
  .person > summary, html:lang(ja) .person > summary { grid-template-columns: minmax(0, 1fr) auto .8125rem; gap: .1rem .75rem; padding: 1rem 0; }
  .person > summary .sev { grid-area: 1 / 1; } .person > summary .count { grid-area: 1 / 2; } .person > summary > .icon { grid-area: 1 / 3; }
  .person > summary .name { grid-area: 2 / 1 / 3 / -1; } .person > summary .sentence { grid-area: 3 / 1 / 4 / -1; font-size: .9375rem; margin-top: .2rem; }
  .count span { display: inline; } .count span + span::before { content: " · "; }
  .check > summary { grid-template-columns: minmax(0, 1fr) .8125rem; gap: .35rem .75rem; padding: 1rem 0; }
  .check > summary > .icon { grid-area: 1 / 2; }
  .check > summary :is(.title, .counts, .bar) { grid-column: 1 / -1; }
  .counts span { display: inline; } .counts span + span::before { content: " · "; }
  .inner, .check .inner, html:lang(ja) .person .inner { padding-left: 0; }
  .evidence li { grid-template-columns: 1.1rem minmax(0, 1fr); }
  .evidence .src { grid-column: 2; max-width: none; padding: 0; text-align: left; }
  .framework > summary { grid-template-columns: minmax(0, 1fr) .8125rem; gap: .35rem .75rem; padding: 1rem 0; } .framework .tally { grid-area: 2 / 1 / 3 / -1; display: flex; flex-wrap: wrap; gap: .25rem 1rem; } .tally > :empty { display: none; } .tally .sub { display: inline; }
  .shares li { grid-template-columns: minmax(0, 1fr); gap: .1rem; }
  .framework .scroll table { min-width: 34rem; } .scroll table.access { min-width: 56rem; }
  .gap { padding: 1rem; } .gap dl { grid-template-columns: minmax(0, 1fr); }
  .facts { grid-template-columns: 1fr 1fr; }
  .quiet { columns: 1; } .quiet .src { white-space: normal; }
  .scroll { margin-inline: -1.125rem; }
  .scroll table { min-width: 38rem; border-collapse: separate; border-spacing: 0; }
  .scroll :is(tbody, thead) th:first-child { position: sticky; left: 0; z-index: 1; width: 10.5rem; padding-left: 1.125rem; background: var(--paper); white-space: normal; }
}
@media print {
  @page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
  :root { color-scheme: light; --paper: #fff; }
  html { font-size: 10pt; }
  body { background: none; }
  .frame { display: block; max-width: none; padding: 0; }
  header.top { padding: 0 0 8pt; }
  nav, .skip, .filter, .controls, .reading > summary, .row > summary > .icon { display: none !important; }
  main { padding: 14pt 0 0; }
  section + section { margin-top: 12pt; }
  #people, #mfa, #checks, #frameworks { break-before: page; margin-top: 0; }
  .lead, html:lang(ja) .lead { font-size: 19pt; }
  h2, h3, .intro { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .row > summary, li, tr, .gap, pre, .doubt { break-inside: avoid; }
  .row > summary, .why { break-after: avoid; }
  .evidence li:nth-child(-n+2) { break-before: avoid; }
  .person > summary, html:lang(ja) .person > summary { grid-template-columns: 5rem 12rem minmax(0, 1fr) 4.5rem; }
  .check > summary { grid-template-columns: 6.75rem minmax(0, 1fr) 9.5rem 5rem; }
  .figures .num, .sevs b { font-size: 14pt; } .figures > div { padding-inline: .75rem; }
  .quiet { column-gap: 1.5rem; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  .inner, .check .inner, html:lang(ja) .person .inner { padding: 0 0 12pt 6.25rem; }
  .evidence .src { max-width: 14rem; }
  .badge, .fix, .bar, .actions > li::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .framework > summary { grid-template-columns: 13rem minmax(0, 1fr); padding: 4pt 0; } .tally { grid-template-columns: 6.5rem 7.5rem 6.5rem 7.75rem minmax(0, 1fr); gap: 0 .25rem; font-size: 8pt; } .framework .inner { padding-left: 0; }
  .shares li { padding: 1pt 0; font-size: 8.5pt; line-height: 1.4; } .shares .badge { font-size: 7.5pt; }
  .access, .differ, .framework table { font-size: 8pt; } .framework :is(td, tbody th) { padding: 2pt 8pt 2pt 0; } .answers li { padding: 0; } .access td, .access td:nth-child(2), .access tbody th { min-width: 0; padding: 3pt 6pt 3pt 0; } .access tbody th { min-width: 31mm; } .access td { overflow-wrap: anywhere; } .access .sub { font-size: 7.5pt; line-height: 1.3; }
  a { color: inherit; text-decoration: none; }
  html:lang(ja) body, body { line-height: 1.5; }
  .fixes, .is-unsure .inner, .is-unsure .role { display: none; }
  .role { font-size: 8pt; line-height: 1.35; } .name, .sentence, .title { line-height: 1.35; }
  .datasets .sub { display: inline; margin-left: .6em; }
  .intro + .rows, .filter + .rows { margin-top: 8pt; }
  .quiet .where { font-size: 7pt; line-height: 1.35; }
  .on-paper { display: block; margin-top: 3pt !important; font-size: 8.5pt; color: var(--muted); }
  .person > summary, .check > summary { padding: 4pt 0; }
  .person > summary { break-inside: avoid; }
  .evidence li { padding: 2pt 0; font-size: 9pt; line-height: 1.4; }
  .inner > * + * { margin-top: 5pt; }
  .inner, .check .inner, html:lang(ja) .person .inner { padding-bottom: 6pt; }
  .fix { padding: 6pt 9pt; } .fix li { font-size: 9pt; line-height: 1.45; } pre { margin-top: 4pt; padding: 4pt 6pt; line-height: 1.4; }
  .gap { padding: 6pt 9pt; } .gap dl { margin-top: 3pt; gap: 3pt 18pt; } .gap dd { font-size: 9pt; line-height: 1.45; }
  .quiet { margin-top: 8pt; columns: auto; } .quiet li { padding: 2pt 0; }
  .intro, html:lang(ja) .intro { max-width: none; }
  .facts { margin-top: 8pt; break-inside: avoid; } .unread { margin-top: 10pt; }
  th, td { padding-block: 1.5pt; } table { font-size: 9pt; }
  footer { padding: 6pt 0 0; margin-top: 10pt; font-size: 8pt; line-height: 1.45; break-inside: avoid; }
  .legend { margin-bottom: 4pt; } main { padding-bottom: 0; }
}`;

export const reportStyle = tokens + base + report + listsStyle;

const fleet = `
.frame { max-width: 84rem; margin: 0 auto; padding: 0 2.5rem; }
section + section { margin-top: 4.5rem; }
.dark-title, html:lang(ja) .dark-title { margin-top: 2rem; font-size: 1.0625rem; letter-spacing: 0; }
.dark { margin-top: .75rem; }
.dark li { grid-template-columns: minmax(0, 16rem) minmax(0, 1fr) minmax(0, 1fr); }
.kpis { display: grid; grid-template-columns: repeat(4, 1fr); margin-top: 2rem; border-block: 1px solid var(--line); }
.kpis > div { padding: .95rem 1.25rem 1.05rem; border-left: 1px solid var(--line); } .kpis > div:first-child { padding-left: 0; border-left: 0; }
.kpis dt, .kpis .note { font-size: .8125rem; color: var(--muted); }
.kpis .num { font-size: 1.5rem; font-weight: 650; line-height: 1.4; } .kpis .num small { font-size: 1rem; font-weight: 400; color: var(--muted); }
.kpis .zero { color: var(--ink); }
table { border-collapse: separate; border-spacing: 0; font-size: .875rem; line-height: 1.4; }
th, td { padding: .45rem .4rem; text-align: right; white-space: nowrap; }
thead th { position: sticky; top: 0; background: var(--paper); font-size: .75rem; vertical-align: bottom; line-height: 1.35; white-space: normal; overflow-wrap: normal; hyphens: auto; }
:is(th, td):last-child { padding-right: .5rem; }
th[scope=row], thead th:first-child { position: sticky; left: 0; z-index: 1; background: var(--paper); text-align: left; padding-left: 0; min-width: 8.5rem; max-width: 12rem; white-space: normal; overflow-wrap: anywhere; }
td, thead th { overflow-wrap: normal; }
td:is(.q, .clouds) { white-space: normal; }
thead th:first-child { z-index: 2; }
th[scope=row] a { color: inherit; }
td .of { color: var(--muted); font-size: .75rem; }
td b { font-weight: 650; }
td.h-critical { background: var(--t-critical); box-shadow: inset 3px 0 var(--critical); }
td.h-high { background: var(--t-high); box-shadow: inset 2px 0 var(--high); }
td.h-medium { background: var(--t-medium); box-shadow: inset 1px 0 var(--medium); }
td.h-low { box-shadow: inset 1px 0 var(--low); }
td.q { background: var(--t-unknown); color: var(--unknown); outline: 1px dashed var(--unknown); outline-offset: -3px; }
td.clouds { color: var(--muted); text-align: left; } th.clouds { text-align: left; }
td .and { display: block; font-size: .75rem; color: var(--unknown); }
.key { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; margin-top: 1rem; font-size: .8125rem; color: var(--muted); }
.key span { display: inline-flex; align-items: center; gap: .5em; }
.key i { width: 1.5rem; height: 1rem; } .k-critical { background: var(--t-critical); box-shadow: inset 3px 0 var(--critical); } .k-high { background: var(--t-high); box-shadow: inset 2px 0 var(--high); } .k-medium { background: var(--t-medium); box-shadow: inset 1px 0 var(--medium); } .k-low { box-shadow: inset 1px 0 var(--low); } .k-unknown { background: var(--t-unknown); border: 1px dashed var(--unknown); } .k-none { border: 1px solid var(--line); }
.heat { min-width: 100%; }
@media screen and (max-width: 56rem) {
  .frame { padding: 0 1.125rem; }
  .mark small { display: none; } main { padding-top: 1.5rem; } .lead, html:lang(ja) .lead { font-size: 1.5rem; } section + section { margin-top: 3.25rem; }
  .dark { padding: .2rem 1rem; } .dark li { grid-template-columns: minmax(0, 1fr); }
  .kpis { grid-template-columns: 1fr 1fr; } .kpis > div { padding: .8rem 0 .85rem .9rem; } .kpis > div:nth-child(odd) { padding-left: 0; border-left: 0; } .kpis > div:nth-child(n+3) { border-top: 1px solid var(--line); }
  .scroll { margin-inline: -1.125rem; }
  th[scope=row], thead th:first-child { padding-left: 1.125rem; max-width: 10.5rem; white-space: normal; box-shadow: 1px 0 var(--line); }
}
@media print {
  @page { size: A4 landscape; margin: 12mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
  :root { color-scheme: light; --paper: #fff; }
  html { font-size: 9pt; } .frame { max-width: none; padding: 0; } .skip { display: none; } .scroll { overflow: visible; }
  header.top { padding: 0 0 6pt; } main { padding: 10pt 0 0; } section + section { margin-top: 18pt; } .lead, html:lang(ja) .lead { font-size: 18pt; }
  .dark-title, .kpis { margin-top: 12pt; }
  thead { display: table-header-group; } thead th, th[scope=row] { position: static !important; } thead th { min-width: 0; } tr, li { break-inside: avoid; } h2 { break-after: avoid; }
  th, td { padding: .3rem .5rem; }
  td, .key i, .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a { color: inherit; text-decoration: none; }
  footer { padding: 8pt 0 0; }
}`;

export const fleetStyle = tokens + base + fleet;
