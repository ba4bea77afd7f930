#!/usr/bin/env -S node --max-semi-space-size=4 --heap-growing-percent=40
// A small nursery and a heap that grows slowly halve the peak memory of a large scan: most rows live to its end.
// Kept in plain, old syntax: an older Node must be able to read this file and say what is wrong.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 20)) {
  console.error('shisei needs Node.js 22.20 or newer; this is ' + process.versions.node + '.');
  process.exitCode = 2;
} else {
  import('../dist/src/cli.js').then((cli) => cli.main());
}
