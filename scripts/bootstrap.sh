#!/bin/sh
# Makes .venv hold exactly what the lock names, and the members; needs Python 3.11 and the package registry.
# Done before for the same lock, it is over at once; interrupted, it begins again.
set -eu
cd "$(dirname "$0")/.."
members="shared-lib integrations storefront rx-portal deploy"
stamp=.venv/.complete
half=.venv.half

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
if [ -x .venv/bin/python ] && [ ! -e "$half" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi

# A half-made environment is not mended but made anew: nobody knows which half there is.
if [ -e "$half" ] || { [ -e .venv ] && ! .venv/bin/python -c '' 2>/dev/null; }; then
    rm -rf .venv
fi
: > "$half"
found=$(python)
export UV_PYTHON_DOWNLOADS=never UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-120}" PIP_DISABLE_PIP_VERSION_CHECK=1

if uv --version >/dev/null 2>&1; then
    uv=uv
    [ -x .venv/bin/python ] || uv venv --quiet --python "$found" .venv
else
    if [ ! -x .venv/bin/python ]; then
        "$found" -m venv .venv || {
            echo "Python's venv is incomplete here (on Debian and Ubuntu: apt install python3-venv)." >&2
            exit 1
        }
    fi
    uv=.venv/bin/uv
    .venv/bin/python -m pip install --quiet --require-hashes -r scripts/uv.txt
fi

echo "Installing what requirements/lock.txt names ..."
"$uv" pip install --quiet --python .venv/bin/python --require-hashes -r requirements/lock.txt
# shellcheck disable=SC2046 - one -e for each member
"$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --no-index \
    $(for member in $members; do printf -- '-e ./%s ' "$member"; done)
printf '%s\n' "$wanted" > "$stamp"
rm -f "$half"
