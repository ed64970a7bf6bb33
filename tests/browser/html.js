// SPDX-License-Identifier: MIT
// html.js FOLDER: drives the pages that tests/html.sh made there.
'use strict';
const fs = require('fs');
const path = require('path');
const { start, open, address, check, checkQuiet, finish } = require('./browser');

const file = (name) => path.join(process.argv[2], name);
const json = (name) => JSON.parse(fs.readFileSync(file(name), 'utf8')).documents[0];
const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

// Nothing may be wider than the screen.
async function checkWidth(name, page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(`${name}: no sideways scrolling`, over <= 0, over);
}

async function overview(browser) {
  const page = await open(browser, desktop);
  await page.goto(address(file('many.html')));
  const rows = page.locator('#documents tbody tr');
  const shown = page.locator('#documents tbody tr:visible');
  const total = await rows.count();
  check('overview: a row a document', total === await page.locator('section.doc').count(), total);
  check('overview: stands first', await page.evaluate(() => {
    const top = (e) => e.getBoundingClientRect().top;
    return top(document.getElementById('overview')) < top(document.querySelector('section.doc'));
  }));
  check('overview: charts', await page.locator('#overview .chart svg rect').count() > 5);

  await page.locator('#overview .tools input[type=search]').fill('faulty');
  const faulty = await shown.count();
  check('filter: by words', faulty > 0 && faulty < total, faulty);
  const rule = await page.locator('#overview select option').nth(1).getAttribute('value');
  await page.locator('#overview select').selectOption(rule);
  check('filter: by rule', await shown.evaluateAll((trs, code) => trs.length > 0
    && trs.every((tr) => tr.dataset.has.split(' ').includes(code)), rule));
  await page.locator('#overview select').selectOption('');
  await page.locator('#overview .tools input[type=search]').fill('');
  await page.locator('#overview input[value=warning]').check();
  check('filter: by severity', await shown.evaluateAll((trs) => trs.length > 0
    && trs.every((tr) => Number(tr.cells[2].textContent) > 0)));
  await page.locator('#overview input[value=warning]').uncheck();
  check('filter: off', await shown.count() === total);

  const errors = () => rows.evaluateAll((trs) => trs.map((tr) => Number(tr.cells[1].textContent)));
  await page.locator('#documents thead th button').nth(1).click();
  const down = await errors();
  check('sort: most errors first', down.every((n, i) => i === 0 || down[i - 1] >= n) && down[0] > 0);
  await page.locator('#documents thead th button').nth(1).click();
  const up = await errors();
  check('sort: and back', up.every((n, i) => i === 0 || up[i - 1] <= n));
  const link = rows.last().locator('a');
  await link.click();
  check('overview: leads to the document',
    await page.locator(`section:target a[href], section:target`).first().isVisible());
  await checkWidth('overview', page);
  checkQuiet('overview', page);
}

