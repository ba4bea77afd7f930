import fc from 'fast-check';

/** Names that have broken other people's reports. */
export const hostileNames: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(1)</script>',
  '</code></pre></details><h1>x</h1>',
  '<svg/onload=alert(1)>',
  'javascript:alert(1)',
  '=HYPERLINK("http://evil.example","x")',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)',
  '+1+1',
  '-1+1',
  '  =1+1',
  '\u3000＝1+1',
  '＝1＋1',
  '＠SUM(1)',
  '\t=1+1',
  '\r\n=1+1',
  'a\r\nb,"c";d\te',
  '\x1b[31mred\x1b[0m',
  '\x1b]8;;http://evil.example\x07link\x1b]8;;\x07',
  '\x9b31m',
  'a\u202egpj.exe',
  '\u2066x\u2069',
  'zero\u200bwidth\u200djoin\ufeff',
  'nul\u0000byte',
  'lone\ud800high',
  'lone\udc00low',
  'line\u2028para\u2029end',
  '../../etc/passwd',
  'C:\\Windows\\..\\x',
  '[click](http://evil.example)',
  '![img](http://evil.example/x.png)',
  '| a | b |\n|---|---|',
  '`code` ``more`` ```three',
  '# heading\n- list\n> quote',
  '*bold* _em_ ~~gone~~',
  '<!-- comment -->',
  '&lt;b&gt; &#60;b&#62;',
  '@everyone #123 !45 www.evil.example',
  'x'.repeat(100_000),
  '\ud83d'.repeat(300),
  `e${'\u0301'.repeat(500)}`,
  '$(id) `id` %HOME% $x',
  'a@\\|[click](https://evil.example/)',
  'a@\\\\|![x](https://evil.example/x.png)|`|\\',
  ';"=1+1',
  'letter\u061cmark soft\u00adhyphen\ufff9note\ufffb',
  'tag\u{e0001}\u{e0041}\u{e007f}',
  '__proto__',
  'constructor',
  '',
];

/** Any text, well-formed or not. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
  fc.constantFrom(...hostileNames.filter((name) => name.length < 1000)),
);

export const unseenCharacters =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/u;
