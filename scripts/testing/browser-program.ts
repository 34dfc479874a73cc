import { existsSync } from 'node:fs'

/** The browser of the tests. The shell stands first: the same engine without a window, tabs and their painting; a page costs it three quarters, a start a quarter. CHROMIUM names another. */
export const browserProgram = (): string | undefined =>
  [process.env.CHROMIUM ?? '', ...['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`)].find((path) => existsSync(path))