async function report(browser) {
  const page = await open(browser, desktop);
  await page.goto(address(file('one.html')));
  const figures = json('figures.json').figures.length;
  const marked = await page.locator('.src [id^=d1g]').count();
  check('document: every figure is marked', marked >= figures, [marked, figures]);
  check('document: three states', await page.locator('.src .f.v').count() > 0
    && await page.locator('.src .f.h').count() > 0
    && await page.locator('.src .f.n, .src .f.u, .src .f.o').count() > 0);
  const { findings, coverage } = json('check.json');
  check('document: a card a finding',
    await page.locator('.note').count() === findings.length, findings.length);
  check('document: the worksheet',
    await page.locator('#d1w tbody tr').count() === coverage.relations);

  // From the list to the card, from the card to each figure, and back.
  await page.locator('.index a').first().click();
  check('link: list to card', await page.locator('.note:target').isVisible());
  const links = page.locator('#d1f1 a[href^="#d1g"]');
  for (let i = 0; i < await links.count(); i++) {
    const href = await links.nth(i).getAttribute('href');
    await links.nth(i).click();
    check(`link: card to figure ${href}`, await page.locator(`.f${href}:target`).isVisible());
    await page.locator(`${href} .tip a[href="#d1f1"]`).waitFor({ state: 'attached' });
  }
  const figure = page.locator('#d1f1 a[href^="#d1g"]').first();
  const at = page.locator(await figure.getAttribute('href'));
  await page.keyboard.press('Escape'); // the figure that the last link led to
  check('escape: closes', await page.locator('.tip:visible').count() === 0);
  await at.hover();
  const tip = at.locator('.tip');
  check('hover: shows the recomputation', await tip.isVisible()
    && (await tip.textContent()).includes(findings[0].computed));
  await tip.locator('a[href="#d1f1"]').first().click();
  check('link: figure to card', await page.locator('#d1f1:target').isVisible());
  const row = page.locator('.tip a[href^="#d1r"]').first();
  const to = await row.getAttribute('href');
  await page.evaluate((hash) => { location.hash = hash; }, to);
  await page.locator(`tr${to}`).waitFor({ state: 'visible' });
  check('link: to a row of the worksheet', await page.locator('details:has(#d1w)[open]').count() === 1);
  await page.locator('details:has(#d1w) input[value=violated]').check();
  check('filter: worksheet', await page.locator('#d1w tbody tr:visible').count() === coverage.violated);
  await checkWidth('document', page);

  await page.emulateMedia({ media: 'print' });
  check('print: no tools', !await page.locator('.tools').first().isVisible());
  check('print: a page comes out', (await page.pdf({ format: 'A4' })).length > 20000);
  checkQuiet('document', page);
}

async function onPhone(browser) {
  const page = await open(browser, phone);
  await page.goto(address(file('one.html')));
  const at = page.locator('.src .f.v[tabindex]').first();
  check('phone: nothing shown before', await page.locator('.tip:visible').count() === 0);
  await at.tap();
  const box = await at.locator('.tip').boundingBox();
  check('phone: a tap shows the recomputation', box !== null && box.x >= 0
    && box.x + box.width <= 390 && box.y + box.height <= 844, box);
  await checkWidth('phone', page);
  await page.goto(address(file('many.html')));
  await checkWidth('phone, overview', page);
  checkQuiet('phone', page);
}

// Without a script all is there to read, and nothing that does nothing.
async function withoutScript(browser) {
  const page = await open(browser, { ...desktop, javaScriptEnabled: false });
  await page.goto(address(file('many.html')));
  check('no script: documents', await page.locator('#documents tbody tr:visible').count() > 30);
  check('no script: no dead tools', await page.locator('.tools:visible, th button').count() === 0);
  await page.goto(address(file('one.html')));
  await page.locator('.src .f.v[tabindex]').first().focus();
  check('no script: recomputation', await page.locator('.tip:visible').count() === 1);
}

async function hostile(browser) {
  const page = await open(browser, desktop);
  await page.goto(address(file('hostile.html')));
  const text = await page.locator('.src').textContent();
  check('hostile: text as it is', text.includes('<script>window.hit = 1</script>')
    && text.includes('<img src=x onerror="window.hit=2">'), text);
  check('hostile: nothing ran', await page.evaluate(() => window.hit === undefined));
  check('hostile: one script', await page.locator('script, img').count() === 1);
  checkQuiet('hostile', page);
}

async function pages(browser) {
  const page = await open(browser, desktop);
  await page.goto(address(file('pages/index.html')));
  const links = page.locator('#documents tbody a');
  const n = await links.count();
  const files = fs.readdirSync(file('pages')).sort();
  check('pages: one a document', files.length === n + 1 && n > 30, files.length);
  await links.nth(1).click();
  check('pages: a document', await page.locator('section.doc').count() === 1
    && await page.locator('#overview').count() === 0);
  await page.locator('main > p > a').click();
  check('pages: and back', await page.locator('#overview').isVisible());
  checkQuiet('pages', page);
}

(async () => {
  const browser = await start();
  for (const test of [overview, report, onPhone, withoutScript, hostile, pages]) {
    await test(browser);
  }
  await browser.close();
  process.exit(finish());
})().catch((error) => {
  console.log(`FAIL ${error.stack}`);
  process.exit(1);
});
