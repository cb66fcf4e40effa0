#!/bin/sh
# Refresh what is copied from npm packages: scripts, fonts and icons, each with its licence. The result is committed.
# Needs Node 20+ and a Python that has fonttools, brotli and uharfbuzz (PYTHON=...).
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
npm ci --no-audit --no-fund --silent
out=../src/shared_lib/brand/static/brand
modules=node_modules
mkdir -p "$out/vendor" "$out/fonts"
cp $modules/htmx.org/dist/htmx.min.js "$out/vendor/htmx.min.js"
cp $modules/htmx.org/LICENSE "$out/vendor/htmx.LICENSE.txt"
cp $modules/@alpinejs/csp/dist/cdn.min.js "$out/vendor/alpine-csp.min.js"
cp alpine.LICENSE.txt "$out/vendor/alpine-csp.LICENSE.txt"
cp $modules/lucide-static/LICENSE "$out/icons.LICENSE.txt"
cp $modules/@fontsource-variable/newsreader/LICENSE "$out/fonts/newsreader.LICENSE.txt"
cp $modules/@fontsource-variable/source-sans-3/LICENSE "$out/fonts/source-sans-3.LICENSE.txt"
node sprite.mjs > "$out/icons.svg"
"$python" fonts.py $modules/@fontsource-variable "$out/fonts"
"$python" outlines.py $modules/@fontsource-variable ../src/shared_lib/brand/art
