#!/bin/sh
# Compile requirements/ anew from the members' needs: hashes, every platform, and no address. One file for the
# workspace, and a narrower one for each image under it.
set -eu
cd "$(dirname "$0")/.."

compile() {
    set -- "$@" --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url
    for name in shared-lib integrations storefront rx-portal clinic; do
        set -- "$@" --no-emit-package "countersign-$name"
    done
    uv pip compile --quiet "$@"
}

compile shared-lib/pyproject.toml integrations/pyproject.toml storefront/pyproject.toml rx-portal/pyproject.toml \
    deploy/pyproject.toml --all-extras \
    --group pyproject.toml:test --group pyproject.toml:check --group pyproject.toml:build \
    --output-file requirements/lock.txt

under="--constraint requirements/lock.txt --group pyproject.toml:build"
# shellcheck disable=SC2086 # the options are words
for image in storefront rx-portal; do
    compile shared-lib/pyproject.toml integrations/pyproject.toml "$image/pyproject.toml" --extra migrate $under \
        --output-file "requirements/$image.txt"
done
# shellcheck disable=SC2086
compile shared-lib/pyproject.toml deploy/pyproject.toml --extra migrate $under --output-file requirements/clinic.txt
