// SPDX-License-Identifier: Apache-2.0
// Builds the page from src/ into the folder named on the command line (sim/report/page by default):
// three.js apart from the page's own script, so that a change of the page is a small diff.
import {build} from 'esbuild';
import {copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, '..', 'page');
const src = join(here, 'src');
const licence = 'SPDX-License-Identifier: Apache-2.0';
const generated = 'made by `./dev web` from sim/report/web, not written by hand';

const common = {
  absWorkingDir: here, bundle: true, write: false, charset: 'utf8', target: 'es2021',
  logLevel: 'warning', legalComments: 'inline',
};

// what the page's own script takes for the package `three`: what vendor_three.ts hands out
const three_apart = {
  name: 'three_apart',
  setup(one) {
    one.onResolve({filter: /^three$/}, () => ({path: 'three', namespace: 'apart'}));
    one.onLoad({filter: /.*/, namespace: 'apart'},
               () => ({contents: 'module.exports = globalThis.inversimThree', loader: 'js'}));
  },
};

async function text(options) {
  const result = await build({...common, ...options});
  // no script or comment of the page is ended by what stands in a script
  return result.outputFiles[0].text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

async function put(name, content) {
  await writeFile(join(out, name), content.endsWith('\n') ? content : `${content}\n`);
}

await mkdir(out, {recursive: true});
await put('page.js', `// ${licence}\n// ${generated}\n` + await text({
  entryPoints: [join(src, 'main.ts')], format: 'iife', plugins: [three_apart],
}));
await put('three.js', `// ${licence} for what is inversim's; three.js: MIT, see below\n// ${generated}\n` + await text({
  entryPoints: [join(src, 'vendor_three.ts')], format: 'iife', globalName: 'inversimThree', minify: true,
}));
await put('page.css', `/* ${licence} */\n/* ${generated} */\n` + await text({
  entryPoints: [join(src, 'styles', 'page.css')], legalComments: 'none',
}));
await copyFile(join(src, 'page.html'), join(out, 'page.html'));

const {version} = JSON.parse(await readFile(join(here, 'node_modules', 'three', 'package.json'), 'utf8'));
await put('third_party.txt', `Bundled in three.js here: three.js ${version}\n\n` +
  await readFile(join(here, 'node_modules', 'three', 'LICENSE'), 'utf8'));
