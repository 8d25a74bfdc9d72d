"""The pages in a real browser: Chromium through Playwright, on a server of this machine."""
