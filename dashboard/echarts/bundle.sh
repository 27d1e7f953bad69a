#!/bin/sh
# Makes echarts.js again, byte for byte. Needs Node 18 or later, and is needed by nobody but whoever
# takes a newer version: the page is made from the committed file.
set -e
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-audit --no-fund --silent \
    echarts@6.1.0 zrender@6.1.0 tslib@2.3.0 esbuild@0.28.2
cp entry.js "$folder"
(cd "$folder" && npx esbuild entry.js --bundle --minify --format=iife --global-name=echarts \
    --target=es2020 --legal-comments=inline --outfile=echarts.js --log-level=warning \
    --banner:js='/*! Apache ECharts 6.1.0, Apache License 2.0; zrender 6.1.0 and d3, BSD 3-Clause; tslib 2.3.0, 0BSD */')
mv "$folder/echarts.js" .
sha256sum echarts.js
