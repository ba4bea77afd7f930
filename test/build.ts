import { execFileSync } from 'node:child_process';

/** End-to-end tests run the built program, so it is built once before all tests. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
