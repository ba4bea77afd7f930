import { createHash } from 'node:crypto';
import type { Locale } from '../../messages/catalogue.ts';
import { visible } from '../plain.ts';
import { sprite } from './icons.ts';
import { html, type Markup, raw } from './markup.ts';

export interface Page {
  locale: Locale;
  title: string;
  skip: string;
  style: string;
  body: Markup;
}

function policy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

/** One self-contained file: no script, nothing loaded, and a policy that lets the browser hold it to that. */
export function page({ locale, title, skip, style, body }: Page): string {
  return String(html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy(style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${visible(title)}</title>
<style>${raw(style)}</style>
</head>
<body>
${sprite}
<a class="skip" href="#main">${skip}</a>
<div class="frame">
${body}
</div>
</body>
</html>
`);
}
