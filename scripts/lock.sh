#!/bin/sh
# Compile requirements/lock.txt anew from the members' needs: hashes, every platform, and no address.
set -eu
cd "$(dirname "$0")/.."
ours=""
for name in shared-lib integrations storefront rx-portal clinic; do
    ours="$ours --no-emit-package countersign-$name"
done
# shellcheck disable=SC2086 # the options are words
exec uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
    --no-emit-index-url $ours --all-extras \
    shared-lib/pyproject.toml integrations/pyproject.toml storefront/pyproject.toml rx-portal/pyproject.toml \
    deploy/pyproject.toml --group pyproject.toml:test --group pyproject.toml:check --group pyproject.toml:build \
    --output-file requirements/lock.txt "$@"
