import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  root: 'src/web',
  plugins: [react(), pagesNeed(), compressed()],
  css: { lightningcss: { errorRecovery: true } },
  build: {
    outDir: '../../dist/web', emptyOutDir: true, sourcemap: false, target: 'es2022',
    // What every page begins with is one script, and what the first sentence of several pages needs beside it another: a browser fetches six files at once, and each costs a round trip and a kilobyte of headers.
    rolldownOptions: { output: { codeSplitting: { groups: [
      { name: 'first', tags: ['$initial'], priority: 2 },
      { name: 'parts', test: /src[\\/]web[\\/](ask|pickers|shell)[\\/]/, minShareCount: 4, priority: 1 },
    ] } } },
  },
})

/**
 * Write down which scripts and styles each page needs beside the first ones, as `pages.json`: the server names them in the head of the page (src/api/pages.ts), so that the browser fetches
 * them beside the first script and not after it. `src/web/pages/rates-page.tsx` is the page `rates`.
 */
function pagesNeed(): Plugin {
  return {
    name: 'pages-need',
    writeBundle({ dir }, bundle) {
      const chunks = new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])))
      const withImports = (name: string, found = new Set<string>()): Set<string> => {
        if (found.has(name)) return found
        found.add(name)
        for (const next of chunks.get(name)?.imports ?? []) withImports(next, found)
        return found
      }
      const first = new Set([...chunks.values()].filter(({ isEntry }) => isEntry).flatMap(({ fileName }) => [...withImports(fileName)]))
      const needs = [...chunks.values()].flatMap((chunk) => {
        const page = /\/pages\/([\w-]+)-page\.tsx$/.exec(chunk.facadeModuleId ?? '')?.[1]
        if (page === undefined || !chunk.isDynamicEntry) return []
        const scripts = [...withImports(chunk.fileName)].filter((name) => !first.has(name))
        return [[page, { scripts, styles: [...new Set(scripts.flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]))] }] as const]
      })
      writeFileSync(join(dir ?? '', 'pages.json'), JSON.stringify(Object.fromEntries(needs)))
    },
  }
}

const brotli = promisify(brotliCompress)

/** Compress once, as small as it gets, what the server would compress at every request. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    async writeBundle({ dir }, bundle) {
      const names = Object.values(bundle).map(({ fileName }) => join(dir ?? '', fileName)).filter((name) => /\.(js|css)$/.test(name))
      await Promise.all(names.map(async (name) => writeFileSync(`${name}.br`, await brotli(readFileSync(name), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))))
    },
  }
}
