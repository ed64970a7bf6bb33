// SPDX-License-Identifier: MIT
// What the tests of pages share: one Chromium without a network, a page that
// keeps every complaint and every request, and a list of what held.
'use strict';
const { chromium } = require('playwright-core');
const { pathToFileURL } = require('url');

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// Starts Chromium with an empty profile, which goes with it.
function start() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: flags,
  });
}

// A page in a context of its own.  options are those of newContext(): viewport,
// colorScheme, hasTouch, javaScriptEnabled ...; offline unless they say
// otherwise.  page.complaints: console errors and warnings, uncaught
// exceptions; page.requests: addresses asked for, other than the page itself
// and what stands in it (data:, blob:).
async function open(browser, options = {}) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.requests = [];
  page.on('console', (m) => {
    if (['error', 'warning'].includes(m.type())) page.complaints.push(m.text());
  });
  page.on('pageerror', (e) => page.complaints.push(String(e)));
  page.on('request', (r) => {
    if (!r.isNavigationRequest() && !/^(data|blob):/.test(r.url())) {
      page.requests.push(r.url());
    }
  });
  return page;
}

const address = (file) => pathToFileURL(file).href;

// Names of what did not hold; a test ends with process.exit(finish()).
const failed = [];
function check(name, holds, detail) {
  console.log(`${holds ? 'ok' : 'FAIL'} ${name}${!holds && detail !== undefined
    ? `: ${JSON.stringify(detail)}` : ''}`);
  if (!holds) failed.push(name);
}
const finish = () => (failed.length > 0 ? 1 : 0);

// No console error and no request, after all that was done to the page.
function checkQuiet(name, page) {
  check(`${name}: no complaint`, page.complaints.length === 0, page.complaints);
  check(`${name}: no request`, page.requests.length === 0, page.requests);
}

module.exports = { start, open, address, check, checkQuiet, finish };
