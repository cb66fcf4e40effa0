#!/bin/sh
# Compile the stylesheet both applications ship. Needs Node 20+; the result is committed.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --silent
out=../src/shared_lib/brand/static/brand/brand.css
npx --no-install tailwindcss --input src/brand.css --output "$out.new" --minify
node stamp.mjs "$out.new" > "$out"
rm "$out.new"
