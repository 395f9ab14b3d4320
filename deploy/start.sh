#!/bin/sh
# What the container does: `prepare` the data folder, `serve`, or both (`all`); anything else is run as it is, such as
# `python -m ui.keys list`.
#
# Prepare: an empty folder gets the index that came with the image (embedded; a Chroma server gets its own by the build).
# Then `indexing build` takes in what is newer: the digests of this image, the mirror, own documents. It changes nothing
# where nothing changed. Replicas that prepare one folder at once wait for one another.
set -eu

prepare() {
    index="$BELEIDSWIJZER_DATA/index"
    mkdir -p "$index"
    if [ -z "${BELEIDSWIJZER_CHROMA_URL:-}" ]; then
        (
            flock 9
            if [ ! -e "$index/current" ]; then
                cp -R "${SEED:-/app/seed}"/2* "$index/"
                cp "${SEED:-/app/seed}/current" "$index/current.new"
                mv "$index/current.new" "$index/current"  # last, and in one step: half a copy is no index
            fi
        ) 9>"$BELEIDSWIJZER_DATA/prepare.lock"
    fi
    python -m indexing build || [ -e "$index/current" ]  # it has said why; what is there can still answer
}

case "${1:-all}" in
    prepare) prepare ;;
    serve) exec python -m ui --host 0.0.0.0 --port "${PORT:-7860}" ;;
    all) prepare; exec python -m ui --host 0.0.0.0 --port "${PORT:-7860}" ;;
    *) exec "$@" ;;
esac
