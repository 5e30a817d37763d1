// Starts the real program with its demonstration in a folder of its own, on a free port, and reads the links it prints.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const READY_WITHIN_MS = 120_000;
const MAIL_WITHIN_MS = 15_000;

/** Starts `kith demo`. `today` is the day it believes it is; `options` are further words of the command line. */
export async function startKith({ today = "2025-10-30", options = [] } = {}) {
  const binary = process.env.KITH_BIN;
  if (!binary) throw new Error("KITH_BIN is not set: run `make e2e`, or scripts/journeys");
  const folder = await mkdtemp(join(tmpdir(), "kith-journeys-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const words = ["demo", "--port", `${port}`, "--folder", join(folder, "kith"), "--fresh", "--today", today, ...options];
  const child = spawn(binary, words, { stdio: ["ignore", "pipe", "pipe"] });

  let log = "";
  let printed = "";
  child.stdout.on("data", (bytes) => { printed += bytes; log += bytes; });
  child.stderr.on("data", (bytes) => { log += bytes; });
  const gone = new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));

  const kith = {
    url,
    folder: join(folder, "kith"),
    log: () => log,
    /** The printed sign-in links: what stands in front of each, and its address. */
    links: () => signInLinks(printed),
    /** The newest mail to `address` whose text holds `word`; waits until it is there. */
    mailTo: (address, word = "") => newestMail(folder, address, word),
    /** Ends it as Ctrl-C would, or at once with "SIGKILL"; removes its folder unless it is to be started again. */
    async stop(signal = "SIGINT") {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const patience = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await gone;
      clearTimeout(patience);
      await rm(folder, { recursive: true, force: true });
    },
  };
  const ended = gone.then((code) => { throw new Error(`kith ended with ${code} before it was ready:\n${log}`); });
  ended.catch(() => {});
  try {
    await Promise.race([untilReady(url, () => log), ended]);
  } catch (error) {
    await kith.stop("SIGKILL");
    throw error;
  }
  return kith;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilReady(url, log) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`kith was not ready within ${READY_WITHIN_MS / 1000} seconds:\n${log()}`);
}

/** A line with an address under /sign-in/ is a link; its label is what stands before it, or the line above. */
export function signInLinks(text) {
  const links = new Map();
  let above = "";
  for (const line of text.split("\n")) {
    const found = line.match(/^(.*?)\s*(https?:\/\/\S*\/sign-in\/\S+)\s*$/);
    if (found) links.set((found[1].trim() || above).replace(/[:\s]+$/, ""), found[2]);
    else if (line.trim()) above = line.trim();
  }
  return links;
}

async function newestMail(folder, address, word) {
  const deadline = Date.now() + MAIL_WITHIN_MS;
  while (Date.now() < deadline) {
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".eml"));
    const mails = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8").catch(() => "")));
    const found = mails
      .map(plainText)
      .filter((mail) => new RegExp(`^To:.*${address.replace(/[.+]/g, "\\$&")}`, "im").test(mail) && mail.includes(word));
    if (found.length > 0) return found.sort((one, other) => sentAt(one) - sentAt(other)).at(-1);
    await pause(100);
  }
  throw new Error(`no mail to ${address}${word && ` with "${word}"`} within ${MAIL_WITHIN_MS / 1000} seconds`);
}

/** Undoes quoted-printable, so that a link in a mail is one line again. */
function plainText(mail) {
  if (!/quoted-printable/i.test(mail)) return mail;
  const joined = mail.replace(/=\r?\n/g, "");
  return joined.replace(/(?:=[0-9A-F]{2})+/g, (hex) => Buffer.from(hex.replaceAll("=", ""), "hex").toString("utf8"));
}

function sentAt(mail) {
  return Date.parse(mail.match(/^Date: (.*)$/m)?.[1] ?? "") || 0;
}
