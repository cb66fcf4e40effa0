#!/bin/sh
# Makes .venv hold exactly what the lock names, and the members; needs Python 3.11 and the package registry.
# Done before for the same lock, it is over at once; interrupted, it begins again.
set -eu
cd "$(dirname "$0")/.."
members="shared-lib integrations storefront rx-portal deploy"
stamp=.venv/.complete

python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; name one with PYTHON=/path/to/python." >&2
    exit 1
}

wanted="$(pwd) $(for member in $members; do cat "$member/pyproject.toml"; done | cat requirements/lock.txt scripts/uv.txt - | cksum)"
had="$(cat "$stamp" 2>/dev/null || true)"
if [ "$had" = "$wanted" ] && [ -x .venv/bin/python ]; then
    exit 0
fi

# An environment without its stamp is half made: it is not mended but made anew, nobody knows which half there is.
if [ -z "$had" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
fi
rm -f "$stamp"
found=$(python)
export UV_PYTHON_DOWNLOADS=never UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-120}" PIP_DISABLE_PIP_VERSION_CHECK=1

if uv --version >/dev/null 2>&1; then
    uv=uv
    [ -x .venv/bin/python ] || uv venv --quiet --python "$found" .venv
else
    uv=.venv/bin/uv
    [ -x .venv/bin/python ] || "$found" -m venv .venv || {
        echo "Python's venv is incomplete here (on Debian and Ubuntu: apt install python3-venv)." >&2
        exit 1
    }
    .venv/bin/python -m pip install --quiet --require-hashes -r scripts/uv.txt
fi

# uv does not read pip's settings: where only pip has been told the registry's address or authority, pip installs.
install() {
    "$uv" pip install --quiet --python .venv/bin/python "$@" 2>/dev/null && return
    UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true "$uv" pip install --quiet --python .venv/bin/python "$@" && return
    echo "uv could not; pip installs instead." >&2
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
    .venv/bin/python -m pip install --quiet "$@"
}

echo "Installing what requirements/lock.txt names ..."
install --require-hashes -r requirements/lock.txt
set --
for member in $members; do set -- "$@" -e "./$member"; done
install --no-deps --no-build-isolation --no-index "$@"
printf '%s\n' "$wanted" > "$stamp"
