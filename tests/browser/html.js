// SPDX-License-Identifier: MIT
// html.js FOLDER: drives the pages that tests/html.sh made there.
'use strict';
const path = require('path');
const { start, open, address, check, checkQuiet, finish } = require('./browser');

const file = (name) => address(path.join(process.argv[2], name));

async function many(browser) {
  const page = await open(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(file('many.html'));
  check('many: documents', await page.locator('section').count() > 30);
  checkQuiet('many', page);
}

(async () => {
  const browser = await start();
  await many(browser);
  await browser.close();
  process.exit(finish());
})();
