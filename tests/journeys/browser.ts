import type { Browser } from 'playwright-core'

/**
 * Start the Chromium that npm installs. Outside Amazon's Lambda it unpacks the shared libraries it needs only when told it is there,
 * so the environment says so before the package is loaded; this lets it run on a machine that has no browser and no libraries for one.
 */
export async function startBrowser(): Promise<Browser> {
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const { chromium: playwright } = await import('playwright-core')
  chromium.setGraphicsMode = false
  const executablePath = await chromium.executablePath()
  const launch = () => playwright.launch({ executablePath, args: chromium.args.filter((flag) => !unwanted.includes(flag)), headless: true })
  return launch().catch((error: unknown) => {
    // Now and then the browser ends by a fault of its own before it shows anything: nothing of ours was tried yet.
    if (!/signal=SIG(SEGV|TRAP|ABRT|ILL|BUS)/.test(String(error))) throw error
    console.warn(`the browser ended while it started, and is started once more: ${String(error).split('\n')[0]}`)
    return launch()
  })
}

/** One process for everything dies with its first closed page; and pages must obey the same rules of origin as for people. */
const unwanted = ['--single-process', '--disable-web-security', '--allow-running-insecure-content']
