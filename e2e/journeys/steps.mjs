// What several journeys do: sign in by a mailed link, find the team of the sample season, press and look.

import assert from "node:assert/strict";
import { expectSound, visit } from "../harness/browser.mjs";

export const NETWORK = "/networks/stronger-connections";
export const SAMPLE_NETWORK = "/networks/peer-collaboratives-2025";
export const STUDENTS = "How school feels, fall 2025";
export const FAMILIES = "How school feels to families, fall 2025";

/** Follows or presses what is found, waits for the next page and checks it. */
export async function press(page, role, name) {
  const before = page.url();
  await Promise.all([page.waitForEvent("load"), page.getByRole(role, { name }).first().click()]);
  await expectSound(page);
  return before;
}

/** Asks for a link at the sign-in page, takes it from the mail and presses its button. */
export async function signInByMail(page, kith, email) {
  if (!new URL(page.url(), kith.url).pathname.startsWith("/sign-in")) await visit(page, "/sign-in");
  await page.locator("#email").fill(email);
  await page.locator("main form button").click();
  await page.waitForLoadState();
  await expectSound(page);
  await visit(page, linkIn(await kith.mailTo(email, "/sign-in/"), "/sign-in/"));
  await page.locator("main form button").click();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  await expectSound(page);
}

/** The address in a mail whose path begins with `path`. */
export function linkIn(mail, path) {
  const found = mail.match(/https?:\/\/\S+/g)?.find((address) => new URL(address).pathname.startsWith(path));
  assert.ok(found, `no link to ${path} in:\n${mail}`);
  return found;
}

/** A window of Rivera Valley's team in the middle of the season, on its surveys. */
export async function atSurveys(stage, how = {}) {
  const page = await stage.open({ as: "Team member", ...how });
  await visit(page, "/my");
  const team = await page.locator("main a[href^='/teams/']").first().getAttribute("href");
  await visit(page, `${team}/surveys`);
  return { page, team };
}

/** The public address of the survey that is open. */
export async function invitation(stage) {
  const { page } = await atSurveys(stage);
  await press(page, "link", FAMILIES);
  const address = await page.locator("#survey-address").innerText();
  return { run: page, path: new URL(address.includes("://") ? address : `http://${address}`).pathname };
}

/** How many have answered, as the team reads it. */
export async function answersSoFar(run) {
  await run.reload();
  return Number((await run.locator("main").innerText()).match(/(\d+) answers\./)?.[1]);
}

export function close(...pages) {
  return Promise.all(pages.map((page) => page.context().close()));
}
