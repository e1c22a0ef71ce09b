#!/bin/sh
# Stands in for rustdoc when cargo documents a crate as JSON: stable rustdoc has this output only with RUSTC_BOOTSTRAP.
# Cargo itself must not get the variable. Build scripts watch it, so that most dependencies would be compiled again.
RUSTC_BOOTSTRAP=1 exec rustdoc "$@" -Z unstable-options --output-format json
