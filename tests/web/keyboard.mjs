// Two ways to use a page: with a mouse, and with the keyboard alone. Both find things as people do, by their names.

import { PATIENCE } from "./browser.mjs";

/** How often Tab is pressed at the most to come to something. */
const MOST_STOPS = 400;

/** A mouse. It needs no script of the page. */
export class Mouse {
  constructor(page) {
    this.page = page;
  }

  async press(role, name, within) {
    await this.leaving(async () => (await this.find(role, name, within)).click());
  }

  async fold(name) {
    await this.page.locator("summary:visible", { hasText: name }).first().click();
  }

  async choose(name) {
    await (await this.find("radio", name)).check();
  }

  async type(name, text) {
    await (await this.find("textbox", name)).fill(text);
  }

  async pick(name, option) {
    await (await this.find("combobox", name)).selectOption({ label: option });
  }

  async upload(name, file) {
    await this.page.getByLabel(name).setInputFiles(file);
  }

  async download(name) {
    const [file] = await Promise.all([this.page.waitForEvent("download"), this.find("link", name).then((link) => link.click())]);
    return file.path();
  }

  /** The last visible thing of this kind and name: the form's own button rather than one above it. */
  async find(role, name, within = this.page) {
    const found = within.getByRole(role, { name, exact: typeof name === "string" }).locator("visible=true").last();
    await found.waitFor({ timeout: PATIENCE });
    return found;
  }

  /** Does something that leads to another page, and waits until that is there. */
  async leaving(act) {
    await Promise.all([this.page.waitForEvent("load"), act()]);
  }
}

/** The keyboard alone: Tab until the thing has the focus, which has to be seen, then the keys that people know. */
export class Keyboard extends Mouse {
  constructor(page, tally, where) {
    super(page);
    this.tally = tally;
    this.where = where;
  }

  async press(role, name, within) {
    const found = await this.find(role, name, within);
    await this.leaving(async () => {
      await this.to(found);
      await this.page.keyboard.press("Enter");
    });
  }

  async fold(name) {
    await this.to(this.page.locator("summary:visible", { hasText: name }).first());
    await this.page.keyboard.press("Enter");
  }

  async choose(name) {
    const found = await this.find("radio", name);
    // Tab leads to the group; the arrows go on in it.
    await this.to(found);
    const steps = await found.evaluate((radio) => {
      const group = [...document.getElementsByName(radio.name)];
      return group.indexOf(radio) - group.indexOf(document.activeElement);
    });
    await this.page.keyboard.press("Space");
    for (let step = 0; step < Math.abs(steps); step += 1) await this.page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
    this.tally.must(await found.isChecked(), this.where(), `the keys do not choose ${name}`);
  }

  async type(name, text) {
    await this.to(await this.find("textbox", name));
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }

  async pick(name, option) {
    const found = await this.find("combobox", name);
    await this.to(found);
    await this.page.keyboard.type(option);
    const chosen = await found.evaluate((list) => list.selectedOptions[0]?.label);
    this.tally.must(chosen === option, this.where(), `the keys choose ${chosen} instead of ${option}`);
  }

  async upload(name, file) {
    await this.to(this.page.getByLabel(name));
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.page.keyboard.press("Enter")]);
    await chooser.setFiles(file);
  }

  async download(name) {
    await this.to(await this.find("link", name));
    const [file] = await Promise.all([this.page.waitForEvent("download"), this.page.keyboard.press("Enter")]);
    return file.path();
  }

  /** Presses Tab until the thing, or the group of radio buttons that it is in, has the focus. */
  async to(locator) {
    const wanted = await locator.elementHandle();
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      const now = await this.page.evaluate((wanted) => {
        const element = document.activeElement;
        const radio = element?.type === "radio" && element.name === wanted.name;
        if (element !== wanted && !radio) return { there: false };
        const style = getComputedStyle(element);
        return { there: true, seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
      }, wanted);
      if (now.there) {
        this.tally.must(now.seen, this.where(), `the focus on ${wanted} is not to be seen`);
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${this.where()}: Tab does not come to ${locator}`);
  }
}
