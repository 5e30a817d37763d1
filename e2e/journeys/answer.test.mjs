// Step 4: people answer on a phone, without JavaScript, and by keyboard alone; sent twice counts once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectSound, tabTo, visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";
import { answersSoFar, close, invitation, press } from "./steps.mjs";

const stage = demonstration();

async function expectOneMore(run, before) {
  const deadline = Date.now() + 10_000;
  let now = await answersSoFar(run);
  while (now === before && Date.now() < deadline) now = await answersSoFar(run);
  assert.equal(now, before + 1);
}

test("phone: notice first, one question a screen, and sending twice counts once", async () => {
  const { run, path } = await invitation(stage);
  const before = await answersSoFar(run);
  const page = await stage.open({ size: "phone" });
  await visit(page, path);
  assert.ok((await page.locator("main").innerText()).includes("Nothing happens if you do"));
  await press(page, "link", "Start");
  const screens = page.locator("[data-screen]");
  const total = await screens.count();
  for (let n = 0; n < total; n += 1) {
    if (n % 3 !== 2) await screens.nth(n).locator(".choice").nth(1).click();
    await expectSound(page);
    if (n < total - 1) await page.locator("[data-survey-next]").click();
  }
  const sending = page.waitForRequest((request) => request.method() === "POST");
  await page.locator("[data-survey-send]").click();
  await page.waitForURL(/\/thanks/);
  await expectSound(page);
  const sent = await sending;
  const again = await fetch(sent.url(), {
    method: "POST", body: sent.postData(), redirect: "manual",
    headers: { origin: stage.kith.url, "content-type": "application/x-www-form-urlencoded" },
  });
  assert.equal(again.status, 303);
  await expectOneMore(run, before);
  assert.deepEqual(await page.context().cookies(), []);
  await close(run, page);
});

test("without JavaScript: one long page, in Spanish", async () => {
  const { run, path } = await invitation(stage);
  const before = await answersSoFar(run);
  const page = await stage.open({ size: "phone", javaScript: false });
  await visit(page, path);
  await press(page, "link", "Español");
  await press(page, "link", /Comenzar|Empezar/);
  assert.equal(await page.locator("fieldset").first().getAttribute("lang"), "es");
  for (const question of await page.locator("fieldset.question").all()) await question.locator("input").first().check();
  await page.locator("[data-survey-send]").click();
  await page.waitForURL(/\/thanks/);
  await expectSound(page);
  await expectOneMore(run, before);
  await close(run, page);
});

test("keyboard alone: Tab, Enter and the digits", async () => {
  const { run, path } = await invitation(stage);
  const before = await answersSoFar(run);
  const page = await stage.open();
  await visit(page, path);
  await tabTo(page, page.getByRole("link", { name: "Start" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/answer/);
  const total = await page.locator("[data-screen]").count();
  await tabTo(page, page.locator("[data-screen]:not([hidden]) input").first());
  for (let n = 0; n < total - 1; n += 1) {
    await page.keyboard.press("2");
    await page.keyboard.press("Enter");
  }
  await tabTo(page, page.locator("[data-survey-send]"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/thanks/);
  await expectOneMore(run, before);
  await close(run, page);
});

test("declining is one press, and keeps nothing", async () => {
  const { run, path } = await invitation(stage);
  const before = await answersSoFar(run);
  const page = await stage.open({ size: "phone", javaScript: false });
  await visit(page, path);
  await press(page, "link", "No, thank you");
  assert.match(new URL(page.url()).pathname, /\/declined$/);
  assert.equal(await answersSoFar(run), before);
  await close(run, page);
});
