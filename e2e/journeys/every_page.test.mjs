// Every page of the program's own table (e2e/pages.txt, which a test keeps) that each kind of person can reach, on a phone
// and on a laptop, with axe. Ids are gathered by following links; where a page is not theirs, the answer must say so.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";

const stage = demonstration();
const lines = (await readFile(join(import.meta.dirname, "../pages.txt"), "utf8")).trim().split("\n");
const table = lines.map((line) => {
  const [access, path] = line.split(" ");
  return { access, path };
});
// Files and assets are no pages; a file on its way in and a link that works once have journeys of their own.
const ELSEWHERE = ["/assets/{stamp}/{*name}", "/imports/{key}", "/sign-in/{token}", "/calendar/{file}"];
const READS_MAX = 200;
const opened = new Map();

const pattern = (path) => new RegExp(`^${path.replace(/[.+]/g, "\\$&").replace(/\{[^}]+\}/g, "([^/?]+)")}$`);

/** Addresses of this site that somebody finds by following links, at most so many pages deep and wide. */
async function found(page) {
  const seen = new Set(["/", "/my", "/account", "/agencies?q=valley", "/networks/peer-collaboratives-2025/applications"]);
  const todo = [...seen];
  for (let read = 0; todo.length > 0 && read < READS_MAX; read += 1) {
    const answer = await page.request.get(todo.shift());
    if (!answer.ok() || !/html/.test(answer.headers()["content-type"])) continue;
    const text = await answer.text();
    const links = [...text.matchAll(/(?:href|action)="(\/[^"#]*)"/g)].map(([, href]) => href.replaceAll("&#38;", "&"));
    const codes = [...text.matchAll(/\/s\/[0-9a-z]{8}\b/g)].map(([code]) => code);
    for (const href of [...links, ...codes]) {
      if (seen.has(href) || /^\/(assets|sign-|calendar)|[?&](lang|back)=/.test(href)) continue;
      seen.add(href);
      todo.push(href);
    }
  }
  return [...seen];
}

/** Every address that a route could have, from what was found: as found, and with each value of its one parameter. */
function addresses(route, links) {
  const exact = links.filter((link) => pattern(route.path).test(link.split("?")[0]));
  const [, begin, end] = route.path.match(/^([^{]*\/)\{[^}*]+\}([^{]*)$/) ?? [];
  const values = begin === undefined ? [] : links.flatMap((link) => link.match(new RegExp(`^${begin}([^/?]+)`))?.[1] ?? []);
  const filled = [...new Set(values)].map((value) => `${begin}${value}${end}`);
  const plain = route.path.includes("{") ? [] : [route.path];
  const asked = route.path.endsWith("/decide/confirm") ? filled.map((path) => `${path}?decision=waitlist`) : filled;
  return [...new Set([...plain, ...exact, ...asked])];
}

async function firstOpen(page, candidates) {
  for (const path of candidates) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
    if (answer.status() === 200) return { path, isPage: /html/.test(answer.headers()["content-type"]) };
  }
  return null;
}

async function walk(as, { onlyNew = false } = {}) {
  const pages = [await stage.open({ as, size: "phone" }), await stage.open({ as, size: "laptop" })];
  const links = await found(pages[0]);
  let count = 0;
  for (const route of table.filter(({ path }) => !ELSEWHERE.includes(path))) {
    const there = await firstOpen(pages[0], addresses(route, links));
    if (!there || (onlyNew && opened.has(route.path))) continue;
    opened.set(route.path, as ?? "anybody");
    count += 1;
    if (there.isPage) for (const page of pages) await visit(page, there.path);
  }
  for (const page of pages) await page.context().close();
  return count;
}

const KINDS = { public: undefined, community: "Community member", member: "Team member", lead: "Team lead, in the middle", host: "Host lead" };
for (const [kind, as] of Object.entries(KINDS)) {
  test(`every page that is open to: ${kind}`, async () => assert.ok((await walk(as)) > 5));
}

test("every page of the table was open to somebody", async () => {
  for (const label of [...stage.kith.links().keys()].filter((label) => !Object.values(KINDS).some((as) => as && label.startsWith(as)))) {
    await walk(label, { onlyNew: true });
  }
  const missed = table.map(({ path }) => path).filter((path) => !opened.has(path) && !ELSEWHERE.includes(path));
  assert.deepEqual(missed, []);
});
