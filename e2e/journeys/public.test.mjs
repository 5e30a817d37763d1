// Step 1, anyone: two real networks and the sample season, their sessions, and the questions to print.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "../harness/browser.mjs";
import { demonstration } from "../harness/journey.mjs";
import { NETWORK, SAMPLE_NETWORK, close, press } from "./steps.mjs";

const stage = demonstration();

test("networks: the home page leads to each, with its dates, size, fee and deadline", async () => {
  const page = await stage.open();
  await visit(page, "/");
  for (const slug of [NETWORK, SAMPLE_NETWORK, "/networks/peer-collaboratives"]) {
    assert.notEqual(await page.locator(`main a[href="${slug}"]`).count(), 0, slug);
  }
  await visit(page, NETWORK);
  const said = await page.locator("main").innerText();
  for (const words of ["November 7, 2025", "Free of charge", "CA", "network@example.org"]) assert.ok(said.includes(words), words);
  await visit(page, "/networks/peer-collaboratives");
  const past = await page.locator("main").innerText();
  assert.ok(past.includes("45,000") && past.includes("Up to 6 teams"));
  assert.equal(await page.locator("main").getByRole("link", { name: "Apply", exact: true }).count(), 0);
  await close(page);
});

test("sessions: part by part, on a phone, in both languages", async () => {
  for (const [language, words] of [["en-US", "Kick-off"], ["es-MX", "Sesión inicial"]]) {
    const page = await stage.open({ size: "phone", language });
    await visit(page, `${NETWORK}/sessions`);
    assert.ok((await page.locator("main").innerText()).includes(words));
    assert.notEqual(await page.locator("ol.segments").count(), 0);
    await close(page);
  }
});

test("questions: three of them, and room for answers on paper", async () => {
  const page = await stage.open({ javaScript: false });
  await visit(page, NETWORK);
  await press(page, "link", "Read the questions first");
  assert.equal(await page.locator("main ol.flow > li").count(), 3);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".answer-space").first().isVisible(), true);
  assert.equal(await page.locator(".switch").first().isVisible(), false);
  await close(page);
});

test("anyone else's page asks to sign in, and an unknown page says so", async () => {
  const page = await stage.open();
  await visit(page, "/my");
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  await visit(page, "/networks/no-such-network", { status: 404 });
  await close(page);
});
