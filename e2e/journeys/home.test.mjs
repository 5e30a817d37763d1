// Anyone: the home page, at every size, in both languages, by keyboard and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { tabTo, visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";

const stage = demonstration();

test("home page is sound at every size, light and dark", () => stage.shootAll("home", "/"));

test("home page says which day the demonstration believes it is", async () => {
  const page = await stage.open();
  await visit(page, "/");
  assert.match(await page.locator("body").innerText(), /October 30, 2025/);
  await page.context().close();
});

test("home page speaks Spanish to a browser that asks for it", async () => {
  const page = await stage.open({ language: "es-MX" });
  await visit(page, "/");
  assert.equal(await page.locator("html").getAttribute("lang"), "es");
  await page.context().close();
});

test("home page without JavaScript says the same", async () => {
  const [plain, scripted] = [await stage.open({ javaScript: false }), await stage.open()];
  await visit(plain, "/");
  await visit(scripted, "/");
  assert.equal(await plain.locator("main").innerText(), await scripted.locator("main").innerText());
  await plain.context().close();
  await scripted.context().close();
});

test("home page by keyboard: the first stop skips to the page", async () => {
  const page = await stage.open();
  await visit(page, "/");
  await tabTo(page, page.locator("a.skip"), 1);
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#main");
  await page.context().close();
});
