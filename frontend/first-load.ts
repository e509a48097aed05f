import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Manifest, Plugin } from 'vite';

/** What one page loads at first: its entries, and its limit in kB of 1,000 bytes, compressed. */
interface FirstLoad {
  entries: string[];
  name: string;
  limit: number;
}

/** Writes .gz and .br beside each asset, and fails the build when a page's first load is too big. */
export function firstLoad(pages: FirstLoad[]): Plugin {
  let dist = '';
  return {
    name: 'first-load',
    apply: 'build',
    configResolved(config) {
      dist = join(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      handler() {
        const sizes = compress(join(dist, 'assets'));
        const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;
        for (const { entries, name, limit } of pages) {
          const bytes = [...loaded(manifest, entries)].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
          const kB = bytes / 1000;
          console.log(`${name}: first load ${kB.toFixed(1)} kB compressed (limit ${limit} kB)`);
          if (kB > limit) this.error(`${name}: the first load is above ${limit} kB`);
        }
      },
    },
  };
}

/** Compresses every asset and returns the brotli sizes by the file names of the manifest. */
function compress(assets: string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const file of readdirSync(assets)) {
    const plain = readFileSync(join(assets, file));
    const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    writeFileSync(join(assets, `${file}.gz`), gzipSync(plain, { level: 9 }));
    writeFileSync(join(assets, `${file}.br`), brotli);
    sizes.set(`assets/${file}`, brotli.length);
  }
  return sizes;
}

/** The files that entries load without being asked twice: their own, their styles, their static imports. */
function loaded(manifest: Manifest, keys: string[], files = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`first-load: ${key} is not in the manifest`);
    if (files.has(chunk.file)) continue;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    loaded(manifest, chunk.imports ?? [], files);
  }
  return files;
}
