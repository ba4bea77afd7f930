import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
export const missing = !existsSync(executablePath);
if (missing) console.warn(`${executablePath} is missing: the tests in a browser are SKIPPED`);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const args = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export interface View {
  width: number;
  colorScheme: 'light' | 'dark';
}

interface Violation {
  id: string;
  nodes: { html: string }[];
}
interface AxeOptions {
  resultTypes: string[];
  runOnly?: string[];
}
declare const window: { axe: { run(options: AxeOptions): Promise<{ violations: Violation[] }> } };
declare const document: {
  documentElement: { scrollWidth: number };
  querySelectorAll(selector: string): Iterable<{ open: boolean }>;
};

/** What is wrong with a page in one view. Nothing is, where `wide` is 0, `requests` 1, and both lists are empty. */
export interface Found {
  view: View;
  /** By how many CSS pixels the page is wider than the view. */
  wide: number;
  /** How many there were, the one for the page itself too. */
  requests: number;
  complaints: string[];
  violations: string[];
}

export interface Opened {
  page: Page;
  requests: string[];
  complaints: string[];
  close(): Promise<void>;
}

/** Pages in one Chromium. It has a context for each view, since only pages of different contexts always run beside each other. */
export class Pages {
  readonly #browser: Browser;
  readonly #folder = mkdtempSync(join(tmpdir(), 'shisei-pages-'));
  readonly #contexts = new Map<string, Promise<BrowserContext>>();
  #count = 0;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<Pages> {
    return new Pages(await chromium.launch({ executablePath, args, timeout: 0 }));
  }

  async end(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #contextOf({ width, colorScheme }: View): Promise<BrowserContext> {
    const name = `${width} ${colorScheme}`;
    const made = this.#contexts.get(name) ?? this.#newContext({ width, colorScheme });
    this.#contexts.set(name, made);
    return made;
  }

  async #newContext({ width, colorScheme }: View): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    context.setDefaultTimeout(0);
    return context;
  }

  async open(html: string, view: View): Promise<Opened> {
    this.#count += 1;
    const file = join(this.#folder, `${this.#count}.html`);
    writeFileSync(file, html);
    const page = await (await this.#contextOf(view)).newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(file).href);
    return { page, requests, complaints, close: () => page.close() };
  }

  /** Looks at a page with every row open; by all rules, or by these alone. */
  async inspect(html: string, view: View, runOnly?: string[]): Promise<Found> {
    const { page, requests, complaints, close } = await this.open(html, view);
    await page.evaluate(() => {
      for (const row of document.querySelectorAll('details')) row.open = true;
    });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.evaluate(axe);
    const options: AxeOptions = { resultTypes: ['violations'], ...(runOnly === undefined ? {} : { runOnly }) };
    const { violations } = await page.evaluate((options) => window.axe.run(options), options);
    await close();
    return {
      ...{ view, wide: Math.max(0, width - view.width), requests: requests.length, complaints },
      violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    };
  }
}

/** What is to be found in each of these views. */
export function nothingWrong(views: readonly View[]): Found[] {
  return views.map((view) => ({ view, wide: 0, requests: 1, complaints: [], violations: [] }));
}

export const views: readonly View[] = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
const isOpposite = ({ width, colorScheme }: View): boolean => (width === 390) === (colorScheme === 'dark');

/** Both widths and both colour schemes: enough for pages that are made of the same parts. */
export const opposites: readonly View[] = views.filter(isOpposite);

/** The other two views. Beside the opposites they can differ in nothing but how colours go together with the width. */
export const others: readonly View[] = views.filter((view) => !isOpposite(view));
export const rulesOfColour: readonly string[] = ['color-contrast', 'link-in-text-block'];
