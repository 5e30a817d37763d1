// The browser, as people of three sizes use it: what each page must always be is checked on every visit.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const SIZES = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1280, height: 800 },
  projector: { width: 1920, height: 1080 },
};

const SHOTS = join(import.meta.dirname, "../shots");
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// Chromium otherwise looks for updates and experiments, which a closed network refuses many times a second.
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** The installed Chromium, or the one named by KITH_CHROMIUM. */
function chromiumPath() {
  if (process.env.KITH_CHROMIUM) return process.env.KITH_CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch { /* try the next name */ }
  }
  const bundled = "/Applications/Chromium.app/Contents/MacOS/Chromium";
  if (existsSync(bundled)) return bundled;
  throw new Error("no Chromium found: run `scripts/prepare browser`, or set KITH_CHROMIUM");
}

export function launch() {
  return chromium.launch({ executablePath: chromiumPath(), args: QUIET });
}

/**
 * A new window on `kith`, with everything that goes wrong in it noted in `page.complaints`.
 * `as` is who is signed in (the label of a printed link, or its beginning); `size`, `theme` ("light", "dark"), `language`,
 * `javaScript` (false = switched off), `state` (cookies of an earlier window).
 */
export async function open(browser, kith, { as, size = "laptop", theme = "light", language = "en-US", javaScript = true, state } = {}) {
  const context = await browser.newContext({
    baseURL: kith.url, viewport: SIZES[size], colorScheme: theme, locale: language, javaScriptEnabled: javaScript,
    reducedMotion: "reduce", storageState: state ?? (as ? await signedIn(browser, kith, as) : undefined),
  });
  const page = await context.newPage();
  page.complaints = [];
  page.scripted = javaScript;
  page.on("pageerror", (error) => page.complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // A refused form answers 4xx with a page of sentences; that is the journey's to judge.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) page.complaints.push(message.text());
  });
  page.on("request", (request) => {
    const address = new URL(request.url());
    if (address.protocol.startsWith("http") && address.origin !== kith.url) page.complaints.push(`asks elsewhere: ${address}`);
  });
  return page;
}

/** Signs in once for each person (a link works once) and remembers the cookies for later windows. */
async function signedIn(browser, kith, as) {
  kith.logins ??= new Map();
  if (!kith.logins.has(as)) {
    const [, link] = [...kith.links()].find(([label]) => label.startsWith(as)) ?? [];
    assert.ok(link, `no sign-in link for "${as}"; printed were: ${[...kith.links().keys()].join(", ")}`);
    const context = await browser.newContext({ baseURL: kith.url });
    const page = await context.newPage();
    await page.goto(link);
    await page.locator("main form button").first().click();
    await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
    kith.logins.set(as, await context.storageState());
    await context.close();
  }
  return kith.logins.get(as);
}

/** Goes to `path` and checks what every page must be. */
export async function visit(page, path, { status = 200 } = {}) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), status, path);
  await expectSound(page);
  return answer;
}

/** One heading of the first rank, a title, a language, no sideways scrolling, no complaint, nothing axe finds. */
export async function expectSound(page) {
  const where = new URL(page.url()).pathname;
  assert.equal(await page.locator("h1").count(), 1, `${where}: one h1`);
  assert.notEqual(await page.title(), "", `${where}: a title`);
  assert.match((await page.locator("html").getAttribute("lang")) ?? "", /^[a-z]{2}/, `${where}: a language`);
  await expectAccessible(page);
  assert.deepEqual(page.complaints, [], `${where}: complaints`);
}

/** Zero violations at WCAG 2.2 AA. Where JavaScript is off, the same address is opened beside it with JavaScript on. */
export async function expectAccessible(page) {
  const where = new URL(page.url()).pathname;
  if (page.scripted) {
    assert.deepEqual(await violations(page), [], `${where}: axe`);
    await expectNoSideways(page);
    return;
  }
  const context = await page.context().browser().newContext({
    viewport: page.viewportSize(), storageState: await page.context().storageState(), bypassCSP: true,
  });
  const twin = await context.newPage();
  await twin.goto(page.url());
  const found = await violations(twin);
  await context.close();
  assert.deepEqual(found, [], `${where}: axe`);
}

async function violations(page) {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules }), RULES);
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
}

async function expectNoSideways(page) {
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= seen, `${new URL(page.url()).pathname}: ${wide} px wide in a window of ${seen} px`);
}

/** A picture of the whole page in e2e/shots, or in `folder`. */
export async function shoot(page, name, { folder = SHOTS, full = true } = {}) {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: full, animations: "disabled" });
}

/** Pictures of one page at all sizes, in light and dark: `name-phone-light.png` and so on. */
export async function shootAll(browser, kith, name, path, { as, themes = ["light", "dark"], folder } = {}) {
  for (const size of Object.keys(SIZES)) {
    for (const theme of themes) {
      const page = await open(browser, kith, { as, size, theme });
      await visit(page, path);
      await shoot(page, `${name}-${size}-${theme}`, { folder });
      await page.context().close();
    }
  }
}

/** Presses Tab until the element found by `locator` has the focus; fails if it cannot be reached. */
export async function tabTo(page, locator, most = 80) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`not reached by ${most} presses of Tab: ${locator}`);
}
